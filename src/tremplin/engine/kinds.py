"""Kinds of values: how a value is read, kept and shown.

Inside, every value is one exact integer, and `UNKNOWN` is a value like another:

    days        days since 1970-01-01                     months     months since 0000-01
    money       cents; shares of it ten-thousandths       yes/no     1, 0
    hundredths  declared days and hours (two decimals)    choice     its place in the list of names
    ten-thousandths  converted days (four decimals)       status     the same, from best to worst
    choices     one bit a name (of results only)

A rule says the kind of each argument by its annotation (`Day`, `Money`…); `Maybe[Day]` says that the rule
wants to be called although the value may be `UNKNOWN`, and answers for it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial
from typing import Annotated, Any, TypeVar

from tremplin.ground.days import EPOCH, day_number

UNKNOWN = -(2**31)
"""The value of what is not known: it fits the smallest column of a table and lies below every real value."""
NONE = UNKNOWN + 1
"""Known, and there is none (a route when no route holds). Shown as null, and decided."""

STATUSES = ("confirmed", "office", "single-source", "inferred", "stale", "conflict", "unset")
CONFIRMED, OFFICE, SINGLE_SOURCE, INFERRED, STALE, CONFLICT, UNSET = range(7)
LANGUAGES = ("fr", "nl", "de", "en")


class Unreadable(ValueError):
    """A value is not of its kind. Carries the key of what was expected and the words to fill it with."""

    def __init__(self, expected: str, **words: object) -> None:
        super().__init__(expected)
        self.expected, self.words = expected, words


@dataclass(frozen=True)
class Kind:
    """One kind of value. `scale` units make one whole; `names` are the names of a choice."""

    name: str
    scale: int = 1
    names: tuple[str, ...] = ()

    @cached_property
    def read(self) -> Callable[[Any], int]:
        """Reads a given value (of YAML, JSON or Python) as an exact integer or raises Unreadable; coerces nothing."""
        if self.names:
            return self.read_choice
        by_name = {"day": read_day, "month": read_month, "yes_no": read_yes_no}
        by_name |= {"first_of_month": read_first_of_month, "first_of_year": read_first_of_year}
        return by_name.get(self.name) or partial(read_number, scale=self.scale, text=self.name == "money")

    def read_choice(self, given: Any) -> int:
        if isinstance(given, str) and given in self.names:
            return self.names.index(given)
        raise Unreadable("choice", names=", ".join(self.names))

    def read_text(self, text: str) -> int:
        """The same from a cell of a table, where everything is text."""
        if self.name == "yes_no" and text in ("yes", "no", "true", "false"):
            return int(text in ("yes", "true"))
        if self.name in ("number", "money", "first_of_year") and re.fullmatch(r"-?\d+(\.\d+)?", text, re.ASCII):
            return self.read(Decimal(text))
        return self.read(text)

    def plain(self, value: int) -> Any:
        """For JSON and case files: None, bool, int, float with at most four decimals, or text."""
        if value in (UNKNOWN, NONE):
            return None
        match self.name:
            case "day":
                return day_date(value).isoformat()
            case "first_of_month":
                return day_date(value).isoformat()[:7]
            case "first_of_year":
                return day_date(value).year
            case "month":
                return f"{value // 12:04d}-{value % 12 + 1:02d}"
            case "yes_no":
                return bool(value)
            case "choice" | "status":
                return self.names[value]
            case "choices":
                return [name for place, name in enumerate(self.names) if value >> place & 1]
            case "money":
                whole, rest = divmod(abs(value), self.scale)
                digits = f"{rest * 10_000 // self.scale:04d}"
                return f"{'-' if value < 0 else ''}{whole}.{digits[:2]}{digits[2:].rstrip('0')}"
        value = int(value)
        return value if self.scale == 1 else value // self.scale if value % self.scale == 0 else value / self.scale


def read_day(given: Any) -> int:
    """Days since 1970-01-01 from `2007-03-01` or a date."""
    if isinstance(given, datetime.date) and not isinstance(given, datetime.datetime):
        return day_number(given)
    if isinstance(given, str) and len(given) == 10 and given[4] == given[7] == "-":
        try:
            return day_number(datetime.date.fromisoformat(given))
        except ValueError:
            raise Unreadable("real_day") from None
    raise Unreadable("day")


def read_yes_no(given: Any) -> int:
    if isinstance(given, bool):
        return int(given)
    raise Unreadable("yes_no")


def read_month(given: Any) -> int:
    if isinstance(given, str) and (found := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", given, re.ASCII)):
        return int(found[1]) * 12 + int(found[2]) - 1
    raise Unreadable("month")


def read_first_of_month(given: Any) -> int:
    """The first day of a month, from `2007-03`: for a month whose law is that of its first day."""
    month = read_month(given)
    return day_number(datetime.date(month // 12, month % 12 + 1, 1))


def read_first_of_year(given: Any) -> int:
    """1 January of a year, from `2007`: for a year whose law is that of its first day."""
    if type(given) not in (int, Decimal) or not 1000 <= given <= 2999 or given % 1:
        raise Unreadable("year")
    return day_number(datetime.date(int(given), 1, 1))


def read_number(given: Any, scale: int, text: bool = False) -> int:
    """A number with at most the decimals of its scale; `2**31` bounds it, as it bounds the columns of a table."""
    if type(given) is int and -1_000_000 < given < 1_000_000 and scale <= 100:
        return given * scale
    if isinstance(given, float):
        given = Decimal(repr(given))
    if text and isinstance(given, str) and re.fullmatch(r"-?\d+(\.\d{1,2})?", given, re.ASCII):
        given = Decimal(given)
    if isinstance(given, bool) or not (isinstance(given, int) or (isinstance(given, Decimal) and given.is_finite())):
        raise Unreadable("number")
    most = (2**31 - 1) // scale
    if not -most < given < most:
        raise Unreadable("smaller")
    scaled = int(given * scale)
    if Decimal(scaled) / scale != given:
        raise Unreadable("decimals", count=len(str(scale)) - 1)
    return scaled


def day_date(value: int) -> datetime.date:
    return datetime.date.fromordinal(int(value) + EPOCH)


def day(text: str) -> int:
    """A day written in a rule: `day("2026-03-01")`."""
    return read_day(text)


MAYBE = "may be unknown"
T = TypeVar("T")
Maybe = Annotated[T, MAYBE]
Day = Annotated[int, Kind("day")]
Month = Annotated[int, Kind("month")]
Money = Annotated[int, Kind("money", 100)]
FineMoney = Annotated[int, Kind("money", 10_000)]
Number = Annotated[int, Kind("number")]
Hundredths = Annotated[int, Kind("number", 100)]
TenThousandths = Annotated[int, Kind("number", 10_000)]
YesNo = Annotated[bool, Kind("yes_no")]
Status = Annotated[int, Kind("status", 1, STATUSES)]
Months = Annotated[range, Kind("month")]
"""What a rule that opens one row a month gives back."""
Ints = Sequence[int]
"""A column of rows, or a list of a table."""


def choice(*names: str) -> Kind:
    """The kind of a choice: `Colour = Annotated[int, choice("red", "blue")]`, then `RED, BLUE = range(2)`."""
    return Kind("choice", 1, names)


KINDS = {
    "day": Kind("day"),
    "month": Kind("month"),
    "first_of_month": Kind("first_of_month"),
    "first_of_year": Kind("first_of_year"),
    "money": Kind("money", 100),
    "number": Kind("number"),
    "hundredths": Kind("number", 100),
    "ten_thousandths": Kind("number", 10_000),
    "yes_no": Kind("yes_no"),
    "status": Kind("status", 1, STATUSES),
    "name": Kind("name"),
}
"""Names of kinds in the files of the law. A `name` (an employer) is only compared: each case numbers its own."""
