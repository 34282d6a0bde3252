"""Connections on which nothing moves are cut: whoever sends a body slowly, or never, keeps no thread from the others.

Granian reads a body without a limit of time, and a read that waits cannot be ended from Python; the system can end it.
A connection closed for reading gives the reader an end, and an answer can still be sent. Linux alone tells how long
ago something moved; elsewhere, and behind a Unix socket, nothing is cut.
"""

from __future__ import annotations

import os
import socket
import stat
import struct
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from operator import itemgetter
from threading import Thread

LONGEST = 3
"""How many times as long a connection may go on on which nothing is sent, though pieces of a body still come."""
PAUSE = 1.0
SENT, RECEIVED = 44, 52
"""Where `struct tcp_info` tells the milliseconds since something was sent, and since something was received."""
TICK = 0.02
"""The clock of those is coarse: a body that came with its connection may seem to be older than it."""
READING: dict[object, float] = {}
"""Since when each body is read that is read now."""
OPEN_FILES = "/proc/self/fd"


def watch(seconds: float) -> None:
    """Looks at the connections of this process until it ends."""
    if sys.platform == "linux":
        Thread(target=go_on, args=(seconds,), name="waiting", daemon=True).start()


def go_on(seconds: float) -> None:
    while True:
        time.sleep(min(PAUSE, seconds / 2))
        with suppress(OSError):
            cut(seconds)


@contextmanager
def reading() -> Iterator[None]:
    """While a body is read, which holds a thread."""
    this = object()
    READING[this] = time.monotonic()
    try:
        yield
    finally:
        del READING[this]


def cut(seconds: float) -> int:
    """Closes for reading what stood still: as many as hold a thread, the longest first; how many.

    The server takes requests in their order: one that waits for a thread stood still less long than those that hold it.
    """
    room = sum(time.monotonic() - begun > PAUSE / 2 for begun in READING.copy().values())
    with ExitStack() as held:
        found = [(*stood(held.enter_context(one)), one) for one in connections()]
        hopeless = [one for sent, _, one in found if sent > LONGEST * seconds]
        still = [(received, one) for sent, received, one in found if seconds < received <= sent + TICK]
        longest = sorted((pair for pair in still if pair[1] not in hopeless), key=itemgetter(0), reverse=True)
        ended = [*hopeless, *(one for _, one in longest[:room])]
        for one in ended:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RD)
    return len(ended)


def connections() -> Iterator[socket.socket]:
    """A hold of each connection that somebody made to a port of this process. Whoever takes one closes it."""
    found, ports = list[socket.socket](), set[int]()
    for one in sockets():
        if one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
            ports.add(one.getsockname()[1])
            one.close()
        else:
            found.append(one)
    for one in found:
        if one.getsockname()[1] in ports:
            yield one
        else:
            one.close()


def sockets() -> Iterator[socket.socket]:
    """The TCP sockets that are open here, whoever opened them."""
    for name in os.listdir(OPEN_FILES):
        with suppress(OSError):
            if not stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                continue
            one = socket.socket(fileno=os.dup(int(name)))
            if one.family in (socket.AF_INET, socket.AF_INET6) and one.type == socket.SOCK_STREAM:
                yield one
            else:
                one.close()


def stood(connection: socket.socket) -> tuple[float, float]:
    """Seconds since something was sent, and since something was received."""
    told = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, RECEIVED + 4)
    sent, received = (struct.unpack_from("I", told, at)[0] / 1000 for at in (SENT, RECEIVED))
    return sent, received
