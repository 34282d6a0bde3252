"""An agency as it stands on a day: the communes it covers, what it offers, its prices and fees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tremplin.office.ale.models import Coverage, Fee, Offer, Price
from tremplin.office.organisations.communes import communes_of


def communes(on: date) -> list[Coverage]:
    """The communes that the agency works in on a day."""
    return list(Coverage.objects.filter(period__contains=on).order_by("name", "pk"))


def offers_for(user_kind: str, on: date) -> list[Offer]:
    """What the agency's list has for a kind of user on a day."""
    return list(Offer.objects.filter(user_kind=user_kind, period__contains=on).order_by("activity"))


def price_of(activity: str, user_kind: str, on: date) -> Price | None:
    """The entry that says what a cheque costs: the most particular one, and of those the last before a day."""
    entries = Price.objects.filter(since__lte=on, activity__in=(activity, ""), user_kind__in=(user_kind, ""))
    return max(entries, key=lambda one: (bool(one.activity), bool(one.user_kind), one.since, one.pk), default=None)


def price_for(activity: str, user_kind: str, on: date) -> int | None:
    """What a cheque costs here, in cents; None where the agency has set no price."""
    found = price_of(activity, user_kind, on)
    return found.cents if found else None


def fee_for(user_kind: str, on: date) -> int | None:
    """The yearly fee of a kind of user, in cents; None where the agency has set none."""
    entries = Fee.objects.filter(since__lte=on, user_kind__in=(user_kind, ""))
    found = max(entries, key=lambda one: (bool(one.user_kind), one.since, one.pk), default=None)
    return found.cents if found else None


@dataclass(frozen=True)
class Town:
    """What a postal code says: the name of the town, and whether the agency works there."""

    name: str
    covered: bool


def town_of(postal_code: str, language: str, on: date) -> Town | None:
    """The town of a postal code, of the agency's communes first, then of the lists; None: neither knows it."""
    code = postal_code.strip()
    if not code:
        return None
    covered = communes(on)
    here = next((one for one in covered if code in one.postal_codes), None)
    if here:
        return Town(here.name, True)
    found = communes_of(code)
    if not found:
        return None
    mine = next((one for one in found if one.code in {each.commune for each in covered}), None)
    return Town((mine or found[0]).name(language), mine is not None)
