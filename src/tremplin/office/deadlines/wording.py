"""A deadline as people read it: what, why, and why it moved, in their language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tremplin.engine.kinds import day
from tremplin.ground.sentences import sentence
from tremplin.office.deadlines.due import OWN
from tremplin.office.deadlines.models import Deadline
from tremplin.papers.saying import day_range, hours, number
from tremplin.reasons.wording import day_text

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def text_of(word: Any, language: str) -> str:
    """One word of a sentence; see `Due` for how it is written."""
    match word:
        case None:
            return sentence("office.unknown", language)
        case str() if DAY.fullmatch(word):
            return day_text(day(word), language)
        case [str(first), str(last)] if DAY.fullmatch(first) and DAY.fullmatch(last):
            return day_range((day(first), day(last)), language)
        case {"hundredths": int(hundredths)}:
            return hours(hundredths, language)
        case {"say": str(key)}:
            return sentence(key, language, **filled(word, language))
        case {"texts": dict(texts)}:
            return str(texts.get(language) or texts.get("fr") or "")
        case int():
            return number(word, language)
        case [*several]:
            return ", ".join(text_of(one, language) for one in several)
    return str(word)


def filled(words: Mapping[str, Any], language: str) -> dict[str, str]:
    return {name: text_of(word, language) for name, word in words.items() if name not in ("say", "rows")}


def short(deadline: Deadline, language: str) -> str:
    """Without a word about the person: for calendars and e-mails."""
    return sentence(f"office_today.{deadline.kind}_short", language)


def what(deadline: Deadline, language: str) -> str:
    words = filled(deadline.words, language)
    name = str(deadline.person) if deadline.person else deadline.subject
    return sentence(f"office_today.{deadline.kind}_what", language, **{**words, "name": name})


def why(deadline: Deadline, language: str) -> str:
    if deadline.kind == OWN:
        return ""
    return sentence(f"office_today.{deadline.kind}_why", language, **filled(deadline.words, language)).strip()


def because(deadline: Deadline, language: str) -> str:
    """Why its day is another; empty where it never moved."""
    return text_of(deadline.moved, language) if deadline.moved else ""
