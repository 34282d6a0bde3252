"""The hours worked that count: those neither taken back nor replaced."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet

from tremplin.office.ale.models import Authorisation, Closing, Placement, Visit, Worker

NO_HOURS = "0"
"""The version of a row without hours."""


def next_month(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def live(month: date) -> QuerySet[Visit]:
    """The visits of the month of a day that are neither taken back nor replaced."""
    first = month.replace(day=1)
    return Visit.objects.filter(day__gte=first, day__lt=next_month(first), taken_back_at=None, replaced_by=None)


def standing(first: date, before: date) -> QuerySet[Visit]:
    """The same over several months. What is replaced is asked for first: joined to itself, a table that has just grown
    is read once for each of its rows."""
    replaced = set(Visit.objects.exclude(replaces=None).values_list("replaces_id", flat=True))
    return Visit.objects.filter(day__gte=first, day__lt=before, taken_back_at=None).exclude(pk__in=replaced)


def of_worker(worker: Worker, month: date) -> QuerySet[Visit]:
    return live(month).filter(worker=worker).order_by("day", "starts", "pk")


def of_authorisation(authorisation: Authorisation, month: date) -> QuerySet[Visit]:
    return live(month).filter(authorisation=authorisation).order_by("day", "starts", "pk")


def is_closed(month: date) -> bool:
    """Whether a closing of the month was approved."""
    return Closing.objects.filter(month=month.replace(day=1), state=Closing.State.APPROVED).exists()


@dataclass(frozen=True)
class Row:
    """One worker under one authorisation in a month."""

    worker: Worker
    authorisation: Authorisation
    visits: tuple[Visit, ...]

    @property
    def version(self) -> str:
        return version_of(self.visits)

    @property
    def minutes(self) -> int:
        return sum(visit.minutes for visit in self.visits)

    @property
    def cheques(self) -> int:
        return sum(visit.cheques for visit in self.visits)

    def on(self, day: int) -> list[Visit]:
        """The visits of a day of the month, in order."""
        return [visit for visit in self.visits if visit.day.day == day]


def version_of(visits: Iterable[Visit]) -> str:
    """Another one as soon as hours are told, changed or taken back."""
    pks = sorted(visit.pk for visit in visits)
    return hashlib.sha256(repr(pks).encode()).hexdigest()[:16] if pks else NO_HOURS


def rows(month: date, worker: Worker | None = None) -> list[Row]:
    """Whoever worked or is placed in a month, a row for each authorisation; by name, then by number."""
    first = month.replace(day=1)
    visits = live(first).order_by("day", "starts", "pk")
    placed = Placement.objects.filter(period__overlap=DateRange(first, next_month(first)))
    if worker is not None:
        visits, placed = visits.filter(worker=worker), placed.filter(worker=worker)
    of: dict[tuple[int, int], list[Visit]] = defaultdict(list)
    for pair in placed.values_list("worker_id", "authorisation_id"):
        of[pair] = []
    for visit in visits:
        of[visit.worker_id, visit.authorisation_id].append(visit)
    workers = Worker.objects.select_related("person").in_bulk({pair[0] for pair in of})
    places = Authorisation.objects.select_related("user__person").in_bulk({pair[1] for pair in of})
    found = [Row(workers[pair[0]], places[pair[1]], tuple(told)) for pair, told in of.items()]
    return sorted(found, key=lambda row: (row.worker.person.sort_key, row.worker.number, row.authorisation.number))


def row_of(worker: Worker, authorisation: Authorisation, month: date) -> Row:
    found = of_worker(worker, month).filter(authorisation=authorisation)
    return Row(worker, authorisation, tuple(found))
