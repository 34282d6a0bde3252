"""What a backup says of itself: the version, the law, and of each table how many rows and a checksum of them all."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from psycopg import sql

from tremplin.law import belgian_law

FORMAT = 1
SETTINGS = "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL IntervalStyle = 'iso_8601'; SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1"  # noqa: E501
"""The text of values must be the same whatever a server is set to."""


@dataclass(frozen=True)
class Table:
    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`server`: the major version of PostgreSQL; `archive`: that of the program that wrote the archive."""

    version: str
    law: str
    server: int
    archive: int
    made_at: str
    migrations: list[str]
    tables: dict[str, Table]
    sha256: str = ""
    """Of the archive."""
    format: int = FORMAT

    def as_json(self) -> str:
        return json.dumps(asdict(self), indent=1, sort_keys=True)

    @classmethod
    def of_json(cls, text: str) -> Manifest:
        """Raises ValueError, KeyError or TypeError for what is none."""
        said = json.loads(text)
        if said["format"] != FORMAT:
            raise ValueError(said["format"])
        return cls(**said | {"tables": {name: Table(**of) for name, of in said["tables"].items()}})

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())


def stated(connection: Any, archive: int, migrations: list[str]) -> Manifest:
    """The manifest of a database, read in the transaction that is open."""
    made_at = connection.execute("SELECT now()").fetchone()[0].astimezone(UTC).isoformat(timespec="seconds")
    server = connection.info.server_version // 10_000
    law = belgian_law().fingerprint
    return Manifest(here(), law, server, archive, made_at, migrations, tables_of(connection))


def here() -> str:
    """The version of this program; empty where it runs without being installed."""
    try:
        return version("tremplin")
    except PackageNotFoundError:
        return ""


def tables_of(connection: Any) -> dict[str, Table]:
    """Every table of the office with its rows, in the order of their keys."""
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        cursor.execute(
            "SELECT relname, coalesce((SELECT array_agg(attname ORDER BY array_position(indkey::int[], attnum::int)) "
            "FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey) "
            "WHERE indrelid = pg_class.oid AND indisprimary), '{}') FROM pg_class "
            "WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname"
        )
        return {name: checked(cursor, name, keys) for name, keys in cursor.fetchall()}


def checked(cursor: Any, name: str, keys: list[str]) -> Table:
    order = sql.SQL(", ").join(map(sql.Identifier, keys)) if keys else sql.SQL("t::text")
    query = sql.SQL("COPY (SELECT * FROM {} AS t ORDER BY {}) TO STDOUT").format(sql.Identifier(name), order)
    found = hashlib.sha256()
    with cursor.copy(query) as rows:
        for chunk in rows:
            found.update(chunk)
    return Table(cursor.rowcount, found.hexdigest())
