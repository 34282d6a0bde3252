"""Claims in words: amounts, months, states and what lacks, as templates show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tremplin.engine.law import Law
from tremplin.ground.sentences import label, sentence
from tremplin.office.article60.selectors import claims
from tremplin.office.article60.selectors.claims import Line, Month
from tremplin.office.article60.selectors.sums import (
    ACCEPTED,
    CLAIMED,
    NOTHING,
    PAID,
    PARTLY,
    REFUSED,
    STATES,
    TO_CLAIM,
    UNDETERMINED,
    Sums,
    Total,
)
from tremplin.papers import saying

BADGES = {
    UNDETERMINED: "care",
    TO_CLAIM: "note",
    CLAIMED: "plain",
    ACCEPTED: "plain",
    PARTLY: "care",
    REFUSED: "stop",
    PAID: "good",
    NOTHING: "plain",
}


def money(cents: int | None, language: str) -> str:
    return "–" if cents is None else saying.money(cents, language)


def expected(sums: Sums, language: str) -> str:
    """An amount, a range, or that it is undetermined: never a figure for what is not known."""
    if sums.expected is not None:
        return money(sums.expected, language)
    if sums.least is None or sums.most is None:
        return sentence("office.undetermined", language)
    return f"{money(sums.least, language)} – {money(sums.most, language)}"


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    line: Line
    expected: str
    claimed: str
    accepted: str
    refused: str
    paid: str
    state: str
    badge: str
    lacking: tuple[tuple[str, str], ...]
    """(sentence, address of the door), the address empty where there is none."""


def row_of(line: Line, law: Law, language: str) -> Row:
    sums = line.sums

    def told(cents: int) -> str:
        return money(cents, language) if cents else "–"

    return Row(
        line=line,
        expected=expected(sums, language),
        claimed=told(sums.claimed),
        accepted=told(sums.accepted),
        refused=told(sums.refused),
        paid=told(sums.paid),
        state=sentence(f"office_claims.state_{line.state}", language),
        badge=BADGES[line.state],
        lacking=tuple(lacking(line, law, language)),
    )


def lacking(line: Line, law: Law, language: str) -> list[tuple[str, str]]:
    """What is missing for this claim, with the door to it."""
    doors = {
        claims.AMOUNT: f"/{language}/office/settings/",
        claims.FACT: f"/{language}/office/files/{line.file}/",
        claims.CONTRACT: f"/{language}/office/files/{line.file}/plan/",
        claims.SIGNED: f"/{language}/office/files/{line.file}/",
        claims.AID: f"/{language}/office/files/{line.file}/aid/",
        claims.FAULT: f"/{language}/office/files/{line.file}/",
    }
    found = []
    for what, name in line.lacking:
        known = law.parameters.get(name) if what == claims.AMOUNT else law.facts.get(name.rpartition(".")[2])
        words = label(getattr(known, "texts", {}), language) or name
        found.append((sentence(f"office_claims.lacks_{what}", language, name=words), doors[what]))
    return found


@dataclass(frozen=True)
class Term:
    """A part of the equation: its sign, its words, its amount."""

    sign: str
    words: str
    amount: str
    tone: str = ""


TERMS = (
    ("+", "paid", ""),
    ("+", "owed", ""),
    ("+", "waiting", ""),
    ("+", "lost", "stop"),
    ("+", "to_claim", "care"),
    ("−", "overpaid", "care"),
    ("−", "beyond", "care"),
)


def equation(total: Total, language: str) -> list[Term]:
    """What is expected, as the sum of what became of it; parts of nothing are left out."""
    found = [
        Term(sign, sentence(f"office_claims.term_{name}", language), money(getattr(total, name), language), tone)
        for sign, name, tone in TERMS
        if getattr(total, name)
    ]
    found = found or [Term("+", sentence("office_claims.term_to_claim", language), money(0, language))]
    return [Term("=" if not place else one.sign, one.words, one.amount, one.tone) for place, one in enumerate(found)]


def chips(month: Month, language: str, state: str) -> list[tuple[str, str, int, bool]]:
    """(state, words, how many, chosen): the states that there are."""
    counts = month.counts()
    found = [("", sentence("office_claims.all", language), len(month.lines), not state)]
    found += [
        (name, sentence(f"office_claims.state_{name}", language), counts[name], state == name)
        for name in STATES
        if counts[name] or state == name
    ]
    missing = sum(1 for line in month.lines if line.lacking)
    if missing or state == "missing":
        found.append(("missing", sentence("office_claims.missing", language), missing, state == "missing"))
    return found


def ages_said(steps: Sequence[int], language: str) -> list[tuple[str, str, bool]]:
    """(words, amount, late) of each step of age."""
    bounds = [0, *(last + 1 for last in claims.AGES)]
    names = [
        sentence("office_claims.age", language, first=first, last=last)
        for first, last in zip(bounds, claims.AGES, strict=False)
    ]
    names.append(sentence("office_claims.age_over", language, last=claims.AGES[-1]))
    late = [False] * len(claims.AGES) + [steps[-1] > 0]
    return [(name, money(step, language), of) for name, step, of in zip(names, steps, late, strict=True)]
