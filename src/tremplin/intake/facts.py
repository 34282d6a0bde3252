"""A file of facts (YAML or JSON) with rows of work, as `tremplin decide` takes it: its rows, as the law reads them."""

from __future__ import annotations

from typing import Any

from tremplin.engine.decide import read_case
from tremplin.ground.days import today
from tremplin.ground.errors import InputError
from tremplin.ground.reading import Mapping, read_yaml
from tremplin.intake.doubts import Doubts, refused
from tremplin.intake.people import Person
from tremplin.intake.periods import iso
from tremplin.intake.split import split
from tremplin.law import belgian_law

DECISION = "working_days"


def people_of(content: bytes, name: str, doubts: Doubts, splitting: bool) -> list[Person]:
    """The one person of a file of facts. Raises InputError with every fault that the law finds in the rows."""
    given = read_yaml(content, name)
    if not isinstance(given, Mapping) or given.get("work") in (None, []):
        raise refused(name, "doubt.no_work")
    rows = given["work"]
    lines = getattr(rows, "lines", [])
    try:
        check(rows, name)
    except InputError as error:
        if not splitting or any(fault.key != "two_quarters" for fault in error.faults):
            raise
        places = [place(name, line, number) for number, line in enumerate(lines)]
        parts: list[tuple[Any, str]] = []
        for row, where in zip(rows, places, strict=True):
            cut, estimates = split([row], [where])
            parts += [(part, where) for part in cut]
            doubts.extend(estimates)
        check([part for part, _ in parts], name)
        return [person(parts)]
    return [person([(row, place(name, lines[number], number)) for number, row in enumerate(rows)])]


def check(rows: Any, name: str) -> None:
    law = belgian_law()
    read_case(law, law.decision(DECISION), {"on": iso(today()), "work": rows}, name)


def place(name: str, line: int, number: int) -> str:
    return f"{name}, line {line}, work[{number}]"


def person(rows: list[tuple[Any, str]]) -> Person:
    found = Person()
    for row, where in rows:
        found.add({key: value for key, value in row.items() if value is not None}, where)
    return found
