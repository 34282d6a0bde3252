"""The files of an office beside each other: who ends when, in four questions however many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tremplin.engine.law import Law
from tremplin.office.article60.models import Contract, File, Period, Projection
from tremplin.office.article60.reminders.of_office import changing
from tremplin.office.article60.reminders.of_office import crosses as crossed
from tremplin.office.article60.selectors.coming import month_after_next
from tremplin.office.deadlines.models import Deadline
from tremplin.office.deadlines.selectors import to_do

HEAVY = ("plan", "subsidy")
"""Columns of a projection that no list needs."""
SORTS = ("person", "proved", "opens", "end")
FAR = date.max


@dataclass(frozen=True)
class Row:
    """A file on the board. `projection` is None where nothing is worked out yet."""

    file: File
    projection: Projection | None
    period: Period | None
    is_open_ended: bool
    deadlines: tuple[Deadline, ...]
    crosses_law: bool

    @property
    def is_short(self) -> bool:
        return bool(self.projection and self.projection.days_at_risk)

    @property
    def in_doubt(self) -> bool:
        of = self.projection
        return of is not None and (of.proved_least != of.proved_most or of.opens_first != of.opens_last)

    @property
    def turns(self) -> bool:
        return self.crosses_law or any(of.kind == "birthday" for of in self.deadlines)

    def ends_before(self, day: date) -> bool:
        of = self.projection
        return of is not None and any(one is not None and one < day for one in (of.opens_first, of.contract_end))


def board(law: Law, today: date) -> list[Row]:
    """The open files of the office."""
    files = (
        File.objects.filter(closed_on=None)
        .select_related("person", "worker", "projection")
        .defer(*(f"projection__{name}" for name in HEAVY), "note")
    )
    deadlines = defaultdict(list)
    for of in to_do().exclude(subject="").order_by("weight", "due_on", "key"):
        deadlines[of.subject].append(of)
    periods = current(Period.objects.filter(file__closed_on=None).select_related("contract").order_by("days"), today)
    changes = list(changing(law, today))
    return [row_of(file, deadlines[file.number], periods.get(file.pk), changes) for file in files]


def current(periods: Iterable[Period], today: date) -> dict[int, Period]:
    """The period of each file that runs; the first to come or the last that was, otherwise."""
    found: dict[int, Period] = {}
    for period in periods:
        if period.file_id not in found or period.days.lower <= today:
            found[period.file_id] = period
    return found


def row_of(file: File, deadlines: list[Deadline], period: Period | None, changes: list[date]) -> Row:
    projection = getattr(file, "projection", None)
    crosses = projection is not None and any(crossed(projection, day) for day in changes)
    is_open = bool(period and period.contract.form == Contract.Form.OPEN)
    return Row(file, projection, period, is_open, tuple(deadlines), crosses)


def filters(agent_id: int, today: date) -> dict[str, Callable[[Row], bool]]:
    """What a chip shows; the first shows all."""
    before = month_after_next(today)
    return {
        "all": lambda row: True,
        "soon": lambda row: row.ends_before(before),
        "short": lambda row: row.is_short,
        "doubt": lambda row: row.in_doubt,
        "turning": lambda row: row.turns,
        "mine": lambda row: row.file.worker_id == agent_id,
    }


def ordered(rows: Iterable[Row], by: str, downwards: bool) -> list[Row]:
    """Rows by a column, those without a value last either way; then by name and number."""
    named = sorted(rows, key=lambda row: (row.file.person.sort_key, row.file.number))
    known = [row for row in named if sort_value(row, by) is not None]
    unknown = [row for row in named if sort_value(row, by) is None]
    return sorted(known, key=lambda row: sort_value(row, by), reverse=downwards) + unknown


def sort_value(row: Row, by: str) -> Any:
    of = row.projection
    if by == "person":
        return row.file.person.sort_key
    if of is None:
        return None
    if by == "proved":
        return of.proved_least
    if by == "end":
        return of.contract_end
    return None if of.opens_first is None else (of.opens_first, of.opens_last or FAR)
