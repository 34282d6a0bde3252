"""The plan of a file: its variants, one variant that is tried, and what a contract that is thought of would give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from tremplin.engine.decide import read_case
from tremplin.engine.kinds import day_date
from tremplin.engine.law import Law, Search
from tremplin.ground.days import day_number
from tremplin.law.article60.planner import Planned, Planner
from tremplin.law.article60.signed import Signed
from tremplin.law.article60.variants import Variant
from tremplin.law.article60.ways import WayOfWork
from tremplin.law.unemployment.planned import rows
from tremplin.office.article60.facts import MONEY, Records, plan_facts, subsidy_facts
from tremplin.office.article60.models import Contract, Period
from tremplin.office.article60.services.contracts import Asked, Stretch
from tremplin.office.article60.services.overlapping import span
from tremplin.office.article60.services.projecting import signed_of
from tremplin.reasons.answer import Answer, decide
from tremplin.reasons.found import ask

PLAN = "article60_plan"
MOST_MONTHS = 36
"""Months of part-time work at first that may be tried."""


@dataclass(frozen=True)
class Trial:
    """One way that somebody tries: hundredths of hours a week at first, and for how many months."""

    law: Law
    facts: Mapping[str, Any]
    weekly_hours: int
    months_first: int

    @cached_property
    def planner(self) -> Planner:
        """Raises InputError."""
        search = self.law.question(PLAN)
        assert isinstance(search, Search)
        return Planner(self.law, search, read_case(self.law, search, dict(self.facts)))

    @cached_property
    def way(self) -> WayOfWork:
        full = self.planner.full_hours
        months = self.months_first if self.weekly_hours < full else 0
        return WayOfWork(self.planner.start, self.weekly_hours if months else full, months, full)

    @cached_property
    def variant(self) -> Variant | None:
        """The way by the engine's own reckoning; None where a fact is missing."""
        return None if self.planner.scan is None else self.planner.variant(self.way)

    @cached_property
    def answer(self) -> Answer | None:
        """The admission on the first day on which the way may open the right: its trace says the X of the clause."""
        opened = self.variant and self.variant.contract_end
        return self.planner.answer_at(self.variant) if self.variant and opened else None

    @property
    def clause_days(self) -> int | None:
        return self.answer.result["required_days"] if self.answer else None

    def asked(self, form: str) -> Asked:
        """What is kept with the contract: for a clause the admission that its X is from, else the plan."""
        if form == Contract.Form.OPEN and self.variant and self.variant.right_opens:
            day = self.variant.right_opens[0]
            work = [*(self.planner.facts.get("work") or []), *rows(self.way.periods(day), day)]
            return Asked("admission", {**self.planner.facts, "work": work, "claim_date": day_date(day).isoformat()})
        return Asked(PLAN, dict(self.facts))


def facts_from(records: Records, start: date | None, cost: int | None = None) -> dict[str, Any]:
    """The facts of the plan, from another start than the file's own, or at another cost."""
    found = plan_facts(records)
    if start is not None:
        found["start"] = start.isoformat()
        if (signed := found.get("signed_until")) and signed < found["start"]:
            del found["signed_until"]
    if cost is not None:
        found["monthly_cost"] = MONEY.plain(cost)
    return found


def planned(law: Law, facts: Mapping[str, Any]) -> Planned:
    """All variants. Raises InputError."""
    found = ask(law, PLAN, dict(facts))
    assert isinstance(found, Planned)
    return found


def trial(law: Law, facts: Mapping[str, Any], weekly_hours: int, months_first: int) -> Trial:
    return Trial(law, facts, weekly_hours, months_first)


@dataclass(frozen=True)
class Effect:
    """What a contract that is thought of would give. `opens`: when the right may open (None: it cannot be told, or
    not in the months that are looked at); `days_at_risk`: days that its last day may lack, at the most."""

    last: date | None
    opens: tuple[date, date] | None
    days_at_risk: int | None
    months: Mapping[str, Any]
    total: Any
    subsidised_until: str | None
    unset: tuple[str, ...]

    @property
    def best_last(self) -> date | None:
        """The last day on which no reading lacks a day."""
        return None if self.opens is None else day_date(day_number(self.opens[1]) - 1)

    @property
    def earliest_last(self) -> date | None:
        return None if self.opens is None else day_date(day_number(self.opens[0]) - 1)

    @property
    def is_short(self) -> bool:
        """Whether it may end before the right opens."""
        return self.last is not None and (self.opens is None or self.last < (self.best_last or self.last))

    @property
    def days_short(self) -> int:
        """Calendar days between its last day and the one that is long enough in every reading."""
        return (self.best_last - self.last).days if self.best_last and self.last else 0

    @property
    def without_subsidy(self) -> list[str]:
        return [month for month, amount in self.months.items() if amount == "0.00"]


def effect_of(law: Law, records: Records, stretches: Sequence[Stretch], replaces: Contract | None = None) -> Effect:
    """What a contract of these periods would give, in the place of one that stands or as a new one. Raises
    InputError."""
    thought = Contract(pk=replaces.pk if replaces else -1, file=records.file, form="")
    mine = [
        Period(
            file=records.file,
            contract=thought,
            days=span(of.first, of.last),
            weekly_hours=of.weekly_hours,
            full_time_weekly_hours=of.full_time_weekly_hours,
        )
        for of in stretches
    ]
    others = [of for of in records.periods if of.contract_id != thought.pk]
    contracts = [of for of in records.contracts if of.pk != thought.pk]
    then = replace(
        records,
        contracts=(*contracts, thought),
        periods=tuple(sorted([*others, *mine], key=lambda of: of.days.lower)),
    )
    found: Signed | None = signed_of(law, then)
    opens = found.opens if found else None
    last = stretches[-1].last
    until = last or (day_date(opens[1] - 1) if opens else None)
    subsidy = decide(law, "article60_subsidy", subsidy_facts(then, until)).as_json(steps=False)
    return Effect(
        last=last,
        opens=None if opens is None else (day_date(opens[0]), day_date(opens[1])),
        days_at_risk=found.days_at_risk if found else None,
        months=subsidy["result"].get("months") or {},
        total=subsidy["result"].get("total"),
        subsidised_until=subsidy["result"].get("subsidised_until"),
        unset=tuple(subsidy["unset"]),
    )
