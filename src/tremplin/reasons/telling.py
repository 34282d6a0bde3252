"""The values of an answer as texts in one language: what reasons are filled with, and the rows as they came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tremplin.engine.facts import Fact
from tremplin.engine.kinds import NONE, UNKNOWN, Kind
from tremplin.engine.parameters import Dated, Parameter
from tremplin.engine.rules import Rule
from tremplin.ground.sentences import label, sentence
from tremplin.reasons.answer import Answer
from tremplin.reasons.status import clock_days
from tremplin.reasons.wording import said

Source = Fact | Parameter | Rule


@dataclass(frozen=True)
class Rows:
    """Rows and what the rules made of them, in the order given. What is the same in all stands in `common`."""

    name: str
    label: str
    headings: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    common: tuple[tuple[str, str], ...]


class Telling:
    """Texts of values. `values` and `ranges` of rules outside rows hold what the second pass settled as well."""

    def __init__(self, answer: Answer, language: str) -> None:
        self.answer, self.law, self.language = answer, answer.law, language
        self.decision, self.case, self.steps = answer.decision, answer.case, answer.steps
        self.second, self.plan = answer.second, answer.decision.program.plan
        self.rules = {step.source.name: step.source for step in self.plan.steps if isinstance(step.source, Rule)}
        once = [name for name, rule in self.rules.items() if not rule.scope]
        unknown = [name for name in once if self.steps[name] == UNKNOWN]
        decided, self.ranges = self.second.settle(unknown) if unknown else ({}, {})
        self.values: dict[str, int] = {name: self.steps[name] for name in once} | decided
        self.public = {rule: public for public, rule in self.decision.then.items()}
        given = {public: self.law.facts[name] for public, name in self.decision.given.items() if name in self.law.facts}
        self.sources: dict[str, Source] = {public: self.rules[rule] for public, rule in self.decision.then.items()}
        self.sources |= given | self.plan.facts | {step.source.name: step.source for step in self.plan.steps}

    def word(self, key: str, /, **words: Any) -> str:
        return sentence(key, self.language, **words)

    def label(self, source: Source) -> str:
        return self.written(source.texts) or source.name

    def written(self, texts: Mapping[str, Any], key: str = "label") -> str:
        """A text of the law: the one for what holds here (`is where tax_rate is 0`), if it has one."""
        for name in texts:
            of, _, held = name.partition(" where ")
            if of == key and held and self.holds(*held.split(" is ")):
                return label(texts, self.language, name)
        return label(texts, self.language, key)

    def holds(self, name: str, wanted: str) -> bool:
        """Whether a rule outside rows has a value, said as in a case file; `none`: there is nothing."""
        kind, value = self.rules[name].kind if name in self.rules else None, self.values.get(name, UNKNOWN)
        if kind is None or value in (UNKNOWN, NONE):
            return value == NONE and wanted == "none"
        plain = kind.plain(value)
        return wanted == (("no", "yes")[plain] if isinstance(plain, bool) else str(plain))

    def fill(self, template: str, public: bool = False, **words: str) -> str:
        """A text of the law: each `{name}` becomes the value of that rule, parameter or fact (or first, result)."""
        then = {name: self.rules[rule] for name, rule in self.decision.then.items()} if public else {}
        known = {**self.sources, **then}
        if not public and any(
            getattr(known.get(name), "name", name) in self.ranges for name in re.findall(r"\{(\w+)\}", template)
        ):
            return ""
        return re.sub(r"\{(\w+)\}", lambda hit: words.get(hit[1]) or self.text(known[hit[1]]), template)

    def text(self, source: Source) -> str:
        if isinstance(source, Fact):
            return self.fact_text(source, self.case.values.get(source.argument, UNKNOWN))
        if isinstance(source, Parameter):
            return self.parameter_text(source)
        if source.kind is None or source.scope:
            return ""
        below = self.written(source.texts, "below_zero")
        if source.name in self.ranges:
            low, high = (max(0, end) if below else end for end in self.ranges[source.name])
            return self.between(source.kind, (low, high))
        names, value = (self.public.get(source.name, ""), source.name), self.values[source.name]
        if below and value < 0 and value not in (UNKNOWN, NONE):
            return self.fill(below, short=said(self.law, source.kind, -value, self.language))
        none = self.written(source.texts, "none") if value == NONE else ""
        return none or said(self.law, source.kind, value, self.language, *names)

    def pair(self, name: str, text: str) -> str:
        return f"{name}{self.word('place.colon')}{text}"

    def count(self, number: int) -> str:
        return self.word("value.row" if number == 1 else "value.rows", count=number)

    def either(self, one: str, other: str) -> str:
        return one if one == other else self.word("value.either", one=one, other=other)

    def between(self, kind: Kind, ends: tuple[int, int]) -> str:
        low, high = (said(self.law, kind, end, self.language) for end in ends)
        return low if low == high else self.word("value.between", low=low, high=high)

    def fact_text(self, fact: Fact, value: int, brief: bool = False) -> str:
        if fact.kind.name == "name" and value != UNKNOWN:
            return self.case.names.get(fact.argument, [""])[value]
        value = value if value == UNKNOWN else value - fact.add
        return said(self.law, fact.kind, value, self.language, fact.name, brief=brief)

    def dated(self, parameter: Parameter) -> list[Dated]:
        """The versions of a parameter that this case touches."""
        days, group = clock_days(self.second, parameter)
        return list({id(found): found for day in days if (found := parameter.at(day, group))}.values())

    def parameter_text(self, parameter: Parameter) -> str:
        texts = dict.fromkeys(dated_text(self.law, parameter, found, self.language) for found in self.dated(parameter))
        return ", ".join(texts) or self.word("value.unknown")

    def rows(self, table: str) -> Rows:
        order = self.case.places.get(table, range(self.steps[f"n_{table}"]))
        common: list[tuple[str, str]] = []
        kept: dict[str, list[str]] = {}
        for heading, blank, texts in self.columns(table):
            if not blank and len(texts) > 1 and len(set(texts)) == 1:
                common.append((heading, texts[0]))
            elif not blank:
                kept[heading] = [text for _, text in sorted(zip(order, texts, strict=True))]
        cells = tuple(zip(*kept.values(), strict=True)) if kept else ((),) * len(order)
        return Rows(table, label(self.law.rows[table].texts, self.language), tuple(kept), cells, tuple(common))

    def columns(self, table: str) -> Iterator[tuple[str, bool, list[str]]]:
        """The columns that the law shows (else all that rules touch): label, whether all are left out, texts."""
        facts = {fact.name: fact for fact in self.law.rows[table].columns.values()}
        rules = {name: rule for name, rule in self.rules.items() if rule.scope == table and rule.kind}
        used = [name for name, fact in facts.items() if fact.argument in self.plan.columns.get(table, {})]
        for name in self.law.rows[table].texts.get("shown") or [*used, *rules]:
            if name in facts:
                given = (self.case.rows[table] or {})[facts[name].argument]
                blank = all(value == facts[name].blank for value in given)
                texts = ["–" if value == UNKNOWN else self.fact_text(facts[name], value, True) for value in given]
                yield self.label(facts[name]), blank, texts
            elif (rule := rules.get(name)) and rule.kind:
                yield self.label(rule), False, self.row_texts(rule, rule.kind)

    def row_texts(self, rule: Rule, kind: Kind) -> list[str]:
        """A rule's value on each row; where the strict pass leaves it open, between its least and its most."""
        ident = self.plan.by_name[rule.name].ident
        columns = [self.steps, *(self.extremes if UNKNOWN in self.steps[ident] else ())]
        texts = []
        for values in zip(*(column[ident] for column in columns), strict=True):
            ends = values[1:] if values[0] == UNKNOWN else values[:1]
            one, other = (
                said(self.law, kind, end, self.language, rule.name, brief=True) for end in (ends[0], ends[-1])
            )
            texts.append(self.either(one, other))
        return texts

    @cached_property
    def extremes(self) -> list[dict[str, Any]]:
        """The whole case with every doubt at its least and at its most favourable."""
        return [self.decision.program.doubtful(self.case.values, self.case.rows, end) for end in (False, True)]


def dated_text(law: Any, parameter: Parameter, found: Dated, language: str) -> str:
    """One version of a parameter: its value, both values of a conflict, or how many rows a list has."""
    ends = [found.value] if found.value != UNKNOWN else list(dict.fromkeys((found.least, found.most)))
    if ends == [UNKNOWN]:
        return sentence("value.unknown", language)
    lists = [part for end in ends if isinstance(end, tuple) for part in end if isinstance(part, tuple)]
    if lists:
        return sentence("value.row" if len(lists[0]) == 1 else "value.rows", language, count=len(lists[0]))
    texts = []
    for end in ends:
        parts = zip(parameter.fields.values(), end, strict=True) if isinstance(end, tuple) else [(parameter.kind, end)]
        texts.append(" · ".join(said(law, kind, part, language, parameter.name) for kind, part in parts if kind))
    return sentence("value.either", language, one=texts[0], other=texts[1]) if texts[1:] else texts[0]
