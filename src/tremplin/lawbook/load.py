"""A law from its files: read, joined and checked whole.

One stem per subject: `hours.py` holds the rules, `hours.yaml` what people read of them and the numbers:

    facts:       what a case may be given         parameters:  dated numbers and policies
    rows:        tables of rows of a case         rules:       label and reasons of each rule of hours.py
    decisions:   what can be asked: `given` (facts), `then` (public name → rule), `answer` (the one that decides)
    searches:    what is found by trying: `given`, `then` (names), `find` (the function that tries)

A law that is not sound does not load: every fault is named with its file, its rule and the mend.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from tremplin.engine.facts import Check, RowTable
from tremplin.engine.law import Decision, Law, Search
from tremplin.engine.rules import Rule
from tremplin.ground.errors import InputError, LawError
from tremplin.ground.reading import read_yaml
from tremplin.lawbook.form import FORM, misplaced
from tremplin.lawbook.kept import keep, kept
from tremplin.lawbook.numbers import read_fact, read_parameter
from tremplin.lawbook.soundness import faults_of


def load(package: str) -> Law:
    """The law of a package's folder; raises LawError with every fault."""
    return Loader(package).law


class Loader:
    """Reads one folder of law files; `law` fills, `faults` collects what is wrong."""

    def __init__(self, package: str) -> None:
        root = importlib.import_module(package)
        self.law = Law(package, Path(next(iter(root.__path__))))
        self.faults: list[str] = []
        stems = sorted(path for path in self.law.folder.rglob("*.yaml") if ".cases" not in path.name)
        known = kept(self.law) or {}
        self.examines = list(known) != [self.name(stem) for stem in stems]
        read = {self.name(stem): self.read(stem) for stem in stems} if self.examines else known
        modules = {self.name(stem): self.module(stem) for stem in stems}
        for stem, module in modules.items():
            self.take_rules(stem, module, read[stem].get("rules") or {})
        shapes = shapes_of(self.law)
        for stem, said in read.items():
            self.take_data(stem, said, shapes)
        if not self.faults:
            self.join()
        if not self.faults:
            for stem, said in read.items():
                self.take_decisions(stem, said)
                self.take_searches(stem, said)
        if not self.faults and self.examines:
            self.faults = faults_of(self.law)
        if self.faults:
            raise LawError(self.faults)
        if self.examines:
            keep(self.law, read)

    def name(self, stem: Path) -> str:
        return str(stem.relative_to(self.law.folder).with_suffix(""))

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
        return self.imported(".".join([self.law.package, *Path(self.name(stem)).parts]), f"{self.name(stem)}.py")

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
            if rule.name in self.law.rules:
                other = self.law.rules[rule.name].stem
                self.faults.append(f"{stem}.py, rule {rule.name}: {other}.py has one of that name; rename one")
            rule.stem, rule.texts = stem, texts.get(rule.name) or {}
            self.law.rules[rule.name] = rule
        mine = {rule.name for rule in self.law.rules.values() if rule.stem == stem}
        self.faults += [f"{stem}.yaml, rules: there is no rule {name} in {stem}.py; mend its name" for name in texts if name not in mine]  # fmt: skip  # noqa: E501

    def take_data(self, stem: str, data: Mapping[str, Any], shapes: Mapping[str, type]) -> None:
        for name, given in self.new(stem, data, "facts", self.law.facts):
            fact = read_fact(name, given, f"{stem}.yaml, fact {name}", self.faults)
            if fact:
                self.law.facts[name] = fact
                self.law.arguments.setdefault(fact.argument, fact)
        for name, given in self.new(stem, data, "rows", self.law.rows):
            where = f"{stem}.yaml, rows {name}"
            self.faults += [f"{where}: unknown key {key}; mend its name or take it out" for key in given if key not in FORM["rows"]["*"]]  # fmt: skip  # noqa: E501
            columns = {
                column: read_fact(column, of, f"{where}, column {column}", self.faults)
                for column, of in (given.get("columns") or {}).items()
            }
            sound = {column: fact for column, fact in columns.items() if fact}
            self.law.rows[name] = RowTable(name, sound, tuple(given.get("order") or ()), {"label": given.get("label"), "shown": given.get("shown")}, where)  # fmt: skip  # noqa: E501
        for name, given in self.new(stem, data, "parameters", self.law.parameters):
            parameter = read_parameter(name, given, stem, shapes.get(name), self.faults)
            if parameter:
                self.law.parameters[name] = parameter
        self.law.choices.update(self.new(stem, data, "choices", self.law.choices))

    def new(
        self, stem: str, data: Mapping[str, Any], section: str, known: Mapping[str, Any]
    ) -> Iterator[tuple[str, Any]]:
        for name, given in (data.get(section) or {}).items():
            if name in known:
                self.faults.append(f"{stem}.yaml, {section}, {name}: another file has one of that name; rename one")
            yield name, given or {}

    def join(self) -> None:
        """Rows that rules open are tables too, with the opening rule's name as their column."""
        for rule in self.law.rules.values():
            if not rule.clock:
                self.faults.append(f"{rule.stem}.py, rule {rule.name}: no clock; say which day picks its version")
            if rule.opens and rule.opens not in self.law.rows:
                self.law.rows[rule.opens] = RowTable(
                    rule.opens, {}, (), rule.texts, f"{rule.stem}.yaml, rule {rule.name}"
                )

    def take_decisions(self, stem: str, data: Mapping[str, Any]) -> None:
        for name, texts in self.new(stem, data, "decisions", self.law.decisions):
            where = f"{stem}.yaml, decision {name}"
            missing = {"label", "given", "then", "answer", "clock"} - set(texts)
            extra = set(texts) - {
                "label",
                "given",
                "then",
                "answer",
                "clock",
                "also",
                "aside",
                "checks",
                "sentence",
                "note",
                "of_month",
                "of_year",
            }
            self.faults += [f"{where}: no {key}; add it" for key in sorted(missing)]
            self.faults += [f"{where}: unknown key {key}; mend its name or take it out" for key in sorted(extra)]
            if missing or extra:
                continue
            facts, then = (dict(of) if isinstance(of, Mapping) else dict(zip(of, of, strict=True)) for of in (texts["given"], texts["then"]))  # fmt: skip  # noqa: E501
            also, aside = tuple(texts.get("also") or ()), tuple(texts.get("aside") or ())
            passing = [*(texts.get("of_month") or ()), *(texts.get("of_year") or ())]
            self.faults += [f"{where}: {public} of the clock's month or year is not given; mend its name" for public in passing if public not in facts]  # fmt: skip  # noqa: E501
            self.faults += [f"{where}: there is no result {public} to stand aside; mend its name" for public in aside if public not in then]  # fmt: skip  # noqa: E501
            self.faults += [f"{where}: nothing is called {fact}; give it a fact or rows" for fact in facts.values() if fact not in self.law.facts and fact not in self.law.rows]  # fmt: skip  # noqa: E501
            self.faults += [f"{where}: there is no rule {rule}; mend its name" for rule in [*then.values(), *also] if rule not in self.law.rules]  # fmt: skip  # noqa: E501
            checks = tuple(self.check(stem, named, where) for named in texts.get("checks") or ())
            decision = Decision(
                name, facts, checks, texts, stem, then, texts["answer"], texts["clock"], also, aside, self.law
            )
            self.law.decisions[name] = decision
            try:
                if self.examines and not self.faults:
                    decision.program  # noqa: B018  (made now, so that its faults are told here)
            except LawError as error:
                self.faults += error.faults

    def take_searches(self, stem: str, data: Mapping[str, Any]) -> None:
        for name, texts in self.new(stem, data, "searches", self.law.searches):
            where = f"{stem}.yaml, search {name}"
            self.faults += [f"{where}: no {key}; add it" for key in ("label", "given", "then", "find") if not texts.get(key)]  # fmt: skip  # noqa: E501
            if self.faults:
                continue
            facts = dict(texts["given"])
            self.faults += [f"{where}: nothing is called {fact}; give it a fact or rows" for fact in facts.values() if fact not in self.law.facts and fact not in self.law.rows]  # fmt: skip  # noqa: E501
            checks = tuple(self.check(stem, named, where) for named in texts.get("checks") or ())
            find = self.later(stem, texts["find"], where)
            self.law.searches[name] = Search(name, facts, checks, texts, stem, tuple(texts["then"]), find)

    def later(self, stem: str, named: str, where: str) -> Any:
        """A function that tries, imported when it is first called: it brings much that a decision does without."""
        if self.examines:
            self.check(stem, named, where)
        return lambda *asked: self.check(stem, named, where)(*asked)

    def check(self, stem: str, named: str, where: str) -> Check:
        """A check (`checks.declared_rows`): a function of a module in the folder of the stem."""
        module, _, function = named.partition(".")
        path = ".".join([self.law.package, *Path(stem).parent.parts, module])
        found: Check | None = getattr(self.imported(path, f"{where}, check {named}"), function, None)
        if found is None:
            raise LawError([f"{where}: there is no check {named}; mend its name"])
        return found


def shapes_of(law: Law) -> dict[str, type]:
    """The named tuples by which rules ask for parameters of several fields."""
    return {
        argument.name: argument.annotation
        for rule in law.rules.values()
        for version in (*rule.versions, rule.doubt, rule.sureness, rule.shortfall)
        if version
        for argument in version.every
        if argument.parts
    }
