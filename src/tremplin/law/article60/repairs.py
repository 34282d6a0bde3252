"""What can be done when days are lost or missing: what each way out gives, in days, dates and euros."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tremplin.engine.kinds import KINDS, UNKNOWN
from tremplin.engine.words import half_up
from tremplin.law.article60.variants import Variant
from tremplin.law.article60.ways import WayOfWork
from tremplin.law.unemployment.scan import Scan, first_day

if TYPE_CHECKING:
    from tremplin.law.article60.planner import Planner

MONEY, DAY = KINDS["money"], KINDS["day"]
Span = tuple[int, int]
UNPAID = (22, 24, 25, 26, 30)
"""Service codes of unpaid absence that an employer may turn into holiday (texts.md § 1.2 row 13)."""
PAID = 1
WORKING_DAYS_OF_A_YEAR = 260
MANY_MONTHS = 600
"""Longer than any contract: a way that never turns to full-time work."""


@dataclass(frozen=True)
class Repair:
    """One way out. `kind`: `extend` the signed contract, turn `leave` into holiday, or amend the `hours`.

    `days`: calendar days of extension, or hundredths of days turned into holiday; `contract_end`: the new range;
    `subsidy`: what it adds, least and most, in cents (None: cannot be told); `cost`: what it adds (None: not given).
    """

    kind: str
    place: str
    days: int
    contract_end: Span | None
    subsidy: Span | None
    cost: int | None

    def plain(self) -> dict[str, Any]:
        end = self.contract_end
        return {
            "kind": self.kind,
            "place": self.place,
            "days": self.days if self.kind != "leave" else KINDS["hundredths"].plain(self.days),
            "contract_end": None if end is None else [DAY.plain(day) for day in end],
            "right_opens": None if end is None else [DAY.plain(day + 1) for day in end],
            "subsidy": None if self.subsidy is None else [MONEY.plain(amount) for amount in self.subsidy],
            "cost": None if self.cost is None else MONEY.plain(self.cost),
        }


def repairs(planner: Planner, straight: Variant) -> Iterator[Repair]:
    """The ways out of a signed end that comes too early, of unpaid days, and of hours below full-time."""
    signed, end = planner.signed, straight.contract_end
    if signed != UNKNOWN and end and end[1] > signed:
        yield Repair("extend", "", end[1] - signed, end, *added(planner, straight.way, end[1], straight.way, signed))
    yield from holidays(planner, straight)
    hours = planner.case.values["weekly_hours_now"]
    if UNKNOWN not in (signed, hours) and hours < planner.full_hours and end:
        part_time = WayOfWork(planner.start, hours, MANY_MONTHS, planner.full_hours)
        yield Repair("hours", "", 0, end, *added(planner, straight.way, end[1], part_time, signed))


def added(
    planner: Planner, way: WayOfWork, last: int, base: WayOfWork, base_last: int
) -> tuple[Span | None, int | None]:
    """What a way until a last day brings and costs more than another until another day."""
    then, first = planner.course(way, (last, last)), None
    if base_last >= planner.start:
        first = planner.course(base, (base_last, base_last))
    more, less = then.latest.bounds, first.latest.bounds if first else (0, 0)
    subsidy = None if more is None or less is None else (more[0] - less[1], more[1] - less[0])
    cost = None if then.cost is None else then.cost[0] - (first.cost[0] if first and first.cost else 0)
    return subsidy, cost


def holidays(planner: Planner, straight: Variant) -> Iterator[Repair]:
    """Each row of unpaid absence turned into paid holiday; and all of them, where there are several."""
    work = list(planner.facts.get("work") or [])
    unpaid = [place for place, row in enumerate(work) if row.get("service_code") in UNPAID and row.get("days")]
    for places in [[place] for place in unpaid] + ([unpaid] if len(unpaid) > 1 else []):
        turned = [{**row, "service_code": PAID} if place in places else row for place, row in enumerate(work)]
        scan = Scan(planner.law, {**planner.facts, "work": turned}, planner.start)
        found = [first_day(way, planner.until) for way in scan.ways(straight.way.periods(planner.until), planner.until)]
        days = sum(KINDS["hundredths"].read(work[place]["days"]) for place in places)
        end = span(found)
        if end is None or end == straight.contract_end:
            continue
        named = ", ".join(f"work[{place}]" for place in places)
        last = straight.contract_end[1] if straight.contract_end else planner.start - 1
        subsidy, _ = added(planner, straight.way, end[1], straight.way, last)
        yield Repair("leave", named, days, end, subsidy, of_holidays(planner, days))


def span(found: Sequence[Any]) -> Span | None:
    days = [first.day for first in found]
    return None if None in days or not days else (min(days) - 1, max(days) - 1)


def of_holidays(planner: Planner, days: int) -> int | None:
    """What paid days cost: a year's cost by its 260 working days."""
    return None if planner.cost == UNKNOWN else half_up(planner.cost * 12 * days, 100 * WORKING_DAYS_OF_A_YEAR)
