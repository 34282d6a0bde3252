"""The variants of a plan side by side, and which of them is the earliest, the cheapest, the gentlest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from tremplin.engine.kinds import KINDS, UNKNOWN
from tremplin.law.article60.cautions import Caution
from tremplin.law.article60.euros import Course
from tremplin.law.article60.ways import WayOfWork
from tremplin.law.unemployment.scan import FirstDay

MONEY, DAY, MONTH, HOURS = KINDS["money"], KINDS["day"], KINDS["month"], KINDS["hundredths"]
Span = tuple[int, int]


@dataclass(frozen=True)
class Variant:
    """One way. `contract_end`: earliest and latest last day worked (None: not within the horizon in every reading);
    `by_own_count`: the same without ONEM's answer, where there is one; `course`: what it brings and costs."""

    way: WayOfWork
    contract_end: Span | None
    by_own_count: Span | None
    ask_onem_on: int | None
    course: Course | None
    warnings: tuple[Caution, ...]

    @property
    def weekly_hours_first(self) -> int:
        return self.way.weekly_hours_first

    @property
    def months_first(self) -> int:
        return self.way.months_first

    @property
    def right_opens(self) -> Span | None:
        return None if self.contract_end is None else (self.contract_end[0] + 1, self.contract_end[1] + 1)

    @property
    def months(self) -> dict[int, int]:
        """Cents by month; `UNKNOWN` where it cannot be told, or depends on the day of the end."""
        return self.course.months if self.course else {}

    @property
    def total(self) -> int:
        return self.course.total if self.course else UNKNOWN

    @property
    def total_range(self) -> Span | None:
        return self.course.total_range if self.course else None

    @property
    def without_subsidy(self) -> tuple[int, ...]:
        return self.course.without_subsidy if self.course else ()

    @property
    def by_end(self) -> tuple[int, ...]:
        """Months whose amount only the day of the end leaves open."""
        return self.course.by_end if self.course else ()

    @property
    def cost(self) -> int | None:
        """The cost, where it is one amount."""
        return self.cost_range[0] if self.cost_range and self.cost_range[0] == self.cost_range[1] else None

    @property
    def cost_range(self) -> Span | None:
        return self.course.cost if self.course else None

    def net_cost(self) -> Span | None:
        """Least and most of cost less subsidy."""
        return self.course.net if self.course else None

    def plain(self) -> dict[str, Any]:
        def span(of: Span | None) -> list[Any] | None:
            return None if of is None else [DAY.plain(end) for end in of]

        def money(of: Span | None) -> list[Any] | None:
            return None if of is None else [MONEY.plain(end) for end in of]

        found = {
            "weekly_hours_first": HOURS.plain(self.weekly_hours_first),
            "months_first": self.months_first,
            "contract_end": span(self.contract_end),
            "right_opens": span(self.right_opens),
            "ask_onem_on": None if self.ask_onem_on is None else DAY.plain(self.ask_onem_on),
            "months": {MONTH.plain(month): MONEY.plain(amount) for month, amount in self.months.items()},
            "total": MONEY.plain(self.total),
            "total_range": money(self.total_range),
            "without_subsidy": [MONTH.plain(month) for month in self.without_subsidy],
            "cost": None if self.cost is None else MONEY.plain(self.cost),
            "cost_range": None if self.cost is not None else money(self.cost_range),
            "warnings": [warning.plain() for warning in self.warnings],
        }
        return found if self.by_own_count is None else found | {"own_contract_end": span(self.by_own_count)}


class Names(NamedTuple):
    """Places of variants; None where none can be named."""

    earliest: int | None
    cheapest: int | None
    gentlest: int | None


def named(variants: Sequence[Variant]) -> Names:
    """The earliest by the worst case of its end, the cheapest, and the one with the lowest mean hours at first."""
    opened = [place for place, variant in enumerate(variants) if variant.contract_end is not None]
    earliest = min(opened, key=lambda place: ends_last(variants[place]), default=None)
    gentle = min(opened, key=lambda at: (variants[at].way.mean_hours(), ends_last(variants[at])), default=None)
    return Names(earliest, cheapest_of(variants), gentle)


def span_of(firsts: Sequence[FirstDay]) -> Span | None:
    """The earliest and the latest last day worked; None where a reading never opens the right, or cannot be told."""
    days = [first.day for first in firsts if first.day is not None and not first.doubted]
    if not days or len(days) < len(firsts):
        return None
    return min(days) - 1, max(days) - 1


def ends_last(variant: Variant) -> Span:
    assert variant.contract_end is not None
    return variant.contract_end[1], variant.contract_end[0]


def cheapest_of(variants: Sequence[Variant]) -> int | None:
    """The way whose cost less subsidy at its latest end is the least, whichever way open months are paid: it must be
    so with the least and with the most that they may bring. None where that cannot be told."""
    opened = {place: of.course for place, of in enumerate(variants) if of.contract_end and of.course}
    ends = [{}, {}]  # type: list[dict[int, int]]
    for place, course in opened.items():
        bounds = course.latest.bounds
        if course.cost is None or bounds is None:
            return None
        for found, subsidy in zip(ends, bounds, strict=True):
            found[place] = course.cost[1] - subsidy
    best = [min(found, key=lambda place: (found[place], place)) for found in ends if found]
    return best[0] if len(set(best)) == 1 else None
