"""The days of the stories, moved to any day: by whole weeks, so that a Monday stays a Monday.

Stories are written as of Monday 23 November 2026. What follows from days (quarters, months of pay, declarations) is
made after they have moved, so that it stays consistent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tremplin.samples.commune.story import Birth

TOLD_ON = date(2026, 11, 23)
NEAREST = 3
"""Days after a Monday that still belong to it; later ones to the next."""
Quarter = tuple[int, int]


@dataclass(frozen=True)
class Move:
    """By how much the days of a file move; `none` for one that is told of its own years."""

    days: timedelta

    @classmethod
    def to(cls, today: date) -> Move:
        monday = today - timedelta(today.weekday())
        return cls(monday + timedelta(7 if today.weekday() > NEAREST else 0) - TOLD_ON)

    @classmethod
    def none(cls) -> Move:
        return cls(timedelta(0))

    def day(self, said: Any) -> date:
        return date.fromisoformat(str(said)) + self.days

    def maybe(self, said: Any) -> date | None:
        return None if said is None else self.day(said)

    def birth(self, said: Any) -> Birth:
        """`1989-09-14`, or what is known of it: `1989-09`, `1989`."""
        parts = [int(part) for part in str(said).split("-")]
        if len(parts) == 3:
            born = self.day(said)
            return Birth(born.year, born.month, born.day)
        born = self.day(f"{parts[0]}-{parts[1] if len(parts) > 1 else 7:02d}-15")
        return Birth(born.year, born.month if len(parts) > 1 else None, None)


def quarter_of(day: date) -> Quarter:
    return day.year, (day.month + 2) // 3


def quarter_days(quarter: Quarter) -> tuple[date, date]:
    year, number = quarter
    after = next_quarter(quarter)
    return date(year, 3 * number - 2, 1), date(after[0], 3 * after[1] - 2, 1) - timedelta(1)


def next_quarter(quarter: Quarter) -> Quarter:
    year, number = quarter
    return (year + 1, 1) if number == 4 else (year, number + 1)


def month_days(day: date) -> tuple[date, date]:
    """The first and last day of a day's month."""
    first = day.replace(day=1)
    return first, (first + timedelta(31)).replace(day=1) - timedelta(1)


def due_on(quarter: Quarter) -> date:
    """The last day to declare a quarter: the end of the month after it."""
    return month_days(quarter_days(quarter)[1] + timedelta(1))[1]


def last_declared(today: date) -> Quarter:
    """The last quarter whose declaration is due, and here."""
    quarter = quarter_of(today)
    while due_on(quarter) >= today:
        year, number = quarter
        quarter = (year - 1, 4) if number == 1 else (year, number - 1)
    return quarter


def quarters(first: date, last: Quarter) -> list[Quarter]:
    """The quarters from a day's to another, both included."""
    found, quarter = [], quarter_of(first)
    while quarter <= last:
        found.append(quarter)
        quarter = next_quarter(quarter)
    return found


def months(first: date, last: date) -> list[tuple[date, date]]:
    """The months from one day's to another's, whole."""
    found, day = [], first.replace(day=1)
    while day <= last:
        found.append(month_days(day))
        day = found[-1][1] + timedelta(1)
    return found
