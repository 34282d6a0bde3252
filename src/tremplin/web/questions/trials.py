"""The answers to a question that are tried: all choices, or ends, and the limits that the rules compare with."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import chain

from tremplin.engine.doubt import ends
from tremplin.engine.facts import Fact
from tremplin.engine.kinds import KINDS, NONE, UNKNOWN
from tremplin.engine.law import Law
from tremplin.engine.parameters import Parameter
from tremplin.engine.plan import Plan
from tremplin.engine.words import month_of, months_after

LIMITS = 24
"""How many of the law's numbers are tried for one fact, at most."""
SPANS = (21_915, 7_305, 30, -365)
"""Days before today that stand for a day nobody knows: 60 and 20 years, a month; and a year ahead."""


class Trials:
    """The answers to try for the facts of one plan."""

    def __init__(self, law: Law, plan: Plan) -> None:
        self.law, self.plan = law, plan

    def of(self, fact: Fact, whole: bool) -> tuple[int, ...]:
        """All choices, or the ends; `whole`: with each limit of the law and its neighbours."""
        few = ends(fact)
        if fact.kind.name in ("yes_no", "choice"):
            return few
        near: Iterator[int]
        if fact.kind.name in ("number", "money"):
            tried = few or (fact.low or 0, 100 * fact.kind.scale if fact.high is None else fact.high)
            near = (limit * fact.kind.scale for limit in self.limits)
        else:
            month, of = fact.kind.name == "month", month_of if fact.kind.name == "month" else int
            tried = few or tuple(of(self.today - days) for days in SPANS)
            years = (of(months_after(self.today, -12 * years)) for years in self.limits if not month and years <= 120)
            near = chain(years, self.days if not month else ())
        every = [*tried, *((value + step for value in near for step in (0, -1, 1)) if whole else ())]
        return tuple(dict.fromkeys(value for value in every if fact.lowest <= value - fact.add <= fact.highest))

    @cached_property
    def today(self) -> int:
        return max((parameter.checked_on for parameter in self.law.parameters.values()), default=0)

    @cached_property
    def limits(self) -> list[int]:
        """The whole numbers that the rules of this decision compare with."""
        found: dict[int, None] = {}
        for step in self.plan.steps:
            if isinstance(step.source, Parameter):
                for version in step.source.versions:
                    found |= dict.fromkeys(whole_numbers(version.value))
        return sorted(found)[:LIMITS]

    @cached_property
    def days(self) -> list[int]:
        """The days that the numbers of the law name."""
        named = (step.source for step in self.plan.steps if isinstance(step.source, Parameter))
        days = (one.value for source in named if source.kind == KINDS["day"] for one in source.versions)
        return sorted({value for value in days if value not in (UNKNOWN, NONE)})[:LIMITS]


def whole_numbers(value: object) -> Iterator[int]:
    """The whole numbers in the value of a parameter, its fields and lists of one level."""
    for part in value if isinstance(value, tuple) else (value,):
        if isinstance(part, int) and part not in (UNKNOWN, NONE) and 2 < part < 1_000:
            yield part
