"""Quarters of a contract that are closed and not declared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tremplin.office.article60.facts import Records
from tremplin.office.ledger.models import WorkRow

LOOKED_BACK = timedelta(days=730)


@dataclass(frozen=True)
class Quarter:
    """A quarter; `closed`: the day by which its declaration is there in practice, a month after its end."""

    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def after(self) -> date:
        """The day after its last."""
        return self.next.first

    @property
    def next(self) -> Quarter:
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def closed(self) -> date:
        after = self.after
        return after.replace(month=after.month + 1) - timedelta(days=1)


def quarter_of(day: date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)


def undeclared(records: Records) -> Iterator[Quarter]:
    """Ended quarters in which the contract ran, and of which no row is declared."""
    if not records.periods:
        return
    quarter = quarter_of(max(records.periods[0].days.lower, records.today - LOOKED_BACK))
    declared = [row for row in records.work if row.layer == WorkRow.Layer.DECLARED]
    ended = records.contract.ended_on if records.contract else None
    while quarter.after <= records.today:
        first, after = quarter.first, quarter.after
        runs = any(
            of.days.lower < after and (of.days.upper is None or of.days.upper > first) for of in records.periods
        ) and not (ended and ended < first)
        if runs and not any(row.first_day < after and row.end_day > first for row in declared):
            yield quarter
        quarter = quarter.next
