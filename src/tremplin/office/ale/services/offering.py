"""What an agency covers, offers and asks, by date: communes and activities begin and end, prices and fees only follow
each other. The list is never wider than the law's, and a price or fee that the law forbids is not written."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Coverage, Fee, Offer, Price
from tremplin.office.ale.selectors.allowed import activity_answer, allowed, fee_answer, price_answer
from tremplin.office.ale.services.refusing_users import Refused, RefusedByLaw
from tremplin.office.organisations.communes import communes_of
from tremplin.office.organisations.models import Organisation

ONE_DAY = timedelta(days=1)


@transaction.atomic
def cover(organisation: Organisation, postal_codes: list[str], name: str, since: date) -> Coverage:
    """From a day on the agency works in a commune, known by its first postal code; an invented one needs its name.
    The same commune again on the same day is one. Raises Refused."""
    if not postal_codes:
        raise Refused("office_ale_users.no_code", "postal_codes")
    known = communes_of(postal_codes[0])
    named = [one for one in known if one.called(name)] if name else []
    found = (named or list(known))[:1]
    if not found and not name:
        raise Refused("office_ale_users.commune_unnamed", "name")
    commune = found[0].code if found else postal_codes[0][:5]
    title = name or found[0].name(organisation.language)
    same = Coverage.objects.filter(commune=commune, period__startswith=since, period__upper_inf=True).first()
    if same:
        return same
    try:
        with transaction.atomic():
            return Coverage.objects.create(
                commune=commune, name=title, postal_codes=postal_codes, period=DateRange(since, None)
            )
    except IntegrityError:
        raise Refused("office_ale_users.covered_already", "postal_codes", name=title) from None


@transaction.atomic
def offer(
    organisation: Organisation, activity: str, user_kind: str, since: date, monthly_maximum: int | None = None
) -> Offer:
    """Puts an activity on the agency's list for a kind of user. Raises Refused: the law leaves no room for it, or it
    stands there already. Where the law needs to know more of the user, it is asked at each authorisation."""
    answer = activity_answer(organisation.region, user_kind, activity, since)
    if allowed(answer) is False:
        raise RefusedByLaw(answer, "activity")
    same = Offer.objects.filter(
        activity=activity, user_kind=user_kind, period__startswith=since, period__upper_inf=True
    ).first()
    if same and same.monthly_maximum == monthly_maximum:
        return same
    try:
        with transaction.atomic():
            return Offer.objects.create(
                activity=activity, user_kind=user_kind, period=DateRange(since, None), monthly_maximum=monthly_maximum
            )
    except IntegrityError:
        raise Refused("office_ale_users.offered_already", "activity") from None


@transaction.atomic
def end(one: Coverage | Offer, last: date) -> None:
    """The last day of a commune or an activity; one that has an end keeps it. Raises Refused before its first day."""
    now = type(one).objects.select_for_update().get(pk=one.pk)
    if now.period.upper is not None:
        return
    if last < now.period.lower:
        raise Refused("office_ale_users.ends_before", "last")
    now.period = DateRange(now.period.lower, last + ONE_DAY)
    now.save(update_fields=["period"])


@transaction.atomic
def set_price(
    organisation: Organisation,
    cents: int,
    since: date,
    source: str,
    by: Agent | None,
    *,
    activity: str = "",
    user_kind: str = "",
) -> Price:
    """What a cheque costs from a day on: an entry more, never another for one; the same words twice are one entry.
    Raises Refused where the law does not call the price lawful."""
    answer = price_answer(organisation.region, cents, user_kind, since, for_all=not (activity or user_kind))
    if allowed(answer) is not True:
        raise RefusedByLaw(answer, "cents")
    values = {"activity": activity, "user_kind": user_kind, "cents": cents, "since": since, "source": source}
    last = Price.objects.filter(activity=activity, user_kind=user_kind).order_by("pk").last()
    if last and all(getattr(last, name) == value for name, value in values.items()):
        return last
    return Price.objects.create(**values, made_by=by)


@transaction.atomic
def set_fee(
    organisation: Organisation, cents: int, since: date, source: str, by: Agent | None, *, user_kind: str = ""
) -> Fee:
    """The yearly fee from a day on, as `set_price`. Where the law found says nothing of a fee, the office's own stands;
    Raises Refused only where the law says no."""
    answer = fee_answer(organisation.region, cents, since)
    if cents and allowed(answer) is False:
        raise RefusedByLaw(answer, "cents")
    values = {"user_kind": user_kind, "cents": cents, "since": since, "source": source}
    last = Fee.objects.filter(user_kind=user_kind).order_by("pk").last()
    if last and all(getattr(last, name) == value for name, value in values.items()):
        return last
    return Fee.objects.create(**values, made_by=by)
