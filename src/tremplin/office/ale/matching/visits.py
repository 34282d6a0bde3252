"""What is wrong with hours by themselves: contested, twice at once, outside what was allowed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from tremplin.office.ale.matching import causes
from tremplin.office.ale.matching.rows import Given, Visit, Words

HOUR, WHOLE = 60, 100
Faults = dict[int, tuple[str, int, Words]]
"""By visit: the cause, how many of its cheques are open for it, and the words."""


def in_order(visit: Visit) -> tuple[object, ...]:
    return visit.day, visit.starts or 0, visit.id


def faults_of(given: Given) -> Faults:
    """Each visit has one fault at most: the first that is found, in the order of the causes."""
    found: Faults = {}
    for visit in given.visits:
        if visit.is_contested:
            words = {"day": visit.day.isoformat(), "why": visit.why}
            found[visit.id] = causes.CONTESTED, visit.cheques, words
    for visit, other in overlapping(visit for visit in given.visits if visit.id not in found):
        found[visit.id] = causes.OVERLAPPING, visit.cheques, meeting(visit, other)
    for visit in given.visits:
        if visit.id not in found and (words := not_allowed(given, visit)):
            found[visit.id] = words.pop("cause"), visit.cheques, words
    for visit, open_, words in above_maximum(given, found):
        found[visit.id] = causes.BEYOND_AUTHORISATION, open_, words
    for visit in given.visits:
        if visit.id in given.beyond and visit.id not in found:
            above, words = given.beyond[visit.id]
            found[visit.id] = causes.BEYOND_CEILING, min(above, visit.cheques), {"day": visit.day.isoformat()} | words
    return found


def overlapping(visits: Iterable[Visit]) -> Iterator[tuple[Visit, Visit]]:
    """Visits of a worker that begin before another of the same worker has ended, with that other."""
    by_day: dict[tuple[int, object], list[Visit]] = defaultdict(list)
    for visit in visits:
        if visit.starts is not None:
            by_day[visit.worker, visit.day].append(visit)
    for of_day in by_day.values():
        kept: Visit | None = None
        for visit in sorted(of_day, key=in_order):
            if kept and (visit.starts or 0) < (kept.starts or 0) + kept.minutes:
                yield visit, kept
            else:
                kept = visit


def meeting(visit: Visit, other: Visit) -> Words:
    """When and where a worker would be at two places."""
    ends = min((visit.starts or 0) + visit.minutes, (other.starts or 0) + other.minutes)
    return {
        "day": visit.day.isoformat(), "from": visit.starts, "until": ends, "other": other.place,
        "other_visit": other.id, "visit": visit.id,
    }  # fmt: skip


def not_allowed(given: Given, visit: Visit) -> Words:
    """Outside the authorisation, or of the worker's contract; nothing where it is inside both."""
    place, day = given.places[visit.place], visit.day.isoformat()
    if not place.first_day <= visit.day <= place.last_day:
        since, until = place.first_day.isoformat(), place.last_day.isoformat()
        return {"cause": causes.OUTSIDE, "day": day, "since": since, "until": until}
    contracts = given.workers[visit.worker].contracts
    if not any(first <= visit.day and (last is None or visit.day <= last) for first, last in contracts):
        starts = min((first for first, _ in contracts if first > visit.day), default=None)
        return {"cause": causes.NO_CONTRACT, "day": day, "starts": starts.isoformat() if starts else ""}
    return {}


def above_maximum(given: Given, found: Faults) -> Iterator[tuple[Visit, int, Words]]:
    """The visits that pass the monthly maximum of their authorisation, with the hours begun above it."""
    by_place: dict[int, list[Visit]] = defaultdict(list)
    for visit in given.visits:
        if visit.id not in found:
            by_place[visit.place].append(visit)
    for number, visits in by_place.items():
        maximum, minutes = given.places[number].maximum, 0
        most = maximum * HOUR // WHOLE
        needed = sum(visit.minutes for visit in visits)
        if needed <= most:
            continue
        for visit in sorted(visits, key=in_order):
            minutes += visit.minutes
            above = min(minutes - most, visit.minutes)
            if above > 0:
                needs = -(-needed * WHOLE // HOUR)
                words = {"day": visit.day.isoformat(), "maximum": maximum, "needed": needs}
                yield visit, min(visit.cheques, -(-above // HOUR)), words
