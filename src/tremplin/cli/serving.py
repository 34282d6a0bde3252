"""`tremplin serve`: the site and the API, on this machine or behind a proxy; with DATABASE_URL the office too."""

from __future__ import annotations

import importlib.util
import os
import socket
import sys
import webbrowser

from tremplin.cli.paper import Paper
from tremplin.ground.errors import Fault, InputError
from tremplin.ground.sentences import sentence

TARGET = "tremplin.web.wsgi:application"
HERE, PORT = "127.0.0.1", 8000


def run(port: int, host: str, workers: int, language: str, browse: bool = False) -> None:
    """Serves until it is ended (Ctrl-C). Settings come from the environment; see `docs/operating.md`.

    `browse`: opens the site in the browser of whoever started it.
    """
    if not installed():
        raise InputError([Fault("tremplin serve", "no_web")])
    if problem := refused(port, host):
        words = {"port": port, "host": host, "problem": problem, "other": free_port()}
        raise InputError([Fault("tremplin serve", "no_port", words)])
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/{language}/"
    if os.environ.get("DATABASE_URL"):
        from tremplin.cli import office

        office.serve(port, host, workers, language, lambda _: opened(address, language, browse))
        return
    set_up("tremplin.web.settings")
    from tremplin.web.serving import serve

    serve(TARGET, host, port, workers, lambda: opened(address, language, browse))


def opened(address: str, language: str, browse: bool) -> None:
    Paper().line(sentence("serve.where", language, address=address))
    sys.stdout.flush()  # Into a pipe or a journal too: nothing more is printed for days.
    if browse:
        webbrowser.open(address)


def set_up(settings: str) -> None:
    """Django with these settings. Wrong ones are told here, before anything starts."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise InputError([Fault("tremplin serve", "settings", {"problem": str(error)})]) from None


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
