"""`tremplin serve`: it answers on this machine, ends when asked to, and refuses to start unsafely."""

import json
import os
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
    command = [sys.executable, "-m", "tremplin", "serve", "--port", str(port), "--lang", "en"]
    return subprocess.Popen(
        command, env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def test_it_answers_and_ends_when_asked_to():
    port = free_port()
    server = serving(port)
    try:
        for _ in range(100):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as found:
                    assert json.load(found)["status"] == "ok"
                break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail("it never answered")
    finally:
        server.send_signal(signal.SIGTERM)
        out, _ = server.communicate(timeout=20)
    assert f"The site is open: http://127.0.0.1:{port}/en/" in out


def test_it_does_not_start_unsafely():
    server = serving(free_port(), TREMPLIN_ENV="production")
    out, _ = server.communicate(timeout=60)
    assert server.returncode == 2
    assert "TREMPLIN_SECRET" in out
