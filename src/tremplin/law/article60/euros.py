"""What a planned way brings in subsidy, month by month, by the decision on the subsidy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tremplin.engine.decide import agreed, column_of, read_case
from tremplin.engine.doubt import Second
from tremplin.engine.facts import Case
from tremplin.engine.kinds import UNKNOWN, day_date
from tremplin.engine.law import Law
from tremplin.engine.one import Steps
from tremplin.reasons.answer import Answer, answer

Span = tuple[int, int]
DECISION, FACTS = "article60_subsidy", ("region", "aid", "birth_date")


@dataclass(frozen=True)
class Euros:
    """Cents by month (`UNKNOWN` where it cannot be told), their total, and its bounds where it is unknown."""

    law: Law
    case: Case
    steps: Steps
    months: dict[int, int]
    total: int
    total_range: Span | None

    @property
    def bounds(self) -> Span | None:
        """The total, or its bounds."""
        return (self.total, self.total) if self.total != UNKNOWN else self.total_range

    @property
    def partial(self) -> frozenset[int]:
        """Months whose days bring several amounts, so that it takes a rule to tell theirs."""
        columns = (self.steps[f"months__{name}"] for name in ("subsidy_month", "month_least", "month_most"))
        rows = zip(*columns, strict=True)
        return frozenset(month for month, least, most in rows if UNKNOWN not in (least, most) and least != most)

    @cached_property
    def answer(self) -> Answer:
        """The decision on the same contract, to be told."""
        return answer(self.law, self.law.decision(DECISION), self.case)

    @property
    def unset(self) -> list[str]:
        """The parameters that would have to be set to tell every month."""
        return self.answer.unset if self.total == UNKNOWN else []


def euros(
    law: Law, facts: Mapping[str, Any], contract: Sequence[Mapping[str, Any]], first_month: int, claim: int
) -> Euros:
    """The subsidy of a contract from a month on; earlier periods of the contract are given for what they use up.

    The contract ends when full rights are reached, so up to its end (the day before `claim`) it is still needed.
    """
    decision = law.decision(DECISION)
    given = {name: facts[name] for name in FACTS if facts.get(name) is not None} | {"contract": list(contract)}
    given |= {"work": [], "claim_date": day_date(claim), "admitted_before": False}
    case = read_case(law, decision, given)
    steps, rule = decision.program.run(case), decision.then["months"]
    column, totals = column_of(law, decision, steps, rule), []
    if column is None or UNKNOWN in column.values():
        runs = [column_of(law, decision, run, rule) for run in Second(law, decision, case, steps).runs]
        column, totals = agreed(runs), [total_from(run, first_month) for run in runs]
    months = {month: amount for month, amount in (column or {}).items() if month >= first_month}
    total = total_from(column, first_month)
    known = [of for of in totals if of is not None]
    bounds = (min(known), max(known)) if total is None and known and len(known) == len(totals) else None
    return Euros(law, case, steps, months, UNKNOWN if total is None else total, bounds)


@dataclass(frozen=True)
class Course:
    """What a way brings and costs when its end is a range: the amounts that both ends share, and bounds of the rest.

    `open_months`: months whose amount depends on the day of the end. `cost`, `net`: least and most, in cents.
    """

    months: dict[int, int]
    total: int
    total_range: Span | None
    open_months: tuple[int, ...]
    cost: Span | None
    net: Span | None
    latest: Euros

    @property
    def without_subsidy(self) -> tuple[int, ...]:
        return tuple(month for month, amount in self.months.items() if amount == 0)

    @property
    def by_end(self) -> tuple[int, ...]:
        """Months that only the day of the end leaves open, not a rule that is not known."""
        return tuple(month for month in self.open_months if month not in self.latest.partial)


def course(found: tuple[Euros, Euros], cost: Span | None) -> Course:
    """From the subsidy at the earliest and at the latest end, and the cost at both."""
    first, last = found
    months = {month: amount if first.months.get(month) == amount else UNKNOWN for month, amount in last.months.items()}
    open_months = tuple(month for month, amount in last.months.items() if first.months.get(month) != amount)
    bounds = [euros.bounds for euros in found]
    hull = None
    if bounds[0] is not None and bounds[1] is not None:
        hull = min(bounds[0][0], bounds[1][0]), max(bounds[0][1], bounds[1][1])
    known = hull is not None and hull[0] == hull[1] and UNKNOWN not in months.values()
    total = hull[0] if known and hull else UNKNOWN
    net = None
    if cost is not None and bounds[0] is not None and bounds[1] is not None:
        ends = [(spent - of[1], spent - of[0]) for spent, of in zip(cost, (bounds[0], bounds[1]), strict=True)]
        net = min(end[0] for end in ends), max(end[1] for end in ends)
    return Course(months, total, None if known else hull, open_months, cost, net, last)


def total_from(column: Mapping[int, int] | None, first_month: int) -> int | None:
    """The sum of the months from one on; None where one is unknown."""
    amounts = [amount for month, amount in (column or {}).items() if month >= first_month]
    return None if column is None or UNKNOWN in amounts else sum(amounts)
