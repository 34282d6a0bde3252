"""The clause that ends an open-ended contract (circ. 27/02/2007, § 3): its X, its three triggers, its text.

X is the number of days that the law asks for on the day of the claim. A clause written under one law is read again
under the next: the right may open before X is reached, and then the second trigger ends the contract.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tremplin.engine.kinds import UNKNOWN
from tremplin.ground.sentences import sentence
from tremplin.law.unemployment.scan import Way

DAYS, BENEFIT, ALLOWANCE = "days", "benefit", "allowance"
TRIGGERS = (DAYS, BENEFIT, ALLOWANCE)
"""(a) the person proves X days; (b) the right to unemployment benefit; (c) the right to a full social allowance."""


@dataclass(frozen=True)
class Clause:
    """`days`: X under the law of the end; `written`: X as it was written; `trigger`: which of the first two ends the
    contract, and `on` which day (the third depends on facts that no declaration holds); `opens`: the first day on which
    the right may open."""

    days: int
    written: int
    trigger: str | None
    on: int | None
    opens: int | None

    @property
    def too_early(self) -> bool:
        """Whether it ends the contract before the right can open."""
        return self.on is not None and (self.opens is None or self.on < self.opens)

    def plain(self, day: Any) -> dict[str, Any]:
        return {
            "days": self.days,
            "written": None if self.written == UNKNOWN else self.written,
            "trigger": self.trigger,
            "on": None if self.on is None else day(self.on),
        }


def text(days: int, language: str) -> str:
    """The clause: in French word for word as the circular gives it, else a working translation (`official`)."""
    return sentence("clause.text", language, days=days)


def official(language: str) -> bool:
    """Whether the text is the circular's own."""
    return language == "fr"


def first_trigger(way: Way, written: int, opens: int | None, until: int) -> tuple[str | None, int | None]:
    """Which trigger ends the contract first: X days proved in the reference period, or the right itself."""
    last = until if opens is None else opens
    for day in range(way.periods[0].first_day + 1, last + 1):
        windows, _ = way.reading.sums(day, way.stretch(day).merged)
        start = windows["reference_start"]
        if start != UNKNOWN and way.worked(day, start) >= written:
            return DAYS, day
    return (None, None) if opens is None else (BENEFIT, opens)
