"""Days, months and quarters as people and programs write them, as whole days since 1970-01-01 (`engine/kinds.py`).

Nothing is guessed: a day written month first, a year of two digits or a period that could be two things is no day.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tremplin.engine.kinds import day_date
from tremplin.engine.words import civil, day_of, month_length, month_of, month_start, quarter_of, quarter_start

Span = tuple[int, int]
"""First and last day, both included."""

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years that work can lie in: another is a slip of the pen."""

MONTHS = (
    ("janvier", "januari", "januar", "january", "jan", "janner"),
    ("fevrier", "februari", "februar", "february", "fevr", "fev", "feb"),
    ("mars", "maart", "marz", "maerz", "march", "mar", "mrt"),
    ("avril", "april", "avr", "apr"),
    ("mai", "mei", "may"),
    ("juin", "juni", "june", "jun"),
    ("juillet", "juli", "july", "juil", "jul"),
    ("aout", "augustus", "august", "aug"),
    ("septembre", "september", "sept", "sep"),
    ("octobre", "oktober", "october", "oct", "okt"),
    ("novembre", "november", "nov"),
    ("decembre", "december", "dezember", "dec", "dez"),
)
NUMBER_OF = {name: number for number, names in enumerate(MONTHS, 1) for name in names}

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]0{1,2}:00(?::00)?(?:\.0+)?)?")
DAY_FIRST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
QUARTERS = (
    re.compile(r"(?P<year>\d{4}) ?[-/.]? ?[qtk] ?(?P<number>[1-4])"),
    re.compile(r"[qtk] ?(?P<number>[1-4]) ?[-/.]? ?(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4}) ?[-/.]? ?(?P<number>[1-4])"),
    re.compile(r"(?P<number>[1-4]) ?[-/.] ?(?P<year>\d{4})"),
    re.compile(
        r"(?P<number>[1-4]) ?(?:er|ere|e|eme|ste|de|st|nd|rd|th|\.)? ?"
        r"(?:trimestre|trim\.?|kwartaal|quartal|vierteljahr|quarter) ?(?P<year>\d{4})"
    ),
    re.compile(
        r"(?:trimestre|trim\.?|kwartaal|quartal|vierteljahr|quarter) ?(?P<number>[1-4]) ?[-/.]? ?(?P<year>\d{4})"
    ),
)
MONTH_FORMS = (
    re.compile(r"(?P<year>\d{4}) ?[-/.] ?(?P<number>0[1-9]|1[0-2])"),
    re.compile(r"(?P<number>0?[1-9]|1[0-2]) ?[-/.] ?(?P<year>\d{4})"),
    re.compile(r"(?P<name>[a-z]+)\.? ?[-/]? ?(?P<year>\d{4})"),
)


@lru_cache(maxsize=2**14)
def iso(day: int) -> str:
    return day_date(day).isoformat()


def plainly(text: str) -> str:
    """Small letters without accents, one space between words."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(bare.casefold().split())


@lru_cache(maxsize=2**14)
def day(text: str) -> int | None:
    """A day written `2025-01-31`, `31/1/2025` or `31.01.2025`; None for anything else, month first among it."""
    text = text.strip()
    if found := ISO.fullmatch(text):
        return real_day(int(found[1]), int(found[2]), int(found[3]))
    if found := DAY_FIRST.fullmatch(text):
        return real_day(int(found[4]), int(found[3]), int(found[1]))
    return None


def real_day(year: int, month: int, number: int) -> int | None:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= number <= month_length(year, month)):
        return None
    return day_of(year, month, number)


def month_first(text: str) -> bool:
    """Whether a day can only be meant month first, as in `01/31/2025`."""
    found = DAY_FIRST.fullmatch(text.strip())
    return bool(found) and int(found[1]) <= 12 < int(found[3]) <= 31  # type: ignore[index]


def either_way(text: str) -> bool:
    """Whether a day reads as one day with the day first and as another with the month first."""
    found = DAY_FIRST.fullmatch(text.strip())
    return bool(found) and int(found[1]) <= 12 and int(found[3]) <= 12 and int(found[1]) != int(found[3])  # type: ignore[index]


def quarter(text: str) -> Span | None:
    """The days of a quarter written `2025Q1`, `2025/1`, `20251`, `T1 2025`, `1er trimestre 2025`…"""
    plain = plainly(text)
    found = next((hit for form in QUARTERS if (hit := form.fullmatch(plain))), None)
    if not found or not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
        return None
    return quarter_span(int(found["year"]) * 4 + int(found["number"]) - 1)


def month(text: str) -> Span | None:
    """The days of a month written `2025-01`, `01/2025`, `janvier 2025`…"""
    plain = plainly(text)
    for form in MONTH_FORMS:
        if found := form.fullmatch(plain):
            parts = found.groupdict()
            number = NUMBER_OF.get(parts["name"], 0) if parts.get("name") else int(parts.get("number") or 0)
            if number and FIRST_YEAR <= int(parts["year"]) <= LAST_YEAR:
                first = day_of(int(parts["year"]), number, 1)
                return first, month_start(int(parts["year"]) * 12 + number) - 1
    return None


def month_of_first_day(text: str) -> Span | None:
    """The month of a first of the month: workbooks keep months as days."""
    first = day(text)
    if first is None or civil(first)[2] != 1:
        return None
    return first, month_start(month_of(first) + 1) - 1


def period(text: str) -> Span | None:
    """A quarter or a month, where a heading does not say which; None too when it could be either (`1/2025`)."""
    one, other = quarter(text), month(text)
    if one and other and one != other:
        return None
    return one or other


@lru_cache(maxsize=4096)
def quarter_span(number: int) -> Span:
    """The days of a quarter, counted since 0000Q1."""
    return quarter_start(number), quarter_start(number + 1) - 1


@lru_cache(maxsize=4096)
def declared_quarter(text: str) -> int | None:
    """The quarter of a declaration (`20251`), counted since 0000Q1."""
    found = re.fullmatch(r"(\d{4})([1-4])", text, re.ASCII)
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return None
    return int(found[1]) * 4 + int(found[2]) - 1


def quarter_name(number: int) -> str:
    return f"{number // 4}/{number % 4 + 1}"


def quarters_of(span: Span) -> tuple[int, int]:
    """The first and last quarter that a span touches."""
    return quarter_of(span[0]), quarter_of(span[1])
