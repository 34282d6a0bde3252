"""What a planned way brings in subsidy, month by month, by the decision on the subsidy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tremplin.engine.decide import Outcome, column_of, read_case, settle
from tremplin.engine.doubt import Second
from tremplin.engine.kinds import UNKNOWN
from tremplin.engine.law import Law
from tremplin.reasons.answer import Answer

FACTS = ("region", "aid", "birth_date")


@dataclass(frozen=True)
class Euros:
    """Cents by month (`UNKNOWN` where it cannot be told), their total, and its bounds where it is unknown."""

    months: dict[int, int]
    total: int
    total_range: tuple[int, int] | None
    outcome: Outcome

    @property
    def without_subsidy(self) -> tuple[int, ...]:
        return tuple(month for month, amount in self.months.items() if amount == 0)

    @property
    def partial(self) -> frozenset[int]:
        """Months whose days bring several amounts, so that it takes a rule to tell theirs."""
        steps = self.outcome.steps
        columns = (steps[f"months__{name}"] for name in ("subsidy_month", "month_least", "month_most"))
        rows = zip(*columns, strict=True)
        return frozenset(month for month, least, most in rows if UNKNOWN not in (least, most) and least != most)

    @property
    def unset(self) -> list[str]:
        """The parameters that would have to be set to tell every month."""
        return Answer(**vars(self.outcome)).unset if self.total == UNKNOWN else []

    @property
    def status(self) -> str:
        return Answer(**vars(self.outcome)).status


def euros(law: Law, facts: Mapping[str, Any], contract: Sequence[Mapping[str, Any]], first_month: int) -> Euros:
    """The subsidy of a contract from a month on; earlier periods of the contract are given for what they use up."""
    decision = law.decision("article60_subsidy")
    given = {name: facts[name] for name in FACTS if facts.get(name) is not None} | {"contract": list(contract)}
    outcome = settle(law, decision, read_case(law, decision, given))
    column = outcome.columns["months"] or {}
    months = {month: amount for month, amount in column.items() if month >= first_month}
    if UNKNOWN not in months.values():
        return Euros(months, sum(months.values()), None, outcome)
    runs = Second(law, decision, outcome.case, outcome.steps).runs
    totals = [total_from(column_of(law, decision, run, decision.then["months"]), first_month) for run in runs]
    known = [total for total in totals if total is not None]
    bounds = (min(known), max(known)) if len(known) == len(totals) else None
    return Euros(months, UNKNOWN, bounds, outcome)


def total_from(column: Mapping[int, int] | None, first_month: int) -> int | None:
    """The sum of the months from one on; None where one is unknown."""
    amounts = [amount for month, amount in (column or {}).items() if month >= first_month]
    return None if column is None or UNKNOWN in amounts else sum(amounts)
