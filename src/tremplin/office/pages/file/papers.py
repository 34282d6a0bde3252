"""The papers of a file, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tremplin.ground.sentences import sentence
from tremplin.office.pages.words import day_of, moment

SHOWN = 8
"""Papers that are open at once; older ones unfold."""


@dataclass(frozen=True)
class Paper:
    title: str
    address: str
    number: str
    day: str
    who: str
    hash: str
    replaced: str
    """The paper that stands in its place now."""


def papers(rows: list[dict[str, Any]], language: str) -> list[Paper]:
    return [
        Paper(
            title=row["title"],
            address=address(row["number"], language),
            number=row["number"],
            day=day_of(moment(row["made_at"]), language),
            who=row["who"] or "",
            hash=row["sha256"][:8],
            replaced=sentence("office_file.paper_replaced", language, number=row["replaced"])
            if row["replaced"]
            else "",
        )
        for row in rows
    ]


def address(number: str, language: str) -> str:
    """`2026/0012` → `/fr/office/papers/2026/12/`."""
    year, _, count = number.partition("/")
    return f"/{language}/office/papers/{year}/{count.lstrip('0') or '0'}/"
