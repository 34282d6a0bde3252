"""Which agency does what, where and since when: the dated rows, and the answer to who it is on a day."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tremplin.ground.reading import read_yaml

FILE = Path(__file__).with_name("agencies.yaml")
REGIONS = ("wallonia", "brussels", "flanders", "german_community")
SPOKEN = ("fr", "nl")
FIRST = datetime.date(1994, 1, 1)
LAST = datetime.date(2999, 12, 31)
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Row:
    """Who it is for a subject in some regions, from a day on and up to (without) another; `speaks`: for a CPAS of
    that language alone."""

    subject: str
    regions: tuple[str, ...]
    speaks: str
    start: datetime.date
    end: datetime.date
    who: Texts
    note: Texts
    source: str
    status: str

    def holds(self, on: datetime.date) -> bool:
        return self.start <= on < self.end


@dataclass(frozen=True)
class Directory:
    """Every row, in its order: the contact of 2007 first."""

    title: Texts
    subjects: Mapping[str, Texts]
    rows: Sequence[Row]

    def history(self, region: str, subject: str) -> list[Row]:
        """The rows of a subject in a region, the first in time first."""
        found = [row for row in self.rows if row.subject == subject and region in row.regions]
        return sorted(found, key=lambda row: row.start)

    def on(self, region: str, subject: str, on: datetime.date) -> list[Row]:
        """Those that hold on a day: none where the sources say nothing, several where it hangs on the language."""
        return [row for row in self.history(region, subject) if row.holds(on)]


@cache
def directory() -> Directory:
    said = read_yaml(FILE.read_bytes(), FILE.name)
    return Directory(said["title"], said["subjects"], [row(one) for one in said["rows"]])


def row(said: Mapping[str, Any]) -> Row:
    return Row(
        subject=said["subject"],
        regions=tuple(said["regions"]),
        speaks=said.get("speaks") or "",
        start=date(said.get("from"), FIRST),
        end=date(said.get("to"), LAST),
        who=said["who"],
        note=said.get("note") or {},
        source=said["source"],
        status=said["status"],
    )


def date(said: object, otherwise: datetime.date) -> datetime.date:
    return otherwise if said is None else datetime.date.fromisoformat(str(said))
