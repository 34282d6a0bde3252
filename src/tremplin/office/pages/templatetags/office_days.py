"""`{{ day|day }}`: a day of a table, `01/03/2026` in French and Dutch, as the rest of the site writes it."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils import timezone, translation

from tremplin.office.pages.words import brief_day_of

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    return "" if value is None else brief_day_of(value, translation.get_language() or "fr")


@register.filter
def minute(value: datetime) -> str:
    """The day and the time of the clock."""
    return f"{day(value)} {timezone.localtime(value):%H:%M}"
