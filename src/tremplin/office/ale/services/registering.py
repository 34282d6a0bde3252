"""Users are registered, authorised for an activity, renewed and ended: each once a key, each in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Authorisation, Duty, User
from tremplin.office.ale.models.agency import UserKind
from tremplin.office.ale.selectors.agency import offers_for, price_for
from tremplin.office.ale.selectors.allowed import (
    ACTIVITY,
    activity_answer,
    activity_facts,
    allowed,
    last_day,
    price_answer,
)
from tremplin.office.ale.services.refusing_users import Refused, RefusedByLaw
from tremplin.office.decisions.models import Decision
from tremplin.office.decisions.services import keep
from tremplin.office.documents.services import held, next_number
from tremplin.office.organisations.models import Organisation
from tremplin.office.organisations.selectors import amounts
from tremplin.office.people.models import Person
from tremplin.office.people.services import add_person
from tremplin.reasons.answer import Answer

ONE_DAY = timedelta(days=1)
USERS, AUTHORISATIONS = "ale-users", "ale-authorisations"
FIELDS = ("name", "enterprise_number", "contact", "street", "postal_code", "town", "email", "phone", "language")
HOME = FIELDS[3:]
"""Of a household: its names and number are the person's."""
PERSON = ("family_name", "given_name", "national_number", "street", "postal_code", "town", "email", "phone", "language")


@dataclass(frozen=True)
class Work:
    """What is asked to be done. `monthly_maximum`: hundredths of hours; None: what the agency's list proposes."""

    activity: str
    cheques: str
    monthly_maximum: int | None = None
    place: str = ""


@transaction.atomic
def register_user(
    organisation: Organisation,
    kind: str,
    values: Mapping[str, Any],
    work: Work | None,
    today: date,
    *,
    first: date | None = None,
    person: Person | None = None,
    key: str | None = None,
    by: Agent | None = None,
) -> User:
    """A new user with its duties and, where `work` is told, its first authorisation, all or nothing. `first`: the day
    it begins, else today; `person`: the one that was found to be the same.

    Raises Refused; IntegrityError where the national number is somebody's already.
    """
    held(USERS)  # Who sends the same form a moment later waits here, and finds the user below.
    if key and (found := User.objects.filter(key=key).first()):
        return found
    household = kind == UserKind.HOUSEHOLD
    if household and person is None:
        given = {name: values.get(name, "") for name in PERSON}
        person = add_person({**given, "national_number": given["national_number"] or None})
    user = User.objects.create(
        kind=kind,
        person=person if household else None,
        number=numbered(organisation),
        registered_on=today,
        key=key,
        **{name: values[name] for name in (HOME if household else FIELDS) if values.get(name)},
    )  # fmt: skip
    for duty in Duty.Kind:
        met = duty == Duty.Kind.REGISTERED
        Duty.objects.create(
            user=user, kind=duty, state=Duty.State.MET if met else Duty.State.OPEN, on=today if met else None,
            proof=user.number if met else "",
        )  # fmt: skip
    if work is not None:
        authorise(organisation, user, work, first or today, today, key=key, by=by)
    return user


def numbered(organisation: Organisation) -> str:
    """`VAL-U-0160`, the next that nobody has."""
    while True:
        number = f"{organisation.prefix}-U-{next_number(USERS):04d}"
        if not User.objects.filter(number=number).exists():
            return number


def authorisation_number(organisation: Organisation, first: date) -> str:
    """Ten digits, the next that no authorisation has: the year, the office, and a count."""
    while True:
        number = f"{first.year % 100:02d}{organisation.pk % 1000:03d}{next_number(AUTHORISATIONS) % 100_000:05d}"
        if not Authorisation.objects.filter(number=number).exists():
            return number


@transaction.atomic
def authorise(
    organisation: Organisation,
    user: User,
    work: Work,
    first: date,
    today: date,
    *,
    key: str | None = None,
    by: Agent | None = None,
    renews: Authorisation | None = None,
) -> Authorisation:
    """Leave to have an activity done from a day on, for as long as the law says, at the agency's price; the decision on
    the activity is kept. Raises Refused."""
    held(USERS)
    if key and (found := Authorisation.objects.filter(key=key).first()):
        return found
    if user.ended_on is not None:
        raise Refused("office_ale_users.user_ended")
    offered = next((one for one in offers_for(user.kind, first) if one.activity == work.activity), None)
    if offered is None:
        raise Refused("office_ale_users.not_offered", "activity")
    answer = activity_answer(organisation.region, user.kind, work.activity, first)
    if allowed(answer) is not True:
        raise RefusedByLaw(answer, "activity")
    maximum = work.monthly_maximum or offered.monthly_maximum
    if not maximum:
        raise Refused("office_ale_users.no_maximum", "monthly_maximum")
    return Authorisation.objects.create(
        user=user,
        number=authorisation_number(organisation, first),
        activity=work.activity,
        place=work.place,
        price=lawful_price(organisation, work.activity, user.kind, first),
        monthly_maximum=maximum,
        cheques=work.cheques,
        period=DateRange(first, ends_on(organisation, first) + ONE_DAY),
        renews=renews,
        decision=kept(organisation, user, work.activity, first, answer, by),
        key=key,
    )


def lawful_price(organisation: Organisation, activity: str, user_kind: str, on: date) -> int:
    """The agency's price of a day, which the law must call lawful for this kind of user. Raises Refused."""
    cents = price_for(activity, user_kind, on)
    if cents is None:
        raise Refused("office_ale_users.no_price", "activity")
    # Whether the price is that of all was asked when it was set.
    answer = price_answer(organisation.region, cents, user_kind, on, for_all=True)
    if allowed(answer) is not True:
        raise RefusedByLaw(answer, "activity")
    return cents


def ends_on(organisation: Organisation, first: date) -> date:
    """The last day that the law gives; where it gives none, a year less a day, which the schema allows at most."""
    found = last_day(organisation.region, first)
    if found is not None:
        return found
    leap = first.month == 2 and first.day == 29
    return date(first.year + 1, first.month, 28 if leap else first.day) - (timedelta(0) if leap else ONE_DAY)


def kept(organisation: Organisation, user: User, activity: str, on: date, answer: Answer, by: Agent | None) -> Decision:
    facts = activity_facts(organisation.region, user.kind, activity, on)
    return keep(user.person, ACTIVITY, facts, answer, amounts(), subject=user.number, agent=by)


@dataclass(frozen=True)
class Renewal:
    """What became of one: the authorisation that follows, or why there is none."""

    before: Authorisation
    made: Authorisation | None = None
    refused: Refused | None = None


def renew(
    organisation: Organisation, authorisations: Iterable[Authorisation], today: date, by: Agent | None
) -> list[Renewal]:
    """Each goes on the day after its last, under the price and the law of then; one that was renewed stays as it is,
    and one that is refused leaves the others."""
    return [renewed(organisation, one, today, by) for one in authorisations]


@transaction.atomic
def renewed(organisation: Organisation, one: Authorisation, today: date, by: Agent | None) -> Renewal:
    now = Authorisation.objects.select_for_update(of=("self",)).select_related("user__person").get(pk=one.pk)
    after = Authorisation.objects.filter(renews=now).first()
    if after is not None:
        return Renewal(now, after)
    if now.ended_on is not None:
        return Renewal(now, refused=Refused("office_ale_users.ended_already"))
    work = Work(now.activity, now.cheques, now.monthly_maximum, now.place)
    try:
        with transaction.atomic():
            made = authorise(
                organisation, now.user, work, max(now.period.upper, today), today, by=by, renews=now,
                key=f"renews:{now.pk}",
            )  # fmt: skip
    except Refused as refusal:
        return Renewal(now, refused=refusal)
    return Renewal(now, made)


@transaction.atomic
def end_authorisation(one: Authorisation, last: date, why: str) -> Authorisation:
    """Its last day, with why; one that was ended stays as it was. Raises Refused outside its days."""
    now = Authorisation.objects.select_for_update().get(pk=one.pk)
    if now.ended_on is not None:
        return now
    if not now.period.lower <= last < now.period.upper:
        raise Refused("office_ale_users.ends_outside", "last")
    now.ended_on, now.ended_why, now.version = last, why, now.version + 1
    now.save(update_fields=["ended_on", "ended_why", "version"])
    return now
