"""Rows that an agent types, from a certificate or a payslip; a row that was wrong is taken back, with the reason."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import timezone

from tremplin.office.accounts.models import Agent
from tremplin.office.ledger.models import WorkRow
from tremplin.office.people.models import Person


def type_row(person: Person, agent: Agent, key: str, *, first_day: date, end_day: date, **given: Any) -> WorkRow:
    """A row as it was typed. The same `key` gives back the row that it made before."""
    values = {"person": person, "first_day": first_day, "end_day": end_day, "made_by": agent, **given}
    row, _ = WorkRow.objects.get_or_create(key=key or None, defaults=values) if key else (
        WorkRow.objects.create(**values), True,
    )  # fmt: skip
    return row


def take_back(row_id: int, person: Person, agent: Agent, why: str) -> bool:
    """A row counts no more from now on; it stays to be seen, with who took it back and why. False: it was before."""
    mine = WorkRow.objects.filter(pk=row_id, person=person, taken_back_at=None, replaced_by=None)
    return bool(mine.update(taken_back_at=timezone.now(), taken_back_by=agent, taken_back_why=why[:200]))


def say_paid(row_id: int, person: Person, agent: Agent, paid: bool, why: str) -> WorkRow | None:
    """Whether the benefit behind a row's days was really paid. The row is taken back (`why`) and stands anew with the
    answer, at the end of its file's rows. None: it counts no more, or says so already."""
    mine = WorkRow.objects.select_for_update().filter(pk=row_id, person=person, taken_back_at=None, replaced_by=None)
    row = mine.first()
    if row is None or row.others.get("benefit_paid") is paid or not take_back(row_id, person, agent, why):
        return None
    last = WorkRow.objects.filter(upload=row.upload, person=person).aggregate(last=Max("position"))["last"] or 0
    row.pk, row.key, row._state.adding = None, None, True
    row.position, row.made_by, row.others = last + 1, agent, {**row.others, "benefit_paid": paid}
    row.save(force_insert=True)
    return row
