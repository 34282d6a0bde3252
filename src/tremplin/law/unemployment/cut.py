"""The admission of a law cut in four programs, so that many days in a row can be decided.

`admission` decides one day. When the day of the claim moves, most of it stays as it was: what each row is (until the
law changes), and the days of rows that lie wholly inside the window. The rules are the same ones; each program is
handed what the one before has worked out:

    rows       what each row is
    windows    from which day to which day is counted
    answer     enough days or not, from the sums of days between those days
    last_job   whether the last job was full-time

`whole` decides a day at once, where nothing can be shared.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from tremplin.engine.law import Law
from tremplin.engine.one import Program
from tremplin.engine.parameters import Parameter
from tremplin.engine.plan import Plan, Step
from tremplin.engine.rules import Rule
from tremplin.law.unemployment.runs import Method


@dataclass(frozen=True)
class Sum:
    """Days that admission adds up: the rule, the rules of the two days that bound them, whether rows over the end
    stay out, and whether the rule keeps four decimals (else it rounds up to a day)."""

    rule: str
    start: str
    end: str
    closed: bool
    exact: bool


SUMS = (
    Sum("counted_exactly", "reference_start", "reference_end", False, True),
    Sum("band_36_days", "band_36_start", "reference_end", False, False),
    Sum("band_50_days", "band_50_start", "reference_end", False, False),
    Sum("older_days", "older_start", "basic_start", True, False),
)
LAST_JOB = "last_job_full_time"
ROW_BY_DAY = ("in_period", "row_days")
"""Rules on rows that only the telling of an answer asks for; the first moves with the day."""


class Cut:
    """The four programs of a law's admission, and the days on which it changes."""

    def __init__(self, law: Law) -> None:
        self.whole = law.decision("admission").program
        steps = self.whole.plan.steps
        self.row_rules = [name for name in rules_on_rows(steps) if name not in ROW_BY_DAY]
        edges = list(dict.fromkeys(name for each in SUMS for name in (each.start, each.end)))
        self.rows = Program(Plan(law, self.row_rules))
        self.windows = Program(Plan(law, [*edges, "required_days"], self.row_rules))
        self.answer = Program(Plan(law, ["enough_days"], [*edges, *(each.rule for each in SUMS)]))
        self.last_job = Program(Plan(law, [LAST_JOB], self.row_rules))
        self.changes = sorted(set(days_of_change(steps)))
        self.law = law

    def stretch(self, day: int) -> int:
        """Which of the stretches between two changes of the law a day lies in."""
        return bisect_right(self.changes, day)

    def method(self, day: int, favourable: bool) -> Method:
        """The law's way of counting on a day."""
        return Method(*(self.law.parameters[name].bound(day, favourable) for name in Method._fields))


def rules_on_rows(steps: Sequence[Step]) -> list[str]:
    return [step.source.name for step in steps if isinstance(step.source, Rule) and step.scope == "work"]


def days_of_change(steps: Sequence[Step]) -> Iterator[int]:
    """The days on which a rule or a number becomes another."""
    for step in steps:
        source: Any = step.source
        if isinstance(source, Parameter):
            yield from (version.first_day for version in source.versions)
        else:
            yield from (version.since for version in source.versions if version.since is not None)


cuts: WeakKeyDictionary[Law, Cut] = WeakKeyDictionary()


def cut_of(law: Law) -> Cut:
    """The admission of a law, cut once."""
    if law not in cuts:
        cuts[law] = Cut(law)
    return cuts[law]
