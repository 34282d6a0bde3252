"""How users and authorisations are said on pages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import Http404
from django.utils import timezone

from tremplin.ground.days import day_number
from tremplin.office.ale.models import Authorisation, User
from tremplin.office.ale.selectors.agency import offers_for, price_for, town_of
from tremplin.office.ale.selectors.allowed import activity_said, after_tax, communication, last_day, smallest_order
from tremplin.office.ale.selectors.users import last_of, user_by_number
from tremplin.office.ale.services.registering import ends_on
from tremplin.office.organisations.models import Organisation
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request
from tremplin.office.people.services import read_by
from tremplin.papers import saying
from tremplin.papers.office.card import grouped
from tremplin.reasons.wording import brief_day


def opened(request: Request, number: str, what: str) -> User:
    """The user of a page; that a person was read is written down."""
    try:
        user = user_by_number(number)
    except User.DoesNotExist:
        raise Http404 from None
    if user.person and not getattr(request, "htmx", False):
        read_by(request.seat.agent, user.person, what)
    return user


def named(user: User) -> str:
    if user.person and user.person.anonymised_at:
        return say("office_people.anonymous")
    return str(user)


def span(first: date, last: date, language: str) -> str:
    return f"{brief_day(day_number(first), language)} – {brief_day(day_number(last), language)}"


def hours(hundredths: int | None, language: str) -> str:
    return saying.hours(hundredths, language) if hundredths else ""


def authorisation(one: Authorisation, language: str, today: date) -> dict[str, Any]:
    """An authorisation as a page shows it."""
    first, last = one.period.lower, last_of(one)
    state = "comes" if first > today else "over" if last < today else "runs"
    return {
        "one": one, "number": grouped(one.number), "activity": activity_said(one.activity, language),
        "span": span(first, last, language), "price": saying.money(one.price, language), "state": state,
        "hours": hours(one.monthly_maximum, language), "cheques": say(f"office_ale_users.cheques_{one.cheques}"),
        "communication": communication(one.number), "last": last, "badge": BADGES[state],
    }  # fmt: skip


BADGES = {"runs": "good", "comes": "note", "over": "plain"}


def preview(organisation: Organisation, kind: str, given: Any, language: str, holder: str = "") -> dict[str, Any]:
    """The card as far as it is typed, never wrong for what is not there yet."""
    today = timezone.localdate()

    def typed(name: str, most: int = 160) -> str:
        return str(given.get(name) or "").replace("\0", "").strip()[:most]

    first = day_typed(typed("first"), today)
    activity, cheques = typed("activity", 40), typed("cheques", 13)
    cents = price_for(activity, kind, first) if activity else None
    paid_ahead = cheques == Authorisation.Cheques.PREPAID_HOURS
    order = smallest_order(organisation.region, kind, cents, first) if cents and not paid_ahead else None
    tax = after_tax(organisation.region, order * cents, first) if order and cents and kind == "household" else None
    offered = next((one for one in offers_for(kind, first) if one.activity == activity), None)
    town = town_of(typed("postal_code", 8), organisation.language, today)
    return {
        "holder": holder or " ".join(filter(None, (typed("given_name"), typed("family_name")))) or typed("name"),
        "street": typed("street"),
        "place": " ".join(filter(None, (typed("postal_code", 8), town.name if town else typed("town", 80)))),
        "outside": town is not None and not town.covered,
        "town": town.name if town else "",
        "activity": activity_said(activity, language) if activity else "",
        "hours": typed("monthly_maximum", 8) or hours(offered.monthly_maximum if offered else None, language),
        "span": span(first, ends_on(organisation, first), language),
        "by_office": last_day(organisation.region, first) is None,
        "price": saying.money(cents, language) if cents else "",
        "paid_ahead": paid_ahead,
        "order": order,
        "amount": saying.money(order * cents, language) if order and cents else "",
        "after_tax": saying.money(tax[0], language) if tax else "",
        "sureness": tax[1] if tax else "",
        "iban": organisation.iban,
    }


def day_typed(text: str, today: date) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return today
    return found if abs(found - today) <= timedelta(days=366) else today
