"""The days of a person in three layers: declared, paid, planned; quarters without a declaration; unpaid days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tremplin.engine.kinds import day_date
from tremplin.engine.law import Law
from tremplin.engine.words import quarter_of, quarter_start
from tremplin.ground.days import day_number
from tremplin.law import belgian_law
from tremplin.law.unemployment.rows import ABSENCE
from tremplin.office.ledger.models import Upload, WorkRow

Days = tuple[date, date]
"""From a day until before another."""


@dataclass(frozen=True)
class QuarterDays:
    """A quarter of a person: hundredths of days by layer. `expected`: employed here on some of its days."""

    number: int
    declared: int
    paid: int
    planned: int
    rows: int
    is_declared: bool
    expected: bool
    is_over: bool

    @property
    def lacks_declaration(self) -> bool:
        """Closed, worked here, and no declaration was read."""
        return self.is_over and self.expected and not self.is_declared


@dataclass(frozen=True)
class Unpaid:
    """A row of days that nobody pays, and since when it is known here."""

    row: WorkRow
    known_since: date


@dataclass(frozen=True)
class Layers:
    quarters: tuple[QuarterDays, ...]
    unpaid: tuple[Unpaid, ...]

    @property
    def undeclared(self) -> list[QuarterDays]:
        return [one for one in self.quarters if one.lacks_declaration]


def layers(rows: Sequence[WorkRow], expected: Iterable[Days], today: date, law: Law | None = None) -> Layers:
    """The layers of one person. `rows`: those that count; `expected`: days on which the person is employed here."""
    employed = list(expected)
    now = day_number(today)
    touched = {quarter for row in rows for quarter in quarters(row.first_day, row.end_day)}
    touched |= {quarter for first, end in employed for quarter in quarters(first, min(end, today)) if first < today}
    codes = unpaid_codes(law or belgian_law())
    known = {
        upload.pk: upload
        for upload in Upload.objects.filter(pk__in={row.upload_id for row in rows}).only("handed_in_at")
    }
    unpaid = [
        Unpaid(row, (known[row.upload_id].handed_in_at if row.upload_id in known else row.made_at).date())
        for row in rows
        if row.service_code in codes
    ]
    found = [of_quarter(quarter, rows, employed, now) for quarter in sorted(touched)]
    return Layers(tuple(found), tuple(unpaid))


def of_quarter(quarter: int, rows: Sequence[WorkRow], employed: Sequence[Days], now: int) -> QuarterDays:
    start, end = quarter_start(quarter), quarter_start(quarter + 1)
    mine = [row for row in rows if quarter_of(day_number(row.first_day)) == quarter]
    declared_days, paid, planned = (sum(row.days or 0 for row in mine if row.layer == of) for of in WorkRow.Layer)
    here = any(day_number(first) < end and start < day_number(last) for first, last in employed)
    declared = any(row.layer == WorkRow.Layer.DECLARED for row in mine)
    return QuarterDays(quarter, declared_days, paid, planned, len(mine), declared, here, end <= now)


def quarters(first: date, end: date) -> range:
    """The quarters that days from one until before another touch."""
    return range(quarter_of(day_number(first)), quarter_of(day_number(end) - 1) + 1)


@lru_cache(maxsize=8)  # An office's own law is made anew for each page.
def unpaid_codes(law: Law) -> frozenset[int]:
    """Service codes that are unpaid absence under any list the law has had: the reform of 2026 counts none of them,
    and they are as worth knowing as before."""
    lists = law.parameters["service_codes"]
    found = set()
    for version in lists.versions:
        codes = lists.value(version.first_day)
        worth = zip(codes.code, codes.least, codes.most, strict=True)
        found |= {code for code, least, most in worth if ABSENCE in (least, most)}
    return frozenset(found)


def quarter_span(quarter: int) -> tuple[date, date]:
    return day_date(quarter_start(quarter)), day_date(quarter_start(quarter + 1) - 1)
