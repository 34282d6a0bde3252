"""How long an answer may be worked on where somebody waits for it.

A thread cannot be stopped from outside: what may try many cases asks `patience()` before each, and stops by itself.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tremplin.ground.errors import TremplinError


class TookTooLong(TremplinError):
    """The time given is over."""


class Waiting(threading.local):
    """Until when somebody waits on this thread; without end where nobody said."""

    until = math.inf


waiting = Waiting()


def patience() -> None:
    """Raises TookTooLong when the time given is over."""
    if time.monotonic() > waiting.until:
        raise TookTooLong


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Gives what is done inside so many seconds."""
    waiting.until = time.monotonic() + seconds
    try:
        yield
    finally:
        waiting.until = math.inf
