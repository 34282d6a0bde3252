"""Saves one row of hours as it was typed: what can be saved is, and of the rest nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction

from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Authorisation, Visit, Worker
from tremplin.office.ale.selectors.visits import next_month, row_of
from tremplin.office.ale.services.visiting import Changed, VisitFault, held, tell_day
from tremplin.office.pages.ale.hours.typed import cell, same, spans
from tremplin.office.pages.forms import say


@dataclass
class Outcome:
    """What became of a row. `differs`: by day what is recorded and what was typed, where somebody else saved first."""

    saved: list[Visit] = field(default_factory=list)
    days: int = 0
    faults: dict[int, str] = field(default_factory=dict)
    differs: dict[int, tuple[str, str]] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        return not self.faults and not self.differs


@transaction.atomic
def save_row(
    worker: Worker,
    place: Authorisation,
    month: date,
    typed: Mapping[int, str],
    base: Mapping[int, str],
    channel: str,
    today: date,
    by: Agent,
) -> Outcome:
    """`typed`: by day of the month; `base`: what those cells showed when they were given out."""
    found = Outcome()
    held(worker)
    row = row_of(worker, place, month)
    last = (next_month(month) - timedelta(days=1)).day
    for number, text in sorted(typed.items()):
        if not 1 <= number <= last:
            continue
        here, before = row.on(number), base.get(number, "")
        if text.strip() == before.strip() or text.strip() == cell(here):
            continue  # Not touched, or said already.
        try:
            told = spans(text)
            if same(told, here):
                continue
            if cell(here) != before.strip():
                found.differs[number] = cell(here), text.strip()
                continue
            day = month.replace(day=number)
            if told and day > today:
                raise VisitFault("office_ale_hours.fault_future")
            with transaction.atomic():
                found.saved += tell_day(worker, place, day, told, channel, by)
            found.days += 1
        except VisitFault as fault:
            found.faults[number] = say(fault.key, **fault.words)
        except Changed:
            found.differs[number] = cell(here), text.strip()
    return found
