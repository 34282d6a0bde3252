"""One fact as a field of a form, and the answers given so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from tremplin.engine.kinds import UNKNOWN
from tremplin.engine.parameters import Parameter
from tremplin.engine.plan import Step
from tremplin.ground.sentences import label, sentence
from tremplin.reasons.wording import said
from tremplin.web.questions.asked import asked
from tremplin.web.questions.state import UNSAID, State

HINTS = {"day": "ask.day", "month": "ask.month", "year": "ask.year", "number": "ask.number", "money": "ask.money"}


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    checked: bool


class Query:
    """One fact as a field of a form."""

    def __init__(self, state: State, name: str, language: str) -> None:
        self.state, self.name, self.language, self.fact = state, name, language, state.facts[name]

    @property
    def text(self) -> str:
        return label(self.fact.texts, self.language, "question") or label(self.fact.texts, self.language)

    @property
    def kind(self) -> str:
        return {"first_of_month": "month", "first_of_year": "number"}.get(self.fact.kind.name, self.fact.kind.name)

    @property
    def value(self) -> str:
        text = self.state.texts.get(self.name, "")
        return "" if text == UNSAID else text[:60]

    @cached_property
    def choices(self) -> list[Choice]:
        chosen, kind = self.state.texts.get(self.name), self.fact.kind
        if kind.name == "yes_no":
            words = (("yes", 1), ("no", 0))
            return [
                Choice(word, capital(said(self.state.law, kind, of, self.language)), word == chosen)
                for word, of in words
            ]
        offered = self.state.topic.offer.get(self.name, kind.names)
        if chosen in kind.names and chosen not in offered:
            offered = (*offered, str(chosen))
        return [Choice(name, self.choice_text(name), name == chosen) for name in offered]

    def choice_text(self, name: str) -> str:
        kind = self.fact.kind
        return capital(said(self.state.law, kind, kind.names.index(name), self.language, self.fact.name))

    @property
    def choices_asked(self) -> bool:
        return self.kind in ("choice", "yes_no")

    @property
    def input(self) -> str:
        return {"day": "date", "month": "month"}.get(self.kind, "text")

    @property
    def hint(self) -> str:
        key = "year" if self.fact.kind.name == "first_of_year" else self.kind
        return self.limits or sentence(HINTS[key], self.language)

    @property
    def unsure(self) -> bool:
        """Whether one may say that one does not know."""
        return not self.fact.required

    @property
    def unsure_chosen(self) -> bool:
        return self.state.texts.get(self.name) == UNSAID

    @property
    def lowest(self) -> str:
        return "" if self.fact.low is None else str(self.fact.kind.plain(self.fact.low))

    @property
    def highest(self) -> str:
        return "" if self.fact.high is None else str(self.fact.kind.plain(self.fact.high))

    @property
    def limits(self) -> str:
        """The limits of a number, in words."""
        if self.kind not in ("number", "money") or not (self.lowest and self.highest):
            return ""
        ends = (
            said(self.state.law, self.fact.kind, end or 0, self.language) for end in (self.fact.low, self.fact.high)
        )
        low, high = ends
        return sentence("ask.between", self.language, low=low, high=high)

    @property
    def fault(self) -> str:
        found = self.state.faults.get(self.name)
        if found and (found.key == "required" or self.fact.kind.name in ("choice", "yes_no")):
            return sentence("ask.empty" if found.key == "required" else "ask.no_choice", self.language, **found.said())
        return sentence(f"fault.{found.key}", self.language, **found.said()) if found else ""

    @cached_property
    def uses(self) -> list[tuple[str, str]]:
        """The rules that read this fact: label and article."""
        found: dict[tuple[str, str], None] = {}
        for part in self.state.topic.parts:
            decision = self.state.decisions[part.decision]
            if self.name in part.ask:
                of = self.state.law.decision(part.planned) if part.planned and "." in self.name else decision
                place = asked(self.state.law, of, self.name).place[0]
                found |= dict.fromkeys(self.readers(of.program.plan.steps, place))
        return list(found)[:6]

    def readers(self, steps: Sequence[Step], ident: str) -> Iterator[tuple[str, str]]:
        for step in steps:
            if any(use.ident == ident for uses in step.uses for use in uses) or (
                isinstance(step.source, Parameter) and step.group is not None and step.group.ident == ident
            ):
                yield label(step.source.texts, self.language) or step.source.name, step.source.article


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class Given:
    """An answer that was given, or is supposed, with the address that changes it."""

    label: str
    value: str
    change: str
    supposed: bool = False


def given(state: State, language: str, answered: bool = False) -> list[Given]:
    """The answers so far, the day that the page takes, and (where `answered`) what is supposed and matters."""
    found = [line(state, name, state.answers[name], language) for name in state.answers]
    taken = {name: value for part in state.topic.parts for name, value in state.clock(part).items()}
    found += [line(state, name, value, language) for name, value in taken.items() if name not in state.answers]
    supposed = state.supposed() if answered else {}
    return found + [replace(line(state, name, value, language), supposed=True) for name, value in supposed.items()]


def days(state: State, language: str) -> list[str]:
    """The days by whose law the answer is given; not the year or the month of one of them again."""
    told = {name: state.answers.get(name, value) for part in state.parts() for name, value in state.clock(part).items()}
    found = list(dict.fromkeys(line(state, name, value, language).value for name, value in told.items()))
    return [day for day in found if not any(day != other and day in other for other in found)]


def line(state: State, name: str, value: Any, language: str) -> Given:
    fact = state.facts[name]
    kept = UNKNOWN if value is None else fact.kind.read(value)
    return Given(
        capital(label(fact.texts, language)),
        said(state.law, fact.kind, kept, language, fact.name),
        state.query(edit=name),
    )
