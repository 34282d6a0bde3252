"""The server itself, and what keeps its processes together: each ends with the one that started it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from threading import Thread

PARENT = "SERVING_PARENT"
"""In the environment of a process: the number of the process that it ends with."""
LOOK = 0.3
"""Seconds between two looks at whether that one is still there."""
THREADS = 8
"""Of each worker, so that a few slow visitors stop nobody; `docs/operating.md` says why eight."""
PATIENCE = 15
"""Seconds that a worker may take to answer what it has begun, once it is asked to end."""


def serve(target: str, host: str, port: int, workers: int, started: Callable[[], object] | None = None) -> None:
    """Serves a WSGI application until it is asked to end. A worker that dies is replaced."""
    from granian.constants import Interfaces, Loops
    from granian.server import Server

    os.environ[PARENT] = str(os.getpid())
    server = Server(
        target, address=host, port=port, interface=Interfaces.WSGI, loop=Loops.asyncio, workers=workers,
        blocking_threads=THREADS, log_enabled=False, respawn_failed_workers=True, workers_kill_timeout=PATIENCE,
    )  # fmt: skip
    if started:
        server.on_startup(started)
    server.serve()


def end_with_parent(how: Callable[[], object] | None = None) -> None:
    """Ends this process soon after the one named in its environment, even one killed with -9: a server that is left
    behind would keep the port. `how`: what is done then; at once where nothing is said."""
    said = os.environ.get(PARENT, "")
    if said.isdigit() and int(said) != os.getpid():
        Thread(target=watch, args=(int(said), how or (lambda: os._exit(1))), name="parent", daemon=True).start()


def watch(parent: int, how: Callable[[], object]) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK)
    how()


def ask_to_end() -> None:
    """As if somebody had asked this process to end, and not for longer than its patience."""
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE + 5)
    os._exit(1)
