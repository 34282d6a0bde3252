"""A law: the files of a folder, read, joined and checked whole.

One stem per subject: `hours.py` holds the rules, `hours.yaml` what people read of them and the numbers:

    facts:       what a case may be given         parameters:  dated numbers and policies
    rows:        tables of rows of a case         rules:       label and reasons of each rule of hours.py
    decisions:   what can be asked: `given` (facts), `then` (public name → rule), `answer` (the one that decides)

A law that is not sound does not load: every fault is named with its file, its rule and the mend.
"""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from tremplin.engine.errors import InputError, LawError, unknown_name
from tremplin.engine.facts import Check, Fact, RowTable, read_fact
from tremplin.engine.form import FORM, misplaced
from tremplin.engine.kinds import Kind
from tremplin.engine.one import Program
from tremplin.engine.parameters import Parameter, read_parameter
from tremplin.engine.plan import Plan
from tremplin.engine.reading import read_yaml
from tremplin.engine.rules import Rule


@dataclass
class Decision:
    """What can be asked of the law. `then`: public name → rule; `answer`: the public name that decides."""

    name: str
    given: dict[str, str]
    then: dict[str, str]
    answer: str
    clock: str
    also: tuple[str, ...]
    checks: tuple[Check, ...]
    texts: Mapping[str, Any]
    stem: str
    program: Program = field(init=False, repr=False)

    def facts(self, law: Law) -> dict[str, Fact | RowTable]:
        """What this decision may be given, by public name."""
        return {public: law.rows[name] if name in law.rows else law.facts[name] for public, name in self.given.items()}


class Law:
    """The rules, parameters, facts and decisions of a folder of law files."""

    def __init__(self, package: str) -> None:
        root = importlib.import_module(package)
        self.folder = Path(next(iter(root.__path__)))
        self.package = package
        self.rules: dict[str, Rule] = {}
        self.parameters: dict[str, Parameter] = {}
        self.facts: dict[str, Fact] = {}
        self.arguments: dict[str, Fact] = {}
        self.rows: dict[str, RowTable] = {}
        self.decisions: dict[str, Decision] = {}
        self.choices: dict[str, Mapping[str, str]] = {}
        self.faults: list[str] = []
        stems = sorted(path for path in self.folder.rglob("*.yaml") if ".cases" not in path.name)
        read = {stem: self.read(stem) for stem in stems}
        modules = {stem: self.module(stem) for stem in stems}
        for stem, module in modules.items():
            self.take_rules(self.name(stem), module, read[stem].get("rules") or {})
        shapes = self.shapes()
        for stem in stems:
            self.take_data(self.name(stem), read[stem], shapes)
        if not self.faults:
            self.join()
        if not self.faults:
            for stem in stems:
                self.take_decisions(self.name(stem), read[stem])
        if not self.faults:
            from tremplin.engine.soundness import faults_of

            self.faults = faults_of(self)
        if self.faults:
            raise LawError(self.faults)

    def name(self, stem: Path) -> str:
        return str(stem.relative_to(self.folder).with_suffix(""))

    def read(self, stem: Path) -> Mapping[str, Any]:
        try:
            found = read_yaml(stem.read_bytes(), self.name(stem) + ".yaml")
        except InputError as error:
            raise LawError([fault.text() for fault in error.faults]) from None
        where, sections = f"{self.name(stem)}.yaml", ", ".join(sorted(FORM))
        if found is None:
            raise LawError([f"{where}: it is empty; write {sections}, or take it out"])
        faults = [f"{where}: unknown section {key}; one of {sections}" for key in found if key not in FORM]
        if faults := [*misplaced(found, where), *(faults if isinstance(found, Mapping) else ())]:
            raise LawError(faults)
        return dict(found)

    def module(self, stem: Path) -> ModuleType | None:
        if not stem.with_suffix(".py").exists():
            return None
        return self.imported(".".join([self.package, *Path(self.name(stem)).parts]), f"{self.name(stem)}.py")

    @staticmethod
    def imported(name: str, where: str) -> ModuleType:
        try:
            return importlib.import_module(name)
        except Exception as error:
            raise LawError([f"{where}: it cannot be read ({type(error).__name__}: {error}); mend it"]) from error

    def take_rules(self, stem: str, module: ModuleType | None, texts: Mapping[str, Any]) -> None:
        found = {id(value): value for value in vars(module).values() if isinstance(value, Rule)} if module else {}
        for rule in found.values():
            if rule.module != module.__name__:  # type: ignore[union-attr]
                continue
            if rule.name in self.rules:
                other = self.rules[rule.name].stem
                self.faults.append(f"{stem}.py, rule {rule.name}: {other}.py has one of that name; rename one")
            rule.stem, rule.texts = stem, texts.get(rule.name) or {}
            self.rules[rule.name] = rule
        mine = {rule.name for rule in self.rules.values() if rule.stem == stem}
        self.faults += [f"{stem}.yaml, rules: there is no rule {name} in {stem}.py; mend its name" for name in texts if name not in mine]  # fmt: skip  # noqa: E501

    def shapes(self) -> dict[str, type]:
        """The named tuples by which rules ask for parameters of several fields."""
        return {
            argument.name: argument.annotation
            for rule in self.rules.values()
            for version in (*rule.versions, rule.doubt, rule.sureness, rule.shortfall)
            if version
            for argument in version.every
            if argument.parts
        }

    def take_data(self, stem: str, data: Mapping[str, Any], shapes: Mapping[str, type]) -> None:
        for name, given in self.new(stem, data, "facts", self.facts):
            fact = read_fact(name, given, f"{stem}.yaml, fact {name}", self.faults)
            if fact:
                self.facts[name] = fact
                self.arguments.setdefault(fact.argument, fact)
        for name, given in self.new(stem, data, "rows", self.rows):
            where = f"{stem}.yaml, rows {name}"
            self.faults += [f"{where}: unknown key {key}; mend its name or take it out" for key in given if key not in FORM["rows"]["*"]]  # fmt: skip  # noqa: E501
            columns = {
                column: read_fact(column, of, f"{where}, column {column}", self.faults)
                for column, of in (given.get("columns") or {}).items()
            }
            sound = {column: fact for column, fact in columns.items() if fact}
            self.rows[name] = RowTable(name, sound, tuple(given.get("order") or ()), {"label": given.get("label"), "shown": given.get("shown")}, where)  # fmt: skip  # noqa: E501
        for name, given in self.new(stem, data, "parameters", self.parameters):
            parameter = read_parameter(name, given, stem, shapes.get(name), self.faults)
            if parameter:
                self.parameters[name] = parameter
        self.choices.update(self.new(stem, data, "choices", self.choices))

    def new(
        self, stem: str, data: Mapping[str, Any], section: str, known: Mapping[str, Any]
    ) -> Iterator[tuple[str, Any]]:
        for name, given in (data.get(section) or {}).items():
            if name in known:
                self.faults.append(f"{stem}.yaml, {section}, {name}: another file has one of that name; rename one")
            yield name, given or {}

    def join(self) -> None:
        """Rows that rules open are tables too, with the opening rule's name as their column."""
        for rule in self.rules.values():
            if not rule.clock:
                self.faults.append(f"{rule.stem}.py, rule {rule.name}: no clock; say which day picks its version")
            if rule.opens and rule.opens not in self.rows:
                self.rows[rule.opens] = RowTable(rule.opens, {}, (), rule.texts, f"{rule.stem}.yaml, rule {rule.name}")

    def take_decisions(self, stem: str, data: Mapping[str, Any]) -> None:
        for name, texts in self.new(stem, data, "decisions", self.decisions):
            where = f"{stem}.yaml, decision {name}"
            missing = {"label", "given", "then", "answer", "clock"} - set(texts)
            extra = set(texts) - {"label", "given", "then", "answer", "clock", "also", "checks", "sentence", "note"}
            self.faults += [f"{where}: no {key}; add it" for key in sorted(missing)]
            self.faults += [f"{where}: unknown key {key}; mend its name or take it out" for key in sorted(extra)]
            if missing or extra:
                continue
            facts, then = (dict(of) if isinstance(of, Mapping) else dict(zip(of, of, strict=True)) for of in (texts["given"], texts["then"]))  # fmt: skip  # noqa: E501
            also = tuple(texts.get("also") or ())
            self.faults += [f"{where}: nothing is called {fact}; give it a fact or rows" for fact in facts.values() if fact not in self.facts and fact not in self.rows]  # fmt: skip  # noqa: E501
            self.faults += [f"{where}: there is no rule {rule}; mend its name" for rule in [*then.values(), *also] if rule not in self.rules]  # fmt: skip  # noqa: E501
            checks = tuple(self.check(stem, named, where) for named in texts.get("checks") or ())
            decision = Decision(name, facts, then, texts["answer"], texts["clock"], also, checks, texts, stem)
            self.decisions[name] = decision
            try:
                if not self.faults:
                    decision.program = Program(Plan(self, [*then.values(), *also]))
            except LawError as error:
                self.faults += error.faults

    def check(self, stem: str, named: str, where: str) -> Check:
        """A check (`checks.declared_rows`): a function of a module in the folder of the stem."""
        module, _, function = named.partition(".")
        path = ".".join([self.package, *Path(stem).parent.parts, module])
        found: Check | None = getattr(self.imported(path, f"{where}, check {named}"), function, None)
        if found is None:
            raise LawError([f"{where}: there is no check {named}; mend its name"])
        return found

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

    @cached_property
    def fingerprint(self) -> str:
        """The first 12 hex digits of the SHA-256 over the law's files, sorted by name."""
        total = hashlib.sha256()
        for path in sorted(self.folder.rglob("*")):
            if path.suffix in (".py", ".yaml") and ".cases" not in path.name:
                total.update(str(path.relative_to(self.folder)).encode() + b"\0" + path.read_bytes())
        return total.hexdigest()[:12]


def label(texts: Mapping[str, Any], language: str, key: str = "label") -> str:
    """A text of the law in a language."""
    found = texts.get(key) or {}
    return str(found.get(language) or found.get("fr") or "")
