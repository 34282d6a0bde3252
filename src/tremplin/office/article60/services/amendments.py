"""Amends a contract: other hours from a day on, a later end, an earlier end. What changes can be seen before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from django.db import transaction

from tremplin.office.article60.models import Contract, Period
from tremplin.office.article60.services.contracts import Stretch, add, stretch_of
from tremplin.office.article60.services.holding import at_version, held, made, once
from tremplin.office.article60.services.overlapping import ONE_DAY, refuse_meeting, span, told
from tremplin.office.article60.services.projecting import project
from tremplin.office.article60.services.refusing import Refused

HOURS, EXTEND, SHORTEN = "hours", "extend", "shorten"
KINDS = (HOURS, EXTEND, SHORTEN)


@dataclass(frozen=True)
class Amendment:
    """`hours`: other hours (hundredths a week) from `first` on, and another last day where one is given; `extend`,
    `shorten`: another last day. Periods that were signed for later days stay as they are."""

    kind: str
    first: date | None = None
    weekly_hours: int | None = None
    last: date | None = None


def amended(stretches: tuple[Stretch, ...], amendment: Amendment) -> tuple[Stretch, ...]:
    """What becomes of a contract. Raises Refused."""
    end, last = stretches[-1].last, amendment.last
    if amendment.kind == HOURS:
        found = with_hours(stretches, amendment)
        return found if last is None or end is None else until(found, last)
    if last is None:
        raise Refused("office_plan.last_needed", "last")
    if amendment.kind == EXTEND:
        if end is None:
            raise Refused("office_plan.open_has_no_end", "last")
        if last <= end:
            raise Refused("office_plan.not_later", "last", end=end)
        return (*stretches, replace(stretches[-1], first=end + ONE_DAY, last=last))
    if last < stretches[0].first:
        raise Refused("office_plan.ends_before", "last", first=stretches[0].first, last=last)
    if end is not None and last >= end:
        raise Refused("office_plan.not_earlier", "last", end=end)
    return cut(stretches, last)


def until(stretches: tuple[Stretch, ...], last: date) -> tuple[Stretch, ...]:
    """The contract with another last day, its last hours drawn on."""
    if last < stretches[-1].first:
        raise Refused("office_plan.ends_before", "last", first=stretches[-1].first, last=last)
    return (*stretches[:-1], replace(stretches[-1], last=last))


def cut(stretches: tuple[Stretch, ...], last: date) -> tuple[Stretch, ...]:
    """The contract up to and including a last day."""
    kept = [stretch for stretch in stretches if stretch.first <= last]
    end = kept[-1].last
    return (*kept[:-1], replace(kept[-1], last=last if end is None else min(end, last)))


def with_hours(stretches: tuple[Stretch, ...], amendment: Amendment) -> tuple[Stretch, ...]:
    first, hours = amendment.first, amendment.weekly_hours
    if first is None or hours is None:
        raise Refused("office_plan.hours_needed", "first" if first is None else "weekly_hours")
    place = next((at for at, of in enumerate(stretches) if of.first <= first and (not of.last or first <= of.last)), None)  # fmt: skip  # noqa: E501
    if place is None:
        raise Refused("office_plan.outside", "first", first=stretches[0].first, day=first)
    old = stretches[place]
    if old.weekly_hours == hours:
        raise Refused("office_plan.same_hours", "weekly_hours")
    if hours > old.full_time_weekly_hours:
        raise Refused("office_plan.more_than_full", "weekly_hours", full=old.full_time_weekly_hours / 100)
    before = () if old.first == first else (replace(old, last=first - ONE_DAY),)
    return (*stretches[:place], *before, replace(old, first=first, weekly_hours=hours), *stretches[place + 1 :])


@transaction.atomic
def amend(
    contract: Contract,
    amendment: Amendment,
    *,
    today: date,
    version: int | None = None,
    key: str | None = None,
    signed_on: date | None = None,
    why: str = "",
) -> Contract:
    """Amends a contract, once a `key`. Raises Refused, Stale, AlreadyDone."""
    deed, file = once(key, "amendment"), held(contract.file)
    contract = at_version(contract, version)
    if contract.ended_on:
        raise Refused("office_plan.contract_over", ended=contract.ended_on)
    if file.closed_on:
        raise Refused("office_plan.file_closed", closed=file.closed_on)
    found = stretches_of(contract)
    put(contract, amended(found, amendment), signed_on=signed_on, why=why)
    contract.save(update_fields=["version"])
    made(deed, contract)
    project([file], today)
    return contract


def stretches_of(contract: Contract) -> tuple[Stretch, ...]:
    """The periods of a contract, in the order of their days."""
    return tuple(stretch_of(period) for period in contract.periods.order_by("days"))


def put(contract: Contract, stretches: tuple[Stretch, ...], *, signed_on: date | None = None, why: str = "") -> None:
    """Makes the periods of a contract those that are given: what stays is left alone, the days that go first."""
    kept = {period.days.lower: period for period in contract.periods.all()}
    wanted = {stretch.first: stretch for stretch in stretches}
    for first in kept.keys() - wanted.keys():
        kept.pop(first).delete()
    same = {first for first, period in kept.items() if stretch_of(period) == wanted[first]}
    # Periods that become shorter are written before those that take their place.
    for first in sorted(kept.keys() - same):
        rewrite(kept[first], wanted[first], signed_on, why, first == stretches[-1].first)
    for first in sorted(wanted.keys() - kept.keys()):
        add(contract, wanted[first], signed_on=signed_on, why=why)


def rewrite(period: Period, stretch: Stretch, signed_on: date | None, why: str, is_last: bool) -> None:
    """Other days or hours of a period. One that is only cut keeps the day and reason of its signing."""
    days = span(stretch.first, stretch.last)
    refuse_meeting(Period, period.file, days, period.pk)
    if is_last or period.weekly_hours != stretch.weekly_hours:
        period.signed_on, period.why = signed_on or period.signed_on, why or period.why
    period.days, period.weekly_hours = days, stretch.weekly_hours
    with told(Period, period.file, days, period.pk):
        period.save()


@dataclass(frozen=True)
class Change:
    """What some days were, and what they become; None: no contract on these days."""

    first: date
    last: date | None
    was: int | None
    becomes: int | None


def changes(before: tuple[Stretch, ...], after: tuple[Stretch, ...]) -> list[Change]:
    """The days on which the hours of two contracts differ, in order."""
    bounds = sorted({day for of in (*before, *after) for day in (of.first, of.last and of.last + ONE_DAY) if day})
    found: list[Change] = []
    for first, until in pairwise([*bounds, None]):
        assert first is not None
        was, becomes = hours_on(before, first), hours_on(after, first)
        last = None if until is None else until - ONE_DAY
        if was == becomes:
            continue
        if found and (found[-1].was, found[-1].becomes) == (was, becomes) and found[-1].last == first - ONE_DAY:
            found[-1] = replace(found[-1], last=last)
        else:
            found.append(Change(first, last, was, becomes))
    return found


def hours_on(stretches: tuple[Stretch, ...], day: date) -> int | None:
    return next((of.weekly_hours for of in stretches if of.first <= day and (of.last is None or day <= of.last)), None)
