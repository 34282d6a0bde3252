"""Whom to ask about what a law leaves open: the bodies competent for a number, in a region, over some days.

A law says it under `ask` in its `references.yml`; where it does not, nobody is named.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from tremplin.engine.law import Law
from tremplin.engine.parameters import Parameter
from tremplin.ground.references import references_of

ANY = "any"


def whom(law: Law, parameter: Parameter, region: str | None, start: str, end: str | None) -> list[dict[str, Any]]:
    """Bodies with the days of their competence inside a gap, the latest last; `from`, `until`: None at its own ends."""
    book = references_of(law.folder)
    fitting = (of for of in book.get("ask") or () if any(fits(parameter, name) for name in of["of"]))
    line: Mapping[str, Any] = next(fitting, {})
    one = next((name for name in (region, ANY) if name in line), None)
    regions = [one] if one else [name for name in line if name != "of"]
    found: dict[tuple[str, str | None, str | None], None] = {}
    for name in regions:
        for body, first, last in spells(line[name]):
            if (last is None or last >= start) and (end is None or first <= end):
                inside = first if first > start else None, last if last and (end is None or last < end) else None
                found[body, *inside] = None
    return [
        {"body": dict(book["bodies"][body]), "from": first, "until": last}
        for body, first, last in sorted(found, key=lambda of: of[1] or "")
    ]


def fits(parameter: Parameter, name: str) -> bool:
    """`ale/`: all of a folder; `ale/tax`: a stem; else the name of the parameter."""
    return parameter.stem == name or (name.endswith("/") and parameter.stem.startswith(name)) or parameter.name == name


def spells(days: Mapping[str, list[str]]) -> Iterator[tuple[str, str, str | None]]:
    """Each body with its first day and its last (None: still)."""
    for (first, bodies), after in zip_longest(days.items(), [*days][1:]):
        last = None if after is None else (datetime.date.fromisoformat(after) - datetime.timedelta(1)).isoformat()
        yield from ((body, first, last) for body in bodies)
