"""Codes of declarations: which are known, in which quarters they may stand and in which regions (`codes.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tremplin.ground.reading import read_yaml
from tremplin.intake.periods import quarter_name

NEEDS_BENEFIT = frozenset({50, 51, 52, 53, 60, 61, *range(70, 78)})
"""Codes whose days count when the benefit behind them was paid, which a DmfA does not say."""

REGIONS = ("wallonia", "brussels", "flanders", "german_community")
FLANDERS = "flanders"
EVER = 10**9


@dataclass(frozen=True)
class Life:
    """The quarters of a code, both included, counted since 0000Q1. `restricted_from`: from then on not in Flanders;
    `only`: the only region that uses it."""

    first: int
    last: int
    restricted_from: int = EVER
    only: str = ""

    def holds(self, quarter: int) -> bool:
        return self.first <= quarter <= self.last

    def holds_in(self, region: str | None, quarter: int) -> bool:
        """Whether a region may use the code; yes while the region is not known."""
        if region is None:
            return True
        return not (region == FLANDERS and quarter >= self.restricted_from) and self.only in ("", region)

    @property
    def first_text(self) -> str:
        return quarter_name(self.first)

    @property
    def last_text(self) -> str:
        return quarter_name(self.last) if self.last != EVER else "…"


@dataclass(frozen=True)
class Codes:
    service: dict[int, Life]
    worker: dict[int, Life]
    status: dict[str, Life]
    deduction: dict[int, Life]


@cache
def codes() -> Codes:
    found = read_yaml(Path(__file__).with_name("codes.yaml").read_bytes(), "codes.yaml")
    return Codes(
        lives(found["service_codes"]),
        lives(found["worker_codes"]),
        {str(code): life(entry) for code, entry in found["worker_statuses"].items()},
        lives(found["deductions"]),
    )


def lives(entries: dict[str, Any]) -> dict[int, Life]:
    return {int(code): life(entry) for code, entry in entries.items()}


def life(entry: dict[str, Any]) -> Life:
    def quarter(name: str) -> int:
        if name not in entry:
            return EVER
        year, _, number = str(entry[name]).partition("/")
        return int(year) * 4 + int(number) - 1

    return Life(quarter("from"), quarter("until"), quarter("restricted_from"), entry.get("only", ""))
