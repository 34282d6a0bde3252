"""The file that a page is about; one of another office is as one that does not exist."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404

from tremplin.engine.kinds import EPOCH
from tremplin.intake.told import figure
from tremplin.office.article60.models import File
from tremplin.office.article60.selectors.records import file_by_number
from tremplin.reasons.wording import brief_day

MOST_ID = 2**63 - 1


def file_or_404(number: str) -> File:
    try:
        return file_by_number(number.replace("\0", ""))
    except File.DoesNotExist:
        raise Http404(number) from None


def file_of(said: Any) -> File | None:
    """The file that `?file=` names, if any."""
    number = str(said or "").strip()
    return file_or_404(number) if number else None


def day_text(day: date, language: str) -> str:
    return brief_day(day.toordinal() - EPOCH, language)


def span_text(first: date, last: date, language: str) -> str:
    return day_text(first, language) if first == last else f"{day_text(first, language)} – {day_text(last, language)}"


def days_text(hundredths: int | None, language: str) -> str:
    return figure(None if hundredths is None else hundredths / 100, language)
