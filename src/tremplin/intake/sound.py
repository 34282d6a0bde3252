"""What cannot be in lines of work, and what is odd in them: the last sieve before rows, the same for every file.

What passes here passes the law's own checks of rows (`law/unemployment/checks.py`); a test holds that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache

from tremplin.engine.words import quarter_of
from tremplin.intake.codes import NEEDS_BENEFIT, codes
from tremplin.intake.doubts import Doubts
from tremplin.intake.figures import fraction_name, looks_like_minutes, value_of
from tremplin.intake.lines import Line
from tremplin.intake.periods import iso, quarter_name
from tremplin.intake.split import pieces

FIRST_DECLARATION = 2003 * 4
"""The quarter of the first DmfA, counted since 0000Q1."""
LONGEST = 3660
"""Calendar days of one line: more than ten years is a slip of the pen."""
OVERTIME = 80
"""Hours beside the days of the week."""
USUAL_FULL_TIME = 3800
"""Hundredths of hours a week that the law takes where S is not known."""
BOUNDS = {"regime": (50, 700), "weekly": (0, 16_800), "full_time": (100, 16_800)}
"""Hundredths that R, Q and S can be."""
LETTERS = {"regime": "R", "weekly": "Q", "full_time": "S"}
"""What declarations call them."""


def sound(lines: Iterable[Line], doubts: Doubts, name: str, splitting: bool = False) -> list[Line]:
    """The lines of one person that can be, in their order; each that cannot is a doubt. `name` places what is said of
    all of them. `splitting` cuts a line at the ends of quarters where else it is refused."""
    found: list[Line] = []
    for line in lines:
        for one in placed(line, doubts, splitting):
            if possible(one, doubts):
                found.append(one)
    found = crowded(found, doubts, occupation_of, occupation_holds, "doubt.occupation_beyond")
    found = crowded(found, doubts, employer_of, employer_holds, "doubt.employer_beyond")
    busy(found, doubts)
    seen: set[Hashable] = set()
    for line in found:
        odd(line, doubts, seen)
    unpaid = sorted({line.code for line in found if line.code in NEEDS_BENEFIT and "benefit_paid" not in line.others})  # type: ignore[type-var]
    if unpaid:
        doubts.add(name, "doubt.benefit_unknown", codes=", ".join(map(str, unpaid)))
    return found


def placed(line: Line, doubts: Doubts, splitting: bool) -> list[Line]:
    """The line, or its parts, inside one quarter each; none when its dates cannot be."""
    words = {"first": iso(line.first), "last": iso(line.last)}
    if line.last < line.first:
        doubts.add(line.place, "doubt.ends_before_start", **words)
        return []
    if line.one_quarter or line.others.get("extension_ground", "none") != "none":
        return [line]
    if line.length > LONGEST:
        doubts.add(line.place, "doubt.too_long", **words)
        return []
    if not splitting:
        doubts.add(line.place, "doubt.two_quarters", **words)
        return []
    cut = pieces(line)
    doubts.add(line.place, "doubt.estimate", **words, count=len(cut))
    return cut


def possible(line: Line, doubts: Doubts) -> bool:
    """Whether the days hold what is declared between them; figures of the week that cannot be are left out."""
    words = {"first": iso(line.first), "last": iso(line.last)}
    for figure, key, a_day, a_row in (("days", "doubt.days_beyond", 1, 366), ("hours", "doubt.hours_beyond", 24, 9000)):
        said, most = getattr(line, figure), min(a_day * line.length, a_row)
        if said is not None and not 0 <= said <= 100 * most:
            doubts.add(line.place, key, said=value_of(said), most=most, **words)
            return False
    if line.regime == 0:
        line.regime = None
    for figure, (low, high) in BOUNDS.items():
        said = getattr(line, figure)
        if said is not None and not low <= said <= high:
            ends = {"low": value_of(low), "high": value_of(high)}
            doubts.add(line.place, "doubt.figure_out_of_range", column=LETTERS[figure], said=value_of(said), **ends)
            setattr(line, figure, None)
    return True


Group = Callable[[Line], Hashable]
Holds = Callable[[list[Line]], int]


def crowded(lines: list[Line], doubts: Doubts, group: Group, holds: Holds, key: str) -> list[Line]:
    """The lines without the groups that declare more days together than there are between their dates."""
    groups: dict[Hashable, list[Line]] = defaultdict(list)
    for line in lines:
        if line.days is not None and (of := group(line)) is not None:
            groups[of].append(line)
    out: set[int] = set()
    for together in groups.values():
        total, most = sum(line.days or 0 for line in together), holds(together)
        if len(together) > 1 and total > 100 * most:
            words = {"said": value_of(total), "most": most, "count": len(together)}
            first, last = min(line.first for line in together), max(line.last for line in together)
            doubts.add(together[0].place, key, **words, first=iso(first), last=iso(last))
            out.update(map(id, together))
    return [line for line in lines if id(line) not in out] if out else lines


def occupation_of(line: Line) -> Hashable:
    return None if line.code == OVERTIME else (line.occupation, line.first, line.last)


def occupation_holds(lines: list[Line]) -> int:
    return lines[0].length


def employer_of(line: Line) -> Hashable:
    """Full-time lines of one employer in one quarter, each day of which can only be worked once."""
    declared = line.others.get("layer", "declared") == "declared" and line.others.get("proof") != "certificate"
    if not (line.is_full_time and declared and not line.others.get("termination")):
        return None
    return line.employer, quarter_of(line.first)


def employer_holds(lines: list[Line]) -> int:
    return max(line.last for line in lines) + 1 - min(line.first for line in lines)


def busy(lines: list[Line], doubts: Doubts) -> None:
    """Says where an occupation has more days than a week of R days holds between its dates."""
    groups: dict[Hashable, list[Line]] = defaultdict(list)
    for line in lines:
        if line.days and line.regime and line.code != OVERTIME and not line.others.get("termination"):
            groups[line.occupation, line.first, line.last].append(line)
    for together in groups.values():
        line, total = together[0], sum(line.days or 0 for line in together)
        most = week_holds(line.first, line.last, line.regime or 0)
        if total > most:
            words = {"said": value_of(total), "most": value_of(most), "regime": value_of(line.regime or 0)}
            doubts.add(line.place, "doubt.more_than_regime", **words, first=iso(line.first), last=iso(line.last))


@lru_cache(maxsize=4096)
def week_holds(first: int, last: int, regime: int) -> int:
    """Hundredths of days that weeks of so many days (hundredths) hold, Monday to Sunday, at most each day once."""
    monday = first - (first + 3) % 7
    weeks = range(monday, last + 1, 7)
    return sum(min(regime, 100 * (min(week + 6, last) - max(week, first) + 1)) for week in weeks)


def odd(line: Line, doubts: Doubts, seen: set[Hashable]) -> None:
    """What is kept as written and said: codes out of their quarters, hours that look like minutes, missing amounts."""
    quarter = quarter_of(line.first)
    life = codes().service.get(line.code) if line.code is not None else None
    if line.code is None:
        if line.others.get("extension_ground", "none") == "none":
            doubts.add(line.place, "doubt.code_missing")
    elif life is None:
        doubts.add(line.place, "doubt.code_unknown", code=line.code)
    elif quarter >= FIRST_DECLARATION and not life.holds(quarter):
        words = {"first": life.first_text, "last": life.last_text}
        doubts.add(line.place, "doubt.code_out_of_time", code=line.code, quarter=quarter_name(quarter), **words)
    if line.proof_is_calendar or line.others.get("extension_ground", "none") != "none":
        return
    if line.days is None and (line.is_full_time or line.hours is None):
        doubts.add(line.place, "doubt.no_days")
    elif line.hours is None and line.weekly is not None and not line.is_full_time:
        doubts.add(line.place, "doubt.no_hours")
    week = (line.weekly, line.full_time)
    if line.weekly is not None and (line.occupation, week) not in seen:
        seen.add((line.occupation, week))
        minutes(line, doubts)


def minutes(line: Line, doubts: Doubts) -> None:
    weekly, full_time = line.weekly or 0, line.full_time or USUAL_FULL_TIME
    if found := looks_like_minutes(weekly, full_time):
        meant, part = found
        hours, over = divmod(weekly, 100)
        words = {"said": value_of(weekly), "meant": value_of(meant), "hours": hours, "minutes": f"{over:02d}"}
        full = value_of(full_time)
        doubts.add(line.place, "doubt.minutes", **words, part=fraction_name(part), full=full)
