"""Starts the parts of the site, starts again what dies, and ends them all: web and worker, each a process of its own.

A part has a process group of its own, so that nothing of it is left when it is killed; and it looks after its parent
itself (`tremplin.web.serving`), so that nothing is left when this process is killed.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event

from tremplin.web.serving import PARENT, PATIENCE

log = logging.getLogger("tremplin.running")
TICK = 0.2
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0
"""Seconds before a part that died is started again: doubled each time, until it has lived for `CALM` seconds."""
CALM = 30.0


@dataclass
class Part:
    """A process that is to run. `extra`: what its environment has besides this one's."""

    name: str
    command: Sequence[str]
    extra: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    begun: float = 0.0
    pause: float = FIRST_PAUSE
    due: float = 0.0

    def look(self, now: float) -> None:
        """Starts it where it is due, and buries it where it died."""
        if self.process is None:
            if now >= self.due:
                self.start(now)
        elif self.is_dead():
            code = self.bury()
            self.pause = FIRST_PAUSE if now - self.begun > CALM else min(2 * self.pause, LONGEST_PAUSE)
            self.due = now + self.pause
            said = {"part": self.name, "code": code, "again_in": self.pause}
            log.error("a part ended and is started again", extra={"words": said})

    def start(self, now: float) -> None:
        environment = {**os.environ, **self.extra, PARENT: str(os.getpid())}
        self.process = subprocess.Popen(self.command, env=environment, process_group=0)  # noqa: S603
        self.begun = now

    def is_dead(self) -> bool:
        """Whether its process has ended. It is not waited for yet, so nobody else can have its number."""
        assert self.process
        return os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def bury(self) -> int:
        """Ends what is left of its group; its exit code."""
        assert self.process
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        code, self.process = self.process.wait(), None
        return code

    def ask_to_end(self) -> None:
        if self.process and not self.is_dead():
            self.process.terminate()

    def end(self, until: float) -> None:
        while self.process and not self.is_dead() and time.monotonic() < until:
            time.sleep(0.02)
        if self.process:
            self.bury()


def supervise(parts: Sequence[Part], stop: Event, each: Callable[[], object] | None = None) -> None:
    """Until `stop` is set; then every part is asked to end, and ended. `each`: called at each look."""
    try:
        while True:
            for part in parts:
                part.look(time.monotonic())
            if each:
                each()
            if stop.wait(TICK):
                break
    finally:
        for part in parts:
            part.ask_to_end()
        until = time.monotonic() + PATIENCE + 3
        for part in parts:
            part.end(until)


@contextmanager
def asked_to_end() -> Iterator[Event]:
    """An event that SIGTERM, SIGINT (Ctrl-C) and SIGHUP (the terminal was closed) set."""
    stop = Event()
    signals = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    before = {one: signal.signal(one, lambda *_: stop.set()) for one in signals}
    try:
        yield stop
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def parts_of(port: int, host: str, workers: int, worker_url: str) -> list[Part]:
    """The site and its worker, which comes to the database in a role of its own."""
    here = [sys.executable, "-m", "tremplin.office.running"]
    return [
        Part("web", [*here, "web", host, str(port), str(workers)]),
        Part("worker", [*here, "worker"], {"DATABASE_URL": worker_url}),
    ]
