"""A table of cells, from CSV or a workbook, as people with lines of work.

One row a code and a quarter or a month, or between two days. Cells are texts (or exact numbers); headings may be in
any language; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from tremplin.ground.errors import InputError
from tremplin.ground.patience import patience
from tremplin.intake import periods
from tremplin.intake.cells import CHOICES, Cell, amount, choice, code, text_of, words_of, yes_no
from tremplin.intake.doubts import Doubts, refused
from tremplin.intake.headings import (
    AMOUNTS,
    LONGEST,
    MOST_COLUMNS,
    PERIODS,
    column_of,
    is_heading_line,
    nearest,
    public,
)
from tremplin.intake.inss import check_number, digits_of
from tremplin.intake.lines import Line
from tremplin.intake.people import Person
from tremplin.intake.periods import Span, iso
from tremplin.intake.sound import sound

FIGURES = {
    "days": "days",
    "hours": "hours",
    "days_per_week": "regime",
    "weekly_hours": "weekly",
    "full_time_weekly_hours": "full_time",
}
FORMS = {
    "quarter": (periods.quarter, periods.month),
    "month": (periods.month, periods.month_of_first_day, periods.quarter),
    "period": (periods.period,),
}
"""How the columns that name a quarter or a month may be written."""
LONGEST_MONTH = 31
MOST_LINES = 200_000
"""Lines of a table: it is held whole, unlike a declaration."""
FIRST_LINES = 20
"""Lines in which the headings are looked for."""

Cells = Sequence[Cell]
Unreadable = Literal[False]
"""What a cell gives that has been said to be unreadable: its line is left out."""


@dataclass
class Table:
    """Lines of cells with their numbers. `place` names the file, and the sheet of a workbook."""

    place: str
    lines: list[tuple[int, Cells]]


@dataclass
class Column:
    """A column that is understood: its place, its heading as written."""

    at: int
    heading: str
    month_first: bool = False
    """Some day in it can only be read month first: those that read both ways are not guessed."""


@dataclass
class Group:
    key: str
    name: str
    place: str
    lines: list[Line] = field(default_factory=list)


def too_many_lines(place: str) -> InputError:
    return refused(place, "doubt.too_many_lines", most=MOST_LINES)


def heading_line(table: Table) -> int:
    """Where the headings are; -1 when no line has enough that are known."""
    return next((at for at, (_, cells) in enumerate(table.lines[:FIRST_LINES]) if is_heading_line(cells)), -1)


def no_headings(place: str) -> InputError:
    return refused(place, "doubt.no_headings", known=" · ".join(map(public, ("quarter", "service_code", "days"))))


def people_of(table: Table, doubts: Doubts, splitting: bool) -> list[Person]:
    """The people of a table. Raises InputError when its headings do not say when or how much was worked."""
    at = heading_line(table)
    if at < 0:
        raise no_headings(table.place)
    number, headings = table.lines[at]
    if any(text_of(cell) for _, cells in table.lines[:at] for cell in cells):
        doubts.add(table.place, "doubt.heading_line", number=number)
    columns = columns_of(headings, f"{table.place}, line {number}", doubts)
    for wanted in (PERIODS, AMOUNTS):
        if not columns.keys() & set(wanted):
            raise refused(f"{table.place}, line {number}", "doubt.no_column", known=" · ".join(map(public, wanted[:2])))
    if "service_code" not in columns:
        doubts.add(table.place, "doubt.no_code_column", known=public("service_code"))
    body = [(number, cells) for number, cells in table.lines[at + 1 :] if any(text_of(cell) for cell in cells)]
    for name in ("first_day", "last_day"):
        if column := columns.get(name):
            column.month_first = any(periods.month_first(text_of(cell_at(cells, column))) for _, cells in body)
    groups: dict[tuple[str, str], Group] = {}
    for number, cells in body:
        patience()
        Row(table.place, number, cells, columns, doubts, len(headings)).join(groups)
    doubts.whose = ""
    people = [person_of(group, doubts, table.place, splitting) for group in groups.values()]
    return [person for person in people if person.rows]


def columns_of(headings: Cells, place: str, doubts: Doubts) -> dict[str, Column]:
    """The columns that are understood; each other heading is said, with the one that was probably meant."""
    found: dict[str, Column] = {}
    for at, cell in enumerate(headings[:MOST_COLUMNS]):
        heading = text_of(cell)[:LONGEST]
        name = column_of(heading) if heading else None
        if name in found:
            doubts.add(f"{place}, column {heading}", "doubt.column_twice", other=found[name].heading)
        elif name:
            found[name] = Column(at, heading)
        elif heading:
            near = nearest(heading)
            key = "doubt.column_near" if near else "doubt.column_unknown"
            doubts.add(f"{place}, column {heading}", key, **({"near": near} if near else {}))
    return found


def cell_at(cells: Cells, column: Column) -> Cell:
    return cells[column.at] if column.at < len(cells) else ""


def person_of(group: Group, doubts: Doubts, name: str, splitting: bool) -> Person:
    """A person with the rows that can be; a row that stands twice is counted once."""
    place = group.place if group.key or group.name else name
    doubts.whose = group.key or group.name
    if group.key:
        check_number(group.key, place, doubts)
    once: dict[object, Line] = {}
    for line in group.lines:
        if (first := once.setdefault(line.contents, line)) is not line:
            doubts.add(line.place, "doubt.twice", other=first.place)
    person = Person(group.key, group.name)
    for line in sound(once.values(), doubts, place, splitting):
        person.add(line.row(), line.place)
    return person


class Row:
    """One line of a table on its way to a line of work."""

    def __init__(
        self, where: str, number: int, cells: Cells, columns: dict[str, Column], doubts: Doubts, width: int
    ) -> None:
        self.where, self.place, self.cells = where, f"{where}, line {number}", cells
        self.columns, self.doubts, self.width = columns, doubts, width

    def join(self, groups: dict[tuple[str, str], Group]) -> None:
        """Adds the line to its person's, if it can be read."""
        key, name = digits_of(self.said("person")), self.said("name")
        self.doubts.whose = key or name
        if any(text_of(cell) for cell in self.cells[self.width :]):
            self.doubts.add(self.place, "doubt.too_many_cells", count=len(self.cells), most=self.width)
            return
        line = self.line()
        if line is None:
            return
        if "person" in self.columns and not key:
            self.doubts.add(self.place, "doubt.no_inss")
        group = groups.setdefault((key, "" if key else name), Group(key, name, self.place))
        group.lines.append(line)

    def said(self, name: str) -> str:
        return text_of(self.cell(name))

    def cell(self, name: str) -> Cell:
        column = self.columns.get(name)
        return cell_at(self.cells, column) if column else ""

    def at(self, name: str) -> str:
        return f"{self.place}, column {self.columns[name].heading}"

    def line(self) -> Line | None:
        span = self.span()
        figures = [(figure, self.figure(name)) for name, figure in FIGURES.items()]
        number, others = self.code(), self.others()
        if span is None or number is False or others is None or any(value is False for _, value in figures):
            return None
        line = Line(*span, self.place, code=number, employer=self.said("employer"), others=others)
        for figure, value in figures:
            setattr(line, figure, value)
        self.week(line)
        line.occupation = (line.employer, line.weekly, line.full_time, line.regime)
        return line

    def week(self, line: Line) -> None:
        """Says where nothing tells whether the work is full-time; once when the table has no column for it."""
        if line.weekly is None and line.full_time is None and line.others.get("extension_ground", "none") == "none":
            if {"weekly_hours", "full_time_weekly_hours"} & self.columns.keys():
                self.doubts.add(self.place, "doubt.no_week")
            else:
                self.doubts.once(self.where, "doubt.no_week")

    def figure(self, name: str) -> int | None | Unreadable:
        """Hundredths, None for an empty cell, False for what is no number."""
        if not self.said(name):
            return None
        found = amount(self.cell(name), name != "days" and name != "days_per_week")
        if found is None:
            self.doubts.add(self.at(name), "doubt.figure_unreadable", said=self.said(name))
            return False
        if found.key:
            self.doubts.add(self.at(name), found.key, said=self.said(name), kept=found.kept)
        return found.hundredths

    def code(self) -> int | None | Unreadable:
        if not self.said("service_code"):
            return None
        found = code(self.cell("service_code"))
        if found is None:
            self.doubts.add(self.at("service_code"), "doubt.figure_unreadable", said=self.said("service_code"))
            return False
        return found

    def others(self) -> dict[str, object] | None:
        """Columns that are words; None when one is no word of its column."""
        found: dict[str, object] = {}
        for name in ("layer", "proof", "termination", "benefit_paid", "extension_ground"):
            if not (said := self.said(name)):
                continue
            value = choice(name, said) if name in CHOICES else yes_no(said)
            if value is None:
                self.doubts.add(self.at(name), "doubt.word_unreadable", said=said, known=", ".join(words_of(name)))
                return None
            found[name] = value
        return found

    def span(self) -> Span | None:
        """The days of the line: those of its quarter or month, clipped to its own first and last day."""
        whole = self.whole()
        first, last = self.day("first_day"), self.day("last_day")
        if whole is False or first is False or last is False:
            return None
        if whole is None:
            if first is None or last is None:
                self.doubts.add(self.place, "doubt.period_missing")
                return None
            return first, last
        start, end = whole
        if first is None and last is None and end - start > LONGEST_MONTH:
            self.doubts.once(self.where, "doubt.whole_quarter")
        found = max(start, start if first is None else first), min(end, end if last is None else last)
        if found[1] < found[0]:
            own = (start if first is None else first, end if last is None else last)
            words = {"first": iso(own[0]), "last": iso(own[1]), "start": iso(start), "end": iso(end)}
            self.doubts.add(self.place, "doubt.outside_quarter", **words)
            return None
        return found

    def whole(self) -> Span | None | Unreadable:
        """The quarter or month that the line names; None when it names none, False when it cannot be read."""
        found: Span | None = None
        for name, forms in FORMS.items():
            if not (said := self.said(name)):
                continue
            span = next((span for form in forms if (span := form(said))), None)
            if span is None:
                self.doubts.add(self.at(name), "doubt.period_unreadable", said=said)
                return False
            found = span if found is None else (max(found[0], span[0]), min(found[1], span[1]))
        return found

    def day(self, name: str) -> int | None | Unreadable:
        said = self.said(name)
        if not said:
            return None
        if self.columns[name].month_first and periods.either_way(said):
            self.doubts.add(self.at(name), "doubt.day_ambiguous", said=said)
            return False
        found = periods.day(said)
        if found is None:
            self.doubts.add(self.at(name), "doubt.day_unreadable", said=said)
            return False
        return found
