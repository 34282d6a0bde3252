"""Hours that a worker did or is to do, over all agencies, and what the law leaves of its ceilings.

Other agencies tell totals by month and nothing else (`tremplin_hours_used`): the class of those hours is unknown, and
the law answers with both bounds where it matters. Only hours worked cross; what others plan is known to them alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tremplin.engine.kinds import KINDS, NONE, UNKNOWN
from tremplin.engine.law import Law
from tremplin.office.ale.models import Worker
from tremplin.office.ale.ranking import Room, hundredths, minutes_of, month_of
from tremplin.office.ale.selectors.crossing import minutes_elsewhere
from tremplin.office.ale.selectors.plans import Plan, Worked, planned, worked
from tremplin.office.organisations.selectors import law_here
from tremplin.office.people.models import Person
from tremplin.reasons.answer import Answer, decide

HOURS = KINDS["hundredths"]
Ends = tuple[int, int]
Kind = tuple[str, str]
"""Who the work is for, and which work."""


@dataclass(frozen=True)
class Done:
    """Minutes of one worker by month: here worked and planned, by user and work; elsewhere as totals."""

    here: Mapping[date, Mapping[Kind, int]] = field(default_factory=dict)
    elsewhere: Mapping[date, int] = field(default_factory=dict)

    def month(self, month: date) -> int:
        """Hundredths."""
        here = sum(hundredths(minutes) for minutes in self.here.get(month, {}).values())
        return here + hundredths(self.elsewhere.get(month, 0))

    def year(self, year: int) -> int:
        months = {month for month in (*self.here, *self.elsewhere) if month.year == year}
        return sum(self.month(month) for month in sorted(months))


@dataclass(frozen=True)
class Left:
    """What the ceilings leave one worker in a month, in hundredths of hours, before anything is added.

    `left`: what of the work asked for still fits that month, both bounds, the year's ceiling included; None where there
    is no ceiling. `limit` None: no ceiling of the month. `known` False: the law does not say, `left` is no figure.
    """

    month: date
    done_month: int
    done_year: int
    elsewhere_month: int
    elsewhere_year: int
    limit: int | None
    left: Ends | None
    left_year: Ends | None
    known: bool

    @property
    def year_limit(self) -> int | None:
        return None if self.left_year is None else self.left_year[0] + self.done_year


def left(worker: Worker, month: date, today: date, *, user_kind: str = "", activity: str = "") -> Left:
    """What is left to a worker in a month, for some work; without work, what the year leaves. Asks other agencies."""
    month = month_of(month)
    done = done_by([worker], {month.year}, today)[worker.pk]
    return left_of(law_here(), worker.organisation.region, done, month, (user_kind, activity))


def done_by(workers: Iterable[Worker], years: set[int], today: date, but: int | None = None) -> dict[int, Done]:
    """Hours of workers over whole years, by worker; without the proposal `but`. Each asking of others is written down
    by the database, here and there."""
    workers = list(workers)
    pks = [worker.pk for worker in workers]
    first, before = date(min(years), 1, 1), date(max(years) + 1, 1, 1)
    visits = worked(pks, first, before)
    plans = [plan for plan in planned(pks, first, before, visits) if but is None or plan.proposal != but]
    others = elsewhere([worker.person_id for worker in workers], first, before)
    here = summed(visits, plans)
    return {worker.pk: Done(here.get(worker.pk, {}), others.get(worker.person_id, {})) for worker in workers}


def summed(visits: Iterable[Worked], plans: Iterable[Plan]) -> dict[int, dict[date, dict[Kind, int]]]:
    """Minutes by worker, month and work."""
    found: dict[int, dict[date, dict[Kind, int]]] = {}
    rows = [(of.worker, of.day, (of.user_kind, of.activity), of.minutes) for of in visits]
    rows += [(of.worker, of.slot[0], (of.user_kind, of.activity), minutes_of([of.slot])) for of in plans]
    for worker, day, kind, minutes in rows:
        months = found.setdefault(worker, {}).setdefault(month_of(day), {})
        months[kind] = months.get(kind, 0) + minutes
    return found


def elsewhere(people: Iterable[int], first: date, before: date) -> dict[int, dict[date, int]]:
    """Minutes at other agencies by person and month."""
    known = Person.objects.filter(pk__in=list(people)).exclude(national_number=None).order_by("pk")
    numbers = {pk: number or "" for pk, number in known.values_list("pk", "national_number")}
    told = minutes_elsewhere(numbers.values(), first, before)
    return {person: told[number] for person, number in numbers.items() if number in told}


def left_of(law: Law, region: str, done: Done, month: date, kind: Kind) -> Left:
    """What the law says of a month."""
    answer = decide(law, "ale_hours", facts_of(region, done, month, kind))
    limit = answer.values.get("month_limit", UNKNOWN)
    fits, of_year = bounds(answer, "left_this_month"), bounds(answer, "left_this_year")
    others = sum(hundredths(minutes) for when, minutes in done.elsewhere.items() if when.year == month.year)
    return Left(
        month,
        done.month(month),
        done.year(month.year),
        hundredths(done.elsewhere.get(month, 0)),
        others,
        None if limit in (UNKNOWN, NONE) else limit,
        None if fits is None or UNKNOWN in fits else fits,
        None if of_year is None or UNKNOWN in of_year else of_year,
        fits is None or UNKNOWN not in fits,
    )


def bounds(answer: Answer, public: str) -> Ends | None:
    """Both bounds of a result; None: there is none. A pair of UNKNOWN: not even bounds are known."""
    value = answer.values.get(public, UNKNOWN)
    if value == NONE:
        return None
    if value != UNKNOWN:
        return value, value
    found = answer.ranges.get(public)
    return (UNKNOWN, UNKNOWN) if found is None or NONE in found else (found[0], found[1])


def facts_of(region: str, done: Done, month: date, kind: Kind) -> dict[str, Any]:
    """The facts of `ale_hours`. Later months of the year that are planned count in the year as earlier ones do."""
    rows: list[dict[str, Any]] = [
        {"user": user, "activity": activity, "hours": HOURS.plain(hundredths(minutes))}
        for (user, activity), minutes in sorted(done.here.get(month, {}).items())
    ]
    if minutes := done.elsewhere.get(month, 0):
        rows.append({"hours": HOURS.plain(hundredths(minutes))})
    user, activity = kind
    return {
        "region": region,
        "month": f"{month:%Y-%m}",
        "done_this_month": rows,
        "hours_earlier_this_year": HOURS.plain(done.year(month.year) - done.month(month)),
        **({"user": user} if user else {}),
        **({"activity": activity} if activity else {}),
    }


def room(lefts: Iterable[Left]) -> Room:
    """What may be planned: the smaller bound, so that no ceiling is passed in any reading."""
    lefts = list(lefts)
    return Room(
        {of.month: 0 if not of.known else None if of.left is None else of.left[0] for of in lefts},
        {of.month.year: None if of.left_year is None else of.left_year[0] for of in lefts},
        frozenset(of.month for of in lefts if of.left and of.left[0] != of.left[1]),
        frozenset(of.month for of in lefts if not of.known),
    )
