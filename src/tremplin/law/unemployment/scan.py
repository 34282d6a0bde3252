"""On which day the right opens: every day is tried, under every reading that doubt leaves.

The days of known rows are added up once for each day of a claim and shared by all plans; those of planned rows, which
grow by a day each day, come on top. Where known work reaches into the planned one, nothing is shared and each day is
decided whole.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from math import prod
from typing import Any, NamedTuple

from tremplin.engine.decide import read_case
from tremplin.engine.doubt import COMBINATIONS, changed, ends
from tremplin.engine.facts import Case
from tremplin.engine.kinds import UNKNOWN, day_date
from tremplin.engine.law import Law
from tremplin.engine.one import Steps
from tremplin.engine.words import round_up
from tremplin.law.unemployment.cut import LAST_JOB, SUMS, Cut, cut_of
from tremplin.law.unemployment.planned import Period, rows
from tremplin.law.unemployment.runs import DAY, Method, Runs, absences_between, days_between

Columns = dict[str, list[int]]


class Stretch(NamedTuple):
    """Known and planned rows under one state of the law. `moving`: places of the rows in runs with planned work;
    `merged`: which known rows, by their places among the known ones, are among them; `first`: the first day of all;
    `at_once`: one of them was worked together with another employer's, so that no sum stands alone; `grown`: the days
    of all of them up to a day."""

    columns: Columns
    method: Method
    moving: list[int]
    merged: frozenset[int]
    first: int
    at_once: bool
    grown: dict[int, int]


class FirstDay(NamedTuple):
    """The first day on which the right is open, if any, and whether a day before it could not be decided."""

    day: int | None
    doubted: bool


class Reading:
    """One reading of a person's case: unknown facts with one value each, every doubt at one of its ends."""

    def __init__(self, cut: Cut, case: Case, favourable: bool) -> None:
        self.cut, self.values, self.favourable = cut, case.values, favourable
        self.known = case.rows["work"]
        self.stretches: dict[int, tuple[Columns, Method]] = {}
        self.counted: dict[tuple[int, frozenset[int]], Counted] = {}
        self.days: dict[tuple[int, frozenset[int]], tuple[Steps, list[int]]] = {}

    def at(self, day: int) -> dict[str, int]:
        return self.values | {"claim_date": day}

    def columns(self, rows_given: Columns, day: int) -> Columns:
        """What the law of a day makes of rows."""
        steps = self.cut.rows.doubtful(self.at(day), {"work": rows_given}, self.favourable)
        return rows_given | {name: steps[f"work__{name}"] for name in self.cut.row_rules}

    def stretch(self, day: int) -> tuple[Columns, Method]:
        """The known rows, and the way of counting, under the law of a day."""
        place = self.cut.stretch(day)
        if place not in self.stretches:
            assert self.known is not None
            self.stretches[place] = self.columns(self.known, day), self.cut.method(day, self.favourable)
        return self.stretches[place]

    def sums(self, day: int, without: frozenset[int]) -> tuple[Steps, list[int]]:
        """The windows of a claim, and the days of the known rows in each, some rows' days left to who asks."""
        found = self.days.get((day, without))
        if found is None:
            columns, method = self.stretch(day)
            windows = self.cut.windows.doubtful(self.at(day), {"work": columns}, self.favourable)
            place = self.cut.stretch(day), without
            if place not in self.counted:
                self.counted[place] = Counted(columns, method, without)
            counted = self.counted[place]
            days = [counted.between(windows[each.start], windows[each.end], each.closed) for each in SUMS]
            found = self.days[day, without] = windows, days
        return found

    def enough(self, day: int, windows: Steps, days: Sequence[int]) -> int:
        """Whether the days are enough: yes, no or unknown."""
        handed = {
            each.rule: given if each.exact or given == UNKNOWN else round_up(given, DAY)
            for each, given in zip(SUMS, days, strict=True)
        }
        values = self.values | windows | handed | {"claim_date": day}
        enough: int = self.cut.answer.strict(values, {}, None)["enough_days"]
        if enough == UNKNOWN:
            enough = self.cut.answer.doubtful(values, {}, self.favourable)["enough_days"]
        return int(enough)


class Counted:
    """What known rows are worth between two days. It stays the same until a day passes the edge of a row, unless the
    first day lies inside one."""

    def __init__(self, columns: Columns, method: Method, without: frozenset[int]) -> None:
        places = [place for place in range(len(columns["run"])) if place not in without]
        self.runs = Runs(*([columns[name][place] for place in places] for name in Runs._fields))
        self.all, self.method = Runs(*(columns[name] for name in Runs._fields)), method
        self.first_days, self.end_days = sorted(columns["first_day"]), sorted(columns["end_day"])
        self.found: dict[tuple[int, ...], int] = {}

    def between(self, start: int, end: int, closed: bool) -> int:
        """Ten-thousandths of days."""
        if start == UNKNOWN or end == UNKNOWN:
            return UNKNOWN
        if end <= start:
            return 0
        ended, begun = bisect_right(self.end_days, start), bisect_left(self.first_days, start)
        within = bisect_left(self.first_days, end), bisect_right(self.end_days, end)
        key = (ended, begun, start if begun > ended else 0, *within, closed)
        if key not in self.found:
            counted = days_between(start, end, closed, 1, 1, self.runs, self.method)
            self.found[key] = counted + absences_between(start, end, closed, self.all, self.method)
        return self.found[key]


class Way:
    """One planned way under one reading: known and planned rows together, as if all were worked to the end."""

    def __init__(
        self,
        reading: Reading,
        case: Case,
        periods: Sequence[Period],
        known: int,
        shared: dict[Method, dict[int, int]],
    ) -> None:
        self.reading, self.periods, self.shared = reading, periods, shared
        self.rows: Columns = case.rows["work"] or {}
        self.planned = [given >= known for given in case.places["work"]]
        pairs = zip(self.rows["end_day"], self.planned, strict=True)
        self.apart = all(planned or UNKNOWN != end <= periods[0].first_day for end, planned in pairs)
        self.stretches: dict[int, Stretch] = {}

    def stretch(self, day: int) -> Stretch:
        """The rows under the law of a day, and those that grow with the planned ones."""
        place = self.reading.cut.stretch(day)
        if place not in self.stretches:
            columns = self.reading.columns(self.rows, day)
            runs = {run for run, planned in zip(columns["run"], self.planned, strict=True) if planned}
            moving = [at for at, run in enumerate(columns["run"]) if run in runs]
            # Known rows keep their order among the planned ones, so a known row's place is what stands before it.
            merged = frozenset(at - sum(self.planned[:at]) for at in moving if not self.planned[at])
            first = min(columns["first_day"][at] for at in moving)
            method = self.reading.cut.method(day, self.reading.favourable)
            at_once = any(columns["at_once"][at] for at in moving)
            # Planned rows alone are the same under every reading that counts in the same way.
            grown = {} if merged else self.shared.setdefault(method, {})
            self.stretches[place] = Stretch(columns, method, moving, merged, first, at_once, grown)
        return self.stretches[place]

    def grows(self, day: int, start: int, end: int, closed: bool) -> int:
        """Days of the planned work up to a day, and of known work in the same runs, between two days."""
        found = self.stretch(day)
        columns = found.columns
        kept = [at for at in found.moving if columns["first_day"][at] < day]
        cut = {name: [columns[name][at] for at in kept] for name in Runs._fields}
        for place, at in enumerate(kept):
            if self.planned[at] and columns["end_day"][at] > day:
                cut["end_day"][place], cut["counted"][place] = day, self.declared(columns["first_day"][at], day)[1]
        return days_between(start, end, closed, 1, 1, Runs(**cut), found.method)

    def declared(self, first: int, until: int) -> tuple[str, int]:
        """What will be declared of the planned row that begins on a day, worked until another."""
        period = next(period for period in self.periods if period.first_day <= first < period.end_day)
        return "days" if period.full_time else "hours", period.declared(first, until)

    def whole(self, day: int) -> int:
        """A day decided whole."""
        kept = [at for at, first in enumerate(self.rows["first_day"]) if not self.planned[at] or first < day]
        rows_then = {name: [column[at] for at in kept] for name, column in self.rows.items()}
        for place, at in enumerate(kept):
            if self.planned[at] and rows_then["end_day"][place] > day:
                column, declared = self.declared(rows_then["first_day"][place], day)
                rows_then["end_day"][place], rows_then[column][place] = day, declared
        reading = self.reading
        answer = reading.cut.whole.doubtful(reading.at(day), {"work": rows_then}, reading.favourable)
        return int(answer["admissible"])

    def opens(self, day: int) -> int:
        """Whether the right is open for a claim on a day: yes, no or unknown."""
        found = self.stretch(day)
        if not self.apart or found.at_once:
            return self.whole(day)
        windows, known = self.reading.sums(day, found.merged)
        days = []
        for each, of_known in zip(SUMS, known, strict=True):
            start, end = windows[each.start], windows[each.end]
            if of_known == UNKNOWN or end <= found.first or end <= start:
                days.append(of_known)
            elif start <= found.first and end == day and not each.closed:
                if day not in found.grown:
                    found.grown[day] = self.grows(day, found.first, day, False)
                days.append(of_known + found.grown[day])
            else:
                days.append(of_known + self.grows(day, start, end, each.closed))
        enough = self.reading.enough(day, windows, days)
        return self.last_job(day) if enough == 1 else enough

    def worked(self, day: int, since: int) -> int:
        """Days of known and planned work from a day up to (and without) another, rounded up once."""
        found = self.stretch(day)
        self.reading.sums(day, found.merged)
        known = self.reading.counted[self.reading.cut.stretch(day), found.merged].between(since, day, False)
        return round_up(known + self.grows(day, since, day, False), DAY)

    def last_job(self, day: int) -> int:
        """Whether the last job before a day is full-time: yes, no or unknown."""
        rows_then = {"work": self.stretch(day).columns}
        cut = self.reading.cut
        return int(cut.last_job.doubtful(self.reading.at(day), rows_then, self.reading.favourable)[LAST_JOB])


class Scan:
    """The days on which one person's right opens, for as many planned ways as are asked."""

    def __init__(self, law: Law, facts: Mapping[str, Any], first_day: int) -> None:
        """`facts`: what `admission` may be given, `claim_date` left out; `first_day`: the first of the planned work."""
        self.law, self.facts, self.work = law, facts, list(facts.get("work") or [])
        self.decision, self.cut = law.decision("admission"), cut_of(law)
        case = self.read([], first_day)
        plan = self.decision.program.plan
        free = [name for name, fact in plan.facts.items() if case.values[name] == UNKNOWN and ends(fact)]
        while free and prod(len(ends(plan.facts[name])) for name in free) > COMBINATIONS:
            free.pop()
        self.readings = [
            Reading(self.cut, changed(case, zip(((name, None) for name in free), tried, strict=True)), favourable)
            for tried in itertools.product(*(ends(plan.facts[name]) for name in free))
            for favourable in (True, False)
        ]

    def read(self, planned: Iterable[Any], day: int) -> Case:
        given = {**self.facts, "work": [*self.work, *planned], "claim_date": day_date(day)}
        return read_case(self.law, self.decision, given)

    def ways(self, periods: Sequence[Period], until: int) -> list[Way]:
        """A planned way under each reading."""
        case = self.read(rows(periods, until), periods[0].first_day)
        shared: dict[Method, dict[int, int]] = {}
        return [Way(reading, case, periods, len(self.work), shared) for reading in self.readings]

    def first_days(self, periods: Sequence[Period], until: int) -> list[FirstDay]:
        """For each reading, the first day after the first planned one on which the right is open."""
        return [first_day(way, until) for way in self.ways(periods, until)]


def first_day(way: Way, until: int) -> FirstDay:
    doubted = False
    for day in range(way.periods[0].first_day + 1, until + 1):
        opened = way.opens(day)
        if opened == 1:
            return FirstDay(day, doubted)
        doubted = doubted or opened == UNKNOWN
    return FirstDay(None, doubted)


def first_day_after(way: Way, until: int, since: int, days: int) -> FirstDay:
    """The same from an office's own count: some days to work from a day on, and a full-time last job."""
    for day in range(max(since, way.periods[0].first_day) + 1, until + 1):
        if way.worked(day, since) >= days and way.last_job(day) == 1:
            return FirstDay(day, False)
    return FirstDay(None, False)
