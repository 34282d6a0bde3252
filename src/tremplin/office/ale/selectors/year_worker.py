"""A worker's year: hours by month and by work, here and elsewhere, what the ceiling leaves, and what was paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from tremplin.office.ale.models import Closing, Opening, Visit, Worker
from tremplin.office.ale.ranking import hundredths
from tremplin.office.ale.selectors.ceilings import Left, done_by, left_of
from tremplin.office.ledger.models import Line
from tremplin.office.ledger.services.booking import EURO
from tremplin.office.organisations.selectors import law_here


@dataclass(frozen=True)
class Month:
    """`minutes` and `cheques` worked here; `elsewhere`: minutes at other agencies; `paid`: cents, None: not closed;
    `waiting`: cheques that a closing left aside until their cause is mended."""

    month: date
    minutes: int
    cheques: int
    contested: int
    elsewhere: int
    paid: int | None
    waiting: int


@dataclass(frozen=True)
class WorkerYear:
    """Minutes; `planned`: hundredths that are still ahead, here; `left`: what the law leaves of the year."""

    worker: Worker
    year: int
    months: tuple[Month, ...]
    by_activity: Mapping[str, int]
    planned: int
    left: Left

    @property
    def minutes(self) -> int:
        return sum(of.minutes for of in self.months)

    @property
    def elsewhere(self) -> int:
        return sum(of.elsewhere for of in self.months)

    @property
    def paid(self) -> int:
        return sum(of.paid or 0 for of in self.months)

    @property
    def open(self) -> int:
        """Months with hours that are not closed."""
        return sum(of.paid is None and of.minutes > 0 for of in self.months)


def worker_year(worker: Worker, year: int, today: date) -> WorkerYear:
    """Asks other agencies once, by the one crossing."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = Visit.objects.filter(worker=worker, day__range=(first, last), taken_back_at=None, replaced_by=None)
    minutes: dict[date, int] = defaultdict(int)
    cheques: dict[date, int] = defaultdict(int)
    contested: dict[date, int] = defaultdict(int)
    by_activity: dict[str, int] = defaultdict(int)
    names = ("day", "minutes", "cheques", "state", "authorisation__activity")
    for day, length, count, state, activity in rows.values_list(*names):
        month = day.replace(day=1)
        if state == Visit.State.CONTESTED:
            contested[month] += length
            continue
        minutes[month] += length
        cheques[month] += count
        by_activity[activity] += length
    done = done_by([worker], {year}, today)[worker.pk]
    paid, closed, waiting = paid_to(worker, year), closed_in(year), waiting_of(worker, year)
    found = tuple(
        Month(
            month, minutes[month], cheques[month], contested[month], done.elsewhere.get(month, 0),
            paid.get(month, 0) if month in closed else None, waiting.get(month, 0),
        )
        for month in (date(year, number, 1) for number in range(1, 13))
    )  # fmt: skip
    left = left_of(law_here(), worker.organisation.region, done, min(today.replace(day=1), date(year, 12, 1)), ("", ""))
    told = sum(hundredths(of.minutes + of.contested) + hundredths(of.elsewhere) for of in found)
    activities = dict(sorted(by_activity.items(), key=lambda of: (-of[1], of[0])))
    return WorkerYear(worker, year, found, activities, max(0, done.year(year) - told), left)


def closed_in(year: int) -> set[date]:
    """The months of a year whose closing was approved."""
    found = Closing.objects.filter(state=Closing.State.APPROVED, month__year=year)
    return set(found.values_list("month", flat=True))


def waiting_of(worker: Worker, year: int) -> dict[date, int]:
    """The cheques of a worker that closings left aside, by month."""
    found = Opening.objects.filter(closed_in=None, line__worker=worker, line__closing__month__year=year)
    return dict(found.values_list("line__closing__month").annotate(Sum("line__hours")).order_by())


def paid_to(worker: Worker, year: int) -> dict[date, int]:
    """What closings say is owed to a worker, in cents, by the month that was worked."""
    lines = Line.objects.filter(
        account__code=f"owed:{worker.number}", unit=EURO, entry__what="closing", entry__on__year=year
    )
    found: dict[date, int] = defaultdict(int)
    for on, amount in lines.values_list("entry__on", "amount"):
        found[on.replace(day=1)] -= amount
    return dict(found)
