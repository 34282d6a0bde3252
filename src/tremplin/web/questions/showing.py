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
    """A result told in large; `anchor` leads to its reasons, `address` to its rule where it is one."""

    label: str
    value: str
    anchor: str
    address: str = ""


def has_status(tone: str, status: str) -> bool:
    """Whether there is an answer whose status can be said, or a gap of the law that is its status."""
    return tone != "unsure" or BADGES.get(status) in ("stop", "care")


class Shown:
    """An answer in a language; what `part` names is told in large. `start`: the level its reasons begin at."""

    def __init__(self, part: Part, explanation: Explanation, start: int = 0) -> None:
        self.part, self.explanation, self.start = part, explanation, start
        self.answer: Answer = explanation.answer
        self.language = explanation.language

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
        """How sure the answer is, in words; of one that nobody can tell yet, that it is open."""
        return sentence(f"status.{self.answer.status}" if self.answers else "lawpage.undetermined", self.language)

    @property
    def badge(self) -> str:
        return BADGES.get(self.answer.status, "note") if self.answers else "note"

    @property
    def answers(self) -> bool:
        return has_status(self.tone, self.answer.status)

    @cached_property
    def figures(self) -> list[Figure]:
        found = []
        for public in self.part.show:
            rule = self.explanation.rules[self.answer.decision.then[public]]
            open_ = rule.name in self.explanation.ranges and self.tone != "no"
            open_ |= self.explanation.values[rule.name] == NONE and bool(rule.texts.get("none")) and self.tone != "no"
            if self.explanation.values[rule.name] not in (NONE, UNKNOWN) or open_:
                named, text = capital(self.explanation.label(rule)), self.explanation.text(rule)
                found.append(Figure(named, text, f"{self.decision}-{rule.name}", self.law_page(rule.name)))
        return found

    @cached_property
    def reasons(self) -> list[Reason]:
        first, *others = self.explanation.tree
        told = {figure.anchor for figure in self.figures}
        kept = [node for node in others if f"{self.decision}-{node.name}" in told]
        return [self.reason(first, self.start), *(self.reason(node, DEEP) for node in kept)]

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


class Told(Shown):
    """One decision of a topic, told in a language."""

    def __init__(self, state: State, part: Part, language: str) -> None:
        start = 0 if part is state.topic.parts[0] else DEEP
        super().__init__(part, Explanation(state.answer(part), language), start)
        self.state = state

    @cached_property
    def changes(self) -> list[tuple[Change, str]]:
        """What would change the answer, each with the address of its question where there is one."""
        needed = [name for name in self.state.topic.needs if self.state.answers.get(name, "") is None]
        if needed:
            facts = [(name, self.state.facts[name].texts) for name in needed]
            texts = [(name, label(of, self.language), label(of, self.language, "question")) for name, of in facts]
            return [(change, self.question(change)) for change in (Change("fact", *text) for text in texts)]
        found = [*self.explanation.changes, *self.waiting]
        return [(change, self.question(change)) for change in found]

    @property
    def waiting(self) -> list[Change]:
        """After a no, the facts that would say when waiting makes it a yes."""
        answer, explanation = self.answer, self.explanation
        then, aside = answer.decision.then, set(answer.decision.aside) & set(answer.undetermined)
        open_ = [then[name] for name in self.part.show if name in aside and self.tone == "no"]
        places = dict.fromkeys(place for rule in open_ for place in answer.second.missing(rule))
        found = [(answer.public(place), explanation.place_label(place), answer.fact_at(place)) for place in places]
        return [
            Change("fact", name, text, label(fact.texts, self.language, "question"))
            for name, text, fact in found
            if fact and name in self.part.ask
        ]

    def question(self, change: Change) -> str:
        name = change.place.replace("[0]", "")
        return self.state.query(edit=name) if change.kind == "fact" and name in self.state.facts else ""

    def case(self) -> str:
        """The case as a file of `tremplin test`."""
        then: dict[str, Any] = {name: self.answer.result[name] for name in self.answer.values}
        then["status"] = self.answer.status
        return as_case(self.title, self.decision, self.answer.law.fingerprint, self.state.given(self.part), then)


def as_case(title: str, decision: str, law: str, given: Mapping[str, Any], then: Mapping[str, Any]) -> str:
    """One case of a file of `tremplin test`."""
    lines = [f"- case: {json.dumps(title, ensure_ascii=False)}", f"  source: tremplin, law {law}"]
    lines += [f"  decision: {decision}", "  given:", *written(given)]
    return "\n".join([*lines, "  then:", *written(then)]) + "\n"


def answer_of(state: State, told: list[Told], language: str) -> dict[str, Any]:
    """What an answer says, on the screen and on paper. After a no there is nothing to bring."""
    found = ending(state, language)
    if told[0].tone == "no":
        found["bring"] = []
    return found | {
        "told": told,
        "first": told[0],
        "others": told[1:],
        "days": days(state, language),
        "changes": list(dict.fromkeys(change for one in told for change in one.changes)),
    }


def ending(state: State, language: str) -> dict[str, Any]:
    """What an answer ends with: what to bring, whom to see, what was taken for granted."""
    see = state.topic.see.get(str(state.answers.get("region"))) or state.topic.see["any"]
    return {
        "bring": [texts[language] for texts in state.topic.bring],
        "see": see[language],
        "taken": state.topic.taken[language] if state.topic.taken else "",
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
