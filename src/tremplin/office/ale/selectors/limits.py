"""What stands against hours: limits of the law and of the authorisation, with figures. Nothing here forbids to record
what was worked: the closing finds the same, by the same names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, Sum

from tremplin.engine.law import Law
from tremplin.ground.errors import InputError
from tremplin.office.ale.models import Authorisation, Contract, Visit
from tremplin.office.ale.selectors.crossing import minutes_elsewhere
from tremplin.office.ale.selectors.visits import live, next_month
from tremplin.reasons.found import ask

OVERLAPPING, OUTSIDE, NO_CONTRACT = "overlapping_hours", "outside_period", "before_contract"
BEYOND, CEILING, OPEN = "beyond_authorisation", "beyond_ceiling", "ceiling_open"
BARRED, CHEQUES_OPEN = "user_barred", "cheques_open"
STOPS = frozenset({CEILING})
"""What the law itself forbids."""
NEW = 0
"""In place of the id of a visit that is not recorded yet."""
HOUR = 60
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Flag:
    """Something that stands against a visit. `words`: days as ISO text, minutes, hundredths of hours, counts."""

    cause: str
    words: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict, compare=False)
    """What the law was asked, where it says it."""


@dataclass(frozen=True)
class Cheques:
    """Hours begun as the law counts them: the least and the most that it may be."""

    least: int
    most: int

    @property
    def is_open(self) -> bool:
        return self.least != self.most


def cheques_for(law: Law, region: str, day: date, minutes: int) -> Cheques:
    """What law `ale_visit` says. Raises InputError."""
    found = ask(law, "ale_visit", {"region": region, "on": day.isoformat(), "minutes": minutes})
    known = found.result["cheques"]
    least, most = (known, known) if known is not None else found.as_json(steps=False)["ranges"]["cheques"]
    return Cheques(least, most)


def hours_of(minutes: int) -> float:
    return round(minutes / HOUR, 2)


@dataclass(frozen=True)
class Elsewhere:
    """The minutes of a person at other agencies: in the month, and from January until it."""

    month: int = 0
    earlier: int = 0


NOWHERE = Elsewhere()


def elsewhere(national_number: str | None, month: date) -> Elsewhere:
    """Asked across the wall."""
    if not national_number:
        return NOWHERE
    first = month.replace(day=1)
    told = minutes_elsewhere([national_number], first.replace(month=1), next_month(first))
    by_month = dict(told.get(national_number, {}))
    return Elsewhere(by_month.pop(first, 0), sum(by_month.values()))


@dataclass(frozen=True)
class Around:
    """What flags are found from: the month, the law, the visits concerned and what was worked before."""

    month: date
    law: Law
    region: str
    visits: tuple[Visit, ...]
    earlier: Mapping[int, int]
    contracts: Mapping[int, list[tuple[date, date | None]]]
    elsewhere: Mapping[int, Elsewhere]


def around(
    month: date, law: Law, region: str, only: Q | None = None, across: Mapping[int, Elsewhere] | None = None
) -> Around:
    """`only`: of some workers and authorisations; `across`: what was asked at other agencies, by worker."""
    found = live(month) if only is None else live(month).filter(only)
    visits = tuple(found.select_related("authorisation__user").order_by("day", "starts", "pk"))
    workers = {visit.worker_id for visit in visits} | set(across or {})
    return Around(month, law, region, visits, earlier(month, workers), contracts_of(workers), across or {})


def earlier(month: date, workers: Iterable[int]) -> dict[int, int]:
    """The minutes of each from January until the month. What a user contests does not count yet."""
    counted = Visit.objects.filter(taken_back_at=None, replaced_by=None, worker__in=list(workers))
    counted = counted.exclude(state=Visit.State.CONTESTED)
    rows = counted.filter(day__gte=month.replace(month=1, day=1), day__lt=month.replace(day=1))
    return dict(rows.values_list("worker_id").annotate(Sum("minutes")).order_by())


def contracts_of(workers: Iterable[int]) -> dict[int, list[tuple[date, date | None]]]:
    found: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for worker, first, last in Contract.objects.filter(worker__in=list(workers)).values_list(
        "worker_id", "starts_on", "ended_on"
    ):
        found[worker].append((first, last))
    return found


def in_order(visits: Iterable[Visit]) -> list[Visit]:
    return sorted(visits, key=lambda one: (one.day, one.starts or 0, one.pk or 0))


def flags(of: Around, visits: Iterable[Visit] | None = None) -> dict[int, list[Flag]]:
    """What stands against each visit, by its id; `visits`: these instead, such as one that is not recorded yet among
    the others."""
    all_ = in_order(of.visits if visits is None else visits)
    found: dict[int, list[Flag]] = defaultdict(list)
    for visit in all_:
        found[visit.pk or NEW].extend(alone(of, visit))
    for one, other in overlapping(all_):
        words = {"starts": other.starts, "ends": (other.starts or 0) + other.minutes}
        found[one.pk or NEW].append(Flag(OVERLAPPING, words))
    for visit, flag in [*above_maximum(all_), *above_ceiling(of, all_)]:
        found[visit.pk or NEW].append(flag)
    return {pk: told for pk, told in found.items() if told}


def alone(of: Around, visit: Visit) -> Iterator[Flag]:
    """What a visit shows by itself."""
    place = visit.authorisation
    last = last_day(place)
    if not place.period.lower <= visit.day <= last:
        yield Flag(OUTSIDE, {"since": place.period.lower.isoformat(), "until": last.isoformat()})
    if place.user.barred_until and visit.day < place.user.barred_until:
        yield Flag(BARRED, {"until": place.user.barred_until.isoformat()})
    if not any(
        first <= visit.day and (end is None or visit.day <= end) for first, end in of.contracts.get(visit.worker_id, ())
    ):
        yield Flag(NO_CONTRACT)
    cheques = cheques_for(of.law, of.region, visit.day, visit.minutes)
    if cheques.is_open:
        yield Flag(CHEQUES_OPEN, {"least": cheques.least, "most": cheques.most})


def last_day(place: Authorisation) -> date:
    """The last day on which an authorisation holds."""
    last: date = place.period.upper - ONE_DAY
    return min(last, place.ended_on or last)


def overlapping(visits: Sequence[Visit]) -> Iterator[tuple[Visit, Visit]]:
    """Each visit that begins before another of the same worker has ended, with that other."""
    running: dict[tuple[int, date], Visit] = {}
    for visit in visits:
        if visit.starts is None or visit.state == Visit.State.CONTESTED:
            continue
        place = visit.worker_id, visit.day
        before = running.get(place)
        if before and before.starts is not None and visit.starts < before.starts + before.minutes:
            yield visit, before
        else:
            running[place] = visit


def above_maximum(visits: Sequence[Visit]) -> Iterator[tuple[Visit, Flag]]:
    """The visits that pass the monthly maximum of their authorisation. Figures in hundredths of hours."""
    done: dict[int, int] = defaultdict(int)
    for visit in visits:
        if visit.state == Visit.State.CONTESTED:
            continue
        done[visit.authorisation_id] += visit.minutes
        hundredths = -(-done[visit.authorisation_id] * 100 // HOUR)
        if hundredths > visit.authorisation.monthly_maximum:
            yield visit, Flag(BEYOND, {"maximum": visit.authorisation.monthly_maximum, "reached": hundredths})


def above_ceiling(of: Around, visits: Sequence[Visit]) -> Iterator[tuple[Visit, Flag]]:
    """The visits for which the law has no more room, day after day."""
    done: dict[int, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    for visit in visits:
        if visit.state == Visit.State.CONTESTED:
            continue
        place = visit.authorisation.user.kind, visit.authorisation.activity
        room = left(of, visit.worker_id, place, done[visit.worker_id], visit.minutes)
        done[visit.worker_id][place] += visit.minutes
        if room.allowed is False:
            yield visit, Flag(CEILING, {"left": room.most}, room.facts)
        elif room.allowed is None:
            yield visit, Flag(OPEN, {"least": room.least, "most": room.most}, room.facts)


@dataclass(frozen=True)
class Room:
    """Whether hours fit, and how many still do, in hundredths: the same twice where it is known; None: no limit."""

    allowed: bool | None
    least: int | None
    most: int | None
    month_limit: int | None = None
    year: int | None = None
    facts: dict[str, Any] = field(default_factory=dict, compare=False)


def left(of: Around, worker: int, place: tuple[str, str], done: Mapping[tuple[str, str], int], minutes: int) -> Room:
    """Law `ale_hours` on `minutes` more of a worker. `done`: minutes this month by kind of user and activity."""
    there = of.elsewhere.get(worker, NOWHERE)
    rows: list[dict[str, Any]] = [
        {"user": user, "activity": activity, "hours": hours_of(so_far)} for (user, activity), so_far in done.items()
    ]
    if there.month:
        rows.append({"hours": hours_of(there.month)})
    facts = {
        "region": of.region,
        "month": f"{of.month:%Y-%m}",
        "user": place[0],
        "activity": place[1],
        "hours": hours_of(minutes),
        "done_this_month": rows,
        "hours_earlier_this_year": hours_of(of.earlier.get(worker, 0) + there.earlier),
    }
    try:
        found = ask(of.law, "ale_hours", facts)
    except InputError:  # An activity that the law does not know: nothing is known of its hours.
        return Room(None, None, None)
    told = found.result
    ends = found.as_json(steps=False)["ranges"].get("left_this_month")
    room = told["left_this_month"]
    least, most = ends if room is None and ends else (room, room)
    limits = hundredths(told["month_limit"]), hundredths(told["left_this_year"])
    return Room(told["allowed"], hundredths(least), hundredths(most), *limits, facts)


def hundredths(hours: float | None) -> int | None:
    return None if hours is None else round(hours * 100)


def done_by(visits: Iterable[Visit]) -> dict[int, dict[tuple[str, str], int]]:
    """The minutes of each worker by kind of user and activity."""
    found: dict[int, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    for visit in visits:
        if visit.state != Visit.State.CONTESTED:
            found[visit.worker_id][visit.authorisation.user.kind, visit.authorisation.activity] += visit.minutes
    return found
