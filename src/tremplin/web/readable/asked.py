"""What a question of the law may be given, and what it gives back, in words."""

from __future__ import annotations

from dataclasses import dataclass

from tremplin.engine.facts import Fact, RowTable
from tremplin.engine.kinds import UNKNOWN
from tremplin.engine.law import Decision, Law, Search
from tremplin.ground.sentences import label, sentence
from tremplin.reasons.wording import said
from tremplin.web.readable.doors import Door, door

SCALES = {100: "hundredths", 10_000: "ten_thousandths"}


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
    for public, fact in question.facts(law).items():
        if isinstance(fact, Fact):
            found.append(asked(law, public, "", fact, language))
            continue
        unit, left_out = sentence("unit.rows", language), sentence("facts.unknown", language)
        found.append(Asked(public, "", label(fact.texts, language) or public, "", unit, left_out))
        found += columns(law, public, fact, language)
    return found


def columns(law: Law, public: str, table: RowTable, language: str) -> list[Asked]:
    return [asked(law, name, public, fact, language) for name, fact in table.columns.items()]


def asked(law: Law, name: str, within: str, fact: Fact, language: str) -> Asked:
    kind = SCALES.get(fact.kind.scale, "number") if fact.kind.name == "number" else fact.kind.name
    unit = sentence(f"unit.{kind}", language, names=", ".join(fact.kind.names))
    question = label(fact.texts, language, "question")
    return Asked(name, within, label(fact.texts, language) or name, question, unit, left_out(law, fact, language))


def left_out(law: Law, fact: Fact, language: str) -> str:
    """What happens when it is not given."""
    if fact.required:
        return sentence("facts.required", language)
    if fact.kind.name == "name" and fact.left_out is not None:
        return sentence("facts.one", language)
    if fact.left_out is None or fact.left_out == UNKNOWN:
        return sentence("facts.unknown", language)
    return sentence("facts.taken_as", language, value=said(law, fact.kind, fact.left_out, language, fact.name))


def results_of(law: Law, question: Decision | Search, language: str) -> list[Result]:
    if isinstance(question, Search):
        texts = question.texts["then"]
        return [Result(name, label({"label": texts[name]}, language), None, False) for name in question.then]
    rules = ((public, law.rules[name]) for public, name in question.then.items())
    return [
        Result(public, label(rule.texts, language) or public, door(rule, language), public == question.answer)
        for public, rule in rules
    ]
