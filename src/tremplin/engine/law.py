"""A law, joined and ready to be asked. `lawbook/` reads it from its files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tremplin.engine.facts import Case, Check, Fact, RowTable
from tremplin.engine.kinds import Kind
from tremplin.engine.one import Program
from tremplin.engine.parameters import Parameter
from tremplin.engine.plan import Plan
from tremplin.engine.rules import Rule
from tremplin.ground.errors import InputError, unknown_name


@dataclass(eq=False)
class Question:
    """What can be asked of the law. `given`: public name → fact or rows."""

    name: str
    given: dict[str, str]
    checks: tuple[Check, ...]
    texts: Mapping[str, Any]
    stem: str

    def facts(self, law: Law) -> dict[str, Fact | RowTable]:
        """What it may be given, by public name."""
        return {public: law.rows.get(name) or law.facts[name] for public, name in self.given.items()}


@dataclass(eq=False)
class Decision(Question):
    """What rules decide. `then`: public name → rule; `answer`: the public name that decides; `aside`: those told beside
    it, which do not weigh on how sure the answer is and what it lacks."""

    then: dict[str, str]
    answer: str
    clock: str
    also: tuple[str, ...]
    aside: tuple[str, ...]
    law: Law = field(repr=False)

    @cached_property
    def program(self) -> Program:
        """How its rules follow each other; raises LawError where they cannot be ordered."""
        return Program(Plan(self.law, [*self.then.values(), *self.also]))


@dataclass(eq=False)
class Search(Question):
    """What is found by trying days and ways through decisions. `then`: names of results; `find` tries."""

    then: tuple[str, ...]
    find: Callable[[Law, Search, Case], Any]


@dataclass(eq=False)
class Law:
    """The rules, parameters, facts and decisions of a folder of law files, each by name."""

    package: str
    folder: Path
    rules: dict[str, Rule] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    arguments: dict[str, Fact] = field(default_factory=dict)
    rows: dict[str, RowTable] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    searches: dict[str, Search] = field(default_factory=dict)
    choices: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def scope_of_clock(self, parameter: Parameter) -> str | None:
        """The rows whose column (`work.first_day`) or rule is the clock of a parameter; None for one of the case."""
        table, dot, _ = parameter.clock.partition(".")
        if dot:
            return table
        return self.rules[parameter.clock].scope if parameter.clock in self.rules else None

    def kind(self, name: str) -> Kind | None:
        """The kind of a fact, a parameter of one value or a rule."""
        for found in (self.rules.get(name), self.arguments.get(name), self.parameters.get(name)):
            if found is not None:
                return found.kind
        return None

    def decision(self, name: str) -> Decision:
        if name not in self.decisions:
            raise InputError([unknown_name(name, name, sorted(self.decisions))])
        return self.decisions[name]

    def question(self, name: str) -> Decision | Search:
        """A decision or a search."""
        if name not in self.decisions and name not in self.searches:
            raise InputError([unknown_name(name, name, sorted([*self.decisions, *self.searches]))])
        return self.searches.get(name) or self.decisions[name]

    @cached_property
    def fingerprint(self) -> str:
        """The first 12 hex digits of the SHA-256 over the law's files, sorted by name."""
        total = hashlib.sha256()
        for path in sorted(self.folder.rglob("*")):
            if path.suffix in (".py", ".yaml") and ".cases" not in path.name:
                total.update(str(path.relative_to(self.folder)).encode() + b"\0" + path.read_bytes())
        return total.hexdigest()[:12]
