"""What a planned way brings in subsidy, month by month, by the decision on the subsidy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tremplin.engine.decide import agreed, column_of, read_case
from tremplin.engine.doubt import Second
from tremplin.engine.facts import Case
from tremplin.engine.kinds import UNKNOWN
from tremplin.engine.law import Law
from tremplin.engine.one import Steps
from tremplin.reasons.answer import Answer, answer

DECISION, FACTS = "article60_subsidy", ("region", "aid", "birth_date")


@dataclass(frozen=True)
class Euros:
    """Cents by month (`UNKNOWN` where it cannot be told), their total, and its bounds where it is unknown."""

    law: Law
    case: Case
    steps: Steps
    months: dict[int, int]
    total: int
    total_range: tuple[int, int] | None

    @property
    def without_subsidy(self) -> tuple[int, ...]:
        return tuple(month for month, amount in self.months.items() if amount == 0)

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


def euros(law: Law, facts: Mapping[str, Any], contract: Sequence[Mapping[str, Any]], first_month: int) -> Euros:
    """The subsidy of a contract from a month on; earlier periods of the contract are given for what they use up."""
    decision = law.decision(DECISION)
    given = {name: facts[name] for name in FACTS if facts.get(name) is not None} | {"contract": list(contract)}
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


def total_from(column: Mapping[int, int] | None, first_month: int) -> int | None:
    """The sum of the months from one on; None where one is unknown."""
    amounts = [amount for month, amount in (column or {}).items() if month >= first_month]
    return None if column is None or UNKNOWN in amounts else sum(amounts)
