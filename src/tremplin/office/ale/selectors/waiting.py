"""What waits for somebody at an agency, each with one question to the database, however many users and workers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from tremplin.engine.law import Law
from tremplin.office.ale.models import Authorisation, Closing, Contract, Opening, Placement, Proposal, Visit, Worker
from tremplin.office.ale.ranking import month_of
from tremplin.office.ale.selectors.ceilings import done_by, left_of
from tremplin.office.ale.selectors.plans import open_proposals
from tremplin.office.ale.selectors.visits import next_month
from tremplin.office.ledger.models import Upload

ONE_DAY = timedelta(days=1)
CONFIRMING = timedelta(days=7)
"""How long a user has before a visit without an answer is told."""
MOST = 50
"""Lines of one kind that a day shows; the page behind them has all."""
NEAR = 10
"""Near a ceiling: less than so large a part of it is left."""


def live() -> QuerySet[Visit]:
    return Visit.objects.filter(taken_back_at=None, replaced_by=None)


@dataclass(frozen=True)
class OpenMonth:
    """A month that is over and not closed: hours in hundredths; `closing`, where one was begun."""

    month: date
    minutes: int
    workers: int
    closing: Closing | None


def open_months(today: date) -> list[OpenMonth]:
    """The months before this one with hours and no approved closing, the oldest first."""
    begun = {of.month: of for of in Closing.objects.exclude(state="left").select_related("prepared_by").order_by("number")}  # fmt: skip  # noqa: E501
    rows = (
        live().filter(day__lt=today.replace(day=1)).annotate(of=TruncMonth("day")).values_list("of")
        .annotate(Sum("minutes"), Count("worker", distinct=True)).order_by("of")
    )  # fmt: skip
    found = [OpenMonth(month, minutes, workers, begun.get(month)) for month, minutes, workers in rows]
    return [of for of in found if of.closing is None or of.closing.state != Closing.State.APPROVED]


def left_open() -> list[tuple[date, int]]:
    """Months that were closed with lines that still wait, and how many."""
    found = Opening.objects.filter(closed_in=None).values_list("line__closing__month").annotate(Count("pk"))
    return list(found.order_by("line__closing__month"))


def ending_in(months: Sequence[date]) -> list[tuple[date, int, date]]:
    """By month in which authorisations end that nobody renewed or ended: how many, and the first last day."""
    found: dict[date, list[date]] = {}
    rows = Authorisation.objects.filter(
        ended_on=None, user__ended_on=None, renewed_by=None,
        period__endswith__gt=months[0], period__endswith__lte=next_month(months[-1]),
    )  # fmt: skip
    for upper in rows.values_list("period__endswith", flat=True):
        last = upper - ONE_DAY
        found.setdefault(last.replace(day=1), []).append(last)
    return [(month, len(lasts), min(lasts)) for month, lasts in sorted(found.items())]


def answers() -> list[Proposal]:
    """Proposals that wait for an answer, the oldest first."""
    return sorted(open_proposals(), key=lambda of: of.pk)[:MOST]


def contested(today: date) -> list[Visit]:
    """Visits that a user contests, of months that are not closed."""
    closed = Closing.objects.filter(state=Closing.State.APPROVED).values("month")
    found = live().filter(state=Visit.State.CONTESTED, day__lte=today).annotate(of=TruncMonth("day"))
    return list(found.exclude(of__in=closed).select_related("worker__person").order_by("day", "pk")[:MOST])


def unconfirmed(today: date) -> list[tuple[date, int, date]]:
    """By month that is not closed: visits that nobody confirmed for a week, and the first of them."""
    closed = Closing.objects.filter(state=Closing.State.APPROVED).values("month")
    found = live().filter(state=Visit.State.NOTED, day__lt=today - CONFIRMING).annotate(of=TruncMonth("day"))
    return list(found.exclude(of__in=closed).values_list("of").annotate(Count("pk"), Min("day")).order_by("of"))


def contracts_ending(today: date, before: date) -> list[Contract]:
    """Contracts that were ended or have a last day, from today until before a day."""
    found = Contract.objects.filter(ended_on__gte=today, ended_on__lt=before, worker__ended_on=None)
    return list(found.select_related("worker__person").order_by("ended_on", "pk")[:MOST])


def placed(workers: Iterable[int], today: date) -> dict[int, int]:
    """How many placements of workers run today or later."""
    found = Placement.objects.filter(Q(period__contains=today) | Q(period__startswith__gt=today), worker__in=workers)
    return dict(found.values_list("worker").annotate(Count("pk")).order_by())


def half_read(formats: Sequence[str]) -> list[Upload]:
    """Files that were read and that nobody took over or put aside, or that could not be read."""
    states = (Upload.State.READ, Upload.State.FAILED)
    found = Upload.objects.filter(format__in=formats, state__in=states).defer("content", "report")
    return list(found.order_by("pk")[:MOST])


@dataclass(frozen=True)
class Near:
    """A worker who comes near a ceiling: hundredths left of it, over all agencies."""

    worker: Worker
    over: str
    """`month` or `year`."""
    left: int
    limit: int


def near_ceilings(law: Law, region: str, today: date) -> list[Near]:
    """Workers who worked this month and have less than a tenth of a ceiling left. Asks other agencies: once a day."""
    month = month_of(today)
    busy = live().filter(day__gte=month, day__lt=next_month(month), worker__ended_on=None).values("worker")
    workers = list(Worker.objects.filter(pk__in=busy).select_related("person"))
    found = []
    done: Any = done_by(workers, {month.year}, today) if workers else {}
    for worker in workers:
        mine = done[worker.pk]
        lefts = [left_of(law, region, mine, month, kind) for kind in mine.here.get(month, {})]
        of_month = [(of.left[0], of.limit) for of in lefts if of.known and of.left and of.limit]
        of_year = [(of.left_year[0], of.year_limit) for of in lefts if of.known and of.left_year and of.year_limit]
        for over, ends in (("year", of_year), ("month", of_month)):
            if ends and min(ends)[0] * NEAR < min(ends)[1]:
                found.append(Near(worker, over, *min(ends)))
                break
    return found
