"""One person's case put together from files and options: facts, rows of declared work, an answer of ONEM.

Facts come from YAML or JSON; rows from whatever `tremplin read` reads; what an option says comes last and holds.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from tremplin.cli.files import named, read_bytes
from tremplin.engine.facts import Fact
from tremplin.engine.kinds import Unreadable
from tremplin.engine.law import Law
from tremplin.ground.errors import Fault, InputError, unknown_name
from tremplin.ground.reading import read_yaml
from tremplin.papers.content import FileRead
from tremplin.papers.planned import Said

FACTS = (".yaml", ".yml", ".json")
OPTIONS = {"weekly_hours_now": "hours", "monthly_cost": "cost"}
"""Facts whose option has another name."""


@dataclass(frozen=True)
class Asked:
    """What was asked for: files, facts by name (None: not given), `NAME=VALUE` facts, whom of a file, ONEM's answer."""

    files: tuple[str, ...]
    facts: dict[str, str | None]
    others: tuple[str, ...] = ()
    person: str | None = None
    onem: str | None = None


@dataclass
class Gathered:
    """What files and options say, put together."""

    facts: Any = field(default_factory=dict)
    doubts: list[Said] = field(default_factory=list)
    files: list[FileRead] = field(default_factory=list)

    @property
    def source(self) -> str:
        return ", ".join(file.name for file in self.files)


def gathered(law: Law, asked: Asked, *questions: str) -> Gathered:
    """The facts of files and options for some questions; rows of several files come one after the other.

    Raises InputError: also for two files that are of two people.
    """
    found = Gathered()
    rows: list[Any] = []
    keys: dict[str, str] = {}
    for path in asked.files:
        content = read_bytes(path)
        found.files.append(FileRead(PurePath(named(path)).name, hashlib.sha256(content).hexdigest()))
        is_facts = PurePath(path).suffix.lower() in FACTS
        taken = facts_in(content, path) if is_facts else rows_in(content, path, asked, found, keys)
        if "work" in taken and len(asked.files) > 1:
            rows += taken.pop("work") or []
        found.facts = taken if not found.facts else found.facts | taken
    if len(keys) > 1:
        raise InputError([Fault(path, "two_people") for path in list(keys.values())[1:]])
    if rows:
        found.facts["work"] = rows
    if asked.onem:
        from tremplin.intake import read_onem

        found.facts |= read_onem(asked.onem)
    found.facts |= of_options(law, asked.facts, questions)
    give(found.facts, other_facts(law, asked.others, questions))
    return found


def of_options(law: Law, options: Mapping[str, str | None], questions: Sequence[str]) -> dict[str, Any]:
    """Facts given as options, judged here so that a fault names the option."""
    known = {name: fact for question in questions for name, fact in law.question(question).facts(law).items()}
    found: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, text in options.items():
        if text is None:
            continue
        found[name], fact = number_of(text), known.get(name)
        try:
            if isinstance(fact, Fact):
                fact.kind.read(found[name])
        except Unreadable as error:
            words = {"said": text, **error.words}
            faults.append(Fault(f"--{OPTIONS.get(name, name).replace('_', '-')}", f"expected_{error.expected}", words))
    if faults:
        raise InputError(faults)
    return found


def give(facts: Any, others: Mapping[str, Any]) -> None:
    """Adds facts; one of a row (`work[4].benefit_paid`) goes into its row."""
    faults: list[Fault] = []
    for name, value in others.items():
        table, bracket, rest = name.partition("[")
        number, _, column = rest.partition("].")
        rows = facts.get(table) if bracket else None
        if not bracket:
            facts[name] = value
        elif isinstance(rows, list) and number.isascii() and number.isdigit() and int(number) < len(rows) and column:
            rows[int(number)] = {**rows[int(number)], column: value}
        else:
            faults.append(Fault(f"--fact {name}", "no_such_row", {"count": len(rows) if isinstance(rows, list) else 0}))
    if faults:
        raise InputError(faults)


def facts_in(content: bytes, path: str) -> Any:
    """The facts of a YAML or JSON file, each with its line."""
    given = read_yaml(content, named(path))
    if not isinstance(given, dict):
        raise InputError([Fault(named(path), "not_facts" if given is not None else "empty_file")])
    return given


def rows_in(content: bytes, path: str, asked: Asked, found: Gathered, keys: dict[str, str]) -> dict[str, Any]:
    """The rows of any other file, with what its reader doubts; `keys`: the people met, and in which file."""
    from tremplin import intake

    reading = intake.read_bytes(content, named(path), asked.facts.get("region"))
    whose = reading.person(asked.person)
    if whose.key:
        keys.setdefault(whose.key, named(path))
    found.doubts += reading.doubts_of(whose)
    return {"work": whose.rows}


def other_facts(law: Law, texts: Sequence[str], questions: Sequence[str]) -> dict[str, Any]:
    """Facts written `NAME=VALUE`, their values read as in a file."""
    facts: dict[str, Any] = {}
    faults: list[Fault] = []
    known = sorted({name for question in questions for name in law.question(question).given})
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign:
            faults.append(Fault(f"--fact {text}", "fact_form"))
        elif name.partition("[")[0] not in known:
            faults.append(unknown_name(f"--fact {name}", name, known))
        else:
            facts[name] = read_yaml(value.encode(), f"--fact {name}")
    if faults:
        raise InputError(faults)
    return facts


def number_of(text: str) -> Any:
    """An option's value: a number where it is written as one, with a point or a comma."""
    written = text.replace(",", ".")
    return Decimal(written) if re.fullmatch(r"\d+(\.\d+)?", written, re.ASCII) else text
