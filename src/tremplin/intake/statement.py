"""A statement of subsidies as the payer sends it: a table whose columns are guessed from their headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tremplin.engine.kinds import day_date
from tremplin.ground.reading import read_yaml
from tremplin.intake import periods, separated, workbook
from tremplin.intake.cells import Cell, text_of
from tremplin.intake.doubts import Doubts, refused
from tremplin.intake.figures import number
from tremplin.intake.files import HEAD
from tremplin.intake.headings import ENOUGH, LONGEST, bare
from tremplin.intake.inss import digits_of
from tremplin.intake.reading import CSV, XLSX, format_of
from tremplin.intake.table import FIRST_LINES

WHO = ("file", "number", "name")
AMOUNTS = ("accepted", "refused", "paid")
MOST_LINES, MOST_WIDE, LONGEST_CELL = 5_000, 40, 200
MOST_CENTS = 999_999_999
CURRENCY = re.compile(r"\s*(?:€|EUR)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Grid:
    """A statement as it stands: its headings, and its lines with their numbers, cells as text."""

    format: str
    headings: tuple[str, ...]
    lines: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Said:
    """What a line says. Amounts are cents; `wrong`: the columns that could not be read."""

    line: int
    file: str = ""
    number: str = ""
    name: str = ""
    month: date | None = None
    day: date | None = None
    claimed: int | None = None
    accepted: int | None = None
    refused: int | None = None
    paid: int | None = None
    reason: str = ""
    wrong: tuple[str, ...] = ()


@cache
def headings() -> dict[str, tuple[str, ...]]:
    """Column → its bare headings, itself first."""
    path = Path(__file__).with_name("statement.yaml")
    content = read_yaml(path.read_bytes(), path.name)
    return {
        column: (column, *(bare(str(text)) for texts in languages.values() for text in texts))
        for column, languages in content.items()
    }


def column_of(heading: str) -> str:
    """The column that a heading stands for; "" when it is not known."""
    plain = bare(heading[:LONGEST])
    return next((column for column, known in headings().items() if plain in known), "")


def knows(cells: Sequence[Cell]) -> bool:
    found = {column_of(text_of(cell)) for cell in cells[:MOST_WIDE]} - {""}
    return len(found) >= ENOUGH and bool(found & {"month", *WHO})


def read(content: bytes, name: str) -> Grid:
    """Raises InputError with the reason where nothing can be read."""
    form, doubts = format_of(content[:HEAD], name), Doubts()
    if form not in (CSV, XLSX):
        raise refused(name, "doubt.not_known")
    table = (
        workbook.table_of(content, name, doubts, knows) if form == XLSX else separated.table_of(content, name, doubts)
    )
    at = next((at for at, (_, cells) in enumerate(table.lines[:FIRST_LINES]) if knows(cells)), None)
    if at is None:
        raise refused(name, "doubt.no_headings", known=" · ".join(("dossier / NISS / nom", "mois", "accepté / payé")))
    if len(table.lines) - at > MOST_LINES + 1:
        raise refused(name, "doubt.too_many_lines", most=MOST_LINES)
    lines = tuple((number, texts(cells)) for number, cells in table.lines[at + 1 :] if any(texts(cells)))
    return Grid(form, texts(table.lines[at][1]), lines)


def texts(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(text_of(cell)[:LONGEST_CELL] for cell in cells[:MOST_WIDE])


def guessed(headings: Sequence[str]) -> dict[str, int]:
    """Column → its place, the first of several alike."""
    found: dict[str, int] = {}
    for at, heading in enumerate(headings):
        if column := column_of(heading):
            found.setdefault(column, at)
    return found


def said(line: int, cells: Sequence[str], columns: Mapping[str, int]) -> Said:
    """A line by its columns; what cannot be read is named, never guessed."""
    text = {column: cells[at].strip() if at < len(cells) else "" for column, at in columns.items()}
    month, day = month_of(text.get("month", "")), day_of(text.get("day", ""))
    cents = {name: cents_of(text.get(name, "")) for name in ("claimed", *AMOUNTS)}
    read = {"month": month, "day": day, **cents}
    return Said(
        line=line,
        file=text.get("file", ""),
        number=digits_of(text["number"]) if text.get("number") else "",
        name=" ".join(filter(None, (text.get("name"), text.get("given_name")))),
        month=month,
        day=day,
        reason=text.get("reason", ""),
        wrong=tuple(name for name, value in read.items() if value is None and text.get(name)),
        **cents,
    )


def month_of(text: str) -> date | None:
    """The first day of a month, also of one named by its first day."""
    span = periods.month(text) or periods.month_of_first_day(text)
    return day_date(span[0]) if span else None


def day_of(text: str) -> date | None:
    found = periods.day(text)
    return None if found is None else day_date(found)


def cents_of(text: str) -> int | None:
    """`1.811,57 €` → 181157; None for what is no amount of whole cents, or below nothing."""
    found = number(CURRENCY.sub("", text))
    if found is None or found != round(found, 2) or not 0 <= found * 100 <= MOST_CENTS:
        return None
    return int(found * 100)
