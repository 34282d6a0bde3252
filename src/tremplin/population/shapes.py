"""How parameters lie in a kernel: their numbers in one array, and the places where keys and fields begin.

They are handed in at each run, so that a reform or an office's own amounts need no compiling.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, get_type_hints

import numpy as np

from tremplin.engine.kinds import UNKNOWN
from tremplin.engine.law import Law
from tremplin.engine.parameters import Parameter
from tremplin.ground.errors import LawError


@dataclass(frozen=True)
class Shape:
    """One parameter: its fields ("" for a bare value) and which are lists; `place`: the first of its places.

    Its places: the first key, the last key's end, whether each version is set, then each field. A list is kept as
    the start and length of each version's part of the numbers.
    """

    parameter: Parameter
    tuple_type: type | None
    fields: tuple[tuple[str, bool], ...]
    place: int

    @property
    def bare(self) -> bool:
        return self.tuple_type is None and not self.fields[0][1]

    @property
    def end(self) -> int:
        return self.place + 3 + len(self.fields)

    def lookup(self, ident: str, clock: str, group: str) -> str:
        """Text that finds the value, or of a parameter that is not bare the version in force."""
        name, function = (ident, "number_at") if self.bare else (f"{ident}__at", "version_at")
        return f"{name} = {function}(numbers, places, {self.place}, {clock}, {group})"

    def values(self, ident: str, module: str) -> Iterator[str]:
        """Text that makes the value of the version at `{ident}__at`, of a parameter that is not bare."""
        yield f"{ident}__known = is_set(numbers, places, {self.place}, {ident}__at)"
        values = []
        for place, (name, is_list) in enumerate(self.fields, self.place + 3):
            asked = f"(numbers, places, {place}, {ident}__at)"
            if is_list:
                yield f"{ident}__{name}_list = list_of{asked}"
            values.append(f"view(numbers, *{ident}__{name}_list)" if is_list else f"field_of{asked}")
        named = f"{module}.{self.tuple_type.__qualname__}({', '.join(values)})" if self.tuple_type else values[0]
        yield f"{ident} = {named}"


def shape_of(law: Law, parameter: Parameter, place: int) -> Shape:
    values = [value for of in parameter.versions for value in (of.value, of.least, of.most) if isinstance(value, tuple)]
    if not parameter.fields:
        return Shape(parameter, None, (("", bool(values)),), place)
    named = type(values[0]) if values else asked_with(law, parameter)
    hints = get_type_hints(named)
    fields = []
    for name in parameter.fields:
        lists = {isinstance(getattr(each, name), tuple) for each in values} or {hints[name] is not int}
        if len(lists) > 1:
            where = f"{parameter.stem}.yaml, parameter {parameter.name}"
            raise LawError([f"{where}: {name} is a list in some versions and one value in others; make all alike"])
        fields.append((name, lists.pop()))
    return Shape(parameter, named, tuple(fields), place)


def asked_with(law: Law, parameter: Parameter) -> type:
    """The named tuple by which rules ask for a parameter."""
    versions = [version for rule in law.rules.values() for version in (*rule.versions, rule.doubt) if version]
    arguments = (found for version in versions for found in version.every)
    return next(found.annotation for found in arguments if found.name == parameter.name and found.parts)


def packed(shapes: Iterable[Shape], end: str = "value") -> tuple[Any, Any]:
    """The numbers of some parameters and the places of their keys and fields, in the order of the shapes.

    `end`: which of a version's values, `value`, `least` or `most`; they differ where sources are in conflict.
    """
    numbers: list[int] = []
    places: list[int] = []

    def begin(values: Iterable[int]) -> int:
        """Adds numbers; two at least, so that there is a place to look at where a parameter has no version."""
        start = len(numbers)
        numbers.extend(values)
        numbers.extend([0] * (start + 2 - len(numbers)))
        return start

    for shape in shapes:
        versions = [getattr(version, end) for version in shape.parameter.versions]
        first = begin(shape.parameter.keys)
        places += [first, first + len(versions), begin(isinstance(version, tuple) for version in versions)]
        for name, is_list in shape.fields:
            values = [getattr(version, name, UNKNOWN) if name else version for version in versions]
            if is_list:
                lists = [value if isinstance(value, tuple) else () for value in values]
                starts = [begin(value) for value in lists]
                places.append(begin(each for start, value in zip(starts, lists, strict=True) for each in (start, len(value))))  # fmt: skip  # noqa: E501
            else:
                places.append(begin(values))
    return np.array(numbers, np.int64), np.array(places, np.int64)
