"""Keeps from when until when a person is entitled to which aid: one at a time."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tremplin.office.article60.models import Aid, File
from tremplin.office.article60.services.holding import held, made, once
from tremplin.office.article60.services.overlapping import refuse_meeting, span, told
from tremplin.office.article60.services.projecting import project
from tremplin.office.article60.services.refusing import Refused


@transaction.atomic
def give(
    file: File,
    kind: str,
    since: date,
    until: date | None,
    *,
    today: date,
    aid: Aid | None = None,
    key: str | None = None,
) -> Aid:
    """Notes an aid and its days, both included (`until` None: still), or changes the days of one. Raises Refused,
    AlreadyDone."""
    deed, file = once(key, "aid"), held(file)
    if until is not None and until < since:
        raise Refused("office_plan.ends_before", "until", first=since, last=until)
    days = span(since, until)
    besides = aid.pk if aid else None
    refuse_meeting(Aid, file, days, besides)
    found = aid or Aid(file=file)
    found.kind, found.period = kind, days
    with told(Aid, file, days, besides):
        found.save()
    made(deed, found)
    project([file], today)
    return found


@transaction.atomic
def take_back(aid: Aid, *, today: date) -> None:
    """Takes back an aid noted by mistake; that it was noted stays in its history."""
    file = held(aid.file)
    aid.delete()
    project([file], today)
