"""Users as lists and pages show them: who there is, what runs, what ends and what is missing before it goes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from tremplin.office.ale.models import Authorisation, Duty, SafetySheet, User
from tremplin.office.ale.models.agency import UserKind
from tremplin.office.ale.selectors.agency import fee_for
from tremplin.office.ledger.models import Entry
from tremplin.office.people.names import key_of
from tremplin.office.people.numbers import digits
from tremplin.office.people.selectors import resembling

ONE_DAY = timedelta(days=1)
STATES = ("running", "ending", "without", "ended", "all")
SOON = timedelta(days=60)
"""How far ahead an end is shown in the list."""


def users(asked: str = "", kind: str = "", state: str = "all", today: date | None = None) -> QuerySet[User]:
    """Users by name, number, street or number of an authorisation, of a kind, and as their authorisations stand."""
    found = User.objects.select_related("person").order_by("person__sort_key", "name", "number")
    if kind in UserKind.values:
        found = found.filter(kind=kind)
    if asked := asked.replace("\0", "").strip()[:100]:
        number = digits(asked)
        words = Q(name__icontains=asked) | Q(number__iexact=asked) | Q(person__sort_key__contains=key_of(asked))
        words |= Q(street__icontains=asked)
        if number:
            words |= Q(authorisations__number=number) | Q(enterprise_number=number)
        found = found.filter(words).distinct()
    if today is not None and state != "all":
        found = standing(found, state, today)
    return found.prefetch_related(
        Prefetch("authorisations", Authorisation.objects.select_related("renewed_by").order_by("-period")), "duties"
    )


def standing(found: QuerySet[User], state: str, today: date) -> QuerySet[User]:
    live = Authorisation.objects.filter(period__contains=today, ended_on=None)
    if state == "ended":
        return found.exclude(ended_on=None)
    found = found.filter(ended_on=None)
    if state == "running":
        return found.filter(pk__in=live.values("user"))
    if state == "without":
        return found.exclude(pk__in=live.values("user"))
    soon = live.filter(period__endswith__lte=today + SOON, renewed_by=None)
    return found.filter(pk__in=soon.values("user"))


def user_by_number(number: str) -> User:
    """Raises User.DoesNotExist."""
    return User.objects.select_related("person").get(number=number)


@dataclass(frozen=True)
class Alike:
    """Somebody who may be the same: a person known here, and as a user already."""

    person: Any
    user: User | None


def alike(values: dict[str, Any]) -> list[Alike]:
    """Who may be the same household: the same number, or the same names."""
    people = resembling(values)
    known = {one.person_id: one for one in User.objects.filter(person__in=people, ended_on=None)}
    return [Alike(one, known.get(one.pk)) for one in people]


def same_bodies(enterprise_number: str, name: str) -> list[User]:
    """Users of the same enterprise number, or of the same name."""
    asked = Q(name__iexact=name)
    if enterprise_number:
        asked |= Q(enterprise_number=enterprise_number)
    found = User.objects.filter(asked, ended_on=None).exclude(kind=UserKind.HOUSEHOLD)
    return list(found.order_by("number")[:5])


@dataclass(frozen=True)
class Ending:
    """An authorisation whose last day comes, with what is missing: `safety`, `fee`, and duties that are broken."""

    one: Authorisation
    last: date
    missing: tuple[str, ...]
    broken: tuple[str, ...]
    renewed: Authorisation | None

    @property
    def complete(self) -> bool:
        return not self.missing and not self.broken


def last_of(one: Authorisation) -> date:
    last: date = one.period.upper - ONE_DAY
    return min(one.ended_on, last) if one.ended_on else last


def endings(month: date, today: date) -> list[Ending]:
    """What ends in a month, the first to end before the others; what was ended on purpose is not renewed."""
    first = month.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    found = (
        Authorisation.objects.filter(
            ended_on=None, user__ended_on=None, period__endswith__gt=first, period__endswith__lte=after
        )
        .select_related("user__person", "renewed_by")
        .order_by("period__endswith", "number")
    )
    rows = [one for one in found if first <= last_of(one) < after]
    return [ending(one, *of) for one, *of in with_gaps(rows, today)]


def with_gaps(
    rows: list[Authorisation], today: date
) -> Iterable[tuple[Authorisation, tuple[str, ...], tuple[str, ...]]]:
    """What each lacks: no signed safety sheet of its activity, this year's fee not paid, a duty broken."""
    of = {one.user_id for one in rows}
    signed = set(SafetySheet.objects.filter(user__in=of, signed_on__isnull=False).values_list("user", "activity"))
    broken: dict[int, list[str]] = {}
    for user, kind in Duty.objects.filter(user__in=of, state=Duty.State.BROKEN).values_list("user", "kind"):
        broken.setdefault(user, []).append(kind)
    paid = paid_in({one.user.number for one in rows}, today.year)
    fees = {kind: fee_for(kind, today) for kind in {one.user.kind for one in rows}}
    for one in rows:
        gaps: tuple[str, ...] = () if (one.user_id, one.activity) in signed else ("safety",)
        if fees[one.user.kind] and one.user.number not in paid:
            gaps += ("fee",)
        yield one, gaps, tuple(broken.get(one.user_id, ()))


def ending(one: Authorisation, missing: tuple[str, ...], broken: tuple[str, ...]) -> Ending:
    return Ending(one, last_of(one), missing, broken, getattr(one, "renewed_by", None))


def paid_in(numbers: Iterable[str], year: int) -> set[str]:
    """The users whose fee of a year stands in the book."""
    keys = {f"fee:{number}:{year}": number for number in numbers}
    found = Entry.objects.filter(key__in=keys, reversed_by=None).values_list("key", flat=True)
    return {keys[key] for key in found}
