"""Days and hours as exact hundredths: what a cell or a field says, and hours that look like hours and minutes."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from tremplin.engine.words import half_up

PLAIN = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,12})?", re.ASCII)
GROUPED = re.compile(r"[+-]?\d{1,3}(?:([. '’])\d{3})(?:\1\d{3}){0,3}(?:[.,]\d{1,12})?", re.ASCII)
ENGLISH = re.compile(r"[+-]?\d{1,3}(?:,\d{3}){1,4}\.\d{1,12}", re.ASCII)
MINUTES = re.compile(r"(\d{1,5}) ?(?:h|u|:|std) ?(\d{2})(?: ?(?:m|min|:00))?", re.ASCII | re.IGNORECASE)
SPACES = str.maketrans(dict.fromkeys(" \u00a0\u202f\u2009", " "))

FRACTIONS = tuple(Fraction(*pair) for pair in ((1, 2), (3, 5), (2, 3), (3, 4), (4, 5), (9, 10)))
"""Parts of full-time that contracts are written in."""

Value = int | Decimal


@lru_cache(maxsize=2**16)
def value_of(hundredths: int) -> Value:
    """Hundredths as a number: 6150 is Decimal("61.5"), 6500 is 65."""
    whole, rest = divmod(hundredths, 100)
    if rest == 0:
        return whole
    return Decimal(hundredths).scaleb(-2).normalize() if rest % 10 == 0 else Decimal(hundredths).scaleb(-2)


def hundredths_of(value: Value) -> int:
    """A number as hundredths; it has two decimals at most."""
    return int(value * 100)


@lru_cache(maxsize=2**16)
def declared(text: str) -> int | None:
    """A DmfA figure, already in hundredths, padded or not (`06600`, `6400`)."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


def number(text: str) -> Decimal | None:
    """A number as people write it: `30,4`, `30.4`, `1 234,5`, `1.234,50`. None for `1.234`, which says two things."""
    text = " ".join(text.translate(SPACES).split())
    if PLAIN.fullmatch(text):
        whole, _, rest = text.replace(",", ".").partition(".")
        if len(rest) == 3 and 1 <= len(whole.lstrip("+-")) <= 3 and whole.lstrip("+-") != "0":
            return None
        return Decimal(text.replace(",", "."))
    if ENGLISH.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if found := GROUPED.fullmatch(text):
        mark = found[1]
        last = text.rpartition(",")[2] if "," in text else ""
        if mark == "." and not last:
            return None
        return Decimal(text.replace(mark, "").replace(",", "."))
    return None


def from_minutes(text: str) -> Fraction | None:
    """Hours written with their minutes, `30h24` or `30:24`."""
    found = MINUTES.fullmatch(text.translate(SPACES).strip())
    if not found or int(found[2]) >= 60:
        return None
    return Fraction(60 * int(found[1]) + int(found[2]), 60)


def rounded(exact: Fraction | Decimal) -> int:
    """Hundredths, halves up; a negative number stays negative, to be refused as one."""
    whole = Fraction(exact)
    size = half_up(abs(whole.numerator) * 100, whole.denominator)
    return -size if whole < 0 else size


def looks_like_minutes(weekly: int, full_time: int) -> tuple[int, Fraction] | None:
    """Weekly hours such as 30.24 that look like 30 h 24 min: what they would then be, and of full-time which part.

    Both in hundredths. None when the figure is itself a plain part of full-time, or is none with its minutes either.
    """
    hours, minutes = divmod(weekly, 100)
    if not 0 < minutes < 60 or full_time <= 0:
        return None
    if any(part_of(part, full_time) == weekly for part in FRACTIONS):
        return None
    meant = half_up(100 * (60 * hours + minutes), 60)
    return next(((meant, part) for part in FRACTIONS if part_of(part, full_time) == meant), None)


def part_of(part: Fraction, full_time: int) -> int:
    return half_up(part.numerator * full_time, part.denominator)


def fraction_name(part: Fraction) -> str:
    return f"{part.numerator}/{part.denominator}"
