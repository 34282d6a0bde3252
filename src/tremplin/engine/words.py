"""Words that rules may use: the calendar and exact arithmetic, on plain integers.

The same words run in plain Python and compiled. Those that Python has faster by other means (`civil`, `day_of`,
`place_of`) and the one that needs memory (`zeros`) have a second body in `population/words.py`; a test holds both
equal. All other words are compiled as they stand here.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Callable, MutableSequence, Sequence
from functools import lru_cache
from typing import TypeVar

F = TypeVar("F", bound=Callable[..., object])
WORDS: list[Callable[..., object]] = []


def word(function: F) -> F:
    """Lets rules call this function: it must hold to integers, loops and other words."""
    WORDS.append(function)
    return function


@lru_cache(maxsize=2**16)
def civil(day: int) -> tuple[int, int, int]:
    """Year, month and day of the month."""
    date = datetime.date.fromordinal(day + 719163)
    return date.year, date.month, date.day


@lru_cache(maxsize=2**16)
def day_of(year: int, month: int, day: int) -> int:
    """The day of a year, month and day of the month."""
    return datetime.date(year, month, day).toordinal() - 719163


def zeros(count: int) -> MutableSequence[int]:
    """A fresh row of zeros."""
    return [0] * count


def place_of(keys: Sequence[int], key: int) -> int:
    """Place of a key in a sorted list, or -1."""
    place = bisect_left(keys, key)
    return place if place < len(keys) and keys[place] == key else -1


@word
def month_length(year: int, month: int) -> int:
    if month == 2:
        return 29 if (year % 4 == 0 and year % 100 != 0) or year % 400 == 0 else 28
    return 30 if month == 4 or month == 6 or month == 9 or month == 11 else 31


@word
def months_after(day: int, months: int) -> int:
    """The same day of the month, `months` later (or earlier); the last day of the month where there is none."""
    year, month, number = civil(day)
    count = year * 12 + month - 1 + months
    year, month = count // 12, count % 12 + 1
    return day_of(year, month, min(number, month_length(year, month)))


@word
def years_between(start: int, end: int) -> int:
    """Whole years, birthdays counted; who is born on 29 February turns a year older on 1 March in common years."""
    year, month, number = civil(start)
    end_year, end_month, end_number = civil(end)
    before = end_month < month or (end_month == month and end_number < number)
    return end_year - year - (1 if before else 0)


@word
def month_of(day: int) -> int:
    """Months since 0000-01."""
    year, month, _ = civil(day)
    return year * 12 + month - 1


@word
def month_start(month: int) -> int:
    return day_of(month // 12, month % 12 + 1, 1)


@word
def quarter_of(day: int) -> int:
    """Quarters since 0000Q1."""
    year, month, _ = civil(day)
    return year * 4 + (month - 1) // 3


@word
def quarter_start(quarter: int) -> int:
    return day_of(quarter // 4, quarter % 4 * 3 + 1, 1)


@word
def weekday(day: int) -> int:
    """0 is Monday, 6 is Sunday."""
    return (day + 3) % 7


@word
def days_of_week(start: int, end: int, days: int) -> int:
    """Days of [start, end) that are among the first `days` of their week: 5 leaves out the weekend, 6 Sundays."""
    weeks = (end + 3) // 7 - (start + 3) // 7
    last, first = (end + 3) % 7, (start + 3) % 7
    count = weeks * days + (last if last < days else days) - (first if first < days else days)
    return count if count > 0 else 0


@word
def easter(year: int) -> int:
    """Easter Sunday of the Gregorian calendar."""
    golden, century = year % 19, year // 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - moon - year % 100 % 4) % 7
    months = moon + week - 7 * ((golden + 11 * moon + 22 * week) // 451) + 114
    return day_of(year, months // 31, months % 31 + 1)


@word
def band(starts: Sequence[int], value: int) -> int:
    """Place of the last start that is not above the value (0 when all are)."""
    place = 0
    while place + 1 < len(starts) and starts[place + 1] <= value:
        place += 1
    return place


@word
def half_up(numerator: int, denominator: int) -> int:
    """The quotient rounded to the nearest, halves up. Both positive."""
    return (2 * numerator + denominator) // (2 * denominator)


@word
def round_up(numerator: int, denominator: int) -> int:
    """The quotient rounded up."""
    return -(-numerator // denominator)
