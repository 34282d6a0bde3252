"""`tremplin serve`: it answers on this machine, ends when asked to, and refuses to start unsafely."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

pytest.importorskip("granian", reason="the site needs pip install tremplin[web]")


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def serving(port, **environment):
    return started("serve", "--port", str(port), **environment)


def started(*words, **environment):
    command = [sys.executable, "-m", "tremplin", *words, "--lang", "en"]
    return subprocess.Popen(
        command, env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def test_it_answers_and_ends_when_asked_to():
    port = free_port()
    server = serving(port)
    out = answered_and_ended(server, lambda: port)
    assert f"The site is open: http://127.0.0.1:{port}/en/" in out


def answered_and_ended(server, port):
    try:
        for _ in range(100):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port()}/health", timeout=2) as found:
                    assert json.load(found)["status"] == "ok"
                break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail("it never answered")
    finally:
        server.send_signal(signal.SIGTERM)
        out, _ = server.communicate(timeout=20)
    return out


def test_the_demonstration_ends_with_the_site_and_says_where(tmp_path):
    pytest.importorskip("numba")
    server = started("demo", "--people", "1000", "--site", PYTHONUNBUFFERED="1", XDG_DATA_HOME=str(tmp_path))
    said = []
    for line in server.stdout:
        said.append(line)
        if found := re.search(r"The site is open: http://127\.0\.0\.1:(\d+)/en/", line):
            break
    else:
        pytest.fail("".join(said))
    answered_and_ended(server, lambda: found[1])


def test_it_does_not_start_unsafely():
    server = serving(free_port(), TREMPLIN_ENV="production")
    out, _ = server.communicate(timeout=60)
    assert server.returncode == 2
    assert "TREMPLIN_SECRET" in out


def test_it_says_that_a_port_is_taken():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = serving(port := taken.getsockname()[1])
        out, _ = server.communicate(timeout=60)
    assert server.returncode == 2
    assert f"port {port} of 127.0.0.1 cannot be opened" in out and "--port" in out
    assert "The site is open" not in out and "Traceback" not in out
