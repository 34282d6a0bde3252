"""What a decision may be given, how people are asked for it, and what happens when it is left out."""

from __future__ import annotations

from typing import Any

from tremplin.engine.facts import Fact, RowTable
from tremplin.engine.kinds import KINDS, UNKNOWN
from tremplin.engine.law import Law
from tremplin.ground.sentences import label, sentence
from tremplin.reasons.wording import said

SCALES = {100: "hundredths", 10_000: "ten_thousandths"}

KINDS_ASKED = ("choice", "rows", *(name for name in KINDS if name != "status"))
"""What `kind` may say of a fact."""
FEW = 3
"""So many columns stand in the example of a row."""
EXAMPLES = {"day": "2006-01-01", "month": "2006-01", "first_of_month": "2006-01", "first_of_year": 2006, "yes_no": True}
EXAMPLES |= {"money": "5.95", "name": "A"}


def facts_asked(law: Law, decision: str, language: str, people: bool = False) -> dict[str, Any]:
    """Every fact of a decision or a search. Raises InputError where there is none of the name.

    `people`: they write `yes` where programs write `true`.
    """
    known = law.question(decision).facts(law).items()
    return {"decision": decision, "facts": [described(law, name, fact, language, people) for name, fact in known]}


def row_example(table: RowTable) -> dict[str, Any]:
    """A row of a table as JSON writes it: its first columns."""
    return {name: value_example(column) for name, column in list(table.columns.items())[:FEW]}


def value_example(fact: Fact) -> Any:
    if fact.kind.names:
        return fact.kind.names[0]
    return EXAMPLES.get(fact.kind.name, fact.kind.plain(max(fact.kind.scale, fact.lowest)))


def described(law: Law, name: str, fact: Fact | RowTable, language: str, people: bool = False) -> dict[str, Any]:
    """A fact or a table of rows for people and for programs."""
    found: dict[str, Any] = {"name": name, "label": label(fact.texts, language)}
    if isinstance(fact, RowTable):
        columns = [described(law, column, of, language, people) for column, of in fact.columns.items()]
        left_out = sentence("facts.unknown", language)
        return found | {
            "kind": "rows",
            "unit": sentence("unit.rows", language),
            "when_left_out": left_out,
            "columns": columns,
        }
    kind = SCALES.get(fact.kind.scale, "number") if fact.kind.name == "number" else fact.kind.name
    key = "unit.true_false" if kind == "yes_no" and not people else f"unit.{kind}"
    unit = sentence(key, language, names=", ".join(fact.kind.names))
    bounds = {end: fact.kind.plain(of) for end, of in (("low", fact.low), ("high", fact.high)) if of is not None}
    return found | {
        "kind": kind,
        "unit": unit,
        **({"choices": list(fact.kind.names)} if kind == "choice" else {}),
        **bounds,
        "question": label(fact.texts, language, "question"),
        "required": fact.required,
        "left_out": None if fact.left_out is None or kind == "name" else fact.kind.plain(fact.left_out),
        "when_left_out": when_left_out(law, fact, language),
    }


def when_left_out(law: Law, fact: Fact, language: str) -> str:
    texts = []
    for other, met in fact.applies.items():
        condition = law.facts[other]
        wanted = said(law, condition.kind, int(met), language, condition.name)
        texts.append(sentence("facts.applies", language, fact=condition.name, value=wanted))
    if fact.required:
        texts.append(sentence("facts.required", language))
    elif fact.kind.name == "name" and fact.left_out is not None:
        texts.append(sentence("facts.one", language))
    elif fact.left_out is None or fact.left_out == UNKNOWN:
        texts.append(sentence("facts.unknown", language))
    else:
        taken = said(law, fact.kind, fact.left_out, language, fact.name)
        texts.append(sentence("facts.taken_as", language, value=taken))
    return " · ".join(texts)
