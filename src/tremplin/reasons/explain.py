"""Why an answer is what it is, in one language, made when read: a tree of values with their reasons and sources, the
rows and what the rules made of them, and what would change the answer.

Of alternatives, the one that holds is unfolded; when none holds, the nearest, with how much it lacks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from tremplin.engine.facts import Fact
from tremplin.engine.kinds import CONFLICT, KINDS, NONE, STATUSES, UNKNOWN, UNSET
from tremplin.engine.parameters import Parameter
from tremplin.engine.rules import Rule
from tremplin.ground.sentences import label
from tremplin.reasons.answer import Answer
from tremplin.reasons.lacking import Lacking
from tremplin.reasons.missing import unknown_under
from tremplin.reasons.references import of_house, public
from tremplin.reasons.status import parameter_status
from tremplin.reasons.steps import active, version_at
from tremplin.reasons.telling import Rows


@dataclass(frozen=True)
class Node:
    """A value of the tree. `kind`: rule, parameter, policy (without status where it changes nothing), fact or rows.

    `short`: by how much a yes is missed. `behind`: what leaves it unknown. `folded`: an alternative that does not
    decide. `again`: it stands unfolded elsewhere.
    """

    kind: str
    name: str
    label: str
    value: str
    article: str = ""
    sources: tuple[str, ...] = ()
    status: str | None = None
    reason: str = ""
    short: str = ""
    behind: tuple[str, ...] = ()
    folded: bool = False
    again: bool = False
    children: tuple[Node, ...] = ()


class Explanation(Lacking):
    """The explanation of an answer in a language. All of it is made when it is read."""

    def __init__(self, answer: Answer, language: str = "fr") -> None:
        super().__init__(answer, language)
        self.seen: set[str] = set()

    @cached_property
    def lead(self) -> str:
        """The sentence that answers: of an amount or a day known within bounds, with both of them."""
        value, sentences = self.values[self.target.name], self.decision.texts.get("sentence") or {}
        if value == UNKNOWN and self.target.name in self.ranges:
            what, within = self.label(self.target), self.text(self.target)
            return self.word("explain.between", what=what[:1].upper() + what[1:], within=within)
        yes_no = self.target.kind is not None and self.target.kind.name == "yes_no"
        key = "undetermined" if value == UNKNOWN else "is" if not yes_no else "yes" if value else "no"
        template = self.written(sentences, key)
        if template:
            return self.fill(template, public=True)
        answer = self.text(self.target)
        question = label(self.decision.texts, self.language)
        return self.word("explain.lead", question=question, answer=answer[:1].upper() + answer[1:])

    @cached_property
    def results(self) -> list[tuple[str, str, str]]:
        """Each result of one value: public name, label, value. Those of one value a month are among the tables."""
        then = [(name, rule) for name, rule in self.decision.then.items() if name in self.answer.values]
        return [(name, self.label(self.rules[rule]), self.text(self.rules[rule])) for name, rule in then]

    @cached_property
    def tree(self) -> list[Node]:
        """The answer unfolded, then the results that it does not stand on."""
        names = [
            self.target.name,
            *(rule for public, rule in self.decision.then.items() if public in self.answer.values),
        ]
        return [self.rule_node(self.rules[name]) for name in names if name not in self.seen]

    @cached_property
    def tables(self) -> list[Rows]:
        names = dict.fromkeys([*self.plan.columns, *self.plan.opened])
        return [self.rows(table) for table in names if self.steps[f"n_{table}"] > 0]

    def as_dict(self) -> dict[str, Any]:
        return {
            "lead": self.lead,
            "results": [{"name": name, "label": text, "value": value} for name, text, value in self.results],
            "status": self.answer.status,
            "tree": [asdict(node) for node in self.tree],
            "rows": [asdict(table) for table in self.tables],
            "changes": [asdict(change) for change in self.changes],
        }

    # The tree.

    def rule_node(self, rule: Rule, folded: bool = False) -> Node:
        again = rule.name in self.seen
        self.seen.add(rule.name)
        value = self.values.get(rule.name, NONE)
        key = {0: "no", 1: "yes"}.get(value, "") if rule.kind == KINDS["yes_no"] else "is"
        key = "unknown" if value == UNKNOWN and rule.name not in self.ranges else key
        status = self.answer.statuses.get(rule.name)
        return Node(
            kind="rule",
            name=rule.name,
            label=self.label(rule),
            value=self.text(rule),
            article=self.article(rule),
            status=None if status is None else STATUSES[status],
            reason=self.fill(label(rule.texts, self.language, key)) if not rule.scope else "",
            short=self.short(rule) if value in (0, UNKNOWN) else "",
            behind=self.behind(rule) if value == UNKNOWN else (),
            folded=folded,
            again=again,
            children=() if again else tuple(self.children(rule)),
        )

    def article(self, rule: Rule) -> str:
        step = self.plan.by_name[rule.name]
        return of_house(self.law, rule.versions[version_at(step, self.steps, None)].article, self.language)

    def children(self, rule: Rule) -> Iterator[Node]:
        if rule.combine and not rule.scope:
            parts, decisive = self.parts(rule), self.decisive(rule)
            if all(part.name in self.seen for part in parts):
                return
            yield from (self.rule_node(part) for part in decisive)
            yield from (self.rule_node(part, folded=True) for part in parts if part not in decisive)
            return
        gathered: dict[str, list[Rule]] = {}
        for use in active(self.plan.by_name[rule.name], self.steps, None):
            table = use.ident.rpartition("__")[0]
            if isinstance(use.source, Parameter):
                yield self.parameter_node(use.source)
            elif table and table != rule.each:
                gathered.setdefault(table, []).extend([use.source] if isinstance(use.source, Rule) else [])
            elif isinstance(use.source, Rule):
                if not (use.source.combine and self.closed(use.source)):
                    yield self.rule_node(use.source)
            elif not table:
                yield self.fact_node(use.source)
        yield from (self.rows_node(table, rules) for table, rules in gathered.items())

    def fact_node(self, used: Fact) -> Node:
        fact = self.answer.fact_at((used.argument, None)) or used
        name, value = self.answer.public((fact.argument, None)), self.text(fact)
        if any(self.case.values.get(other, UNKNOWN) not in (UNKNOWN, int(met)) for other, met in fact.applies.items()):
            value = self.word("explain.does_not_apply")
        elif fact.left_out is not None and name not in self.case.given:
            value = self.word("explain.assumed", value=value)
        again = fact.argument in self.seen
        self.seen.add(fact.argument)
        return Node("fact", name, self.label(fact), value, again=again)

    def parameter_node(self, parameter: Parameter) -> Node:
        found = self.dated(parameter)
        sources = tuple(
            dict.fromkeys(public(self.law, version.source, self.language, version.status != UNSET) for version in found)
        )
        again = parameter.name in self.seen
        self.seen.add(parameter.name)
        weighs = not parameter.policy or parameter.name in self.answer.statuses
        return Node(
            kind="policy" if parameter.policy else "parameter",
            name=parameter.name,
            label=self.label(parameter),
            value=self.text(parameter),
            article=of_house(self.law, parameter.article, self.language),
            sources=sources,
            status=STATUSES[parameter_status(self.second, parameter)] if weighs else None,
            reason=found[0].note.get(self.language, "") if found and found[0].value == UNKNOWN else "",
            again=again,
        )

    def rows_node(self, table: str, rules: list[Rule]) -> Node:
        count = self.steps[f"n_{table}"]
        value = self.count(count) if count >= 0 else self.word("value.unknown")
        text = label(self.law.rows[table].texts, self.language)
        return Node("rows", table, text, value, children=tuple(self.rule_node(rule) for rule in rules))

    def behind(self, target: Rule) -> tuple[str, ...]:
        """The facts, rows and parameters that leave a value unknown."""
        found: dict[str, None] = {}
        for place in [] if target.scope else unknown_under(self.second, target.name):
            if isinstance(place, tuple):
                found[self.place_label(place)] = None
            elif parameter_status(self.second, self.law.parameters[place]) >= CONFLICT:
                found[self.label(self.law.parameters[place])] = None
        return tuple(found)
