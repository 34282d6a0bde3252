"""Closing again: only what differs from the closings before. What is unchanged and open stays where it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tremplin.office.ale.matching.rows import Line

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Before:
    """A line of an approved closing. `went`: it was issued then; otherwise it waits, as what is open of any does."""

    id: int
    line: Line
    went: bool
    is_open: bool
    """Whether something of it still waits for a later closing."""
    resolved: str = ""
    """What was done with it since."""


@dataclass(frozen=True, slots=True)
class Differences:
    """`lines` of the new closing, and the lines before whose openings it closes."""

    lines: list[Line]
    closes: list[int]


def differences(fresh: Iterable[Line], before: Iterable[Before]) -> Differences:
    """For each worker and place: issued before + still waiting + these lines = the month as it is now."""
    olds: dict[Pair, list[Before]] = defaultdict(list)
    for old in before:
        olds[old.line.pair].append(old)
    news: dict[Pair, list[Line]] = defaultdict(list)
    for line in fresh:
        news[line.pair].append(line)
    found, closes = [], []
    for pair in sorted({*news, *olds}):
        lines, closed = of_pair(news.get(pair, []), olds.get(pair, []))
        found += lines
        closes += closed
    return Differences(found, closes)


def of_pair(fresh: list[Line], before: list[Before]) -> tuple[list[Line], list[int]]:
    if not before:
        return fresh, []
    used = sum(old.line.used for old in before if old.went)
    expected = sum(old.line.expected for old in before if old.went)
    paid = sum(old.line.paid for old in before if old.went)
    latest = {old.line.basis: old for old in before}
    rest, kept = [], set()
    for line in fresh:
        same = latest.get(line.basis)
        if same is None or not unchanged(line, same):
            rest.append(line)
            continue
        kept.add(same.id)
        waiting = same.line if same.is_open and not same.went else Line(None, None)
        used -= line.used - waiting.used
        expected -= line.expected - waiting.expected
        paid -= line.paid - waiting.paid
    closes = [old.id for old in before if old.is_open and old.id not in kept]
    resolved = {old.line.cause: old.resolved for old in before if old.is_open and not old.went and old.resolved}
    return less(rest, (used, expected, paid), fresh, before, resolved), closes


def unchanged(line: Line, old: Before) -> bool:
    """Whether a closing before said the same, and nothing was done with it since."""
    if not line.cause:
        return old.went and old.line.open == 0
    if old.went:
        return old.is_open or old.line.open == 0
    return old.is_open and not old.resolved


def less(
    rest: list[Line], issued: tuple[int, int, int], fresh: list[Line], before: list[Before], resolved: dict[str, str]
) -> list[Line]:  # fmt: skip
    """What is left of lines once what was issued before is taken off; more may be taken off than there is."""
    used, expected, paid = issued
    if not rest and (used or expected or paid):
        pair = (fresh or [old.line for old in before])[0]
        rest = [Line(pair.worker, pair.place)]
    for place, line in enumerate(rest):
        last = place == len(rest) - 1
        share = used if last else max(min(line.used, used), 0)
        line.used, used = line.used - share, used - share
        line.hours = line.used + line.open
        if last:
            line.expected, line.paid = line.expected - expected, line.paid - paid
        line.resolved = resolved.get(line.cause, "")
    return [line for line in rest if line.cause or line.used or line.expected or line.paid]
