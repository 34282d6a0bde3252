"""A kept outcome in words: the sentence that answers, its results one by one, and what of the law made them differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from tremplin.engine.kinds import KINDS, UNKNOWN, Kind
from tremplin.engine.law import Law, Search
from tremplin.ground.days import day_number
from tremplin.ground.sentences import label, sentence
from tremplin.papers.saying import capital, day_range
from tremplin.reasons.wording import said

Part = tuple[str, str, str]
"""What it is about, then, now."""
PARTS = ("status", "missing", "unset", "ranges", "faults")
DAYS = ("right_opens", "contract_end")
"""Of a variant of the plan: days that are said."""


class Wording:
    """Two outcomes of one question on the same facts, in a language."""

    def __init__(self, law: Law, question: str, facts: Mapping[str, Any], language: str) -> None:
        self.law, self.facts, self.language = law, facts, language
        self.question = law.question(question)

    def word(self, key: str, /, **words: Any) -> str:
        return sentence(f"office_board.{key}", self.language, **words)

    # The answer.

    def answer(self, outcome: Mapping[str, Any]) -> str:
        """The sentence that answers, as it is said anywhere else."""
        if outcome.get("faults"):
            return self.word("answer_refused")
        result = outcome.get("result") or {}
        if isinstance(self.question, Search):
            days = self.days_of(result, "right_opens")
            return self.word("answer_plan", day=days) if days else self.word("answer_plan_unknown")
        target = self.question.answer
        value, texts = result.get(target), self.question.texts.get("sentence") or {}
        key = {None: "undetermined", True: "yes", False: "no"}.get(value, "is") if _plain(value) else "is"
        text = (texts.get(key) or texts.get("undetermined") or {}).get(self.language, "")
        words = self.given() | {name: self.value(name, one) for name, one in result.items() if _plain(one)}
        try:
            return str(text.format_map(words))
        except KeyError:  # The sentence names a fact, such as the day of the claim: the results below say the rest.
            return f"{capital(self.label(target))} : {self.value(target, value)}"

    def given(self) -> dict[str, str]:
        """The facts that a sentence may name, such as the day of the claim."""
        held = {public: self.law.facts.get(name) for public, name in self.question.given.items()}
        kinds = {public: of.kind for public, of in held.items() if of is not None and public in self.facts}
        return {
            public: said(self.law, kind, read(kind, self.facts[public]), self.language, public)
            for public, kind in kinds.items()
            if _plain(self.facts[public])
        }

    # The results.

    def parts(self, then: Mapping[str, Any], now: Mapping[str, Any], differs: list[str]) -> Iterator[Part]:
        """Each thing that is another now."""
        was, becomes = then.get("result") or {}, now.get("result") or {}
        ranged = {*(then.get("ranges") or {}), *(now.get("ranges") or {})} if "ranges" in differs else set()
        for name in dict.fromkeys([*(of for of in differs if of not in PARTS), *sorted(ranged)]):
            if name == "months":
                yield from self.months(was.get(name) or {}, becomes.get(name) or {})
            elif isinstance(self.question, Search):
                yield from self.of_plan(name, was, becomes)
            else:
                texts = [self.told(name, outcome) for outcome in (then, now)]
                if texts[0] != texts[1]:
                    yield capital(self.label(name)), texts[0], texts[1]
        for name in PARTS:
            if name in differs and name not in ("ranges", "faults"):
                texts = [self.part(name, outcome) for outcome in (then, now)]
                yield capital(self.word(f"part_{name}")), texts[0], texts[1]

    def part(self, name: str, outcome: Mapping[str, Any]) -> str:
        value = outcome.get(name)
        if name == "status":
            return sentence(f"status.{value}", self.language) if value else self.word("nothing")
        named = [self.label_of(one) for one in value or []]
        return ", ".join(dict.fromkeys(named)) or self.word("nothing")

    def told(self, name: str, outcome: Mapping[str, Any]) -> str:
        """A result, or between which bounds it lies."""
        value = (outcome.get("result") or {}).get(name)
        found = (outcome.get("ranges") or {}).get(name)
        if value is None and found:
            low, high = (self.value(name, one) for one in found)
            return f"{low} – {high}"
        return self.value(name, value)

    def value(self, name: str, value: Any) -> str:
        kind = self.kind(name)
        if value is None or kind is None or not _plain(value):
            return sentence("office.undetermined", self.language) if value is None else self.word("other")
        return said(self.law, kind, read(kind, value), self.language, name, self.rule(name))

    def months(self, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Part]:
        """Months in a row that change alike are said once."""
        runs: list[tuple[list[str], str, str]] = []
        for month in sorted({*was, *now}):
            texts = [self.cents(of, month) for of in (was, now)]
            if texts[0] == texts[1]:
                continue
            if runs and runs[-1][1:] == (texts[0], texts[1]):
                runs[-1][0].append(month)
            else:
                runs.append(([month], texts[0], texts[1]))
        for months, then, becomes in runs:
            ends = [said(self.law, KINDS["month"], KINDS["month"].read(of), self.language) for of in (months[0], months[-1])]  # fmt: skip  # noqa: E501
            when = ends[0] if len(months) == 1 else f"{ends[0]} – {ends[1]}"
            yield self.word("months", label=capital(self.label("months")), when=when), then, becomes

    def cents(self, months: Mapping[str, Any], month: str) -> str:
        if month not in months:
            return self.word("nothing")
        value = months[month]
        if value is None:
            return sentence("status.unset", self.language)
        return said(self.law, KINDS["money"], KINDS["money"].read(value), self.language)

    def of_plan(self, name: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Part]:
        """Of the variants the days of the fastest one; of the rest that it is another."""
        label_of = capital((self.question.texts["then"].get(name) or {}).get(self.language, name))
        if name == "variants":
            for key in DAYS:
                texts = [self.days_of(of, key) or sentence("office.undetermined", self.language) for of in (was, now)]
                if texts[0] != texts[1]:
                    yield self.word(f"plan_{key}"), texts[0], texts[1]
        elif name in ("clause_days", "repairs"):
            texts = [self.counted(of.get(name)) for of in (was, now)]
            if texts[0] != texts[1]:
                yield label_of, texts[0], texts[1]

    def counted(self, value: Any) -> str:
        if value is None:
            return sentence("office.undetermined", self.language)
        return str(len(value) if isinstance(value, list) else value)

    def days_of(self, result: Mapping[str, Any], key: str) -> str:
        """The days of the fastest variant."""
        variants, place = result.get("variants") or [], result.get("earliest")
        days = variants[place or 0].get(key) if variants else None
        if not days:
            return ""
        first, last = (day_number(date.fromisoformat(of)) for of in days)
        return day_range((first, last), self.language)

    # What of the law.

    def causes(self, found: list[Mapping[str, Any]]) -> list[str]:
        """Each parameter or rule that is another now."""
        texts = []
        for one in found:
            name = self.label_of(one["name"])
            if one["name"] in self.law.parameters and one.get("was") != one.get("now"):
                was, now = (self.of_parameter(one["name"], one[key]) for key in ("was", "now"))
                texts.append(self.word("cause_value", name=capital(name), was=was, now=now))
            elif one["article_was"] != one["article_now"]:
                articles = {key: one[f"article_{key}"] or self.word("nothing") for key in ("was", "now")}
                texts.append(self.word("cause_article", name=capital(name), **articles))
            else:
                texts.append(self.word("cause_other", name=capital(name)))
        return list(dict.fromkeys(texts))

    def of_parameter(self, name: str, value: Any) -> str:
        kind = self.law.parameters[name].kind
        if value is None:
            return sentence("status.unset", self.language)
        if kind is None or not _plain(value):
            return self.word("other")
        return said(self.law, kind, read(kind, value), self.language, name)

    # Names.

    def rule(self, public: str) -> str:
        return public if isinstance(self.question, Search) else self.question.then.get(public, public)

    def kind(self, public: str) -> Kind | None:
        rule = self.law.rules.get(self.rule(public))
        return rule.kind if rule else None

    def label(self, public: str) -> str:
        return self.label_of(self.rule(public)) or public

    def label_of(self, name: str) -> str:
        """What a rule, a parameter or a fact (`work[9].benefit_paid`) is called."""
        table, _, column = name.rpartition(".")
        if table:
            rows = self.law.rows.get(table.partition("[")[0])
            fact = rows.columns.get(column) if rows else None
            return label(fact.texts, self.language) if fact else name
        given = getattr(self.question, "given", {}).get(name, name)
        for held in (self.law.parameters, self.law.rules, self.law.facts, self.law.rows):
            if given in held:
                return label(held[given].texts, self.language) or name
        return name


def _plain(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float | bool)


def read(kind: Kind, value: Any) -> int:
    """A plain value of JSON as the engine has it; what it does not know is unknown."""
    try:
        return int(kind.read(value))
    except (ValueError, TypeError, KeyError, ArithmeticError):
        return UNKNOWN
