"""A contract as it is signed, amendments and all: on which day it opens the right, and what its last day may lack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tremplin.engine.kinds import day_date
from tremplin.engine.law import Law
from tremplin.engine.words import round_up
from tremplin.law.article60.variants import Span, span_of
from tremplin.law.unemployment.planned import Period, rows
from tremplin.law.unemployment.scan import Scan, first_day_after
from tremplin.reasons.answer import Answer, decide


@dataclass(frozen=True)
class Onem:
    """ONEM's own count: hundredths of days to work after the last day that it counted."""

    counted_until: int
    days_to_work: int


@dataclass(frozen=True)
class Signed:
    """`opens`: the first and the last day on which the right may open (None: it cannot be told, or not before the end
    of the search); `own`: the same without ONEM's answer; `today`: the admission asked on the first day that is only
    planned; `at_end`: the same on the day after the contract's last (None: it has none)."""

    opens: Span | None
    own: Span | None
    today: Answer
    at_end: Answer | None

    @property
    def days_at_risk(self) -> int | None:
        """Days that may be missing when the contract ends, at the most; 0: none can be."""
        if self.at_end is None or self.at_end.outcome is True:
            return 0 if self.at_end else None
        return bounds(self.at_end, "missing_days")[1]


def signed(
    law: Law, facts: Mapping[str, Any], periods: Sequence[Period], last: int | None, until: int, onem: Onem | None
) -> Signed:
    """Follows a contract day by day, from the first planned day on.

    `facts`: those of `admission` without `claim_date`; `periods`: what is planned of the contract, in order, the last
    one drawn on until the end of the search, so that a contract that is too short shows by how much; `last`: the last
    day of the contract as signed (None: open-ended).
    """
    start = periods[0].first_day
    scan = Scan(law, facts, start)
    ways = scan.ways(periods, until)
    own = span_of(scan.first_days(periods, until))
    opens = own
    if onem is not None:
        days = round_up(onem.days_to_work, 100)
        opens = span_of([first_day_after(way, until, onem.counted_until + 1, days) for way in ways])
    at_end = None
    if last is not None and last + 1 > start:
        at_end = asked(law, facts, periods, last + 1)
    elif last is not None:
        at_end = asked(law, facts, (), last + 1)
    return Signed(after(opens), after(own), asked(law, facts, (), start), at_end)


def after(end: Span | None) -> Span | None:
    """The days on which the right opens, from the last days worked."""
    return None if end is None else (end[0] + 1, end[1] + 1)


def asked(law: Law, facts: Mapping[str, Any], periods: Sequence[Period], claim: int) -> Answer:
    """The admission asked on a day, the planned work before it done."""
    work = [*(facts.get("work") or []), *rows(periods, claim)]
    return decide(law, "admission", {**facts, "work": work, "claim_date": day_date(claim)})


def bounds(answer: Answer, name: str) -> tuple[int | None, int | None]:
    """Least and most of a result in whole days."""
    value = answer.result[name]
    if value is not None:
        return value, value
    low, high = answer.plain_ranges.get(name, (None, None))
    return low, high
