"""PostgreSQL's own programs for a backup: the oldest that are new enough for a server."""

from __future__ import annotations

import glob
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tremplin.ground.errors import Fault, InputError
from tremplin.office.database.private import of_wheel

LIBPQ = "PG"
"""How the settings of libpq begin in an environment: nothing but the address says where to go."""


def programs_for(major: int) -> Path:
    """The folder of `pg_dump` and `pg_restore` of a major version or a newer one. Raises InputError."""
    found = {version: folder for folder in folders() if (version := version_of(folder)) >= major}
    if not found:
        raise InputError([Fault("PostgreSQL", "no_dump", {"major": major})])
    return found[min(found)]


def folders() -> Iterator[Path]:
    if said := os.environ.get("TREMPLIN_PG_BIN"):
        yield Path(said)
    with suppress(InputError):
        yield of_wheel()
    if found := shutil.which("pg_dump"):
        yield Path(found).resolve().parent
    yield from (Path(name) for name in sorted(glob.glob("/usr/lib/postgresql/*/bin")))


def version_of(folder: Path) -> int:
    """The major version of its programs; 0 where it has none."""
    if not all((folder / name).exists() for name in ("pg_dump", "pg_restore")):
        return 0
    said = subprocess.run([folder / "pg_dump", "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    found = re.search(r"\) (\d+)", said)
    return int(found[1]) if found else 0


def reached(url: str) -> tuple[str, dict[str, str]]:
    """An address for a program's command line, and its environment: no password where others can read it."""
    said = conninfo_to_dict(url)
    secret = {"PGPASSWORD": str(said.pop("password"))} if said.get("password") else {}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(LIBPQ)}
    return make_conninfo("", **said), kept | secret
