"""What is known, carried from form to form by the page itself: facts and rows as a file of facts, the doubts of their
reading. Nothing of it is trusted when it comes back: it is read again like any file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from tremplin.ground.errors import Fault, InputError
from tremplin.ground.reading import NUMBER, WORDS, read_yaml
from tremplin.intake import Doubt
from tremplin.intake.doubts import SEVERITIES
from tremplin.intake.people import Row
from tremplin.papers.html import clean

PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*", re.ASCII)
MOST_DOUBTS = 200
"""Doubts that travel with a person's rows; how many more there were is said."""


@dataclass(frozen=True)
class Kept:
    """`facts`: plain values by public name (None: said to be unknown); `rows`: None where no work is given yet;
    `name`: of the file; `asked`: facts that the page asked for of its own accord."""

    facts: dict[str, Any] = field(default_factory=dict)
    rows: list[Row] | None = None
    name: str = ""
    doubts: tuple[Doubt, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def given(self) -> dict[str, Any]:
        """The facts as a file of facts would give them."""
        return self.facts if self.rows is None else {**self.facts, "work": self.rows}

    def knows(self, name: str) -> bool:
        """Whether a fact (`work[4].benefit_paid` too) was given, if only as unknown."""
        if at := row_of(name):
            number, column = at
            return self.rows is not None and number < len(self.rows) and column in self.rows[number]
        return name in self.facts

    def value(self, name: str) -> Any:
        if at := row_of(name):
            return self.rows[at[0]].get(at[1]) if self.rows else None
        return self.facts.get(name)

    def having(self, name: str, value: Any) -> Kept:
        """The same with one fact more, or another value of it."""
        if at := row_of(name):
            rows = list(self.rows or [])
            rows[at[0]] = {**rows[at[0]], at[1]: value}
            return replace(self, rows=rows)
        return replace(self, facts={**self.facts, name: value})

    def without(self, name: str) -> Kept:
        return replace(self, facts={key: value for key, value in self.facts.items() if key != name})

    def text(self) -> str:
        """All of it as YAML that `read` takes."""
        lines = [f"facts: {flow(self.facts)}", f"name: {flow(self.name)}", f"asked: {flow(self.asked)}"]
        if self.rows is not None:
            lines += ["work:" if self.rows else "work: []", *(f"- {flow(row)}" for row in self.rows)]
        if self.doubts:
            told = [[one.place, one.key, one.words] for one in self.doubts[:MOST_DOUBTS]]
            lines += ["doubts:", *(f"- {flow(one)}" for one in told)]
        return "\n".join(lines) + "\n"


def row_of(name: str) -> tuple[int, str] | None:
    """The row and the column of `work[4].benefit_paid`."""
    found = re.fullmatch(r"work\[(\d{1,5})\]\.(\w+)", name, re.ASCII)
    return (int(found[1]), found[2]) if found else None


def flow(value: Any) -> str:
    """A value as YAML on one line, with as few marks as may be: marks are long in a page."""
    match value:
        case None:
            return "null"
        case bool():
            return "yes" if value else "no"
        case int() | float() | Decimal():
            return str(value)
        case str():
            return scalar(value)
        case Mapping():
            return "{" + ", ".join(f"{scalar(str(name))}: {flow(of)}" for name, of in value.items()) + "}"
        case Sequence():
            return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(str(value))


def scalar(text: str) -> str:
    text = clean(text)
    bare = PLAIN.fullmatch(text) and not NUMBER.fullmatch(text) and text.lower() not in WORDS
    return text if bare else json.dumps(text, ensure_ascii=False)


def read(text: str) -> Kept:
    """What a form carried. Raises InputError where somebody changed it into something else."""
    said = read_yaml(text, "")
    if not isinstance(said, Mapping):
        raise InputError([Fault("", "not_facts")])
    facts, rows, asked = said.get("facts") or {}, said.get("work"), said.get("asked") or []
    sound = isinstance(facts, Mapping) and isinstance(asked, list) and (rows is None or isinstance(rows, list))
    if not sound or any(not isinstance(row, Mapping) for row in rows or ()):
        raise InputError([Fault("", "not_facts")])
    doubts = said.get("doubts") if isinstance(said.get("doubts"), list) else []
    return Kept(
        facts=dict(facts),
        rows=None if rows is None else [dict(row) for row in rows],
        name=str(said.get("name") or ""),
        doubts=tuple(doubt for one in doubts or () if (doubt := doubt_of(one))),
        asked=tuple(str(name) for name in asked),
    )


def doubt_of(said: Any) -> Doubt | None:
    """A doubt that can be said; None for what is none."""
    match said:
        case [str(place), str(key), Mapping() as words] if key in SEVERITIES:
            doubt = Doubt(place, key, dict(words))
            try:
                doubt.text("fr")
            except (KeyError, ValueError, IndexError):
                return None
            return doubt
    return None
