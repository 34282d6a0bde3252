"""What the law makes of a case of a source document: decided once a process, told in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tremplin.engine.kinds import KINDS, STATUSES, UNKNOWN, Unreadable, read_day
from tremplin.engine.law import Law
from tremplin.ground.sentences import label, sentence
from tremplin.reasons.answer import Answer
from tremplin.reasons.explain import Explanation
from tremplin.reasons.found import Found, ask
from tremplin.reasons.status import status_of
from tremplin.reasons.wording import day_text, said, text_of
from tremplin.sources.documents import Document, Example
from tremplin.web.readable.doors import Badge, badge

MONTH = KINDS["month"]


@dataclass(frozen=True)
class Result:
    """One result of a case: what it is, what the law gives, the page of the rule that gives it (none: a search)."""

    label: str
    value: str
    address: str


@dataclass(frozen=True)
class Outcome:
    """A case decided. `open`: what leaves it undetermined."""

    example: Example
    results: tuple[Result, ...]
    badge: Badge
    open: str
    address: str

    @property
    def brief(self) -> str:
        return "; ".join(f"{of.label}: {of.value}" for of in self.results)


@cache
def decided(law: Law, document: Document, number: int) -> Answer | Found:
    """The answer of the law to a case."""
    example = document.examples[number - 1]
    return ask(law, example.decision, example.given, document.name)


def decide_searches(law: Law, document: Document) -> None:
    """Decides the cases that are found by trying every day, which take longest: done before anybody asks."""
    for example in document.examples:
        if example.decision in law.searches:
            decided(law, document, example.number)


@cache
def outcome(law: Law, document: Document, number: int, language: str) -> Outcome:
    example, answer = document.examples[number - 1], decided(law, document, number)
    if isinstance(answer, Found):
        results, lacks = tuple(searched(law, answer, example, language)), ""
        # What its steps touched: a search tells how sure its right to benefit is, not each of its results.
        status = max((STATUSES.index(step["status"]) for step in answer.steps if step["status"]), default=0)
    else:
        told = Explanation(answer, language)
        results = tuple(one_result(law, told, example.then, name, language) for name in example.shown)
        rules = [answer.decision.then[name] for name in example.shown]
        status = max(status_of(answer.second, rules).values(), default=0)
        lacks = why_open(told, example)
    address = f"/{language}/sources/{document.name}/cases/{number}"
    return Outcome(example, results, badge(status, language), lacks, address)


def why_open(told: Explanation, example: Example) -> str:
    """The facts and the rules that are not known, where a result that is shown is not."""
    answer = told.answer
    if not any(lacking(answer.result[name]) for name in example.shown):
        return ""
    names = {name for public in example.shown for name in answer.second.unset(answer.decision.then[public])}
    return "; ".join(dict.fromkeys(told.label(told.law.parameters[name]) for name in sorted(names)))


def lacking(value: Any) -> bool:
    return value is None or (isinstance(value, Mapping) and None in value.values())


def one_result(law: Law, told: Explanation, then: Mapping[str, Any], public: str, language: str) -> Result:
    rule = law.rules[told.answer.decision.then[public]]
    value = told.answer.result[public]
    if isinstance(value, Mapping):
        asked = then[public]
        kept = {month: of for month, of in value.items() if not isinstance(asked, Mapping) or month in asked}
        text = by_month(law, rule, public, kept, language)
    else:
        text = told.text(rule)
    return Result(label(rule.texts, language) or public, text, f"/{language}/law/rules/{rule.name}")


def by_month(law: Law, rule: Any, public: str, months: Mapping[str, Any], language: str) -> str:
    """Values by month; months in a row with the same value stand together: `mars 2007 – mai 2007 : 876,50 €`."""
    runs: list[tuple[str, str, Any]] = []
    for month, value in months.items():
        if runs and runs[-1][2] == value:
            runs[-1] = (runs[-1][0], month, value)
        else:
            runs.append((month, month, value))
    colon = sentence("place.colon", language)
    return " · ".join(
        f"{span(first, last, language)}{colon}{worded(law, rule, public, value, language)}"
        for first, last, value in runs
    )


def span(first: str, last: str, language: str) -> str:
    start, end = (text_of(MONTH, MONTH.read(month), language) for month in (first, last))
    return start if first == last else f"{start} – {end}"


def worded(law: Law, rule: Any, public: str, value: Any, language: str) -> str:
    if value is None:
        return sentence("lawpage.undetermined", language)
    return said(law, rule.kind, rule.kind.read(value), language, public, rule.name)


# What a search found.


def searched(law: Law, found: Found, example: Example, language: str) -> Iterator[Result]:
    for public in example.shown:
        text = label({"label": found.search.texts["then"][public]}, language)
        value = found.result[public]
        if public == "variants":
            value = " · ".join(variant(of, language) for of in value if tried(example, of, value))
        elif public in ("earliest", "gentlest") and value is not None:
            value = way(found.result["variants"][value], language)
        elif isinstance(value, Mapping):
            value = clause(value, language)
        else:
            value = sentence("lawpage.undetermined", language) if value is None else str(value)
        yield Result(text, value, "")


def tried(example: Example, of: Mapping[str, Any], every: list[Any]) -> bool:
    """Whether a case says something of this way of a plan."""
    return any(asked and one is of for asked, one in zip(example.then["variants"], every, strict=False))


def way(of: Mapping[str, Any], language: str) -> str:
    months = of["months_first"]
    return sentence("sources.part_time_first" if months else "sources.full_time_now", language, months=months)


def variant(of: Mapping[str, Any], language: str) -> str:
    colon = sentence("place.colon", language)
    days = [(key, days_text(of[key], language)) for key in ("contract_end", "right_opens", "ask_onem_on")]
    said_days = (f"{sentence(f'sources.{key}', language)}{colon}{text}" for key, text in days)
    return f"{way(of, language)} ({', '.join(said_days)})"


def clause(of: Mapping[str, Any], language: str) -> str:
    trigger = sentence(f"clause.trigger_{of['trigger']}", language, days=of["written"])
    return f"{days_text(of['on'], language)} ({trigger})"


def days_text(value: Any, language: str) -> str:
    """A day, or both ends of a range of days."""
    if value is None:
        return sentence("lawpage.undetermined", language)
    ends = value if isinstance(value, list) else [value]
    return " – ".join(dict.fromkeys(day_text(read_day(end), language) for end in ends))


# What was given.


def given_texts(law: Law, example: Example, language: str) -> list[tuple[str, str]]:
    """The facts of a case, in words; a list of rows by how many it has."""
    question = law.question(example.decision)
    known = question.facts(law)
    return [
        (label(known[name].texts, language) or name, given_text(law, known[name], name, value, language))
        for name, value in example.given.items()
    ]


def given_text(law: Law, fact: Any, name: str, value: Any, language: str) -> str:
    if value is None:
        return sentence("value.unknown", language)
    if isinstance(value, list) and any(isinstance(of, Mapping) for of in value) or value == []:
        return sentence("value.row" if len(value) == 1 else "value.rows", language, count=len(value))
    if not hasattr(fact, "kind"):
        return str(value)
    try:
        read = fact.kind.read(value)
    except (Unreadable, ValueError):
        return str(value)
    if fact.kind.name == "name" or read == UNKNOWN:
        return str(value)
    return said(law, fact.kind, read, language, name, fact.name)
