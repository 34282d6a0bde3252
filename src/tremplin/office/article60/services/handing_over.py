"""Ticks what is to be done before and after the end of a contract; a tick is never edited, it is taken back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from tremplin.office.accounts.models import Agent
from tremplin.office.article60.models import File, HandoverTick
from tremplin.office.article60.selectors.handing_over import ticked
from tremplin.office.deadlines.models import Deadline
from tremplin.office.deadlines.services import done

DEADLINE = "handover"


@transaction.atomic
def tick(file: File, items: Iterable[str], on: date, agent: Agent, before_end: Iterable[str]) -> int:
    """Ticks items that are not ticked yet: of two who tick the same, the first stays. Once all that is to be done
    `before_end` is, the line of today is settled. How many were ticked."""
    File.objects.select_for_update(no_key=True).get(pk=file.pk)
    known = ticked(file)
    new = [item for item in dict.fromkeys(items) if item not in known]
    HandoverTick.objects.bulk_create(
        [HandoverTick(file=file, item=item, is_done=True, on=on, made_by=agent) for item in new]
    )
    if new and not set(before_end) - {*known, *new}:
        for deadline in Deadline.objects.filter(subject=file.number, kind=DEADLINE, done_at=None):
            done(deadline, agent)
    return len(new)


@transaction.atomic
def take_back(file: File, item: str, on: date, agent: Agent) -> bool:
    """Takes a tick back; False where there is none."""
    File.objects.select_for_update(no_key=True).get(pk=file.pk)
    if item not in ticked(file):
        return False
    HandoverTick.objects.create(file=file, item=item, is_done=False, on=on, made_by=agent)
    return True
