"""What a question of the law may be given, and what it gives back, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tremplin.engine.law import Decision, Law, Search
from tremplin.ground.sentences import label
from tremplin.reasons.asked import facts_asked
from tremplin.web.readable.doors import Door, door


@dataclass(frozen=True)
class Asked:
    """A fact, or a column of rows (`within` names them): how people are asked for it, and how it is written."""

    name: str
    within: str
    label: str
    question: str
    unit: str
    left_out: str


@dataclass(frozen=True)
class Result:
    """A result: its public name, what it says, the rule that gives it (none: a search), whether it is the answer."""

    name: str
    label: str
    rule: Door | None
    answers: bool


def asked_of(law: Law, question: Decision | Search, language: str) -> list[Asked]:
    """The facts of a question; the columns of its rows after them."""
    found = []
    for fact in facts_asked(law, question.name, language, people=True)["facts"]:
        found += [asked(fact, ""), *(asked(column, fact["name"]) for column in fact.get("columns", ()))]
    return found


def asked(fact: Mapping[str, Any], within: str) -> Asked:
    name = fact["name"]
    return Asked(name, within, fact["label"] or name, fact.get("question", ""), fact["unit"], fact["when_left_out"])


def results_of(law: Law, question: Decision | Search, language: str) -> list[Result]:
    if isinstance(question, Search):
        texts = question.texts["then"]
        return [Result(name, label({"label": texts[name]}, language), None, False) for name in question.then]
    rules = ((public, law.rules[name]) for public, name in question.then.items())
    return [
        Result(public, label(rule.texts, language) or public, door(rule, language), public == question.answer)
        for public, rule in rules
    ]
