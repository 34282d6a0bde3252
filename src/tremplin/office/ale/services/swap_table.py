"""The list of what an issuer carries, as a table: headings that an agency chooses, and the new issuer's table read by
columns that an agent may correct."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tremplin.engine.kinds import LANGUAGES
from tremplin.ground.patience import patience
from tremplin.ground.sentences import sentence
from tremplin.intake.cells import text_of
from tremplin.intake.doubts import refused
from tremplin.intake.figures import number
from tremplin.intake.headings import LONGEST, MOST_COLUMNS, bare
from tremplin.intake.table import Table
from tremplin.office.ale.services import issuer_table
from tremplin.office.ale.services.issuer import authorisation_keys
from tremplin.office.ale.services.issuer_table import Line, Said, checksum, guessed
from tremplin.office.ale.swap import Range, Row

COLUMNS = (
    "authorisation", "user", "name", "price", "cheques", "value", "paper", "ranges", "prepaid", "maximum", "street",
    "postal_code", "town",
)  # fmt: skip
NEEDED = ("authorisation", "price", "cheques")
ALIKE = {"authorisation": "authorisation", "user_id": "user", "price": "price", "count": "cheques", "amount": "value"}
"""What the files of cheques call it."""
MOST_RANGES, MOST_NUMBERS, LARGEST_FIGURE = 1000, 10**6, 10**9
CENTS = HUNDREDTHS = 100
RANGE = re.compile(r"(\d{1,16})(?:[-–](\d{1,16}))?", re.ASCII)


@dataclass
class Found:
    """A table that was read; no lines where needed columns are missing."""

    headings: list[str]
    columns: dict[str, str]
    lines: list[dict[str, Any]] = field(default_factory=list)
    doubts: list[Said] = field(default_factory=list)

    @property
    def checksum(self) -> str:
        return checksum(self.headings)

    @property
    def lacks(self) -> list[str]:
        return [name for name in NEEDED if name not in self.columns]

    @property
    def fields(self) -> list[str]:
        """What the table says, itself or by what follows from it."""
        found = {*self.columns, "value"} - {"authorisation", "name"}
        return sorted(found | {"paper"} if "ranges" in found else found)


def meanings(chosen: Mapping[str, str]) -> dict[str, str]:
    """Bare heading → our name: those the agency chose, ours in every language, those of files of cheques."""
    found = {bare(heading): name for name, heading in chosen.items() if name in COLUMNS}
    for name in COLUMNS:
        for heading in (name, *(sentence(f"office_ale_swap.column_{name}", of) for of in LANGUAGES)):
            found.setdefault(bare(heading), name)
    for heading, theirs in issuer_table.meanings().items():
        if theirs in ALIKE:
            found.setdefault(heading, ALIKE[theirs])
    return found


def read_swap(table: Table, known: Mapping[str, str], columns: Mapping[str, str] | None = None) -> Found:
    """`columns`: as an agent said; where a heading is not there the column is not either."""
    at = issuer_table.heading_line(table, known)
    if at < 0:
        raise refused(table.place, "doubt.empty")
    headings = [text_of(cell)[:LONGEST] for cell in table.lines[at][1][:MOST_COLUMNS]]
    said = columns or guessed(headings, known)
    found = Found(headings, {name: of for name, of in said.items() if name in COLUMNS and of in headings})
    if found.lacks:
        return found
    places = {name: headings.index(heading) for name, heading in found.columns.items()}
    for row, cells in table.lines[at + 1 :]:
        patience()
        if any(text_of(cell) for cell in cells):
            line = Balance(row, cells, places, found.columns, found.doubts).read(len(headings))
            found.lines += [line] if line else []
    return found


class Balance(Line):
    """A line of balances on its way to what it says. An empty balance is nothing."""

    def read(self, width: int) -> dict[str, Any] | None:
        if any(text_of(cell) for cell in self.cells[width:]):
            self.refuse("", "too_many_cells")
            return None
        price, cheques, ranges = self.figure("price", CENTS), self.figure("cheques") or 0, self.ranges()
        value = self.figure("value", CENTS) if "value" in self.places else (price or 0) * cheques
        paper = self.figure("paper") if "paper" in self.places else held(ranges)
        found = {
            "number": self.number(), "user": self.text("user")[:40], "price": price, "cheques": cheques,
            "value": value or 0, "ranges": [list(one) for one in ranges], "paper": paper or 0,
            "prepaid": self.figure("prepaid", CENTS) or 0, "maximum": self.figure("maximum", HUNDREDTHS),
            "street": self.text("street")[:200], "postal_code": self.text("postal_code")[:20],
            "town": self.text("town")[:100], "position": self.row,
        }  # fmt: skip
        return None if self.is_refused else found

    def number(self) -> str:
        said = self.text("authorisation")
        if not said:
            self.refuse("authorisation", "number_missing")
        return next(iter(authorisation_keys(said)), said.casefold()[:20])

    def figure(self, name: str, parts: int = 1) -> int | None:
        """A figure in so many parts of one, below zero too: what is owed is a balance; None for an empty cell."""
        if not (said := self.text(name).replace("€", "").rstrip("hHuU ").strip()):
            return None
        exact = number(said)
        if exact is None or exact * parts != (exact * parts).to_integral_value() or abs(exact) > LARGEST_FIGURE:
            self.refuse(name, "figure_unreadable", said=said)
            return None
        return int(exact * parts)

    def ranges(self) -> tuple[Range, ...]:
        """`1001-1020, 1050`: in order, those that follow each other as one."""
        parts = re.split(r"[,;+]", re.sub(r"\s+", "", self.text("ranges")))
        matches = [RANGE.fullmatch(part) for part in parts if part]
        pairs = sorted((int(one[1]), int(one[2] or one[1])) for one in matches if one)
        apart = all(before[1] < after[0] for before, after in zip(pairs, pairs[1:], strict=False))
        if (
            None in matches
            or not apart
            or len(pairs) > MOST_RANGES
            or any(not 0 <= b - a < MOST_NUMBERS for a, b in pairs)
        ):
            self.refuse("ranges", "ranges_unreadable", said=self.text("ranges"))
            return ()
        return joined(pairs)


def joined(pairs: Sequence[Range]) -> tuple[Range, ...]:
    found: list[Range] = []
    for first, last in pairs:
        if found and found[-1][1] == first - 1:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return tuple(found)


def held(ranges: Sequence[Range]) -> int:
    return sum(last - first + 1 for first, last in ranges)


def row_of(line: Mapping[str, Any]) -> Row:
    """A line as it was kept."""
    return Row(**{**line, "ranges": tuple((first, last) for first, last in line["ranges"])})
