"""Days as whole numbers, as the law counts them: since 1970-01-01."""

from __future__ import annotations

from datetime import date

EPOCH = date(1970, 1, 1).toordinal()


def day_number(day: date) -> int:
    return day.toordinal() - EPOCH


def today() -> int:
    return day_number(date.today())
