"""Agrees with a host that a person works there: a convention is not the contract, and not the host."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tremplin.office.article60.models import Convention, File, Host
from tremplin.office.article60.services.holding import held, made, once
from tremplin.office.article60.services.overlapping import refuse_meeting, span, told
from tremplin.office.article60.services.projecting import project
from tremplin.office.article60.services.refusing import Refused


@transaction.atomic
def agree(
    file: File,
    host: Host,
    first: date,
    last: date | None,
    *,
    today: date,
    task: str = "",
    price: int | None = None,
    signed_on: date | None = None,
    key: str | None = None,
) -> Convention:
    """Makes a convention, once a `key`; `price`: cents a month. Raises Refused, AlreadyDone."""
    deed, file = once(key, "convention"), held(file)
    refuse(file, host, first, last)
    days = span(first, last)
    refuse_meeting(Convention, file, days)
    with told(Convention, file, days):
        found = Convention.objects.create(file=file, host=host, days=days, task=task, price=price, signed_on=signed_on)
    made(deed, found)
    project([file], today)
    return found


def refuse(file: File, host: Host, first: date, last: date | None) -> None:
    if file.closed_on:
        raise Refused("office_plan.file_closed", closed=file.closed_on)
    if not host.is_active:
        raise Refused("office_plan.host_put_aside", "host", host=host.name)
    if last is not None and last < first:
        raise Refused("office_plan.ends_before", "last", first=first, last=last)


@transaction.atomic
def change(
    convention: Convention,
    first: date,
    last: date | None,
    *,
    today: date,
    task: str,
    price: int | None,
    signed_on: date | None,
    key: str | None = None,
) -> Convention:
    """Changes the days, the task or the price of a convention; what they were stays in its history."""
    deed, file = once(key, "convention"), held(convention.file)
    if last is not None and last < first:
        raise Refused("office_plan.ends_before", "last", first=first, last=last)
    days = span(first, last)
    refuse_meeting(Convention, file, days, convention.pk)
    convention.days, convention.task, convention.price, convention.signed_on = days, task, price, signed_on
    with told(Convention, file, days, convention.pk):
        convention.save()
    made(deed, convention)
    project([file], today)
    return convention
