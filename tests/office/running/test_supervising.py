"""What dies is started again, later each time; whoever is asked to end ends everything; nothing is left behind."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from tremplin.office.running import supervising
from tremplin.office.running.supervising import Part, asked_to_end, supervise

SLEEPS = [sys.executable, "-S", "-c", "import time; time.sleep(60)"]
FORKS = [sys.executable, "-S", "-c", "import os, time; n = os.fork(); n and print(n, flush=True); time.sleep(60)"]


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(supervising, "TICK", 0.01)
    monkeypatch.setattr(supervising, "FIRST_PAUSE", 0.02)


def until(holds):
    end = time.monotonic() + 20
    while not (found := holds()):
        assert time.monotonic() < end
        time.sleep(0.005)
    return found


def alive(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def run():
    """Supervises parts in a thread of their own, until the test is over."""
    stop, threads = threading.Event(), []

    def begun(*parts):
        threads.append(threading.Thread(target=supervise, args=(parts, stop)))
        threads[0].start()
        return until(lambda: [part.process.pid for part in parts if part.process] if all(of.process for of in parts) else [])  # fmt: skip  # noqa: E501

    begun.stop = lambda: (stop.set(), threads[0].join())
    yield begun
    begun.stop()


def test_a_part_that_is_killed_is_started_again(run):
    part, other = Part("one", SLEEPS), Part("two", SLEEPS)
    first, second = run(part, other)
    os.kill(first, signal.SIGKILL)
    until(lambda: part.process and part.process.pid != first)
    assert other.process.pid == second
    last = part.process.pid
    run.stop()
    assert not alive(last) and not alive(second)


def test_one_that_cannot_live_is_tried_less_and_less_often():
    now, part = 0.0, Part("one", [sys.executable, "-S", "-c", ""], pause=0.5)
    pauses = []
    for _ in range(8):
        part.look(now)
        until(part.is_dead)
        part.look(now)
        pauses.append(part.pause)
        now = part.due
        assert part.process is None
    assert pauses == [1, 2, 4, 8, 15, 15, 15, 15]


def test_what_a_killed_part_had_started_is_ended_too():
    read, write = os.pipe()
    part = Part("one", FORKS)
    part.process = subprocess.Popen(FORKS, stdout=write, process_group=0)
    os.close(write)
    child = int(os.read(read, 20))
    os.kill(part.process.pid, signal.SIGKILL)
    until(part.is_dead)
    part.look(1.0)
    assert part.process is None
    assert os.read(read, 20).strip() == b""  # Nobody holds the other end any more.
    os.close(read)
    assert child


def test_whoever_does_not_want_to_end_is_ended(monkeypatch):
    stubborn = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
    )
    monkeypatch.setattr(supervising, "PATIENCE", -2.9)
    part = Part("one", [])
    part.process = subprocess.Popen([sys.executable, "-S", "-c", stubborn], stdout=subprocess.PIPE, process_group=0)
    with part.process.stdout as said:
        said.readline()
    stop = threading.Event()
    stop.set()
    supervise([part], stop)
    assert part.process is None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_asks_to_end(number):
    before = signal.getsignal(number)
    with asked_to_end() as stop:
        os.kill(os.getpid(), number)
        assert stop.wait(5)
    assert signal.getsignal(number) == before
