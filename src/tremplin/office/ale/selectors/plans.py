"""What is planned of workers and not worked yet: days of placements, and of proposals that wait for an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tremplin.office.ale.models import Closing, Placement, Proposal, Visit
from tremplin.office.ale.ranking import Slot, overlap

Day = tuple[int, int, date]
"""A worker, an authorisation, a day."""


@dataclass(frozen=True)
class Plan:
    """One day on which a worker is expected somewhere."""

    worker: int
    authorisation: int
    user_kind: str
    activity: str
    slot: Slot
    request: int | None = None
    proposal: int | None = None


@dataclass(frozen=True)
class Worked:
    """A visit that stands: neither taken back nor replaced by another."""

    worker: int
    authorisation: int
    user_kind: str
    activity: str
    day: date
    minutes: int
    starts: int | None


def slots_of(days: Iterable[Sequence[Any]]) -> tuple[Slot, ...]:
    """Days as JSON has them."""
    return tuple((date.fromisoformat(str(day)), int(first), int(end)) for day, first, end in days)


def as_json(slots: Iterable[Slot]) -> list[list[Any]]:
    return [[day.isoformat(), first, end] for day, first, end in slots]


def worked(workers: Iterable[int], first: date, before: date) -> list[Worked]:
    rows = Visit.objects.filter(
        worker__in=workers, day__gte=first, day__lt=before, taken_back_at__isnull=True, replaced_by__isnull=True
    ).order_by("day", "pk")
    names = ("worker_id", "authorisation_id", "authorisation__user__kind", "authorisation__activity", "day", "minutes", "starts")  # fmt: skip  # noqa: E501
    return [Worked(*row) for row in rows.values_list(*names)]


def open_proposals(workers: Iterable[int] | None = None, request: int | None = None) -> list[Proposal]:
    """Proposals that wait for an answer: the last thing said of a worker for a request."""
    found = Proposal.objects.filter(request__state="open")
    found = found if workers is None else found.filter(worker__in=workers)
    found = found if request is None else found.filter(request=request)
    last: dict[tuple[int, int], Proposal] = {}
    for one in found.select_related("request__authorisation__user", "worker__person").order_by("pk"):
        last[one.request_id, one.worker_id] = one
    return [one for one in last.values() if one.kind == Proposal.Kind.PROPOSED]


def days_of(proposal: Proposal) -> tuple[Slot, ...]:
    """The days that a proposal is about, as its ranking says."""
    number = proposal.worker.number
    return slots_of(next((one.get("days", []) for one in proposal.ranking if one["worker"] == number), []))


def planned(workers: Iterable[int], first: date, before: date, done: Iterable[Worked] = ()) -> list[Plan]:
    """Days planned in a span that are not among those `done`. A month that was closed has none: what was not told by
    then was not worked."""
    workers = list(workers)
    closed = set(Closing.objects.filter(state=Closing.State.APPROVED).values_list("month", flat=True))
    found: dict[Day, list[Plan]] = {}
    for plan in every_plan(workers):
        day = plan.slot[0]
        if first <= day < before and day.replace(day=1) not in closed:
            found.setdefault((plan.worker, plan.authorisation, day), []).append(plan)
    for visit in done:
        if same := found.get((visit.worker, visit.authorisation, visit.day)):
            same.remove(next((plan for plan in same if meets(visit, plan)), same[0]))
    return [plan for plans in found.values() for plan in plans]


def every_plan(workers: Sequence[int]) -> Iterator[Plan]:
    """Each day of their placements, then of their proposals that wait."""
    placements = Placement.objects.filter(worker__in=workers).exclude(days=[]).order_by("pk")
    for placement in placements.select_related("authorisation__user"):
        of = placement.authorisation
        for slot in slots_of(placement.days):
            yield Plan(placement.worker_id, of.pk, of.user.kind, of.activity, slot, placement.request_id)
    for proposal in open_proposals(workers):
        of = proposal.request.authorisation
        for slot in days_of(proposal):
            yield Plan(proposal.worker_id, of.pk, of.user.kind, of.activity, slot, proposal.request_id, proposal.pk)


def meets(visit: Worked, plan: Plan) -> bool:
    """Whether a visit is at the time of a plan; one visit stands for one plan of its day, whichever its time."""
    return visit.starts is not None and overlap(plan.slot, (visit.day, visit.starts, visit.starts + visit.minutes))
