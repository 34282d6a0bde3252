"""The table of an issuer, read by columns that an agent may correct: lines of cheques that came back, and doubts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from tremplin.engine.kinds import day_date
from tremplin.ground.patience import patience
from tremplin.ground.reading import read_yaml
from tremplin.intake import periods
from tremplin.intake.cells import Cell, text_of
from tremplin.intake.doubts import Doubts, refused
from tremplin.intake.figures import number
from tremplin.intake.headings import LONGEST, MOST_COLUMNS, bare
from tremplin.intake.reading import XLSX
from tremplin.intake.table import FIRST_LINES, Table

COLUMNS = (
    "authorisation", "provider_id", "user_id", "date", "hours", "cheque_type", "cheque_no_from", "cheque_no_to",
    "amount", "status", "count", "price",
)  # fmt: skip
"""Our names, in the order of the neutral file; the last two only where an issuer gives them."""
NEEDED = ("authorisation", "provider_id")
COUNTED = ("hours", "count", "cheque_no_from")
"""One of them says how many cheques."""
ENOUGH = 3
"""Headings that must be known for a line to be taken as the line of headings."""
MOST = 10_000
LARGEST = 10**16
MOST_CENTS = 10**9
PAPER, ELECTRONIC, PREPAID = "paper", "electronic", "prepaid_hours"
KINDS = {
    PAPER: ("paper", "papier", "p"),
    ELECTRONIC: ("electronic", "electronique", "elektronisch", "e"),
    PREPAID: ("prepaid", "prepaid hours", "prepaid_hours", "heures prepayees", "vooraf betaalde uren", "vorausbezahlte stunden"),  # noqa: E501
}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """A doubt about a line. `row` 0: about the file; `refused`: the line is left out. Its key has a `_mend` beside."""

    row: int
    column: str
    key: str
    words: dict[str, Any] = field(default_factory=dict)
    refused: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "row": self.row, "column": self.column[:LONGEST], "key": self.key, "words": self.words,
            "refused": self.refused,
        }  # fmt: skip


@dataclass
class Read:
    """A table that was read. `columns`: our name → its heading; empty `lines` where needed columns are missing."""

    headings: list[str]
    columns: dict[str, str]
    lines: list[dict[str, Any]] = field(default_factory=list)
    doubts: list[Said] = field(default_factory=list)
    notes: Doubts = field(default_factory=Doubts)

    @property
    def checksum(self) -> str:
        return checksum(self.headings)

    @property
    def lacks(self) -> list[str]:
        """The columns without which nothing is read."""
        found = [name for name in NEEDED if name not in self.columns]
        return found if self.columns.keys() & set(COUNTED) else [*found, "hours"]


def checksum(headings: Sequence[str]) -> str:
    """Of the headings as they compare: another one means that the layout changed."""
    return hashlib.sha256("\n".join(bare(heading) for heading in headings).encode()).hexdigest()


@cache
def meanings() -> dict[str, str]:
    """Bare heading → our name."""
    content = read_yaml(Path(__file__).with_name("issuer_headings.yaml").read_bytes(), "issuer_headings.yaml")
    found: dict[str, str] = {}
    for column, languages in content.items():
        for heading in (column, *(text for texts in languages.values() for text in texts)):
            found.setdefault(bare(str(heading)), str(column))
    return found


def guessed(headings: Sequence[str], known: Mapping[str, str] | None = None) -> dict[str, str]:
    """Our name → the first heading that means it. `known`: bare heading → our name, instead of those of cheques."""
    found: dict[str, str] = {}
    for heading in headings:
        name = (meanings() if known is None else known).get(bare(heading)) if heading else None
        if name:
            found.setdefault(name, heading)
    return found


def heading_line(table: Table, known: Mapping[str, str] | None = None) -> int:
    """The first line with enough known headings; else the first with two cells, for an agent to say what they are."""
    first = table.lines[:FIRST_LINES]
    for at, (_, cells) in enumerate(first):
        if len(guessed([text_of(cell)[:LONGEST] for cell in cells[:MOST_COLUMNS]], known)) >= ENOUGH:
            return at
    return next((at for at, (_, cells) in enumerate(first) if has_cells(cells)), -1)


def has_cells(cells: Sequence[Cell]) -> bool:
    return sum(bool(text_of(cell)) for cell in cells) >= 2


def table_of(content: bytes, form: str, name: str, notes: Doubts) -> Table:
    """Raises InputError for what is no table."""
    if form == XLSX:
        from tremplin.intake.workbook import table_of as of_sheet

        return of_sheet(content, name, notes, has_cells)
    from tremplin.intake.separated import table_of as of_text

    return of_text(content, name, notes)


def read_table(table: Table, notes: Doubts, columns: Mapping[str, str] | None = None) -> Read:
    """The lines of a table. `columns`: as an agent said; where a heading is not there the column is not either."""
    at = heading_line(table)
    if at < 0:
        raise refused(table.place, "doubt.empty")
    headings = [text_of(cell)[:LONGEST] for cell in table.lines[at][1][:MOST_COLUMNS]]
    chosen = guessed(headings) if columns is None else {
        name: heading for name, heading in columns.items() if name in COLUMNS and heading in headings
    }  # fmt: skip
    found = Read(headings, chosen, notes=notes)
    if found.lacks:
        found.doubts += [Said(0, name, "column_missing") for name in found.lacks]
        return found
    places = {name: headings.index(heading) for name, heading in chosen.items()}
    seen: dict[tuple[Any, ...], int] = {}
    for row, cells in table.lines[at + 1 :]:
        patience()
        if not any(text_of(cell) for cell in cells):
            continue
        line = Line(row, cells, places, chosen, found.doubts).read(len(headings))
        if line is None:
            continue
        same = tuple(value for name, value in line.items() if name != "position")
        if (first := seen.setdefault(same, row)) != row:
            found.doubts.append(Said(row, "", "line_twice", {"first": first}))
        found.lines.append(line)
    return found


class Line:
    """One line on its way to what it says of cheques."""

    def __init__(
        self, row: int, cells: Sequence[Cell], places: Mapping[str, int], headings: Mapping[str, str],
        doubts: list[Said],
    ) -> None:  # fmt: skip
        self.row, self.cells, self.places, self.headings, self.doubts = row, cells, places, headings, doubts
        self.is_refused = False

    def cell(self, name: str) -> Cell:
        at = self.places.get(name)
        return self.cells[at] if at is not None and at < len(self.cells) else ""

    def text(self, name: str) -> str:
        return text_of(self.cell(name)).strip()

    def refuse(self, name: str, key: str, **words: Any) -> None:
        self.is_refused = True
        self.doubt(name, key, refused=True, **words)

    def doubt(self, name: str, key: str, refused: bool = False, **words: Any) -> None:
        said = {word: value[:60] if isinstance(value, str) else value for word, value in words.items()}
        self.doubts.append(Said(self.row, self.headings.get(name, ""), key, said, refused))

    def read(self, width: int) -> dict[str, Any] | None:
        """What the line says; None when it is left out."""
        if any(text_of(cell) for cell in self.cells[width:]):
            self.refuse("", "too_many_cells")
            return None
        first, last = self.whole("cheque_no_from", LARGEST), self.whole("cheque_no_to", LARGEST)
        count = self.count(first, last)
        amount, price = self.cents("amount"), self.cents("price")
        found = {
            "position": self.row,
            "authorisation": self.text("authorisation")[:20],
            "worker": self.text("provider_id")[:20],
            "user": self.text("user_id")[:20],
            "day": self.day(),
            "kind": self.kind(first),
            "first_number": first,
            "count": count,
            "price": price,
            "amount": amount,
            "status": self.text("status")[:40],
        }
        if self.is_refused or not count:
            return None
        if price is None and amount is not None:
            if amount % count == 0:
                found["price"] = amount // count
            else:
                self.doubt("amount", "amount_odd", said=self.text("amount"), count=count)
        return found

    def count(self, first: int | None, last: int | None) -> int | None:
        """How many cheques: by their numbers, the count, or whole hours; what contradicts itself is left out."""
        told: dict[str, int] = {}
        if first is not None and last is not None:
            if last < first or last - first >= MOST:
                self.refuse("cheque_no_to", "numbers_wrong", first=first, last=last)
                return None
            told["cheque_no_to"] = last - first + 1
        for name in ("count", "hours"):
            if (said := self.whole(name, MOST)) is not None:
                told[name] = said
        if self.is_refused:
            return None
        if not told or 0 in told.values():
            self.refuse("hours", "count_missing")
            return None
        if len(set(told.values())) > 1:
            self.refuse("hours", "count_differs", counts=" / ".join(str(one) for one in told.values()))
            return None
        return next(iter(told.values()))

    def whole(self, name: str, most: int) -> int | None:
        """A whole number, spaces in it or not; None for an empty cell."""
        if not (said := self.text(name)):
            return None
        plain = "".join(said.split())
        exact = number(plain) if not plain.isdecimal() else Decimal(plain) if plain.isascii() else None
        if exact is None or exact != exact.to_integral_value() or not 0 <= exact <= most:
            self.refuse(name, "figure_unreadable", said=said)
            return None
        return int(exact)

    def cents(self, name: str) -> int | None:
        if not (said := self.text(name)):
            return None
        exact = number(said.replace("€", "").strip())
        cents = None if exact is None else exact * 100
        if cents is None or cents != cents.to_integral_value() or not 0 <= cents <= MOST_CENTS:
            self.refuse(name, "figure_unreadable", said=said)
            return None
        return int(cents)

    def day(self) -> str | None:
        said = self.text("date").partition(" ")[0]
        if not said:
            self.doubt("date", "day_missing")
            return None
        found = periods.day(said)
        if found is None:
            self.refuse("date", "day_unreadable", said=said)
            return None
        return day_date(found).isoformat()

    def kind(self, first: int | None) -> str:
        said = periods.plainly(self.text("cheque_type"))
        if not said:
            return PAPER if first is not None else ""
        found = next((kind for kind, words in KINDS.items() if said in words), "")
        if not found:
            self.doubt("cheque_type", "kind_unknown", said=said)
        return found
