"""What an answer lacks: by how much a yes is missed, by the nearest alternative, and what would change the answer."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import get_type_hints

from tremplin.engine.doubt import Place
from tremplin.engine.kinds import CONFLICT, KINDS, UNKNOWN, UNSET, Kind
from tremplin.engine.parameters import Parameter
from tremplin.engine.plan import Step
from tremplin.engine.rules import ALL, Rule, kind_of
from tremplin.ground.sentences import label
from tremplin.reasons.references import public
from tremplin.reasons.steps import active, evaluated
from tremplin.reasons.telling import Telling
from tremplin.reasons.wording import said


@dataclass(frozen=True)
class Change:
    """What would change the answer. `kind`: short, fact, row, doubt or parameter; `place` as in `missing`, `unset`."""

    kind: str
    place: str
    label: str
    text: str


class Lacking(Telling):
    """What holds, what is lacking and by how much; what would change the answer."""

    @cached_property
    def target(self) -> Rule:
        """The rule that answers."""
        return self.rules[self.decision.then[self.decision.answer]]

    @cached_property
    def changes(self) -> list[Change]:
        """What routes lack, facts to ask for, doubts of rules, parameters that are open."""
        yes_no = self.target.kind == KINDS["yes_no"]
        lacking = self.lacking(self.target) if yes_no and self.values[self.target.name] != 1 else ()
        return [*lacking, *self.facts_asked(), *self.doubts, *self.parameters_asked()]

    def parts(self, rule: Rule) -> list[Rule]:
        """The parts of a combination that are in force: one that asks for nothing and says no is repealed."""
        parts = [self.rules[argument.name] for argument in rule.versions[0].arguments]
        kept = [part for part in parts if part.combine or active(self.plan.by_name[part.name], self.steps, None)]
        if rule.combine != ALL:
            kept = [part for part in kept if not self.closed(part)] or kept
        return kept or parts

    def closed(self, rule: Rule) -> bool:
        """Whether the law of the day itself says no, in this region: nothing about the person could change it."""
        if rule.combine:
            return rule.combine == ALL and any(self.closed(part) for part in self.parts(rule))
        clock = self.law.facts[self.decision.given[self.decision.clock]].argument
        uses = active(self.plan.by_name[rule.name], self.steps, None)
        asks = [use for use in uses if use.ident != clock and not isinstance(use.source, Parameter)]
        return self.values[rule.name] == 0 and not asks

    def decisive(self, rule: Rule) -> list[Rule]:
        """Of alternatives the one that holds, or the nearest; of conditions those that make the value."""
        parts, value = self.parts(rule), self.values[rule.name]
        if rule.combine == ALL:
            return [part for part in parts if self.values[part.name] == value] or parts
        holding = [part for part in parts if self.values[part.name] == 1]
        return [holding[0] if holding else min(parts, key=lambda part: distance(self.lacks(part)))]

    def lacks(self, rule: Rule) -> list[tuple[Rule, float]]:
        """The conditions that keep a rule from yes, each with by how much; of alternatives, the nearest's."""
        if self.values[rule.name] == 1:
            return []
        if rule.combine == ALL:
            return [lack for part in self.parts(rule) for lack in self.lacks(part)]
        if rule.combine:
            return min((self.lacks(part) for part in self.parts(rule)), key=distance)
        found = self.shortfall(rule)
        return [(rule, found[1] / found[2].scale if found else math.inf)]

    def shortfall(self, rule: Rule) -> tuple[int, int, Kind] | None:
        """The least and the most by which a yes is missed: over both ends of what is known within bounds."""
        short = rule.shortfall
        if short is None or short.function is None:
            return None
        open_ = [name for name in short.names if self.steps.get(name) == UNKNOWN]
        ends = [self.ends(name) for name in open_]
        step = self.plan.by_name[rule.name]
        found = [evaluated(self.second, step, short, dict(zip(open_, end, strict=True)))[0] for end in product(*ends)]
        kind, _ = kind_of(get_type_hints(short.function, include_extras=True).get("return"))
        return None if UNKNOWN in found else (max(0, min(found)), max(found), kind or KINDS["number"])

    def ends(self, name: str) -> tuple[int, int]:
        """Both ends of a value that the strict pass leaves unknown: of a doubt, or of sources in conflict."""
        if name in self.law.parameters:
            versions = self.dated(self.law.parameters[name])
            return (versions[0].least, versions[0].most) if len(versions) == 1 else (UNKNOWN, UNKNOWN)
        return self.ranges.get(name, (self.values.get(name, UNKNOWN),) * 2)

    def short(self, rule: Rule) -> str:
        found = self.shortfall(rule)
        if found is None or found[1] <= 0:
            return ""
        low, high, kind = found
        amount = said(self.law, kind, low, self.language) if low == high else self.between(kind, (low, high))
        template = label(rule.texts, self.language, "short")
        return self.fill(template, short=amount) if template else self.word("explain.short", short=amount)

    # What would change the answer.

    def lacking(self, rule: Rule) -> Iterator[Change]:
        if rule.combine == ALL:
            for part in self.parts(rule):
                yield from self.lacking(part) if self.values[part.name] != 1 else ()
            return
        for part in sorted(self.parts(rule), key=lambda one: distance(self.lacks(one))) if rule.combine else [rule]:
            texts = [self.short(lack) or self.no(lack, part) for lack, _ in self.lacks(part)]
            if any(texts):
                yield Change(
                    "short", part.name, self.label(part), self.word("value.and_then").join(filter(None, texts))
                )

    def no(self, rule: Rule, under: Rule) -> str:
        if self.values[rule.name] == UNKNOWN:
            return ""
        reason = self.fill(label(rule.texts, self.language, "no"))
        return reason or (self.text(rule) if rule is under else self.pair(self.label(rule), self.text(rule)))

    def facts_asked(self) -> Iterator[Change]:
        for place in self.answer.missing_places:
            fact = self.answer.fact_at(place)
            name, question = self.place_label(place), label(fact.texts if fact else {}, self.language, "question")
            yield Change("fact", self.answer.public(place), name, question)

    def place_label(self, place: Place) -> str:
        """`date de naissance`, `travail déclaré`, `travail déclaré, ligne 3, jours déclarés`."""
        fact, (name, row) = self.answer.fact_at(place), place
        if row is None:
            return label(fact.texts if fact else self.law.rows[name].texts, self.language)
        column = label(fact.texts, self.language) if fact else ""
        return f"{self.row_label(name.rpartition('__')[0], row)}, {column}"

    @cached_property
    def doubts(self) -> list[Change]:
        """What rules doubt, of a row or of the case, between the least and the most favourable; not what follows."""
        if not self.answer.undetermined:
            return []
        found: list[Change] = []
        follows = {*self.answer.missing_places, *((name, None) for name in self.open_parameters)}
        for step in self.plan.steps:
            rule, values = step.source, self.steps[step.ident]
            column = enumerate(values or ()) if step.scope else [(None, values)]
            for row in [row for row, value in column if isinstance(rule, Rule) and value == UNKNOWN]:
                new = not any({(use.ident, row), (use.ident, None)} & follows for use in active(step, self.steps, row))
                follows.add((step.ident, row))
                if new and isinstance(rule, Rule) and rule.doubt and rule.kind and rule.name in self.answer.statuses:
                    found.append(self.doubt(step, rule, rule.kind, row))
        return found

    def doubt(self, step: Step, rule: Rule, kind: Kind, row: int | None) -> Change:
        ends = (end[step.ident] if row is None else end[step.ident][row] for end in self.extremes)
        either = self.either(*(said(self.law, kind, end, self.language, rule.name) for end in ends))
        text = self.fill(label(rule.texts, self.language, "unknown")) or either
        if row is None or step.scope is None:
            return Change("doubt", rule.name, self.label(rule), text)
        place = f"{step.scope}[{self.given_row(step.scope, row)}]"
        return Change("row", place, self.row_label(step.scope, row), self.pair(self.label(rule), text))

    def given_row(self, table: str, row: int) -> int:
        return self.case.places[table][row] if table in self.case.places else row

    def row_label(self, table: str, row: int) -> str:
        """`travail déclaré, ligne 3`: people count from one."""
        named = label(self.law.rows[table].texts, self.language)
        return self.word("value.row_of", table=named, number=self.given_row(table, row) + 1)

    @cached_property
    def open_parameters(self) -> dict[str, list[str]]:
        """The parameters that would have to be set, each with why it is not, or with the sources that conflict."""
        found = {}
        for name in self.answer.unset:
            versions = self.dated(self.law.parameters[name])
            notes = [
                version.note.get(self.language) or public(self.law, version.source, self.language)
                for version in versions
                if version.status in (CONFLICT, UNSET)
            ]
            if notes or not versions:
                found[name] = list(dict.fromkeys(notes)) or [self.word("law.nothing_then")]
        return found

    def parameters_asked(self) -> Iterator[Change]:
        for name, notes in self.open_parameters.items():
            yield Change(
                "parameter", name, self.label(self.law.parameters[name]), self.word("value.and_then").join(notes)
            )


def distance(lacks: list[tuple[Rule, float]]) -> tuple[int, float]:
    """How far a yes is: conditions that cannot be measured first, then by how much the others are missed."""
    amounts = [amount for _, amount in lacks]
    return amounts.count(math.inf), sum(amount for amount in amounts if amount != math.inf)
