"""A week's requests filled at once: as many of the hours asked as can be, then the turn, then nearness.

In rounds: in each, the best matching of one worker a request (`scipy.optimize.linear_sum_assignment`); whoever got
something has less time and less left under the ceilings in the next one, until nothing more fits. So nobody is matched
twice at one time, or beyond what the law leaves. Pure: nothing is read here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tremplin.office.ale.ranking import (
    CARE,
    Asked,
    Candidate,
    Line,
    Room,
    Slot,
    hundredths,
    minutes_of,
    month_of,
    order,
)

MOST_TURNS = 99
"""Proposals of a quarter that count apart in the turn; who has had more is as who has had these."""
HEAVIEST = 1000
"""More than all that makes one worker less wanted than another who does as many hours."""


@dataclass(frozen=True)
class Wanted:
    """A request: its number, what is asked, and everybody as they are known for it, by number."""

    number: str
    asked: Asked
    candidates: Mapping[str, Candidate]


@dataclass(frozen=True)
class Match:
    """Who gets a request. `line`: what they do of it, and their place among all as the week stood by then."""

    request: str
    line: Line


def matched(week: Sequence[Wanted]) -> tuple[Match, ...]:
    """Requests by number, each with one worker; those for which nobody is left are not there."""
    waiting = {one.number: one for one in sorted(week, key=lambda one: one.number)}
    found: dict[str, Match] = {}
    while waiting:
        able = {number: of for number, one in waiting.items() if (of := lines_of(one))}
        given = best(able, {number: waiting[number].candidates for number in able})
        if not given:
            break
        for number, line in given.items():
            found[number] = Match(number, line)
            del waiting[number]
        for line in given.values():
            waiting = {other: without(one, line) for other, one in waiting.items()}
    return tuple(found[number] for number in sorted(found))


def lines_of(one: Wanted) -> dict[str, Line]:
    """Who can be proposed, by number."""
    return {line.number: line for line in order(one.asked, one.candidates.values()) if line.place is not None}


def best(able: Mapping[str, Mapping[str, Line]], people: Mapping[str, Mapping[str, Candidate]]) -> dict[str, Line]:
    """One worker a request, no worker twice: the most minutes, and of those matchings the lightest."""
    import numpy
    from scipy.optimize import linear_sum_assignment

    if not able:
        return {}
    requests, workers = list(able), sorted({number for lines in able.values() for number in lines})
    column = {number: place for place, number in enumerate(workers)}
    heaviest = HEAVIEST * len(requests)
    # A worker who is nobody stands for each request, at no cost: whole numbers below 2**53, so floats hold them.
    costs = numpy.zeros((len(requests), len(workers) + len(requests)))
    for row, request in enumerate(requests):
        for number, line in able[request].items():
            costs[row, column[number]] = weight(line, people[request][number]) - line.minutes * heaviest
        costs[row, [place for number, place in column.items() if number not in able[request]]] = 1
    rows, columns = linear_sum_assignment(costs)
    pairs = [(requests[row], workers[at]) for row, at in zip(rows, columns, strict=True) if at < len(workers)]
    return {request: able[request][number] for request, number in pairs if number in able[request]}


def weight(line: Line, one: Candidate) -> int:
    """What makes one worker less wanted than another for the same hours: doubt, the turn, the way, what is unknown."""
    doubts = sum(reason.kind == CARE for reason in line.reasons)
    return 400 * line.is_short + 4 * min(one.proposed, MOST_TURNS) + one.nearness + 2 * min(doubts, 9)


def without(one: Wanted, line: Line) -> Wanted:
    """A request as it is once a worker does other days: less time, less under the ceilings, a turn more."""
    worker = one.candidates.get(line.number)
    if worker is None:
        return one
    changed = replace(
        worker, busy=(*worker.busy, *line.days), proposed=worker.proposed + 1, room=less(worker.room, line.days)
    )
    return replace(one, candidates={**one.candidates, line.number: changed})


def less(room: Room, days: Sequence[Slot]) -> Room:
    """Room that is left once days are planned, never more than there is: other work counts under every ceiling."""
    months: dict[date, int] = {}
    for slot in days:
        months[month_of(slot[0])] = months.get(month_of(slot[0]), 0) + minutes_of([slot])
    years: dict[int, int] = {}
    for month, minutes in months.items():
        years[month.year] = years.get(month.year, 0) + hundredths(minutes)
    return replace(
        room,
        months={
            month: left if left is None else max(0, left - hundredths(months.get(month, 0)))
            for month, left in room.months.items()
        },
        years={year: left if left is None else max(0, left - years.get(year, 0)) for year, left in room.years.items()},
    )
