"""Who could do what is asked, in what order, and why: the same request and people always give the same order.

The law first: days and hours that it does not allow are never proposed. Then all the hours asked, the turn, the
distance, and what is not known of somebody. Pure: nothing is read here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Slot = tuple[date, int, int]
"""A day, its first minute, and the minute before which it ends."""
Span = tuple[date, date | None]
"""A first day, and the day before which it ends; None: it goes on."""
STOP, CARE, NOTE, GOOD = "stop", "care", "note", "good"
SAME_CODE, SAME_COMMUNE, ELSEWHERE, UNKNOWN_PLACE = range(4)
NEARNESS = ("same_code", "same_commune", "elsewhere", "place_unknown")
BARRED_BY = {"car": "no_car"}
"""What work needs, and the limit of a worker that stands against it where it has another name."""


@dataclass(frozen=True)
class Room:
    """What the ceilings leave one worker for this work, in hundredths of hours; None: no ceiling.

    `months` are what still fits in each month, the year's ceiling included; `doubtful`: the months in which the class
    of hours done elsewhere is not known, where the smaller bound is taken; `unknown`: those that the law leaves open.
    """

    months: Mapping[date, int | None] = field(default_factory=dict)
    years: Mapping[int, int | None] = field(default_factory=dict)
    doubtful: frozenset[date] = frozenset()
    unknown: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Asked:
    """What is still to be done of a request: its days in order, and what it takes."""

    days: tuple[Slot, ...]
    activity: str
    language: str = ""
    demands: tuple[str, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """What is known of a worker. `access`: spans of a status, and whether the law gives access (None: undetermined)."""

    number: str
    listed: Span
    access: tuple[tuple[Span, bool | None], ...]
    contracts: tuple[Span, ...]
    """From the day on which all had signed."""
    room: Room
    activities: tuple[str, ...] = ()
    slots: tuple[tuple[int, int, int], ...] = ()
    languages: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    nearness: int = UNKNOWN_PLACE
    busy: tuple[Slot, ...] = ()
    proposed: int = 0
    refused: int = 0
    lacking: tuple[str, ...] = ()
    """Modules that this work asks for and that were not done."""


@dataclass(frozen=True)
class Reason:
    """Why somebody stands where they stand: the key of a sentence, its words as JSON has them."""

    kind: str
    key: str
    words: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "key": self.key, "words": dict(self.words)}


@dataclass(frozen=True)
class Line:
    """One worker in the order. `place` None: not to be proposed. `days`: what can be proposed."""

    number: str
    place: int | None
    days: tuple[Slot, ...]
    reasons: tuple[Reason, ...]
    is_short: bool = False
    """The law leaves less than what is asked."""

    @property
    def minutes(self) -> int:
        return minutes_of(self.days)

    @property
    def stopped(self) -> bool:
        return any(reason.kind == STOP for reason in self.reasons)


def minutes_of(days: Iterable[Slot]) -> int:
    return sum(end - first for _, first, end in days)


def hundredths(minutes: int) -> int:
    """Hours in hundredths, never too few."""
    return -(-minutes * 100 // 60)


def month_of(day: date) -> date:
    return day.replace(day=1)


def covers(span: Span, day: date) -> bool:
    return span[0] <= day and (span[1] is None or day < span[1])


def overlap(one: Slot, other: Slot) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def order(asked: Asked, candidates: Iterable[Candidate]) -> tuple[Line, ...]:
    """Everybody: who can be proposed in their order, then the others by number."""
    weighed = [weigh(asked, one) for one in candidates]
    able = sorted((one for one in weighed if one[1].days), key=lambda one: one[0])
    others = sorted((line for _, line in weighed if not line.days), key=lambda line: (not line.stopped, line.number))
    placed = [
        Line(line.number, place, line.days, line.reasons, line.is_short) for place, (_, line) in enumerate(able, 1)
    ]
    return (*placed, *others)


def weigh(asked: Asked, one: Candidate) -> tuple[tuple[Any, ...], Line]:
    """What a worker could do of it, and what their place follows from."""
    against = unfit(asked, one)
    if against:
        return (), Line(one.number, None, (), against)
    lawful, stops, doubts = by_law(asked.days, one)
    free = [day for day in lawful if is_free(day, one)]
    fitting, ceilings = within(free, one.room)
    is_short = bool(stops or ceilings)
    reasons = [*stops, *ceilings, *doubts]
    if not fitting:
        reasons += [] if is_short else [Reason(NOTE, "not_free")]
        return (), Line(one.number, None, (), tuple(reasons), is_short)
    whole = len(fitting) == len(asked.days)
    reasons += [Reason(GOOD, "free_throughout")] if len(free) == len(asked.days) and one.slots else []
    missed = [day for day in lawful if day not in free]
    reasons += [Reason(CARE, "not_free_on", {"days": [slot[0].isoformat() for slot in missed]})] if missed else []
    place = one.activities.index(asked.activity)
    unknown_language = bool(asked.language) and not one.languages
    key = (
        is_short, bool(doubts), not whole, 0 if whole else -minutes_of(fitting), one.proposed, one.nearness,
        unknown_language, not one.slots, place, one.number,
    )  # fmt: skip
    reasons += beside(asked, one, unknown_language, place)
    return key, Line(one.number, None, tuple(fitting), tuple(reasons), is_short)


def unfit(asked: Asked, one: Candidate) -> tuple[Reason, ...]:
    """Why the work is not this worker's, whatever the law says."""
    found = []
    if asked.activity not in one.activities:
        found.append(Reason(NOTE, "not_this_work" if one.activities else "no_work_told"))
    if asked.language and one.languages and asked.language not in one.languages:
        found.append(Reason(NOTE, "other_language", {"language": asked.language}))
    barred = [name for name in asked.demands if BARRED_BY.get(name, name) in one.limits]
    if barred:
        found.append(Reason(NOTE, "cannot", {"demands": barred}))
    return tuple(found)


def by_law(days: Sequence[Slot], one: Candidate) -> tuple[list[Slot], list[Reason], list[Reason]]:
    """The days on which the worker may work, why not on the others, and what is undetermined of them."""
    lawful, missed, doubt = [], {"listed": 0, "access": 0, "status": 0, "contract": 0}, False
    for slot in days:
        day = slot[0]
        found = next(((eligible,) for span, eligible in one.access if covers(span, day)), None)
        if not covers(one.listed, day):
            missed["listed"] += 1
        elif found is None:
            missed["status"] += 1
        elif found[0] is False:
            missed["access"] += 1
        elif not any(covers(span, day) for span in one.contracts):
            missed["contract"] += 1
        else:
            doubt = doubt or found[0] is None
            lawful.append(slot)
    stops = [Reason(STOP, f"no_{name}", {"missed": count, "all": len(days)}) for name, count in missed.items() if count]
    return lawful, stops, [Reason(CARE, "access_undetermined")] if doubt else []


def is_free(slot: Slot, one: Candidate) -> bool:
    """Free at that time as far as is known, and planned nowhere else."""
    day, first, end = slot
    if any(overlap(slot, other) for other in one.busy):
        return False
    if not one.slots:
        return True
    for weekday, start, stop in sorted(one.slots):
        if weekday == day.weekday() and start <= first < stop:
            first = stop
    return first >= end


def within(days: Sequence[Slot], room: Room) -> tuple[list[Slot], list[Reason]]:
    """The first days that fit under the ceilings of their months and years, and the ceilings that are in the way."""
    fitting: list[Slot] = []
    months: dict[date, int] = {}
    years: dict[int, int] = {}
    found: dict[str, Reason] = {}
    wanted: dict[date, int] = {}
    for slot in days:
        month = month_of(slot[0])
        wanted[month] = wanted.get(month, 0) + slot[2] - slot[1]
    for slot in days:
        month, long = month_of(slot[0]), slot[2] - slot[1]
        of_month, of_year = months.get(month, 0) + long, years.get(month.year, 0) + long
        left, of_the_year = room.months.get(month, 0), room.years.get(month.year)
        if left is not None and month in room.unknown:
            found.setdefault("unknown", Reason(CARE, "ceiling_unknown", {"month": month.isoformat()}))
        elif left is not None and of_the_year is not None and hundredths(of_year) > of_the_year:
            year_wanted = sum(long for each, long in wanted.items() if each.year == month.year)
            found.setdefault(f"year {month.year}", beyond("year_ceiling", month, of_the_year, year_wanted))
        elif left is not None and hundredths(of_month) > left:
            found.setdefault(f"month {month}", beyond("month_ceiling", month, left, wanted[month]))
        else:
            fitting.append(slot)
            months[month], years[month.year] = of_month, of_year
    return fitting, list(found.values())


def beyond(key: str, month: date, left: int, minutes: int) -> Reason:
    return Reason(STOP, key, {"month": month.isoformat(), "left": max(0, left), "wanted": hundredths(minutes)})


def beside(asked: Asked, one: Candidate, unknown_language: bool, place: int) -> list[Reason]:
    """What is worth knowing before somebody is proposed."""
    found = [Reason(NOTE, "proposed", {"count": one.proposed, "refused": one.refused})]
    found += [Reason(CARE, "slots_unknown")] if not one.slots else []
    found += [Reason(CARE, "language_unknown", {"language": asked.language})] if unknown_language else []
    found += [Reason(CARE, "prefers", {"activity": one.activities[0]})] if place else []
    found += [Reason(CARE, "elsewhere_doubtful")] if one.room.doubtful else []
    found += [Reason(CARE, "lacks_training", {"modules": list(one.lacking)})] if one.lacking else []
    return found
