"""From an answer to a strip: what each row declares, what becomes of it, and the days it is laid on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from tremplin.engine.kinds import UNKNOWN
from tremplin.engine.words import civil, days_of_week, half_up, place_of, quarter_of
from tremplin.law.unemployment.admission import AFTER, BEFORE
from tremplin.law.unemployment.rows import ABSENCE, CERTIFICATE, EXTENDS, NO_GROUND, NOTHING, ServiceCodes
from tremplin.law.unemployment.rows import ASSIMILATED as LIKE_WORK
from tremplin.law.unemployment.runs import DAY, worth
from tremplin.papers.strip.laying import Room, Spans
from tremplin.reasons.answer import Answer

COUNTED, ASSIMILATED, NOT_COUNTED, MAY_EXTEND, DOUBT, OUTSIDE = range(6)
"""What becomes of a day. `MAY_EXTEND`: it never counts, and lengthens the period or not; `OUTSIDE`: whatever it was, it
lies before or after the days that are looked at."""
DECLARED, PAID, PLANNED = range(3)
"""Where a day comes from, in the order of the column `layer`."""


@dataclass(frozen=True)
class Mark:
    """Work laid on one day. `share`: hundredths of a day; `row`: the place of its row in `Strip.rows`."""

    day: int
    layer: int
    fate: int
    share: int
    part_time: bool
    row: int


@dataclass(frozen=True)
class StripRow:
    """One row of work as people know it. `number`: as given, from 0. `days`: hundredths, by fate.

    `told`: whether the row says how many days it holds; when it does not, every day it may hold is laid. `doubt`: what
    its days are in doubt for (`benefit`, `code`, `edge`, `count`, `pay`), or nothing.
    """

    number: int
    first_day: int
    end_day: int
    service_code: int
    code_texts: Mapping[str, str]
    employer: str
    layer: int
    effect: int
    part_time: bool
    told: bool
    doubt: str
    days: Mapping[int, int]


@dataclass(frozen=True)
class Strip:
    """A person's work, day by day. `work_known`: no means that the answer was given without rows.

    `periods`: rows that lengthen the period by their dates and declare no days. `undated`: rows that cannot be laid
    for want of a date. `period_known`: whether it is known which days are looked at.
    """

    marks: tuple[Mark, ...] = ()
    rows: tuple[StripRow, ...] = ()
    periods: tuple[StripRow, ...] = ()
    undated: tuple[StripRow, ...] = ()
    work_known: bool = True
    period_known: bool = True

    @cached_property
    def by_quarter(self) -> dict[int, list[Mark]]:
        """The marks of each quarter that has some, in order."""
        found: dict[int, list[Mark]] = {}
        for mark in self.marks:
            found.setdefault(quarter_of(mark.day), []).append(mark)
        return found

    @cached_property
    def by_day(self) -> dict[int, list[Mark]]:
        """The marks of each day, the one to be shown first: the surest fate of the surest layer."""
        found: dict[int, list[Mark]] = {}
        for mark in sorted(self.marks, key=lambda mark: (mark.day, mark.fate, mark.layer, mark.row)):
            found.setdefault(mark.day, []).append(mark)
        return found

    @cached_property
    def totals(self) -> dict[tuple[int, int], int]:
        """Hundredths of declared days by layer and fate; only those there are."""
        found: dict[tuple[int, int], int] = {}
        for row in (*self.rows, *self.undated):
            for fate, hundredths in row.days.items():
                found[row.layer, fate] = found.get((row.layer, fate), 0) + hundredths
        return found


def strip_of(answer: Answer) -> Strip:
    """The strip of an answer to `working_days` or `admission` (any decision on rows of work)."""
    work = answer.case.rows.get("work")
    if work is None:
        return Strip(work_known=False)
    facts, spans = Facts(answer, work), Spans()
    marks: list[Mark] = []
    rows: list[StripRow] = []
    occupations = [(together, [facts.amounts(row) for row in together]) for together in facts.occupations()]
    rooms: dict[int, Room] = {}
    # The shorter a row, the surer its days: three days of absence are not pushed aside by the month around them.
    for together, amounts in sorted(occupations, key=lambda of: facts.end[of[0][0]] - facts.first[of[0][0]]):
        first, total = together[0], sum(sum(amount.values()) for amount in amounts)
        rooms[first] = spans.room(
            facts.employer[first], facts.first[first], facts.end[first], facts.regime(first), total
        )
    for together, amounts in occupations:
        room = rooms[together[0]]
        for row, amount in zip(together, amounts, strict=True):
            told = facts.row(row, amount)
            rows.append(told)
            marks += [
                Mark(day, told.layer, fate, share, told.part_time, len(rows) - 1)
                for fate, hundredths in amount.items()
                for day, share in room.lay(hundredths)
            ]
    marks.sort(key=lambda mark: (mark.day, mark.row, mark.fate))
    periods = tuple(facts.row(row, {}) for row in facts.periods())
    undated = tuple(facts.row(row, facts.amounts(row)) for row in facts.undated())
    return Strip(tuple(marks), tuple(rows), periods, undated, period_known=facts.period_known)


class Facts:
    """The rows of an answer in the engine's order, with what its rules made of them."""

    def __init__(self, answer: Answer, work: Mapping[str, list[int]]) -> None:
        self.answer, self.work, self.steps = answer, work, answer.steps
        self.first, self.end, self.employer = work["first_day"], work["end_day"], work["employer"]
        self.ground = work["extension_ground"]
        program = answer.decision.program
        values, rows = answer.case.values, answer.case.rows
        self.ends = [program.doubtful(values, rows, favourable) for favourable in (False, True)]
        self.tolerated: dict[int, int] = {}

    @property
    def period_known(self) -> bool:
        """False when a missing fact (the date of birth) leaves open which days are looked at."""
        return all(UNKNOWN not in end.get("work__in_period", ()) for end in self.ends)

    def occupations(self) -> list[list[int]]:
        """Rows that share their employer and dates: their days lie side by side."""
        found: dict[tuple[int, int, int], list[int]] = {}
        for row in range(len(self.first)):
            if self.ground[row] == NO_GROUND and UNKNOWN not in (self.first[row], self.end[row]):
                found.setdefault((self.first[row], self.end[row], self.employer[row]), []).append(row)
        return [found[key] for key in sorted(found)]

    def periods(self) -> list[int]:
        """Rows that lengthen the period by their dates, in order."""
        grounds = [row for row, ground in enumerate(self.ground) if ground != NO_GROUND]
        return sorted(grounds, key=lambda row: (self.first[row], self.end[row]))

    def undated(self) -> list[int]:
        grounds = zip(self.first, self.end, self.ground, strict=True)
        return [
            row for row, (first, end, ground) in enumerate(grounds) if UNKNOWN in (first, end) and ground == NO_GROUND
        ]

    def step(self, name: str, row: int) -> int:
        column = self.steps.get(f"work__{name}")
        return int(column[row]) if column else UNKNOWN

    def regime(self, row: int) -> int:
        found = self.step("regime", row)
        return 500 if found == UNKNOWN else found

    def part_time(self, row: int) -> bool:
        return self.step("full_time", row) == 0

    def fate(self, row: int) -> int | None:
        """What becomes of the row's days; None for unpaid absences, which a year tolerates up to a number."""
        places = self.places(row)
        if places and places <= {BEFORE, AFTER}:
            return OUTSIDE
        effect = self.step("effect", row)
        if effect in (NOTHING, EXTENDS):
            return NOT_COUNTED
        if self.never_counts(row):
            return MAY_EXTEND
        if effect == UNKNOWN or places & {BEFORE, AFTER} or self.step("amount", row) == UNKNOWN:
            return DOUBT
        return None if effect == ABSENCE else ASSIMILATED if effect == LIKE_WORK else COUNTED

    def never_counts(self, row: int) -> bool:
        """Whether a row of unknown effect counts under no reading: it lengthens the period, or does nothing."""
        effects = {end["work__effect"][row] if "work__effect" in end else UNKNOWN for end in self.ends}
        return effects <= {NOTHING, EXTENDS}

    def places(self, row: int) -> set[int]:
        """Where the row may lie in the reference period, at the least and at the most favourable."""
        return {end["work__in_period"][row] for end in self.ends if "work__in_period" in end}

    def doubt(self, row: int) -> str:
        """What the row's days are in doubt for."""
        if self.fate(row) != DOUBT:
            return ""
        if self.step("effect", row) != UNKNOWN:
            return "edge" if self.places(row) & {BEFORE, AFTER} else "count"
        if self.work["termination"][row]:
            return "pay"
        codes = ServiceCodes(*self.steps["service_codes"])
        place = place_of(codes.code, self.work["service_code"][row])
        asked = place >= 0 and codes.needs_benefit[place] and self.work["benefit_paid"][row] == UNKNOWN
        return "benefit" if asked else "code"

    def amounts(self, row: int) -> dict[int, int]:
        """Hundredths of days that the row holds, by fate."""
        days, fate = self.days(row), self.fate(row)
        if fate is not None:
            return {fate: days} if days else {}
        within = self.within_tolerance(row, days)
        return {fate: part for fate, part in ((ASSIMILATED, within), (NOT_COUNTED, days - within)) if part}

    def days(self, row: int) -> int:
        """Hundredths of days: as declared, else from the hours, else every day that the row may hold."""
        days, hours, weekly = (self.work[name][row] for name in ("days", "hours", "weekly_hours"))
        regime = self.regime(row)
        if days != UNKNOWN:
            return days
        if UNKNOWN in (self.first[row], self.end[row]):
            return 0
        if self.work["proof"][row] == CERTIFICATE:
            return 100 * days_of_week(self.first[row], self.end[row], 6)
        most = 100 * days_of_week(self.first[row], self.end[row], min(7, max(5, -(-regime // 100))))
        if hours == UNKNOWN:
            return most
        if weekly in (UNKNOWN, 0):
            return min(most, 100 * -(-hours // 800))
        return half_up(hours * regime, weekly)

    def told(self, row: int) -> bool:
        known = (self.work[name][row] != UNKNOWN for name in ("days", "hours"))
        return any(known) or self.work["proof"][row] == CERTIFICATE or self.ground[row] != NO_GROUND

    def within_tolerance(self, row: int, days: int) -> int:
        """Hundredths of the row's days that its year still tolerates, in the order of the rows."""
        most, week = self.steps.get("unpaid_tolerance", 0), self.steps["conversion"][0]
        year = civil(self.first[row])[0]
        left = max(0, most) * DAY - self.tolerated.get(year, 0)
        absent = worth(self.step("absent", row), self.step("divisor", row), week)
        self.tolerated[year] = self.tolerated.get(year, 0) + min(absent, max(0, left))
        return days if absent <= left else max(0, days * left // absent)

    def row(self, row: int, amounts: Mapping[int, int]) -> StripRow:
        code, names = self.work["service_code"][row], self.answer.case.names.get("employer", [""])
        place = self.employer[row]
        places = self.answer.case.places.get("work")
        return StripRow(
            number=places[row] if places else row,
            first_day=self.first[row],
            end_day=self.end[row],
            service_code=code,
            code_texts=self.answer.law.choices.get(f"service_code.{code}", {}),
            employer=names[place] if 0 <= place < len(names) else "",
            layer=self.work["layer"][row],
            effect=self.step("effect", row),
            part_time=self.part_time(row),
            told=self.told(row),
            doubt=self.doubt(row),
            days=dict(amounts),
        )
