"""What doubt leaves of one value, as soon as it is known: for searches that ask it of many cases."""

from __future__ import annotations

from collections.abc import Iterator

from tremplin.engine.doubt import Second
from tremplin.engine.kinds import NONE, UNKNOWN

RANGED = ("number", "money", "day", "month")
"""Kinds of values of which doubt may leave a range."""


def left(second: Second, target: str) -> Iterator[tuple[int, ...]]:
    """After each way tried: one value, both ends, or unknown, which ends it."""
    kind, found = second.law.rules[target].kind, set[int]()
    ranged = kind is not None and kind.name in RANGED
    for run in second.ways():
        found.add(int(run[target]))
        if UNKNOWN in found or (len(found) > 1 and (not ranged or NONE in found)):
            yield (UNKNOWN,)
            return
        yield (min(found), max(found)) if len(found) > 1 else tuple(found)
