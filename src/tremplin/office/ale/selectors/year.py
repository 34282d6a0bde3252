"""An agency's year for its board and its region: who worked for whom, how much, where, and what became of the money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth

from tremplin.engine.law import Law
from tremplin.ground.sentences import label
from tremplin.office.ale.models import Attendance, Authorisation, Closing, Coverage, User, Visit, Worker
from tremplin.office.ledger.models import Line
from tremplin.office.ledger.services.booking import EURO
from tremplin.office.organisations.models import Organisation
from tremplin.reasons.found import ask

Months = tuple[int, ...]
"""One figure for each month of the year."""
CENTS = 100
MONEY = ("owed", "owed_body", "share", "office_share")
"""The words of accounts that a closing shares the price among: workers, payment bodies, agency, office."""


@dataclass(frozen=True)
class Row:
    """Minutes by month of one activity, commune or kind of user."""

    name: str
    months: Months

    @property
    def total(self) -> int:
        return sum(self.months)


@dataclass(frozen=True)
class Training:
    """What must be spent on training: of which share, how much at least, by when; cents. None: undetermined."""

    income: int | None
    least: int | None
    spend_by: date | None
    spent: int
    """In the year."""
    spent_after: int
    """In the year after, until today."""
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Figures:
    """`hours`: minutes by month; `busy`: workers who worked, by month; `money`: cents by the word of its account."""

    year: int
    hours: Months
    cheques: Months
    busy: Months
    served: Months
    by_activity: tuple[Row, ...]
    by_commune: tuple[Row, ...]
    by_kind: tuple[Row, ...]
    workers: int
    worked: int
    users: int
    users_served: int
    authorisations: int
    contested: int
    money: Mapping[str, Months]
    closed: frozenset[int]
    """The numbers of the months that are closed."""
    training: Training


def figures(law: Law, office: Organisation, year: int, today: date) -> Figures:
    first, last = date(year, 1, 1), date(year, 12, 31)
    every = Visit.objects.filter(day__range=(first, last), taken_back_at=None, replaced_by=None)
    live = every.exclude(state=Visit.State.CONTESTED)
    names = ("authorisation__activity", "authorisation__user__kind", "authorisation__user__postal_code",
             "authorisation__user__town")  # fmt: skip
    rows = live.annotate(of=TruncMonth("day")).values_list("of", *names)
    told = [(of.month, *rest) for of, *rest in rows.annotate(Sum("minutes"), Sum("cheques")).order_by()]
    towns = town_names()
    people = live.annotate(of=TruncMonth("day")).values_list("of")
    counts = people.annotate(Count("worker", distinct=True), Count("authorisation__user", distinct=True)).order_by()
    busy = [(of.month, workers, users) for of, workers, users in counts]
    whole = live.aggregate(
        worked=Count("worker", distinct=True), users_served=Count("authorisation__user", distinct=True)
    )
    closed = closings(year)
    money = money_of(first, last)
    return Figures(
        year=year,
        hours=by_month((month, minutes) for month, *_, minutes, _ in told),
        cheques=by_month((month, cheques) for month, *_, cheques in told),
        busy=by_month((month, workers) for month, workers, _ in busy),
        served=by_month((month, users) for month, _, users in busy),
        by_activity=rows_by((activity, month, minutes) for month, activity, *_, minutes, _ in told),
        by_commune=rows_by(
            (towns.get(code, town or code or "–"), month, minutes) for month, _, _, code, town, minutes, _ in told
        ),
        by_kind=rows_by((kind, month, minutes) for month, _, kind, _, _, minutes, _ in told),
        **whole,
        workers=Worker.objects.filter(Q(ended_on=None) | Q(ended_on__gte=first), registered_on__lte=last).count(),
        users=User.objects.filter(Q(ended_on=None) | Q(ended_on__gte=first), registered_on__lte=last).count(),
        authorisations=Authorisation.objects.filter(period__overlap=(first, date(year + 1, 1, 1))).count(),
        contested=every.filter(state=Visit.State.CONTESTED).count(),
        money=money,
        closed=frozenset(month.month for month in closed),
        training=training(law, office, year, closed, money["share"], today),
    )


def by_month(parts: Iterable[tuple[int, int]]) -> Months:
    found = [0] * 12
    for month, amount in parts:
        found[month - 1] += amount
    return tuple(found)


def rows_by(parts: Iterable[tuple[str, int, int]]) -> tuple[Row, ...]:
    """The greatest first."""
    found: dict[str, list[int]] = defaultdict(lambda: [0] * 12)
    for name, month, minutes in parts:
        found[name][month - 1] += minutes
    rows = [Row(name, tuple(months)) for name, months in found.items()]
    return tuple(sorted(rows, key=lambda row: (-row.total, row.name)))


def town_names() -> dict[str, str]:
    """The commune of each postal code that the agency covers."""
    rows = Coverage.objects.order_by("pk").values_list("name", "postal_codes")
    return {code: name for name, codes in rows for code in codes}


def closings(year: int) -> dict[date, bool]:
    """The months of a year that are closed, and whether each closing knew the agency's share."""
    found: dict[date, bool] = {}
    rows = Closing.objects.filter(state=Closing.State.APPROVED, month__year=year)
    for month, totals in rows.values_list("month", "totals"):
        found[month] = found.get(month, True) and totals.get("agency") is not None
    return found


def money_of(first: date, last: date) -> dict[str, Months]:
    """By month, in cents (of `used` and `issued`: cheques): what users paid and got back, and who got what of it."""
    found: dict[str, list[int]] = defaultdict(lambda: [0] * 12)
    lines = Line.objects.filter(entry__on__range=(first, last)).annotate(of=TruncMonth("entry__on"))
    rows = lines.values_list("of", "account__code", "unit", "entry__what").annotate(Sum("amount")).order_by()
    for of, code, unit, what, amount in rows:
        word = code.partition(":")[0]
        if what == "closing" and unit == EURO and word in MONEY:
            found[word][of.month - 1] -= amount
        elif word == "prepaid" and what == "ordered":
            found["paid"][of.month - 1] -= amount
        elif word == "bank" and what == "refunded":
            found["refunded"][of.month - 1] -= amount
        elif word == "used" and unit != EURO:
            found["used"][of.month - 1] += amount
    return {word: tuple(found[word]) for word in ("paid", "refunded", "used", *MONEY)}


def training(
    law: Law, office: Organisation, year: int, closed: Mapping[date, bool], shares: Months, today: date
) -> Training:
    """Month by month, as the law of that month asks; one month that it does not tell makes the sum undetermined."""
    least: int | None = 0
    income: int | None = 0
    until: date | None = None
    lacks: dict[str, None] = {}
    for month in sorted(closed):
        share = shares[month.month - 1] if closed[month] else None
        facts = {"region": office.region, "on": month.isoformat()}
        found = ask(
            law, "ale_training", facts | ({} if share is None else {"agency_share": str(Decimal(share) / CENTS)})
        )
        told = found.result["at_least"]
        lacks |= dict.fromkeys(found.unset)
        income = None if income is None or share is None else income + share
        least = None if least is None or told is None else least + cents(told)
        by = found.result["spend_by"]
        until = max(filter(None, (until, date.fromisoformat(by) if by else None)), default=None)
    if not closed:
        least = income = None
    spent = dict(
        Attendance.objects.filter(is_done=True, on__year__in=(year, year + 1), on__lte=today)
        .values_list("on__year").annotate(Sum("cost")).order_by()
    )  # fmt: skip
    return Training(income, least, until, spent.get(year, 0), spent.get(year + 1, 0), tuple(lacks))


def lacking(law: Law, names: tuple[str, ...], language: str) -> list[str]:
    """What the law leaves open, in its own words."""
    return [label(law.parameters[name].texts, language) for name in names if name in law.parameters]


def cents(text: str) -> int:
    """A part of a cent that must be spent is spent whole."""
    return int((Decimal(text) * CENTS).to_integral_value(ROUND_CEILING))


def years(today: date) -> list[int]:
    """The years with hours, the latest first; always this one."""
    found = {of.year for of in Visit.objects.dates("day", "year")}
    return sorted(found | {today.year}, reverse=True)
