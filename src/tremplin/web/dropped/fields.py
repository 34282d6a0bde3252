"""Facts as fields of a form, and what was given so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tremplin.engine.decide import read_case
from tremplin.engine.facts import Fact
from tremplin.engine.kinds import KINDS, UNKNOWN, Unreadable
from tremplin.engine.law import Law
from tremplin.ground.errors import Fault, InputError
from tremplin.ground.sentences import label, sentence
from tremplin.papers.saying import capital, row_said
from tremplin.reasons.answer import decide
from tremplin.reasons.wording import day_text, said
from tremplin.web.dropped.kept import Kept, row_of
from tremplin.web.dropped.subjects import NEEDED, Subject
from tremplin.web.questions.fields import HINTS, Choice
from tremplin.web.questions.state import UNSAID, plain

PREFIX = "fact."
ANY_DAY = "2026-03-01"
"""What is said of a row (its days, its code) is the same under the law of any day."""


@dataclass(frozen=True)
class Field:
    """One fact to fill in. `unsure`: one may say that one does not know; `optional`: it may stay empty."""

    name: str
    text: str
    hint: str
    input: str
    value: str
    choices: tuple[Choice, ...]
    unsure: bool
    fault: str = ""

    @property
    def ident(self) -> str:
        return self.name.replace("[", "-").replace("]", "").replace(".", "-")

    @property
    def unsure_chosen(self) -> bool:
        return self.value == UNSAID


def fact_of(law: Law, subject: Subject, name: str) -> Fact | None:
    """A fact by its name; a column of a row of work too."""
    if at := row_of(name):
        return law.rows["work"].columns.get(at[1])
    return subject.facts.get(name)


def can_be(law: Law, subject: Subject, kept: Kept, name: str) -> bool:
    """Whether there is such a fact, and the row that it is of."""
    at = row_of(name)
    return fact_of(law, subject, name) is not None and (at is None or at[0] < len(kept.rows or ()))


def field(law: Law, subject: Subject, kept: Kept, name: str, language: str, text: str | None = None, fault: Fault | None = None) -> Field:  # fmt: skip  # noqa: E501
    """A fact as a field. `text`: as somebody wrote it; else as it is known."""
    fact = fact_of(law, subject, name)
    assert fact is not None
    value = text if text is not None else written(kept, name)
    kind = {"first_of_month": "month", "first_of_year": "number"}.get(fact.kind.name, fact.kind.name)
    return Field(
        name=name,
        text=asked(law, kept, fact, name, language),
        hint=hint(law, fact, kind, language),
        input={"day": "date", "month": "month", "choice": "choice", "yes_no": "choice"}.get(kind, "text"),
        value=value[:60],
        choices=tuple(choices(law, fact, value, language)),
        unsure=not fact.required,
        fault=said_fault(fault, fact, language) if fault else "",
    )


def asked(law: Law, kept: Kept, fact: Fact, name: str, language: str) -> str:
    """The question; that of a row says which row it is."""
    text = label(fact.texts, language, "question") or capital(label(fact.texts, language))
    if at := row_of(name):
        return f"{capital(row_told(law, kept, at[0], language))}{sentence('place.colon', language)}{text}"
    return text


def row_told(law: Law, kept: Kept, number: int, language: str) -> str:
    """A row by what people can see of it."""
    rows = decide(law, "working_days", {"on": ANY_DAY, "work": kept.rows})
    return row_said(rows, rows.case.places["work"].index(number), language)


def written(kept: Kept, name: str) -> str:
    if not kept.knows(name):
        return ""
    value = kept.value(name)
    return UNSAID if value is None else {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def hint(law: Law, fact: Fact, kind: str, language: str) -> str:
    if kind in ("number", "money") and fact.low is not None and fact.high is not None:
        low, high = (said(law, fact.kind, end, language) for end in (fact.low, fact.high))
        return sentence("ask.between", language, low=low, high=high)
    return sentence(HINTS[kind], language) if kind in HINTS else ""


def choices(law: Law, fact: Fact, chosen: str, language: str) -> list[Choice]:
    if fact.kind.name == "yes_no":
        words = (("yes", 1), ("no", 0))
        return [Choice(word, capital(said(law, fact.kind, of, language)), word == chosen) for word, of in words]
    if fact.kind.name == "choice":
        names = enumerate(fact.kind.names)
        return [Choice(name, capital(said(law, fact.kind, at, language, fact.name)), name == chosen) for at, name in names]  # fmt: skip  # noqa: E501
    return []


def said_fault(fault: Fault, fact: Fact, language: str) -> str:
    if fault.key == "drop.overlap":
        return capital(sentence(fault.key, language, day=day_text(fault.words["day"], language)))
    if fault.key == "required" or fact.kind.name in ("choice", "yes_no"):
        return sentence("ask.empty" if fault.key == "required" else "ask.no_choice", language, **fault.said())
    return sentence(f"fault.{fault.key}", language, **fault.said())


def answered(law: Law, subject: Subject, kept: Kept, name: str, text: str) -> Kept:
    """What is known with one field more: an empty one says that it is unknown. Raises InputError."""
    fact = fact_of(law, subject, name)
    if fact is None or not can_be(law, subject, kept, name):
        return kept
    if text in ("", UNSAID) and not fact.required:
        return kept.having(name, None)
    return kept.having(name, plain(fact, name, text))


@dataclass(frozen=True)
class Given:
    """A fact that was given, to be changed by its name."""

    name: str
    label: str
    value: str


def given(law: Law, subject: Subject, kept: Kept, language: str) -> list[Given]:
    """The facts so far, in words."""
    found = []
    for name, value in kept.facts.items():
        if fact := subject.facts.get(name):
            found.append(Given(name, capital(label(fact.texts, language)), value_said(law, fact, value, language)))
    for number, row in enumerate(kept.rows or ()):
        for column in row:
            name = f"work[{number}].{column}"
            if name in kept.asked:
                fact = law.rows["work"].columns[column]
                text = f"{capital(row_told(law, kept, number, language))}, {label(fact.texts, language)}"
                found.append(Given(name, text, value_said(law, fact, row[column], language)))
    return found


def value_said(law: Law, fact: Fact, value: Any, language: str) -> str:
    try:
        known = UNKNOWN if value is None else fact.kind.read(value)
    except Unreadable:
        return str(value)
    return said(law, fact.kind, known, language, fact.name)


def check(law: Law, subject: Subject, kept: Kept) -> dict[str, Fault]:
    """What the law refuses of the facts, by the fact to mend. Raises InputError for what no field can mend."""
    question = law.question(subject.question)
    names = {name: value for name, value in kept.given.items() if name in question.given}
    try:
        read_case(law, question, names)
    except InputError as error:
        found = {fault.place: fault for fault in error.faults}
        if any(name not in kept.facts and name not in subject.first for name in found):
            raise
        return found
    return overlap(kept)


def overlap(kept: Kept) -> dict[str, Fault]:
    """A planned first day that lies among the rows: its days would be counted twice, each day tried on its own."""
    last = max((str(row.get("last_day") or "") for row in kept.rows or ()), default="")
    start = kept.facts.get(NEEDED)
    if not isinstance(start, str) or not last >= start:
        return {}
    return {NEEDED: Fault(NEEDED, "drop.overlap", {"day": KINDS["day"].read(last) + 1})}
