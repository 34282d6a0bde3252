"""ONEM's answer to a centre's request (CPAS@ONEM), beside our own count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tremplin.engine.kinds import KINDS

DAY = KINDS["day"]
Span = tuple[int, int]


@dataclass(frozen=True)
class Anchor:
    """ONEM's answer beside our own count: days to work as ONEM says and as the rows say (least and most)."""

    answered_on: int
    days_to_work: int
    own_days_to_work: Span
    end_date: int

    @property
    def gap(self) -> Span:
        """ONEM's days to work less ours."""
        return self.days_to_work - self.own_days_to_work[1], self.days_to_work - self.own_days_to_work[0]

    def plain(self) -> dict[str, Any]:
        return {
            "answered_on": DAY.plain(self.answered_on),
            "days_to_work": self.days_to_work,
            "own_days_to_work": list(self.own_days_to_work),
            "gap": list(self.gap),
            "end_date": DAY.plain(self.end_date),
        }
