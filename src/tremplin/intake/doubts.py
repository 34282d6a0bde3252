"""Doubts about what was read: where, what is wrong and what to do, in four languages (`ground/sentences/doubt.yaml`).

A doubt never changes a figure in silence: `refused` rows are left out, `doubt` and `note` rows are kept as they were
written. Why a whole file cannot be read is a `Refusal`, inside an `InputError`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from unicodedata import category

from tremplin.engine.kinds import read_day
from tremplin.ground.errors import Fault, InputError
from tremplin.ground.sentences import sentence
from tremplin.reasons.wording import brief_day

MOST_OF_ONE_KEY = 1_000
"""Doubts of one key that are kept one by one; the others are counted."""

LONGEST = 300
"""Signs of a word that are kept: a file may have a cell of a megabyte."""

REFUSED, DOUBT, NOTE = "refused", "doubt", "note"
SEVERITIES: dict[str, str] = {
    # Rows left out.
    "doubt.period_missing": REFUSED,
    "doubt.period_unreadable": REFUSED,
    "doubt.day_unreadable": REFUSED,
    "doubt.day_ambiguous": REFUSED,
    "doubt.ends_before_start": REFUSED,
    "doubt.outside_quarter": REFUSED,
    "doubt.two_quarters": REFUSED,
    "doubt.too_long": REFUSED,
    "doubt.figure_unreadable": REFUSED,
    "doubt.word_unreadable": REFUSED,
    "doubt.days_beyond": REFUSED,
    "doubt.hours_beyond": REFUSED,
    "doubt.occupation_beyond": REFUSED,
    "doubt.employer_beyond": REFUSED,
    "doubt.other_version": REFUSED,
    "doubt.too_many_cells": REFUSED,
    # Rows kept as they were written.
    "doubt.twice": DOUBT,
    "doubt.code_twice": DOUBT,
    "doubt.field_twice": DOUBT,
    "doubt.code_missing": DOUBT,
    "doubt.code_unknown": DOUBT,
    "doubt.code_out_of_time": DOUBT,
    "doubt.worker_code_out_of_time": DOUBT,
    "doubt.worker_code_region": DOUBT,
    "doubt.worker_status_out_of_time": DOUBT,
    "doubt.worker_status_region": DOUBT,
    "doubt.deduction_out_of_time": DOUBT,
    "doubt.deduction_region": DOUBT,
    "doubt.contract_full": DOUBT,
    "doubt.contract_part": DOUBT,
    "doubt.more_than_regime": DOUBT,
    "doubt.figure_out_of_range": DOUBT,
    "doubt.figure_left_out": DOUBT,
    "doubt.rounded": DOUBT,
    "doubt.minutes": DOUBT,
    "doubt.no_days": DOUBT,
    "doubt.no_hours": DOUBT,
    "doubt.no_week": DOUBT,
    "doubt.inss": DOUBT,
    "doubt.no_inss": DOUBT,
    "doubt.no_quarter": DOUBT,
    "doubt.quarter_not_ended": DOUBT,
    "doubt.quarter_too_early": DOUBT,
    "doubt.no_person": DOUBT,
    "doubt.no_occupation": DOUBT,
    "doubt.no_service": DOUBT,
    "doubt.no_start": DOUBT,
    "doubt.termination_mixed": DOUBT,
    "doubt.termination_later": DOUBT,
    "doubt.estimate": DOUBT,
    "doubt.no_code_column": DOUBT,
    "doubt.column_near": DOUBT,
    "doubt.column_twice": DOUBT,
    "doubt.formula": DOUBT,
    # Good to know.
    "doubt.termination": NOTE,
    "doubt.days_justified": NOTE,
    "doubt.benefit_unknown": NOTE,
    "doubt.column_unknown": NOTE,
    "doubt.whole_quarter": NOTE,
    "doubt.western": NOTE,
    "doubt.sheet": NOTE,
    "doubt.heading_line": NOTE,
    "doubt.from_minutes": NOTE,
    "doubt.not_checked": NOTE,
    "doubt.more": NOTE,
}
"""Every doubt there is, by what becomes of its row."""

REFUSALS = (
    "doubt.empty",
    "doubt.too_large",
    "doubt.too_many_lines",
    "doubt.not_known",
    "doubt.old_workbook",
    "doubt.extra_missing",
    "doubt.not_xml",
    "doubt.cut_off",
    "doubt.doctype",
    "doubt.encoding",
    "doubt.wrong_root",
    "doubt.block_too_large",
    "doubt.not_workbook",
    "doubt.zip_bomb",
    "doubt.no_headings",
    "doubt.no_column",
    "doubt.no_work",
    "doubt.nobody",
    "doubt.which_person",
    "doubt.unknown_person",
    "doubt.not_onem",
)
"""Every reason to refuse a whole file, or a question that it cannot answer."""


@dataclass(frozen=True)
class Doubt:
    """One doubt. `place`: `file.xml, line 42, Form[1]/…/Service[2]`; `words` fill the sentence of its key.

    `whose`: the national number (else the name) of the person whom it is about; "" when it is about the whole file.
    """

    place: str
    key: str
    words: dict[str, Any] = field(default_factory=dict)
    whose: str = ""

    @property
    def severity(self) -> str:
        """What becomes of the row: `refused` (left out), `doubt` or `note` (kept)."""
        return SEVERITIES[self.key]

    def text(self, language: str = "en") -> str:
        """The place and the sentence: what was asked, what is wrong, what to do."""
        return told(self.place, self.key, self.words, language)

    def sentence(self, language: str = "en") -> str:
        """The same without its place."""
        return told("", self.key, self.words, language)


class Refusal(Fault):
    """Why a file is not read at all; its sentence lies beside those of doubts."""

    def text(self, language: str = "en") -> str:
        return told(self.place, self.key, self.words, language)


def refused(place: str, key: str, **words: Any) -> InputError:
    """The error to raise when nothing of a file can be read."""
    assert key in REFUSALS, key
    return InputError([Refusal(place, key, words)])


def told(place: str, key: str, words: dict[str, Any], language: str) -> str:
    """The place and what is wrong there, in a language."""
    said = {name: shortened(word_told(name, word, language)) for name, word in words.items()}
    text = sentence(key, language, **said)
    where = place_told(place, language)
    return f"{where}{sentence('place.colon', language)}{text}" if where else text


def word_told(name: str, word: Any, language: str) -> str:
    """A word as people write it: days and decimals their way; what the file says stays as it stands there."""
    if isinstance(word, Decimal) and language != "en":
        return str(word).replace(".", ",")
    if name == "other":
        return place_told(str(word), language)
    if name in ("first", "last", "start", "end") and isinstance(word, str) and len(word) == 10:
        return brief_day(read_day(word), language)
    return str(word)


def place_told(place: str, language: str) -> str:
    """`file.csv, line 3, column jours` in a language; names of files and columns stay as they are."""
    place = re.sub(r", line (?=\d+(, |$))", f", {sentence('place.line', language)} ", place)
    for word, key in (("column", "doubt.place_column"), ("sheet", "doubt.place_sheet")):
        place = place.replace(f", {word} ", f", {sentence(key, language)} ")
    return place


def shortened(text: str) -> str:
    return visible(text) if len(text) <= 120 else f"{visible(text[:120])}…"


def visible(text: str) -> str:
    """A text from a file without signs that would steer a terminal."""
    return text if text.isprintable() else "".join("·" if category(sign)[0] == "C" else sign for sign in text)


def masked(key: str) -> str:
    """A national number as people may see it: its first six digits."""
    return f"{key[:6]} …" if len(key) > 6 else key


class Doubts:
    """Doubts as they come up. Of one key a thousand are kept and the others counted, so that a file cannot fill the
    memory with them; each is said once."""

    def __init__(self) -> None:
        self.kept: list[Doubt] = []
        self.counts: dict[str, int] = {}
        self.whose = ""
        """The person whom the next doubts are about."""

    def add(self, place: str, key: str, **words: Any) -> None:
        count = self.counts[key] = self.counts.get(key, 0) + 1
        assert key in SEVERITIES, key
        if count <= MOST_OF_ONE_KEY:
            said = {name: word[:LONGEST] if isinstance(word, str) else word for name, word in words.items()}
            self.kept.append(Doubt(place, key, said, self.whose))

    def once(self, place: str, key: str, **words: Any) -> None:
        """For what holds of the whole file."""
        if key not in self.counts:
            whose, self.whose = self.whose, ""
            self.add(place, key, **words)
            self.whose = whose

    def extend(self, doubts: Iterable[Doubt]) -> None:
        for one in doubts:
            self.add(one.place, one.key, **one.words)

    def listed(self, name: str) -> list[Doubt]:
        """The doubts kept, in the order they came, then how many more there were of a key."""
        more = [(key, count - MOST_OF_ONE_KEY) for key, count in self.counts.items() if count > MOST_OF_ONE_KEY]
        return self.kept + [Doubt(name, "doubt.more", {"count": count, "key": key}) for key, count in more]
