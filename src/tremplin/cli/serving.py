"""`tremplin serve`: the site and the API, on this machine or behind a proxy."""

from __future__ import annotations

import importlib.util
import os
import socket
import webbrowser

from tremplin.cli.paper import Paper
from tremplin.ground.errors import Fault, InputError
from tremplin.ground.sentences import sentence

TARGET = "tremplin.web.wsgi:application"
HERE, PORT = "127.0.0.1", 8000
THREADS = 8
"""Of each worker, so that a few slow visitors stop nobody; `docs/operating.md` says why eight."""


def run(port: int, host: str, workers: int, language: str, browse: bool = False) -> None:
    """Serves until it is ended (Ctrl-C). Settings come from the environment; see `docs/operating.md`.

    `browse`: opens the site in the browser of whoever started it.
    """
    if not installed():
        raise InputError([Fault("tremplin serve", "no_web")])
    if problem := refused(port, host):
        words = {"port": port, "host": host, "problem": problem, "other": free_port()}
        raise InputError([Fault("tremplin serve", "no_port", words)])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tremplin.web.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured
    from granian.constants import Interfaces, Loops
    from granian.server import Server

    try:
        django.setup()  # Wrong settings are told here, before a worker starts.
    except ImproperlyConfigured as error:
        raise InputError([Fault("tremplin serve", "settings", {"problem": str(error)})]) from None
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/{language}/"
    Paper().line(sentence("serve.where", language, address=address))
    server = Server(
        TARGET, address=host, port=port, interface=Interfaces.WSGI, loop=Loops.asyncio,
        workers=workers, blocking_threads=THREADS, log_enabled=False,
    )  # fmt: skip
    if browse:
        server.on_startup(lambda: webbrowser.open(address))
    server.serve()


def installed() -> bool:
    """Whether the site can be served here."""
    return all(importlib.util.find_spec(name) for name in ("django", "granian"))


def refused(port: int, host: str) -> str:
    """Why nobody can listen there now; nothing where one can."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
            tried.listen()
    except OSError as error:
        return error.strerror or str(error)
    return ""


def free_port() -> int:
    """The usual port of this machine, or another one that is free."""
    if not refused(PORT, HERE):
        return PORT
    with socket.socket() as found:
        found.bind((HERE, 0))
        return int(found.getsockname()[1])
