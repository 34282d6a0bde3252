"""`tremplin serve`: the site and the API, on this machine or behind a proxy."""

from __future__ import annotations

import importlib.util
import os

from tremplin.cli.paper import Paper
from tremplin.ground.errors import Fault, InputError
from tremplin.ground.sentences import sentence

TARGET = "tremplin.web.wsgi:application"
HERE = "127.0.0.1"


def run(port: int, host: str, workers: int, language: str) -> None:
    """Serves until it is ended (Ctrl-C). Settings come from the environment; see `docs/operating.md`."""
    if any(importlib.util.find_spec(name) is None for name in ("django", "granian")):
        raise InputError([Fault("tremplin serve", "no_web")])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tremplin.web.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured
    from granian.constants import Interfaces, Loops
    from granian.server import Server

    try:
        django.setup()  # Wrong settings are told here, before a worker starts.
    except ImproperlyConfigured as error:
        raise InputError([Fault("tremplin serve", "settings", {"problem": str(error)})]) from None
    Paper().line(sentence("serve.where", language, address=f"http://{host}:{port}/{language}/"))
    Server(
        TARGET, address=host, port=port, interface=Interfaces.WSGI, loop=Loops.asyncio,
        workers=workers, blocking_threads=2, log_enabled=False,
    ).serve()  # fmt: skip
