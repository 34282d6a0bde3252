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
    scopes = (rule.each, rule.gathers)
    uses = second.plan.uses(version, rule, scopes)
    count = max(0, steps[f"n_{rule.each}"]) if rule.each else 1
    if any(use.role == COLUMN and steps[use.ident] is None for use in uses):
        return []
    found = []
    for at in range(count) if row is None else range(row, min(row + 1, count)):
        values = [
            (other or {}).get(use.name, steps[use.ident][at] if use.role == ROW and rule.each else steps[use.ident])
            for use in uses
        ]
        insisted = [value for value, use in zip(values, uses, strict=True) if not use.maybe]
        unknown = any(UNKNOWN in value if isinstance(value, list) else value == UNKNOWN for value in insisted)
        found.append(UNKNOWN if unknown or version.function is None else called(version, uses, values))
    return found


def called(version: Version, uses: Sequence[Use], values: Sequence[Any]) -> Any:
    """A version's function on the values of its uses, its bundles put together."""
    patience()
    text, names = prepared(version, uses)
    return eval(text, names | {f"v{place}": value for place, value in enumerate(values)})  # noqa: S307


PREPARED: dict[tuple[Any, ...], tuple[CodeType, dict[str, Any]]] = {}
"""The call of each function with each list of arguments, made once: reasons try the same few many times."""


def prepared(version: Version, uses: Sequence[Use]) -> tuple[CodeType, dict[str, Any]]:
    key = version.function, *(use.name for use in uses)
    if key not in PREPARED:
        placed = [replace(use, ident=f"v{place}") for place, use in enumerate(uses)]
        bundles = {f"b_{part.annotation.__name__}": part.annotation for part in version.every if part.parts}
        PREPARED[key] = code(call("f", version, placed)), {"f": version.function, **bundles}
    return PREPARED[key]


@cache
def code(text: str) -> CodeType:
    """A call, compiled once: the rules of a law make few different ones."""
    return compile(text, "<call of a rule>", "eval")
