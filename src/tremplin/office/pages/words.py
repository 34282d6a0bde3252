"""Days, months, moments and figures of records as the pages say them."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from tremplin.engine.words import month_of
from tremplin.ground.days import day_number
from tremplin.ground.sentences import sentence
from tremplin.papers.saying import Ends, hours, month
from tremplin.reasons.wording import brief_day, day_text


def moment(value: str) -> datetime:
    """A moment as JSON has it."""
    return datetime.fromisoformat(value)


def local_day(value: date | datetime) -> date:
    """The day itself; of a moment, its day here."""
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def day_of(value: date | datetime | str, language: str) -> str:
    """A day as people say it: `1er mars 2026`."""
    if isinstance(value, str):
        value = date.fromisoformat(value[:10])
    return day_text(day_number(local_day(value)), language)


def brief_day_of(value: date | datetime, language: str) -> str:
    """A day of a table: `01/03/2026` in French and Dutch, as the rest of the site writes it."""
    return brief_day(day_number(local_day(value)), language)


def span_of(first: date, last: date, language: str) -> str:
    """`01/03/2026 – 31/03/2026`; one day alone stands once."""
    return " – ".join(dict.fromkeys(brief_day_of(day, language) for day in (first, last)))


def month_said(day: date, language: str) -> str:
    """The month of a day: `mars 2026`."""
    return month(month_of(day_number(day)), language)


def ends(first: date | None, last: date | None) -> Ends | None:
    return None if first is None or last is None else (day_number(first), day_number(last))


def days_of(hundredths: int | None, language: str) -> str:
    """`12,5`; `–` where there is none."""
    return "–" if hundredths is None else hours(hundredths, language)


def range_of(least: int | None, most: int | None, language: str) -> str:
    """Hundredths of days: `257`, `257 – 263`, `indéterminé`."""
    if least is None or most is None:
        return sentence("office.undetermined", language)
    return " – ".join(dict.fromkeys(hours(value, language) for value in (least, most)))
