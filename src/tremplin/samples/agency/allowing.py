"""The authorisations: one for each user or two, most for a year that began long enough ago, some to renew soon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from tremplin.samples.agency.reading import CLOSED, Drawing, Said, month_after, month_before, year_before, year_from
from tremplin.samples.agency.said import Authorisation, User
from tremplin.samples.commune.moving import month_days

SOON, OVER, RENEWED = 42, 5, 5
"""Authorisations that end next month, that ended without another, and of how many one renews another."""
BEFORE = 25
"""Days that an authorisation is there before the first closed month."""
CHILD_CARE = 8
WORK = ("small_garden", "elderly_help", "companionship", "pet_care", "small_repair", "administrative_help", "sick_care")


def authorisations(said: Said, users: Sequence[User], today: date, drawing: Drawing) -> tuple[Authorisation, ...]:
    """In the order of users; the numbers run up to the last one that was given."""
    named = {one["key"]: one for one in said.get("users", ())}
    prices = {one["kind"]: one["cents"] for one in said["prices"]}
    found: list[Authorisation] = []
    plain = [one for one in users if not one.key and one.registered_on < month_before(today)]
    caring = {one.number for one in plain[: CHILD_CARE if said.get("workers") else 0]}
    over = {one.number for one in plain[-OVER:]}
    twice = {one.number for one in plain[CHILD_CARE::9]}
    for user in users:
        if user.registered_on >= month_before(today):
            continue
        one = named.get(user.key, {})
        work = one.get("work") or ["child_care"] * (user.number in caring) or [drawing.lot.choice(WORK)]
        if user.number in twice:
            work = [*work, next(of for of in WORK if of not in work)]
        for place, activity in enumerate(work):
            made = Authorisation(
                number="",
                user=user.number,
                activity=activity,
                place=one["places"][place] if "places" in one else "",
                price=prices.get(user.kind, prices[""]),
                maximum=one.get("maximum", 0),
                cheques="paper" if one.get("paper") or drawing.lot.random() < 0.6 else "electronic",
                first=today,
                last=today,
                renews="renewed" if one.get("renewed") or len(found) % RENEWED == 3 else "",
                only=user.key in said.get("only", ()),
                signed_on=None,
            )
            found.append(made)
    return numbered(said, dated(found, over, today, drawing), drawing)


def dated(found: list[Authorisation], over: set[str], today: date, drawing: Drawing) -> list[Authorisation]:
    """Their years: 42 end next month, as many as there are; five are over."""
    start = month_before(today, CLOSED + 1) - timedelta(BEFORE)
    ending = month_days(month_after(today))
    soon = drawing.days(year_before(ending[0]) + timedelta(1), year_before(ending[1]))
    later = drawing.days(year_before(ending[1]) + timedelta(2), start)
    gone = drawing.days(year_before(month_before(today, 2)), year_before(today) - timedelta(8))
    left = sorted(drawing.lot.sample(range(len(found)), min(SOON, len(found) // 3)))
    dates = []
    for place, one in enumerate(found):
        first = next(gone if one.user in over else soon if place in left else later)
        dates.append(replace(one, first=first, last=year_from(first), renews="" if one.user in over else one.renews))
    return dates


def numbered(said: Said, found: list[Authorisation], drawing: Drawing) -> tuple[Authorisation, ...]:
    """The one before a renewed one comes first. All but three have their safety sheet."""
    earlier = [
        replace(one, renews="", first=year_before(one.first), last=one.first - timedelta(1))
        for one in found
        if one.renews
    ]
    numbers = count(said["first_authorisation"] + 1 - len(found) - len(earlier))
    before = {}
    for one in earlier:
        before[one.user, one.activity, one.place] = replace(one, number=f"{next(numbers):010d}", signed_on=one.first)
    now = [
        replace(
            one,
            number=f"{next(numbers):010d}",
            renews=before[one.user, one.activity, one.place].number if one.renews else "",
            signed_on=one.first - timedelta(drawing.lot.randint(0, 6)),
        )
        for one in found
    ]
    return (*before.values(), *now)
