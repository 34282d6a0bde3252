"""ONEM's count beside ours: what would make the one out of the other, tried row by row.

ONEM answers with one number, so nobody can read off its days. Each cause that is known to set counts apart is tried on
our rows: a cause that gives ONEM's count exactly explains it; one that only moves ours towards it is a candidate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from tremplin.engine.kinds import KINDS, day_date
from tremplin.engine.law import Law
from tremplin.engine.words import quarter_of, round_up
from tremplin.law.article60.signed import bounds
from tremplin.law.unemployment.planned import WORK_CODE
from tremplin.reasons.answer import Answer, decide

DAY = KINDS["day"]
UNPAID, DOUBT, ASSIMILATED, QUARTER, UNDECLARED, EDGE, ROW, ROUNDING, OLDER = (
    "unpaid", "doubt", "assimilated", "quarter", "undeclared", "edge", "row", "rounding", "older",
)  # fmt: skip
MOST_PAIRS = 60
"""Two causes together are tried no more often than this: each is a decision."""
TOLD = ("effect", "row_days", "in_period")
Span = tuple[int | None, int | None]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One row of work, as the law reads it on ONEM's day. `days`: days of the six-day week, None in doubt."""

    row: Row
    effect: str | None
    days: float | None
    in_period: str | None

    @property
    def quarter(self) -> int:
        return quarter_of(DAY.read(self.row["first_day"]))

    @property
    def is_inside(self) -> bool:
        return self.in_period not in ("before", "after")

    @property
    def layer(self) -> str:
        return str(self.row.get("layer", "declared"))


@dataclass(frozen=True)
class Cause:
    """`rows`: places of the rows it is about; `counted`: our count (least and most) if it were so."""

    kind: str
    rows: tuple[int, ...]
    counted: Span
    others: tuple[Cause, ...] = ()
    """Causes that only explain together."""


@dataclass(frozen=True)
class Gap:
    """`theirs`: days that ONEM counts, None where it cannot be told; `ours`: least and most; `claim`: the day after
    the last that ONEM counted; `explaining`: causes that give ONEM's count, each alone (or two together);
    `candidates`: those that move ours towards it."""

    claim: int
    required: int | None
    theirs: int | None
    at_least: bool
    ours: Span
    lines: tuple[Line, ...]
    explaining: tuple[Cause, ...] = field(default=())
    candidates: tuple[Cause, ...] = field(default=())

    @property
    def known(self) -> bool:
        return self.theirs is not None and None not in self.ours

    @property
    def equal(self) -> bool:
        low, high = self.ours
        if self.theirs is None or low is None or high is None:
            return False
        return low == high == self.theirs or (self.at_least and low >= self.theirs)

    @property
    def within(self) -> bool:
        """Whether ONEM's count lies in our range: what is in doubt here is not there."""
        low, high = self.ours
        return self.theirs is not None and low is not None and high is not None and low <= self.theirs <= high

    @property
    def difference(self) -> int | None:
        """Our count less ONEM's, where ours is one number."""
        low, high = self.ours
        return None if self.theirs is None or low is None or low != high else low - self.theirs


class Counting:
    """Our count on ONEM's day, with rows changed."""

    def __init__(self, law: Law, facts: Mapping[str, Any], work: Sequence[Row], claim: int) -> None:
        self.law, self.work, self.claim = law, list(work), claim
        self.facts = {**facts, "claim_date": day_date(claim).isoformat()}

    def asked(self, work: Sequence[Row]) -> Answer:
        return decide(self.law, "admission", {**self.facts, "work": list(work)})

    def without(self, rows: Sequence[int]) -> Span:
        return bounds(self.asked([row for at, row in enumerate(self.work) if at not in rows]), "proved_days")

    def as_work(self, rows: Sequence[int]) -> Span:
        changed = [
            row | {"service_code": WORK_CODE} if at in rows else row for at, row in enumerate(map(dict, self.work))
        ]
        return bounds(self.asked(changed), "proved_days")


def gap(law: Law, facts: Mapping[str, Any], planned: Sequence[Row], counted_until: int, days_to_work: int) -> Gap:
    """The two counts. `facts`: those of `admission` without `claim_date`; `planned`: rows of the contract that no file
    tells of yet; `days_to_work`: hundredths."""
    counting = Counting(law, facts, [*(facts.get("work") or []), *planned], counted_until + 1)
    answer = counting.asked(counting.work)
    required, ours = answer.result["required_days"], bounds(answer, "proved_days")
    left = round_up(days_to_work, 100)
    theirs = None if required is None else required - left
    lines = lines_of(answer, counting.work)
    found = Gap(counting.claim, required, theirs, left == 0, ours, lines)
    if not found.known or found.equal or theirs is None:
        return found
    tried = once(causes(counting, answer, found))
    explaining = [cause for cause in tried if cause.counted == (theirs, theirs)]
    near = [cause for cause in tried if cause not in explaining and towards(cause, found)]
    if not explaining:
        explaining = list(pairs(counting, near, theirs))
    return Gap(counting.claim, required, theirs, left == 0, ours, lines, tuple(explaining), tuple(near))


def lines_of(answer: Answer, work: Sequence[Row]) -> tuple[Line, ...]:
    found = {one["name"]: one["values"] or [] for one in answer.step_list() if one["name"] in TOLD and one.get("rows")}
    columns = [found.get(name) or [None] * len(work) for name in TOLD]
    return tuple(Line(row, *told) for row, *told in zip(work, *columns, strict=True))


def causes(counting: Counting, answer: Answer, found: Gap) -> Iterator[Cause]:
    """Every cause that is tried, each with what our count would be."""
    lines = found.lines
    inside = [at for at, line in enumerate(lines) if line.is_inside]
    for at in inside:
        yield from of_line(counting, at, lines[at])
    for quarter in sorted({lines[at].quarter for at in inside}):
        rows = tuple(at for at in inside if lines[at].quarter == quarter and lines[at].layer == "declared")
        if rows:
            yield Cause(QUARTER, rows, counting.without(rows))
    open_rows = tuple(at for at in inside if lines[at].layer != "declared")
    if open_rows:
        yield Cause(UNDECLARED, open_rows, counting.without(open_rows))
    exact = next((one["value"] for one in answer.step_list() if one["name"] == "counted_exactly"), None)
    if exact is not None and float(exact) != int(float(exact)):
        yield Cause(ROUNDING, (), (int(float(exact)),) * 2)
    low, high = found.ours
    older = tuple(at for at, line in enumerate(lines) if line.in_period in ("before", "over_start") and line.days)
    for rows in [*((at,) for at in older), *([older] if len(older) > 1 else [])]:
        more = round(sum(float(lines[at].days or 0) for at in rows))
        yield Cause(OLDER, tuple(rows), (None if low is None else low + more, None if high is None else high + more))


def once(tried: Iterable[Cause]) -> list[Cause]:
    """Causes without a row whose whole quarter comes to the same: the rest of it is worth nothing."""
    found = list(tried)
    quarters = [cause for cause in found if cause.kind == QUARTER]
    return [
        cause
        for cause in found
        if cause.kind != ROW or not any(cause.rows[0] in of.rows and of.counted == cause.counted for of in quarters)
    ]


def of_line(counting: Counting, at: int, line: Line) -> Iterator[Cause]:
    """What may be seen otherwise of one row."""
    match line.effect:
        case "absence" | "nothing":
            if line.effect == "absence":
                yield Cause(UNPAID, (at,), counting.without([at]))
            yield Cause(UNPAID, (at,), counting.as_work([at]))
        case None:
            yield Cause(DOUBT, (at,), counting.without([at]))
            yield Cause(DOUBT, (at,), counting.as_work([at]))
        case "assimilated":
            yield Cause(ASSIMILATED, (at,), counting.without([at]))
        case "work" if line.in_period == "over_end":
            yield Cause(EDGE, (at,), counting.without([at]))
        case "work" if sum(other.quarter == line.quarter for other in map(quarter_line, counting.work)) > 1:
            yield Cause(ROW, (at,), counting.without([at]))


def quarter_line(row: Row) -> Line:
    return Line(row, None, None, None)


def towards(cause: Cause, found: Gap) -> bool:
    """Whether a cause may be part of the gap: it brings our count nearer, or days that are seen in different ways by
    nature move it the same way (ONEM may have taken some of them only)."""
    theirs, (low, high) = found.theirs, found.ours
    least, most = cause.counted
    if theirs is None or low is None or high is None or least is None or most is None:
        return False
    nearer = abs(least - theirs) + abs(most - theirs) < abs(low - theirs) + abs(high - theirs)
    same_way = (least + most - low - high) * (2 * theirs - low - high) > 0
    return nearer or (same_way and cause.kind in (UNPAID, DOUBT, ASSIMILATED, EDGE))


def pairs(counting: Counting, near: Sequence[Cause], theirs: int) -> Iterator[Cause]:
    """Two causes that leave rows out and give ONEM's count together."""
    for one, other in list(combinations([cause for cause in near if cause.rows], 2))[:MOST_PAIRS]:
        rows = tuple(sorted({*one.rows, *other.rows}))
        if len(rows) == len(one.rows) + len(other.rows) and (counted := counting.without(rows)) == (theirs, theirs):
            yield Cause("pair", rows, counted, (one, other))
