"""What was read, said to people: who stands in a file, and every doubt with the places where it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tremplin.engine.kinds import KINDS, read_day
from tremplin.engine.words import quarter_of
from tremplin.ground.sentences import sentence
from tremplin.intake.doubts import DOUBT, NOTE, REFUSED, Doubt, masked, place_told
from tremplin.intake.people import Person
from tremplin.reasons.wording import text_of

HEADINGS = {REFUSED: "read.refused", DOUBT: "read.doubt", NOTE: "read.note"}
MOST_PLACES = 3
"""Places of one doubt that are named; JSON has them all."""


@dataclass(frozen=True)
class Doubted:
    """One sentence for all the places where it holds, `line 3, column days` without the name of the file."""

    text: str
    places: str


def doubted(doubts: Iterable[Doubt], severity: str, name: str, language: str) -> list[Doubted]:
    """The doubts of a severity, each sentence once. `name`: of the file, which places leave out."""
    found: dict[str, list[str]] = {}
    for doubt in doubts:
        if doubt.severity == severity:
            found.setdefault(doubt.sentence(language), []).append(where(doubt, name, language))
    return [Doubted(text, some(places) if any(places) else "") for text, places in found.items()]


def where(doubt: Doubt, name: str, language: str) -> str:
    return place_told(doubt.place, language).removeprefix(name).removeprefix(", ")


def some(places: Sequence[str]) -> str:
    more = f" … +{len(places) - MOST_PLACES}" if len(places) > MOST_PLACES else ""
    return " · ".join(places[:MOST_PLACES]) + more


def who(person: Person) -> str:
    """A person as people may see them: the first digits of the national number, else the name."""
    return masked(person.key) or person.name or "–"


def amount_of(person: Person, language: str) -> tuple[str, str, str]:
    """How much is known of a person: rows, days, and the quarters from first to last."""
    days = figure(sum(row.get("days", 0) for row in person.rows), language)
    return str(len(person.rows)), days, " – ".join(dict.fromkeys(quarter_name(day, language) for day in ends([person])))


def figure(value: Any, language: str) -> str:
    return "–" if value is None else text_of(KINDS["hundredths"], int(Decimal(str(value)) * 100), language)


def ends(people: Iterable[Person]) -> tuple[int, int]:
    """The first and the last day of all rows."""
    rows = [row for person in people for row in person.rows]
    return read_day(min(row["first_day"] for row in rows)), read_day(max(row["last_day"] for row in rows))


def quarter_name(day: int, language: str) -> str:
    quarter = quarter_of(day)
    return sentence("read.quarter", language, number=quarter % 4 + 1, year=quarter // 4)
