"""The steps of a decided case, looked at again: which version was in force, and a function on the same values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from types import CodeType
from typing import Any

from tremplin.engine.doubt import Second
from tremplin.engine.kinds import UNKNOWN
from tremplin.engine.one import Steps
from tremplin.engine.plan import COLUMN, ROW, Step, Use, call
from tremplin.engine.rules import Rule, Version
from tremplin.engine.words import month_start
from tremplin.ground.patience import patience


def version_at(step: Step, steps: Steps, row: int | None) -> int:
    """The number of the version in force (on a row); the first where its clock is unknown."""
    rule = step.source
    assert isinstance(rule, Rule)
    if len(rule.versions) == 1 and rule.versions[0].since is None:
        return 0
    clock = steps[step.clock.ident]
    if isinstance(clock, list):
        clock = clock[row or 0] if clock else None
    when = day_on(step, UNKNOWN if clock is None else clock)
    return sum(1 for version in rule.versions if version.since is not None and when >= version.since)


def day_on(step: Step, clock: int) -> int:
    """The day of a value of a step's clock; of a month, its first."""
    source = step.clock.source
    month = source.kind is not None and source.kind.name == "month"
    return month_start(clock) if month and clock != UNKNOWN else clock


def active(step: Step, steps: Steps, row: int | None) -> tuple[Use, ...]:
    """The arguments of the version in force."""
    return step.uses[version_at(step, steps, row)]


def in_force(step: Step, steps: Steps) -> dict[int, list[int] | None]:
    """The versions in force by number; each with its rows, for a rule on rows."""
    rule = step.source
    assert isinstance(rule, Rule)
    if not rule.each:
        return {version_at(step, steps, None): None}
    numbers = [version_at(step, steps, row) for row in range(steps[f"n_{rule.each}"])]
    return {number: [row for row, own in enumerate(numbers) if own == number] for number in dict.fromkeys(numbers)}


def evaluated(
    second: Second, step: Step, version: Version, other: dict[str, Any] | None = None, row: int | None = None
) -> list[Any]:
    """A function of a rule on the steps already worked out: one value, or one a row of `each` (of one row alone)."""
    rule, steps = step.source, second.steps
    assert isinstance(rule, Rule)
    known = next((uses for of, uses in zip(rule.versions, step.uses, strict=True) if of is version), None)
    uses = second.plan.uses(version, rule, (rule.each, rule.gathers)) if known is None else known
    count = max(0, steps[f"n_{rule.each}"]) if rule.each else 1
    if any(use.role == COLUMN and steps[use.ident] is None for use in uses):
        return []
    rows = range(count) if row is None else range(row, min(row + 1, count))
    values: list[Any] = [(other or {}).get(use.name, steps[use.ident]) for use in uses]
    by_row = [use.role == ROW and bool(rule.each) and use.name not in (other or {}) for use in uses]
    same = [value for value, use, of in zip(values, uses, by_row, strict=True) if not of and not use.maybe]
    if version.function is None or any(
        UNKNOWN in value if isinstance(value, list) else value == UNKNOWN for value in same
    ):
        return [UNKNOWN] * len(rows)
    changing: list[tuple[int, list[Any], bool]] = [
        (place, values[place], uses[place].maybe) for place, of in enumerate(by_row) if of
    ]
    for place, _, _ in changing:
        values[place] = UNKNOWN
    columns = [value for value in values if isinstance(value, list)]
    keeps = all(len(column) <= LONGEST_KEPT for column in columns)
    key = [tuple(value) if keeps and isinstance(value, list) else value for value in values]
    function, found = prepared(version, uses), []
    for at in rows:
        for place, column, _ in changing:
            values[place] = key[place] = column[at]
        unknown = any(not maybe and column[at] == UNKNOWN for _, column, maybe in changing)
        found.append(UNKNOWN if unknown else function(values, tuple(key) if keeps else None))
    return found


MOST_KEPT, LONGEST_KEPT = 1_024, 36
"""Calls of a function that are kept (the months of a contract ask for the same few, and so do its neighbours), and the
rows of a column up to which they are."""


class Prepared:
    """A version's function, called with the values of its uses, its bundles put together. It is pure: what was worked
    out once for some values is kept."""

    def __init__(self, version: Version, uses: Sequence[Use]) -> None:
        placed = [replace(use, ident=f"v{place}") for place, use in enumerate(uses)]
        self.names: dict[str, Any] = {
            f"b_{part.annotation.__name__}": part.annotation for part in version.every if part.parts
        }
        self.names["f"] = version.function
        self.code = code(call("f", version, placed))
        self.kept: dict[tuple[Any, ...], Any] = {}

    def __call__(self, values: Sequence[Any], key: tuple[Any, ...] | None) -> Any:
        """`key`: the same with columns as tuples; None: not to be kept."""
        patience()
        if key is None:
            return self.called(values)
        if key not in self.kept:
            if len(self.kept) >= MOST_KEPT:
                self.kept.clear()
            self.kept[key] = self.called(values)
        return self.kept[key]

    def called(self, values: Sequence[Any]) -> Any:
        return eval(self.code, self.names | {f"v{at}": value for at, value in enumerate(values)})  # noqa: S307


PREPARED: dict[tuple[Any, ...], Prepared] = {}
"""The call of each function with each list of arguments, made once: reasons try the same few many times."""


def prepared(version: Version, uses: Sequence[Use]) -> Prepared:
    key = version.function, *(use.name for use in uses)
    if key not in PREPARED:
        PREPARED[key] = Prepared(version, uses)
    return PREPARED[key]


@cache
def code(text: str) -> CodeType:
    """A call, compiled once: the rules of a law make few different ones."""
    return compile(text, "<call of a rule>", "eval")
