"""Files handed in to the office, through the services of the ledger; and what is due then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from importlib import import_module
from types import ModuleType

from tremplin.office.accounts.models import Agent
from tremplin.office.article60.models import File
from tremplin.office.demo import directly
from tremplin.samples.commune import office

LEDGER = "tremplin.office.ledger.services"


def service(name: str) -> ModuleType | None:
    """A service that may not be written yet."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name and name.startswith(error.name):
            return None
        raise


def uploads(said: Iterable[office.Upload], agent: Agent) -> None:
    """In the order in which they came: read, looked at, committed."""
    receiving, reading, committing = (service(f"{LEDGER}.{name}") for name in ("receiving", "reading", "committing"))
    for one in sorted(said, key=lambda upload: (upload.received_on, upload.name)):
        if receiving and reading and committing:
            upload, _ = receiving.receive(one.name, one.content, agent)
            reading.read_upload(upload.pk)
            committing.commit(upload.pk, agent)
        else:
            directly.import_(one, agent)


def remind(files: Sequence[File], today: date) -> None:
    if reminding := service("tremplin.office.article60.services.reminding"):
        reminding.remind(files, today)
        reminding.remind_office(today)
