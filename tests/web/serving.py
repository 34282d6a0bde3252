"""The site on a free port of this machine, served as people get it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

LONGEST_START = 60


class Served(NamedTuple):
    address: str
    log: Path


@contextmanager
def served(log, target="tremplin.web.wsgi:application", **settings):
    """The site by granian, one process, with these settings; ended by its own number."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    words += ["--blocking-threads", "2", "--no-ws", target]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "granian", *words], stdout=out, stderr=out, env=environment() | settings
        )
    try:
        address = f"http://127.0.0.1:{port}"
        wait(address, process, log)
        yield Served(address, log)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def environment():
    """A local site, whatever this shell has set, that finds the package where this process found it. What it prints
    into a pipe waits for the end unless it sees to that itself, as for whoever has not set PYTHONUNBUFFERED."""
    ours = ("TREMPLIN_", "GRANIAN_", "PYTHONUNBUFFERED")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def wait(address, process, log):
    """Until the site says it is well; its log where it does not."""
    end = time.monotonic() + LONGEST_START
    while time.monotonic() < end and process.poll() is None:
        if asked(f"{address}/health") == 200:
            return
        time.sleep(0.05)
    raise RuntimeError(f"the site did not start:\n{log.read_text(errors='replace')[-4000:]}")


def asked(address, **how):
    """The status that the site answers with; 0 where it does not, or hangs up."""
    request = urllib.request.Request(address, **how)  # noqa: S310 an address of this machine
    try:
        with urllib.request.urlopen(request, timeout=20) as response:  # noqa: S310
            return response.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0
