"""What can be done when days are lost or missing: what each way out gives, in days, dates and euros."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tremplin.engine.kinds import KINDS, UNKNOWN
from tremplin.engine.words import half_up, month_of
from tremplin.law.article60.euros import euros
from tremplin.law.unemployment.scan import Scan, first_day

if TYPE_CHECKING:
    from tremplin.law.article60.planner import Planner
    from tremplin.law.article60.variants import Variant

MONEY, DAY = KINDS["money"], KINDS["day"]
Span = tuple[int, int]
UNPAID = (22, 24, 25, 26, 30)
"""Service codes of unpaid absence that an employer may turn into holiday (texts.md § 1.2 row 13)."""
PAID = 1
WORKING_DAYS_OF_A_YEAR = 260


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
    signed = planner.signed
    if signed != UNKNOWN and straight.contract_end and straight.contract_end[1] > signed:
        yield extended(planner, straight, signed)
    yield from holidays(planner, straight)
    hours = planner.case.values["weekly_hours_now"]
    if signed != UNKNOWN and hours != UNKNOWN and hours < planner.full_hours:
        yield Repair("hours", "", 0, straight.contract_end, bounds(straight), straight.cost)


def bounds(variant: Variant) -> Span | None:
    return variant.total_range if variant.total == UNKNOWN else (variant.total, variant.total)


def extended(planner: Planner, straight: Variant, signed: int) -> Repair:
    """The contract goes on until the latest day on which the right may open."""
    assert straight.contract_end is not None
    last = max(signed, planner.start - 1)
    before = (
        euros(planner.law, planner.given, planner.earlier + straight.way.contract(last), month_of(planner.start))
        if last >= planner.start
        else None
    )
    first, then = (bounds_of(before) if before else (0, 0)), bounds(straight)
    added = None if first is None or then is None else (then[0] - first[0], then[1] - first[1])
    cost = None
    if straight.cost is not None:
        cost = straight.cost - (straight.way.cost(planner.cost, last) if last >= planner.start else 0)
    return Repair("extend", "", straight.contract_end[1] - signed, straight.contract_end, added, cost)


def bounds_of(found: Any) -> Span | None:
    return found.total_range if found.total == UNKNOWN else (found.total, found.total)


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
        yield Repair("leave", named, days, end, difference(planner, straight, end), of_holidays(planner, days))


def span(found: Sequence[Any]) -> Span | None:
    days = [first.day for first in found]
    return None if None in days or not days else (min(days) - 1, max(days) - 1)


def difference(planner: Planner, straight: Variant, end: Span) -> Span | None:
    """What another end adds to the subsidy (less than nothing where it comes earlier)."""
    then = bounds_of(
        euros(planner.law, planner.given, planner.earlier + straight.way.contract(end[1]), month_of(planner.start))
    )
    first = bounds(straight)
    return None if first is None or then is None else (then[0] - first[0], then[1] - first[1])


def of_holidays(planner: Planner, days: int) -> int | None:
    """What paid days cost: a year's cost by its 260 working days."""
    return None if planner.cost == UNKNOWN else half_up(planner.cost * 12 * days, 100 * WORKING_DAYS_OF_A_YEAR)
