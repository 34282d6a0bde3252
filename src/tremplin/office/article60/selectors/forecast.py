"""Twelve months of wages and subsidies, from contracts and what was worked out of them. What cannot be told is told
apart and counted: a figure is never guessed.

A wage is what a month of full-time work costs, by the share of its days and of its hours; a subsidy is that of the
projection. Of an open-ended contract the end is the range in which the right opens.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import F

from tremplin.engine.kinds import KINDS
from tremplin.engine.words import half_up
from tremplin.office.article60.models import File, Period
from tremplin.office.article60.selectors.claims import next_month

MONTHS = 12
COST, END, AMOUNT, WAITING = "cost", "end", "amount", "waiting"
"""Why a month cannot be told: no cost of a month in the file, no end known, an amount or a fact that lacks, not worked
out yet."""
Span = tuple[int, int]
"""Least and most, in cents."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Cell:
    """One month of one file; a None has its reason in `because`."""

    wage: Span | None
    subsidy: Span | None
    because: tuple[str, ...] = ()

    @property
    def net(self) -> Span | None:
        if self.wage is None or self.subsidy is None:
            return None
        return self.wage[0] - self.subsidy[1], self.wage[1] - self.subsidy[0]


@dataclass(frozen=True)
class Line:
    """A file. `cells`: by month; None where its contract does not run."""

    number: str
    person_id: int
    name: str
    cells: tuple[Cell | None, ...]


@dataclass
class Sum:
    """A month. `wages`, `subsidies`: of the files of which each is known; `net`: of those of which both are."""

    month: date
    wages: Span = (0, 0)
    subsidies: Span = (0, 0)
    net: Span = (0, 0)
    files: int = 0
    wages_open: int = 0
    subsidies_open: int = 0
    net_open: int = 0

    def add(self, cell: Cell) -> None:
        self.files += 1
        for name, span in (("wages", cell.wage), ("subsidies", cell.subsidy), ("net", cell.net)):
            if span is None:
                setattr(self, f"{name}_open", getattr(self, f"{name}_open") + 1)
            else:
                low, high = getattr(self, name)
                setattr(self, name, (low + span[0], high + span[1]))


@dataclass(frozen=True)
class Forecast:
    """`open`: by reason, the files of which a month cannot be told. `unsigned`: open files of which no contract runs
    in these months, in none of the figures."""

    months: tuple[Sum, ...]
    lines: tuple[Line, ...]
    open: dict[str, list[Line]] = field(default_factory=dict)
    unsigned: int = 0


def forecast_of(today: date) -> Forecast:
    """From the month of a day on, in two questions however many files there are."""
    months = [today.replace(day=1)]
    while len(months) < MONTHS:
        months.append(next_month(months[-1]))
    after = next_month(months[-1])
    periods: dict[int, list[Period]] = {}
    running = Period.objects.filter(file__closed_on=None, days__overlap=(months[0], after))
    for period in running.select_related("contract").order_by("file_id", "days"):
        periods.setdefault(period.file_id, []).append(period)
    files = File.objects.filter(closed_on=None).select_related("person").annotate(**KEPT)
    listed = list(files.order_by("person__sort_key", "number"))
    lines = tuple(line_of(file, periods[file.pk], months) for file in listed if file.pk in periods)
    return Forecast(summed(lines, months), lines, apart(lines), len(listed) - len(lines))


KEPT = {
    "months": F("projection__subsidy__result__months"),
    "kept_waits": F("projection__is_waiting"),
    "kept_first": F("projection__opens_first"),
    "kept_last": F("projection__opens_last"),
}
"""What of the projection is needed: its whole answer is long."""


def line_of(file: Any, periods: Sequence[Period], months: Iterable[date]) -> Line:
    kept = None
    if file.kept_waits is not None:
        kept = {
            "is_waiting": file.kept_waits, "opens_first": file.kept_first, "opens_last": file.kept_last,
            "months": file.months,
        }  # fmt: skip
    return Line(file.number, file.person_id, str(file.person), tuple(cells(file, periods, kept, months)))


def cells(
    file: File, periods: Sequence[Period], kept: Mapping[str, Any] | None, months: Iterable[date]
) -> Iterable[Cell | None]:
    ends = ends_of(periods, kept)
    for month in months:
        first, after = month, next_month(month)
        runs = any(overlap(period, first, after, None) for period in periods)
        if not runs or (ends and ends[1] < first):
            yield None
        else:
            yield cell(file, periods, kept, month, ends)


def ends_of(periods: Sequence[Period], kept: Mapping[str, Any] | None) -> tuple[date, date] | None:
    """The earliest and the latest last day of work; None where nobody can tell."""
    last = periods[-1]
    ended = last.contract.ended_on
    if ended or last.days.upper is not None:
        day: date = ended or last.days.upper - ONE_DAY
        return day, day
    if kept is None or kept["opens_first"] is None or kept["opens_last"] is None:
        return None
    return kept["opens_first"] - ONE_DAY, kept["opens_last"] - ONE_DAY


def cell(
    file: File, periods: Sequence[Period], kept: Mapping[str, Any] | None, month: date, ends: tuple[date, date] | None
) -> Cell:
    if ends is None:
        return Cell(None, None, (END,))
    because = []
    wage = None
    if file.monthly_cost is None:
        because.append(COST)
    else:
        wage = (
            wage_of(file.monthly_cost, periods, month, ends[0]),
            wage_of(file.monthly_cost, periods, month, ends[1]),
        )
    subsidy = subsidy_of(kept, month)
    if kept is None or kept["is_waiting"]:
        because.append(WAITING)
        subsidy = None
    elif subsidy is None:
        because.append(AMOUNT)
    elif ends[0] != ends[1] and ends[0] < next_month(month) - ONE_DAY:
        subsidy = (0, subsidy[1])  # It may end before, or on the way.
    return Cell(wage, subsidy, tuple(because))


def wage_of(monthly_cost: int, periods: Sequence[Period], month: date, last: date) -> int:
    """What a month costs of a contract until its last day."""
    after = next_month(month)
    whole = (after - month).days
    return sum(
        half_up(monthly_cost * of.weekly_hours * overlap(of, month, after, last), of.full_time_weekly_hours * whole)
        for of in periods
    )


def overlap(period: Period, first: date, after: date, last: date | None) -> int:
    """The days of a period in a month, until a last day."""
    ends = [after, *([period.days.upper] if period.days.upper else []), *([last + ONE_DAY] if last else [])]
    if period.contract.ended_on:
        ends.append(period.contract.ended_on + ONE_DAY)
    days: int = (min(ends) - max(first, period.days.lower)).days
    return max(0, days)


def subsidy_of(kept: Mapping[str, Any] | None, month: date) -> Span | None:
    """What the law was found to bring; None where an amount or a fact lacks."""
    value = ((kept or {}).get("months") or {}).get(f"{month:%Y-%m}")
    if value is None:
        return None
    low, high = value if isinstance(value, list) else (value, value)
    return None if low is None or high is None else (KINDS["money"].read(low), KINDS["money"].read(high))


def summed(lines: Iterable[Line], months: Sequence[date]) -> tuple[Sum, ...]:
    found = tuple(Sum(month) for month in months)
    for line in lines:
        for total, one in zip(found, line.cells, strict=True):
            if one is not None:
                total.add(one)
    return found


def apart(lines: Iterable[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        for reason in dict.fromkeys(why for one in line.cells if one for why in one.because):
            found.setdefault(reason, []).append(line)
    return found
