"""Dated, sourced numbers: each value has a day, a source and a status, or it does not load.

A parameter names its clock (the day that picks its value) and the day it was last checked (`checked_on`; a later
day gives the value with status `stale`). It is one value, or a row of named fields, lists among them; or a policy:
a choice that the texts leave open. `by` makes it depend on a choice as well (a region).

A version of several fields is written as lists, or as `rows`, each with its own `source` and `note` where it has one.
A value may be `unset` (with `why`): what needs it is undetermined. Or two, `least` and `most`: sources in conflict.
"""

from __future__ import annotations

import bisect
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tremplin.engine.kinds import STALE, UNKNOWN, UNSET, Kind

SHIFT = 2**22
"""Days fit below it: the key of a value is `choice × SHIFT + day`."""


@dataclass(frozen=True)
class Dated:
    """One value from a day on. `value` is an int or a named tuple; `least`, `most` differ only in conflict."""

    key: int
    first_day: int
    group: int
    value: Any
    least: Any
    most: Any
    source: str
    status: int
    note: Mapping[str, str]
    """Why it is unset, or what else there is to say, by language."""
    given: Mapping[str, Any]


@dataclass
class Parameter:
    """A dated number, list of numbers or policy of the law."""

    name: str
    clock: str
    article: str
    checked_on: int
    kind: Kind | None
    fields: dict[str, Kind]
    by: str | None
    groups: tuple[str, ...]
    versions: list[Dated]
    stem: str
    policy: bool = False
    texts: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.keys = [version.key for version in self.versions]

    def at(self, when: int, group: int = 0) -> Dated | None:
        """The version in force on a day of its clock; None where the day or the group is unknown or unrecorded."""
        if when == UNKNOWN or group == UNKNOWN:
            return None
        place = bisect.bisect_right(self.keys, group * SHIFT + when) - 1
        found = self.versions[place] if place >= 0 else None
        return found if found is not None and found.group == group else None

    def value(self, when: int, group: int = 0) -> Any:
        found = self.at(when, group)
        return UNKNOWN if found is None else found.value

    def bound(self, when: int, favourable: bool, group: int = 0) -> Any:
        found = self.at(when, group)
        return UNKNOWN if found is None else found.most if favourable else found.least

    def status(self, when: int, group: int = 0) -> int:
        found = self.at(when, group)
        return UNSET if found is None else max(found.status, STALE if when > self.checked_on else 0)
