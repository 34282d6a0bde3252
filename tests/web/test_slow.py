"""Bodies that stand still, or hardly move: cut and told so, and nobody else waits for them."""

import re
import socket
import threading
import time
from contextlib import ExitStack

import pytest

from tests.web.serving import asked, served
from tremplin.web import waiting

WAIT, THREADS = 2, 2
API, FILE = ("/api/v1/decide/admission", "application/json"), ("/fr/file/days", "application/x-www-form-urlencoded")
BATCH = ("/api/v1/decide/admission/batch", "application/jsonl")
pytestmark = pytest.mark.skipif(waiting.sys.platform != "linux", reason="only Linux tells how long nothing moved")


@pytest.fixture(scope="module")
def slow_site(tmp_path_factory):
    """A real server that waits two seconds, with two threads."""
    with served(tmp_path_factory.mktemp("slow") / "site.log", TREMPLIN_WAIT=str(WAIT)) as site:
        yield site.address


def begun(site, address, kind):
    """A connection over which a body is announced, and begun."""
    port = int(site.rpartition(":")[2])
    connection = socket.create_connection(("127.0.0.1", port), timeout=30)
    head = f"POST {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\nContent-Length: 500\r\n\r\n"
    connection.sendall(head.encode() + b"{")
    return connection


def answer(connection):
    """All that comes until the server closes."""
    found = b""
    with connection:
        while piece := connection.recv(65_536):
            found += piece
    return found.decode()


@pytest.mark.parametrize(("way", "says"), [(API, "application/problem+json"), (FILE, "<h1")])
def test_a_body_that_stands_still_is_told_so_and_the_connection_closed(slow_site, way, says):
    found = answer(begun(slow_site, *way))
    assert re.match(r"HTTP/1.1 408 ", found) and says in found


def test_a_batch_that_stands_still_ends_with_a_line_that_says_so(slow_site):
    found = answer(begun(slow_site, *BATCH))
    assert found.startswith("HTTP/1.1 200 ") and '"status":408' in found


def test_many_that_stand_still_stop_nobody(slow_site):
    with ExitStack() as held:
        many = [held.enter_context(begun(slow_site, *API)) for _ in range(3 * THREADS)]
        assert asked(f"{slow_site}/fr/") == 200
        told = [answer(one)[:20] for one in many]
        # One that came to no thread before it was cut gets no answer; on a slow machine that may be most of them.
        assert {one.split(" ")[1] for one in told if one} == {"408"}, told


def test_a_body_that_trickles_is_cut_too(slow_site):
    connection = begun(slow_site, *API)
    ended = threading.Event()

    def trickle():
        try:
            while not ended.wait(WAIT / 4):
                connection.sendall(b" ")
        except OSError:  # closed by the server, as it should be
            pass

    sender = threading.Thread(target=trickle)
    sender.start()
    try:
        assert answer(connection).startswith("HTTP/1.1 408 ")
    finally:
        ended.set()
        sender.join()


def test_only_as_many_are_cut_as_hold_a_thread_and_the_longest_first(monkeypatch):
    monkeypatch.setattr(waiting, "PAUSE", 0)
    monkeypatch.setattr(waiting, "LONGEST", 10_000)
    with ExitStack() as held:
        listening = held.enter_context(socket.create_server(("127.0.0.1", 0)))
        pairs = []
        for _ in range(3):
            one = held.enter_context(socket.create_connection(listening.getsockname()))
            pairs.append((one, held.enter_context(listening.accept()[0])))
            one.sendall(b"a")
            time.sleep(0.05)
        for _, other in pairs:
            other.settimeout(0.05)
            assert other.recv(1) == b"a"
        assert waiting.cut(0.05) == 0  # nobody reads a body
        with waiting.reading():
            assert waiting.cut(60) == 0
            assert waiting.cut(0.05) == 1
        assert [ended(other) for _, other in pairs] == [True, False, False]


def ended(connection):
    """Whether nothing more is read there."""
    try:
        return connection.recv(1) == b""
    except TimeoutError:
        return False


def test_too_few_seconds_are_refused():
    from tests.web.test_ground import started

    assert started(TREMPLIN_WAIT="0").returncode and started(TREMPLIN_WAIT="soon").returncode
    assert started(TREMPLIN_WAIT="20").returncode == 0
