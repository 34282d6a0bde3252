"""Opens the demonstration: a private PostgreSQL in a folder of its own, migrated, the commune told once."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tremplin.ground.errors import Fault, InputError
from tremplin.office.database.private import APP, OWNER, WORKER, Private


@dataclass(frozen=True)
class Opened:
    """`place`: where the database lies; `told`: whether the stories were told now, and not before."""

    place: Path
    told: bool
    told_on: date


def folder() -> Path:
    """Of the demonstration: under the data of whoever starts it; a temporary one where nothing can be written there."""
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    found = Path(data) / "tremplin" / "demo"
    try:
        found.mkdir(parents=True, exist_ok=True)
        probe = found / f".{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError:
        found = Path(tempfile.gettempdir()) / f"tremplin-demo-{os.geteuid()}"
        found.mkdir(mode=0o700, exist_ok=True)
    return found


@contextmanager
def opened(place: Path, *, fresh: bool = False, fast: bool = False) -> Iterator[Opened]:
    """The demonstration, ready to be served as the environment then says; its server is stopped at the end, unless
    somebody else still uses it. `fresh`: as if it had never been opened."""
    server = Private(place / "postgres", fast=fast)
    urls = server.start()
    try:
        if fresh and not server.emptied():
            raise InputError([Fault(str(server.data), "demo_in_use")])
        told, on = prepared(urls)
        os.environ["DATABASE_URL"], os.environ["TREMPLIN_WORKER_URL"] = urls[APP], urls[WORKER]
        yield Opened(server.data, told, on)
    finally:
        if "django" in sys.modules:
            let_go()
        server.stop()


def prepared(urls: Mapping[str, str]) -> tuple[bool, date]:
    """Migrates as the owner and seeds as the app; whether it seeded, and as of which day the stories are told."""
    os.environ["DATABASE_URL"] = urls[OWNER]
    os.environ["DJANGO_SETTINGS_MODULE"] = "tremplin.office.settings"
    import django

    django.setup()
    from django.utils import timezone

    from tremplin.office.database.migrating import migrate

    come_as(urls[OWNER])
    migrate(APP, WORKER)
    come_as(urls[APP])
    from tremplin.office.accounts.models import Agent
    from tremplin.office.demo.seeding import seed

    told = seed(timezone.localdate())
    return told, timezone.localdate(Agent.objects.order_by("joined_at")[0].joined_at)


def practice(place: Path, today: date) -> Path:
    """Writes the files that one may practise importing on, and what each is: the broken ones of the CPAS, and those
    that the ALE closes its month with."""
    from tremplin.samples import agency
    from tremplin.samples.agency import files
    from tremplin.samples.commune import commune
    from tremplin.samples.commune.statement import ABOUT, statement

    place.mkdir(exist_ok=True)
    office = commune(today).office
    named, content = statement(office)
    held = [(one.name, one.content, one.about) for one in office.broken]
    held += [(named, content, ABOUT), *files.practice(agency.agency(today))]
    for name, content, _ in held:
        (place / name).write_bytes(content)
    about = "\n\n".join(f"{name}\n{words}" for name, _, words in held)
    (place / "LISEZ-MOI.txt").write_text(f"{about}\n", encoding="utf-8")
    return place


def come_as(url: str) -> None:
    """The connection is that of another role from here on."""
    from django.db import connection

    from tremplin.office.settings import database_of

    let_go()
    connection.settings_dict.update(database_of(url))


def let_go() -> None:
    from django.db import connection

    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
