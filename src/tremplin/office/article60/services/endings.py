"""Ends a contract: the last day worked and why; a convention does not outlast it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tremplin.office.article60.models import Contract, Convention
from tremplin.office.article60.services.amendments import cut, put, stretches_of
from tremplin.office.article60.services.contracts import Stretch
from tremplin.office.article60.services.holding import at_version, held, made, once
from tremplin.office.article60.services.overlapping import last_of, span
from tremplin.office.article60.services.projecting import project
from tremplin.office.article60.services.refusing import Refused


def ended(stretches: tuple[Stretch, ...], last: date, was_ended: date | None) -> tuple[Stretch, ...]:
    """What becomes of a contract that ends on a day. An end that was noted too early may be put right."""
    if last < stretches[0].first:
        raise Refused("office_plan.ends_before", "last", first=stretches[0].first, last=last)
    end = stretches[-1].last
    if end is not None and last > end:
        if was_ended is None:
            raise Refused("office_plan.ends_after_signed", "last", end=end)
        tail = stretches[-1]
        return (*stretches[:-1], Stretch(tail.first, last, tail.weekly_hours, tail.full_time_weekly_hours))
    return cut(stretches, last)


@transaction.atomic
def end(
    contract: Contract, last: date, why: str, *, today: date, version: int | None = None, key: str | None = None
) -> Contract:
    """Ends a contract on its last day worked, once a `key`. Raises Refused, Stale, AlreadyDone."""
    deed, file = once(key, "end"), held(contract.file)
    contract = at_version(contract, version)
    put(contract, ended(stretches_of(contract), last, contract.ended_on))
    for convention in outlasting(contract, last):
        if convention.days.lower > last:
            convention.delete()
        else:
            convention.days = span(convention.days.lower, last)
            convention.save(update_fields=["days"])
    contract.ended_on, contract.ended_why = last, why
    contract.save(update_fields=["version", "ended_on", "ended_why"])
    made(deed, contract)
    project([file], today)
    return contract


def outlasting(contract: Contract, last: date) -> list[Convention]:
    """The conventions of a contract's days that go on after its last day."""
    first = contract.periods.order_by("days").values_list("days", flat=True).first()
    limit = contract.periods.order_by("-days").values_list("days", flat=True).first()
    if first is None or limit is None:
        return []
    found = Convention.objects.filter(file=contract.file, days__overlap=span(first.lower, last_of(limit)))
    return [of for of in found.select_related("host") if of.days.upper is None or (last_of(of.days) or last) > last]
