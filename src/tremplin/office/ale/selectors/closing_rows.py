"""The records of a month as the rows that are matched: the one seam between the tables and the match."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from tremplin.engine.law import Law
from tremplin.office.ale import matching
from tremplin.office.ale.matching import Came, Event, Given, Paid, Place, Stock, Worker
from tremplin.office.ale.matching.cheques import Numbers
from tremplin.office.ale.models import Authorisation, BankLine, Booklet, Cheque, Contract, Fee, IssuerLine, Visit
from tremplin.office.ale.models import Worker as WorkerRecord
from tremplin.office.ale.selectors import closing_law
from tremplin.office.ale.selectors.cheques import CLOSING
from tremplin.office.ale.selectors.cheques import live as live_events
from tremplin.office.ale.selectors.visits import standing
from tremplin.office.ledger.models import Upload
from tremplin.office.ledger.selectors.book import balances
from tremplin.office.organisations.models import Organisation

ONE_DAY = timedelta(days=1)
NUMBER = 10
"""An authorisation's number, at the head of a structured communication."""
NOT_COUNTED = (Upload.State.PUT_ASIDE, Upload.State.FAILED)


def end_of(month: date) -> date:
    """The first day of the month after."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def given_of(month: date, organisation: Organisation, law: Law) -> Given:
    """All that is known of a month now."""
    visits, kinds = visits_of(month)
    came = came_of(month)
    numbers = {line.structured[:NUMBER] for line in bank_lines(month)}
    ids = {visit.place for visit in visits} | {line.place for line in came if line.place}
    paying = dict(Authorisation.objects.filter(number__in=numbers).values_list("number", "pk"))
    places = places_of(ids | set(paying.values()))
    workers = workers_of({visit.worker for visit in visits} | {line.worker for line in came if line.worker})
    paid = [
        Paid(line.pk, paying[line.structured[:NUMBER]], line.amount, line.day)
        for line in bank_lines(month)
        if line.structured[:NUMBER] in paying
    ]
    return Given(
        month, visits, came, workers, places, paid,
        earlier=earlier_of(month, came),
        stocks=stocks_of(came, organisation.region, law),
        events=events_of(came),
        beyond=closing_law.beyond(visits, kinds, month, organisation.region, law),
        fees=frozenset(Fee.objects.values_list("cents", flat=True)),
    )  # fmt: skip


def visits_of(month: date) -> tuple[list[matching.Visit], dict[int, tuple[str, str]]]:
    """The live visits of a month, and of each authorisation the kind of user and the activity."""
    rows = (
        standing(month, end_of(month))
        .order_by("pk")
        .values_list(
            "pk", "worker_id", "authorisation_id", "day", "starts", "minutes", "cheques", "state", "contested_why",
            "authorisation__user__kind", "authorisation__activity",
        )
    )  # fmt: skip
    found, kinds = [], {}
    for pk, worker, place, day, starts, minutes, cheques, state, why, kind, activity in rows:
        is_contested = state == Visit.State.CONTESTED
        found.append(matching.Visit(pk, worker, place, day, starts, minutes, cheques, is_contested, why))
        kinds[place] = (kind, activity)
    return found, kinds


def put_aside() -> list[int]:
    """The files that do not count: asked for first, so that each line is not joined to its file."""
    return list(Upload.objects.filter(state__in=NOT_COUNTED).values_list("pk", flat=True))


def came_of(month: date) -> list[Came]:
    rows = IssuerLine.objects.filter(month=month).exclude(upload__in=put_aside()).order_by("pk")
    return [
        Came(*row)
        for row in rows.values_list(
            "pk", "worker_id", "authorisation_id", "count", "first_number", "price", "amount", "day", "month",
            "worker_number", "authorisation_number",
        )
    ]  # fmt: skip


def bank_lines(month: date) -> list[BankLine]:
    """The month's payments that name something."""
    counted = BankLine.objects.filter(month=month).exclude(upload__in=put_aside())
    return list(counted.exclude(structured="").order_by("pk"))


def workers_of(ids: set[int]) -> dict[int, Worker]:
    contracts: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for worker, starts, ends in Contract.objects.filter(worker__in=ids).values_list(
        "worker_id", "starts_on", "ended_on"
    ):  # fmt: skip
        contracts[worker].append((starts, ends))
    rows = WorkerRecord.objects.filter(pk__in=ids).values_list("pk", "iban")
    return {pk: Worker(pk, iban, tuple(sorted(contracts[pk], key=lambda one: one[0]))) for pk, iban in rows}


def places_of(ids: set[int]) -> dict[int, Place]:
    prepaid = {code: amount for (code, _), amount in balances("held:").items()}
    found = {}
    for one in Authorisation.objects.filter(pk__in=ids):
        last = one.period.upper - ONE_DAY
        found[one.pk] = Place(
            one.pk, one.price, one.monthly_maximum, one.period.lower, min(last, one.ended_on or last),
            one.cheques == Authorisation.Cheques.PREPAID_HOURS, max(0, prepaid.get(f"held:{one.number}", 0)),
        )  # fmt: skip
    return found


def earlier_of(month: date, came: list[Came]) -> list[Came]:
    """Lines of months before with a number that came again."""
    lines = IssuerLine.objects.filter(month__lt=month).exclude(upload__in=put_aside())
    rows = IssuerLine.objects.filter(pk__in=meeting(lines, came))
    return [Came(*row) for row in rows.values_list(
        "pk", "worker_id", "authorisation_id", "count", "first_number", "price", "amount", "day", "month"
    )]  # fmt: skip


def events_of(came: list[Came]) -> list[Event]:
    """What happened to the month's cheques by number, and stands: what closings themselves did says nothing new."""
    met = meeting(Cheque.objects.exclude(kind=Cheque.Kind.HANDED_OVER), came)
    rows = live_events().filter(pk__in=met).exclude(entry__what=CLOSING).order_by("pk")
    return [
        Event(kind, first or 0, count, on, worker)
        for kind, first, count, on, worker in rows.values_list("kind", "first_number", "count", "on", "worker_id")
    ]


def meeting(rows: QuerySet[Any], came: list[Came]) -> list[int]:
    """The ids of rows that share a number with the month's lines. Looked for here: behind the wall of organisations an
    index serves no comparison of ranges."""
    mine = [(line.first, line.first + line.count - 1, line) for line in came if line.first is not None]
    if not mine:
        return []
    numbers, highest = Numbers(mine), max(last for _, last, _ in mine)
    near = rows.filter(first_number__lte=highest).values_list("pk", "first_number", "count")
    return [pk for pk, first, count in near if numbers.meeting(first, first + count - 1)]


def stocks_of(came: list[Came], region: str, law: Law) -> list[Stock]:
    """The booklets that the month's numbers may be of, and until when the law takes them."""
    numbers = [line.first for line in came if line.first is not None]
    if not numbers:
        return []
    most = max(line.count for line in came)
    booklets = Booklet.objects.filter(first_number__lte=max(numbers) + most, last_number__gte=min(numbers))
    rows = booklets.values_list("first_number", "last_number", "issued_on", "ordered_on", "valid_until")
    last_days: dict[tuple[date, date | None], date | None] = {}
    found = []
    for first, last, issued, ordered, until in rows:
        key = (issued or ordered, until)
        if key not in last_days:
            last_days[key] = closing_law.last_day(key[0], until, region, law)
        found.append(Stock(first or 0, last or 0, last_days[key]))
    return found
