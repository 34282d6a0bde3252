"""The variants of a plan side by side, and which of them is the earliest, the cheapest, the gentlest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from tremplin.engine.kinds import KINDS, UNKNOWN
from tremplin.law.article60.cautions import Caution
from tremplin.law.article60.ways import WayOfWork
from tremplin.law.unemployment.scan import FirstDay

MONEY, DAY, MONTH, HOURS = KINDS["money"], KINDS["day"], KINDS["month"], KINDS["hundredths"]
Span = tuple[int, int]


@dataclass(frozen=True)
class Variant:
    """One way. `contract_end`: earliest and latest last day worked (None: not within the horizon in every reading);
    `by_own_count`: the same without ONEM's answer, where there is one."""

    way: WayOfWork
    contract_end: Span | None
    by_own_count: Span | None
    ask_onem_on: int | None
    months: dict[int, int]
    total: int
    total_range: Span | None
    without_subsidy: tuple[int, ...]
    cost: int | None
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

    def net_cost(self) -> Span | None:
        """Least and most of cost less subsidy."""
        bounds = (self.total, self.total) if self.total != UNKNOWN else self.total_range
        if self.cost is None or bounds is None:
            return None
        return self.cost - bounds[1], self.cost - bounds[0]

    def plain(self) -> dict[str, Any]:
        def span(of: Span | None) -> list[Any] | None:
            return None if of is None else [DAY.plain(end) for end in of]

        found = {
            "weekly_hours_first": HOURS.plain(self.weekly_hours_first),
            "months_first": self.months_first,
            "contract_end": span(self.contract_end),
            "right_opens": span(self.right_opens),
            "ask_onem_on": None if self.ask_onem_on is None else DAY.plain(self.ask_onem_on),
            "months": {MONTH.plain(month): MONEY.plain(amount) for month, amount in self.months.items()},
            "total": MONEY.plain(self.total),
            "total_range": None if self.total_range is None else [MONEY.plain(end) for end in self.total_range],
            "without_subsidy": [MONTH.plain(month) for month in self.without_subsidy],
            "cost": None if self.cost is None else MONEY.plain(self.cost),
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
    """The way whose cost less subsidy is surely the least; None where that cannot be told."""
    costs = {place: net for place, of in enumerate(variants) if of.contract_end and (net := of.net_cost())}
    if not costs or len(costs) < sum(of.contract_end is not None for of in variants):
        return None
    best = min(costs, key=lambda place: (costs[place][1], costs[place][0]))
    others = [net[0] for place, net in costs.items() if place != best]
    return best if all(costs[best][1] <= least for least in others) else None
