"""An answer as the page shows it: the sentence, the numbers, the reasons as a tree, what would change it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tremplin.engine.kinds import KINDS, NONE, UNKNOWN
from tremplin.ground.sentences import label, sentence
from tremplin.reasons.answer import Answer
from tremplin.reasons.explain import Explanation, Node
from tremplin.reasons.lacking import Change
from tremplin.web.questions.fields import capital, days
from tremplin.web.questions.state import State
from tremplin.web.questions.topics import Part
from tremplin.web.readable.doors import door

BADGES = {"confirmed": "good", "conflict": "stop", "unset": "stop", "stale": "care"}
TONES = {0: "no", 1: "yes"}
DEEP = 2
"""Levels of reasons that stand open."""


@dataclass(frozen=True)
class Reason:
    """A node of the tree with what the page needs to draw it. `mark`: yes, no, maybe or nothing; `address`: the page
    of the law where its rule or number stands; facts have none."""

    node: Node
    address: str
    mark: str
    badge: str
    status: str
    open: bool
    children: tuple[Reason, ...]

    @property
    def said(self) -> bool:
        """Whether there is something to say beside the value."""
        node = self.node
        return bool(node.reason or node.short or node.behind or node.article or node.sources or node.status)

    @property
    def parts(self) -> bool:
        folds = not (self.node.again or self.number or self.node.kind == "fact")
        return folds and (self.said or bool(self.children))

    @property
    def number(self) -> bool:
        """Whether it is a number of the law, which stands open under what reads it."""
        return self.node.kind in ("parameter", "policy")

    @property
    def plain(self) -> bool:
        """Whether its value says no more than its mark."""
        return bool(self.mark)

    @property
    def label(self) -> str:
        return capital(self.node.label)


@dataclass(frozen=True)
class Figure:
    """A result told in large; `anchor` leads to its reasons, `address` to its rule."""

    label: str
    value: str
    anchor: str
    address: str


class Told:
    """One decision of a topic, told in a language."""

    def __init__(self, state: State, part: Part, language: str) -> None:
        self.state, self.part, self.language = state, part, language
        self.answer: Answer = state.answer(part)
        self.explanation = Explanation(self.answer, language)

    @property
    def decision(self) -> str:
        return self.part.decision

    @property
    def address(self) -> str:
        """The page of the decision."""
        return door(self.answer.decision, self.language).address

    @cached_property
    def title(self) -> str:
        return capital(label(self.answer.decision.texts, self.language))

    @cached_property
    def lead(self) -> str:
        return self.explanation.lead

    @cached_property
    def tone(self) -> str:
        target = self.explanation.target
        value = self.explanation.values[target.name]
        if value == UNKNOWN and target.name not in self.explanation.ranges:
            return "unsure"
        return TONES.get(value, "yes") if target.kind == KINDS["yes_no"] else "yes"

    @property
    def status(self) -> str:
        return sentence(f"status.{self.answer.status}", self.language)

    @property
    def badge(self) -> str:
        return BADGES.get(self.answer.status, "note")

    @cached_property
    def figures(self) -> list[Figure]:
        found = []
        for public in self.part.show:
            rule = self.explanation.rules[self.answer.decision.then[public]]
            if self.explanation.values[rule.name] not in (NONE, UNKNOWN) or rule.name in self.explanation.ranges:
                named, text = capital(self.explanation.label(rule)), self.explanation.text(rule)
                found.append(Figure(named, text, f"{self.decision}-{rule.name}", self.law_page(rule.name)))
        return found

    @cached_property
    def reasons(self) -> list[Reason]:
        first, *others = self.explanation.tree
        told = {figure.anchor for figure in self.figures}
        kept = [node for node in others if f"{self.decision}-{node.name}" in told]
        start = 0 if self.part is self.state.topic.parts[0] else DEEP
        return [self.reason(first, start), *(self.reason(node, DEEP) for node in kept)]

    def reason(self, node: Node, depth: int) -> Reason:
        children = tuple(self.reason(child, depth + 1) for child in node.children)
        badge = BADGES.get(node.status, "note") if node.status else ""
        status = sentence(f"status.{node.status}", self.language) if node.status else ""
        opened = depth < DEEP and not node.folded
        return Reason(node, self.law_page(node.name), self.mark(node), badge, status, opened, children)

    def law_page(self, name: str) -> str:
        """Where the law shows a rule or a number; nothing for facts and rows."""
        found = self.explanation.rules.get(name) or self.explanation.law.parameters.get(name)
        return door(found, self.language).address if found else ""

    def mark(self, node: Node) -> str:
        rule = self.explanation.rules.get(node.name)
        if node.kind != "rule" or rule is None or rule.scope:
            return ""
        value = self.explanation.values[rule.name]
        if value == UNKNOWN and rule.name not in self.explanation.ranges:
            return "maybe"
        return TONES.get(value, "") if rule.kind == KINDS["yes_no"] else ""

    @cached_property
    def changes(self) -> list[tuple[Change, str]]:
        """What would change the answer, each with the address of its question where there is one."""
        needed = [name for name in self.state.topic.needs if self.state.answers.get(name, "") is None]
        if needed:
            facts = [(name, self.state.facts[name].texts) for name in needed]
            texts = [(name, label(of, self.language), label(of, self.language, "question")) for name, of in facts]
            return [(change, self.question(change)) for change in (Change("fact", *text) for text in texts)]
        return [(change, self.question(change)) for change in self.explanation.changes]

    def question(self, change: Change) -> str:
        name = change.place.replace("[0]", "")
        return self.state.query(edit=name) if change.kind == "fact" and name in self.state.facts else ""

    def case(self) -> str:
        """The case as a file of `tremplin test`."""
        then: dict[str, Any] = {name: self.answer.result[name] for name in self.answer.values}
        lines = [
            f"- case: {json.dumps(self.title, ensure_ascii=False)}",
            f"  source: tremplin, law {self.answer.law.fingerprint}",
        ]
        lines += [f"  decision: {self.decision}", "  given:", *written(self.state.given(self.part))]
        return "\n".join([*lines, "  then:", *written(then | {"status": self.answer.status})]) + "\n"


def answer_of(state: State, told: list[Told], language: str) -> dict[str, Any]:
    """What an answer says, on the screen and on paper."""
    region = str(state.answers.get("region"))
    see = state.topic.see.get(region) or state.topic.see["any"]
    return {
        "told": told,
        "first": told[0],
        "others": told[1:],
        "bring": [texts[language] for texts in state.topic.bring],
        "see": see[language],
        "taken": state.topic.taken[language] if state.topic.taken else "",
        "days": days(state, language),
        "changes": list(dict.fromkeys(change for one in told for change in one.changes)),
    }


def written(said: Mapping[str, Any]) -> Iterator[str]:
    """Facts as lines of YAML: each value as JSON, which YAML reads the same."""
    for name, value in said.items():
        yield f"    {name}: {json.dumps(value, ensure_ascii=False, default=float)}"


def case_file(told: list[Told]) -> str:
    return "\n".join(one.case() for one in told)


def trace(state: State, told: list[Told]) -> str:
    """What a report needs: topic, law, facts and answers; nothing of who asks."""
    lines = [f"topic: {state.topic.name}", f"law: {state.law.fingerprint}", f"day: {state.today.isoformat()}", ""]
    return "\n".join(lines) + case_file(told)
