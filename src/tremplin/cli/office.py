"""`tremplin serve` with an office, `tremplin migrate`, `backup` and `restore`."""

from __future__ import annotations

import importlib.util
import os
import secrets
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from tremplin.cli.paper import Paper
from tremplin.cli.serving import set_up
from tremplin.ground.errors import Fault, InputError
from tremplin.ground.sentences import sentence
from tremplin.law import belgian_law

if TYPE_CHECKING:
    from tremplin.office.database.manifest import Manifest

SETTINGS = "tremplin.office.settings"


def installed() -> bool:
    return all(importlib.util.find_spec(name) for name in ("django", "granian", "psycopg", "procrastinate"))


def needed() -> None:
    if not installed():
        raise InputError([Fault("tremplin", "no_office")])


def serve(port: int, host: str, workers: int, language: str, opened: Callable[[Event], object]) -> None:
    """The site and its worker, supervised until this process is asked to end. `opened`: called once it answers, with
    what ends it."""
    needed()
    os.environ["TREMPLIN_SECRET"] = one_secret()
    set_up(SETTINGS)
    from django.conf import settings

    from tremplin.office.running.supervising import asked_to_end, parts_of, supervise

    look_at_tables(language)
    with asked_to_end() as stop:
        answered = Once(lambda: answers(port, host), lambda: opened(stop))
        supervise(parts_of(port, host, workers, settings.WORKER_URL), stop, answered)


def one_secret() -> str:
    """The same for every process of one site, also one that is started again."""
    return os.environ.get("TREMPLIN_SECRET") or secrets.token_urlsafe(64)


class Once:
    """Does something once, as soon as something else holds."""

    def __init__(self, holds: Callable[[], bool], then: Callable[[], object]) -> None:
        self.holds, self.then, self.done = holds, then, False

    def __call__(self) -> None:
        if not self.done and self.holds():
            self.done = True
            self.then()


def answers(port: int, host: str) -> bool:
    """Whether the site answers, whatever it says: it may know itself by other names only."""
    there = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    asked = HTTPConnection(there, port, timeout=2)
    try:
        asked.request("GET", "/health")
        asked.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        asked.close()
    return True


def look_at_tables(language: str) -> None:
    """Refuses to serve an office whose tables are of another version. PostgreSQL may be away: the pages say so then."""
    from django.db import DatabaseError, connection

    from tremplin.office.database.migrating import to_come

    try:
        names = to_come()
    except DatabaseError as error:
        Paper().line(sentence("office_running.database_away", language, problem=str(error).strip()))
        return
    finally:
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]
    if names:
        raise InputError([Fault("DATABASE_URL", "to_migrate", {"count": len(names), "names": ", ".join(names[:3])})])


def migrate(language: str, check: bool) -> int:
    """Brings the tables up to this version; `check` only says what is to be done, and 1 where there is something."""
    app, worker = as_owner()
    from django.db import DatabaseError

    from tremplin.office.database import migrating

    try:
        names = migrating.to_come()
        if not check:
            migrating.migrate(app, worker)
    except DatabaseError as error:
        raise InputError([Fault("TREMPLIN_OWNER_URL", "no_database", {"problem": str(error).strip()})]) from None
    key = ("to_do" if names else "nothing_to_do") if check else ("migrated" if names else "nothing_to_migrate")
    Paper().line(sentence(f"office_running.{key}", language, count=len(names)))
    for name in names:
        Paper().line(name, first="  ")
    return 1 if check and names else 0


def backup(file: str, language: str) -> None:
    as_owner()
    from tremplin.office.database.dump import backup

    say_checked("backed_up", file, backup(os.environ["TREMPLIN_OWNER_URL"], Path(file)), language)


def restore(file: str, language: str) -> None:
    app, worker = as_owner()
    from tremplin.office.database.dump import restore

    say_checked("restored", file, restore(os.environ["TREMPLIN_OWNER_URL"], Path(file), app, worker), language)


def say_checked(key: str, file: str, manifest: Manifest, language: str) -> None:
    words: dict[str, Any] = {
        "file": file,
        "tables": len(manifest.tables),
        "rows": f"{manifest.rows:,}".replace(",", " "),
    }
    words |= {"law": manifest.law, "version": manifest.version, "at": manifest.made_at}
    Paper().line(sentence(f"office_running.{key}", language, **words))
    if manifest.law != belgian_law().fingerprint:
        Paper().line(sentence("office_running.other_law", language, law=manifest.law))


def as_owner() -> tuple[str, str]:
    """Django as the owner of the database; the names of the app's role and the worker's, which it lets in."""
    needed()
    owner, app = os.environ.get("TREMPLIN_OWNER_URL", ""), os.environ.get("DATABASE_URL", "")
    missing = [name for name, of in (("TREMPLIN_OWNER_URL", owner), ("DATABASE_URL", app)) if not of]
    if missing:
        raise InputError([Fault(name, "no_address") for name in missing])
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        names = [
            conninfo_to_dict(url).get("user") for url in (owner, app, os.environ.get("TREMPLIN_WORKER_URL") or app)
        ]
    except ProgrammingError as error:
        raise InputError([Fault("DATABASE_URL", "settings", {"problem": str(error)})]) from None
    if None in names or names[0] in names[1:]:
        raise InputError([Fault("TREMPLIN_OWNER_URL", "roles_apart")])
    os.environ["DATABASE_URL"] = owner
    set_up(SETTINGS)
    return str(names[1]), str(names[2])
