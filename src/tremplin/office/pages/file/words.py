"""Days, moments and figures of records as a page says them."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from tremplin.engine.kinds import KINDS
from tremplin.ground.sentences import sentence
from tremplin.office.article60.facts import number
from tremplin.papers.saying import EURO, Ends
from tremplin.reasons.wording import day_text, text_of

BADGES = {"confirmed": "good", "office": "note", "single-source": "note", "inferred": "care"}
"""How a status looks; every other one asks to look."""


def day_of(value: date | datetime | str, language: str) -> str:
    """A day as people say it; of a moment, its day here."""
    if isinstance(value, str):
        value = date.fromisoformat(value[:10])
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return day_text(number(value), language)


def moment(value: str) -> datetime:
    """A moment as JSON has it."""
    return datetime.fromisoformat(value)


def ends(first: date | None, last: date | None) -> Ends | None:
    return None if first is None or last is None else (number(first), number(last))


def range_of(least: int | None, most: int | None, language: str) -> str:
    """Hundredths of days: `257`, `257 – 263`, `indéterminé`."""
    if least is None or most is None:
        return sentence("office.undetermined", language)
    low, high = (text_of(KINDS["hundredths"], value, language) for value in (least, most))
    return low if least == most else f"{low} – {high}"


def euros(cents: int, language: str) -> str:
    return text_of(KINDS["money"], cents, language).replace(" €", EURO)
