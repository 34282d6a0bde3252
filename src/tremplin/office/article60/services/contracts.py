"""Makes a contract with the worker: its periods, its clause, and the decision that it follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from tremplin.office.accounts.models import Agent
from tremplin.office.article60.models import Contract, File, Period
from tremplin.office.article60.services.holding import held
from tremplin.office.article60.services.overlapping import ONE_DAY, refuse_meeting, span, told
from tremplin.office.article60.services.projecting import project
from tremplin.office.article60.services.refusing import Refused
from tremplin.office.decisions.services import take


@dataclass(frozen=True)
class Stretch:
    """Days with the same hours, both days included (`last` None: no end); hours in hundredths a week."""

    first: date
    last: date | None
    weekly_hours: int
    full_time_weekly_hours: int


@dataclass(frozen=True)
class Asked:
    """What the contract follows: a question to the law and its facts (`article60_plan`, `admission`)."""

    question: str
    facts: Mapping[str, Any]


@transaction.atomic
def sign(
    file: File,
    stretches: Sequence[Stretch],
    *,
    form: str,
    today: date,
    key: str | None = None,
    agent: Agent | None = None,
    asked: Asked | None = None,
    function: str = "",
    signed_on: date | None = None,
    clause_days: int | None = None,
    why: str = "",
) -> Contract:
    """Makes the contract of a file, once a `key`. The decision of `asked` is taken and kept with it.

    Raises Refused: days that meet another contract, a file that is closed, a clause without its X.
    """
    file = held(file)
    if key and (found := Contract.objects.filter(key=key).first()):
        return found
    refuse(file, stretches, form, clause_days)
    decision = None
    if asked:
        decision, _ = take(file.person, asked.question, asked.facts, subject=file.number, agent=agent)
    contract = Contract.objects.create(
        file=file,
        form=form,
        function=function,
        signed_on=signed_on,
        clause_days=clause_days if form == Contract.Form.OPEN else None,
        clause_decision=decision,
        key=key or None,
    )
    for stretch in stretches:
        add(contract, stretch, signed_on=signed_on, why=why)
    project([file], today)
    return contract


def refuse(file: File, stretches: Sequence[Stretch], form: str, clause_days: int | None) -> None:
    """What cannot be a contract."""
    if file.closed_on:
        raise Refused("office_plan.file_closed", closed=file.closed_on)
    if not stretches:
        raise Refused("office_plan.no_days", "first")
    for stretch in stretches:
        if stretch.last is not None and stretch.last < stretch.first:
            raise Refused("office_plan.ends_before", "last", first=stretch.first, last=stretch.last)
    if form == Contract.Form.OPEN and clause_days is None:
        raise Refused("office_plan.clause_needed", "clause_days")
    if form == Contract.Form.FIXED and stretches[-1].last is None:
        raise Refused("office_plan.last_needed", "last")
    refuse_meeting(Period, file, span(stretches[0].first, stretches[-1].last))


def add(contract: Contract, stretch: Stretch, *, signed_on: date | None = None, why: str = "") -> Period:
    """One more period of a contract. Raises Refused where it meets another."""
    days = span(stretch.first, stretch.last)
    refuse_meeting(Period, contract.file, days)
    with told(Period, contract.file, days):
        return Period.objects.create(
            file=contract.file,
            contract=contract,
            days=days,
            weekly_hours=stretch.weekly_hours,
            full_time_weekly_hours=stretch.full_time_weekly_hours,
            signed_on=signed_on,
            why=why,
        )


def stretch_of(period: Period) -> Stretch:
    upper = period.days.upper
    last = None if upper is None else upper - ONE_DAY
    return Stretch(period.days.lower, last, period.weekly_hours, period.full_time_weekly_hours)
