"""The YAML of the agency and of names, and what chance draws from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from tremplin.ground.reading import read_yaml
from tremplin.samples.agency.said import Person
from tremplin.samples.commune.moving import month_days
from tremplin.samples.commune.numbers import national_number
from tremplin.samples.commune.reading import STREETS
from tremplin.samples.commune.story import Birth

Said = dict[str, Any]
ONE_DAY = timedelta(1)
CLOSED = 3
"""Months that are closed before the open one."""
HOLIDAYS = frozenset({(1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)})
"""Nobody works on these days of a year."""


def content(name: str) -> Said:
    found = read_yaml(Path(__file__).with_name(name).read_bytes(), name)
    assert isinstance(found, dict)
    return found


def month_before(day: date, count: int = 1) -> date:
    """The first day of a month before a day's."""
    for _ in range(count):
        day = day.replace(day=1) - ONE_DAY
    return day.replace(day=1)


def month_after(day: date) -> date:
    return month_days(day)[1] + ONE_DAY


def year_before(day: date) -> date:
    """The same day a year before; of 29 February, the 28th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def year_from(first: date) -> date:
    """The last day of a year that begins on a day."""
    return year_before(first).replace(year=first.year + 1) - ONE_DAY


def working_days(first: date, last: date) -> list[date]:
    days = (first + timedelta(one) for one in range((last - first).days + 1))
    return [day for day in days if day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS]


@dataclass
class Drawing:
    """Chance, and what was drawn already: no two people have a name, or a day of birth and a sex, in common."""

    lot: Random
    names: Said = field(default_factory=lambda: content("names.yaml"))
    taken: set[tuple[date, str]] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    people: int = 0

    def person(self, said: Said, language: str, prefix: str, years: tuple[int, int]) -> Person:
        """Somebody as said; what is not said is drawn. `years`: of birth, from the first to the last."""
        sex = said.get("sex") or self.lot.choice("fm")
        given, family = said.get("name") or self.name(sex)
        birth = date.fromisoformat(str(said["born"])) if "born" in said else self.birth(sex, years)
        self.taken.add((birth, sex))
        self.called.add(f"{given} {family}")
        self.people += 1
        number = national_number(Birth(birth.year, birth.month, birth.day), sex, bis=False)
        street = said.get("street") or self.street()
        email = f"{prefix.lower()}{self.people:03d}@example.org"
        phone = f"0470 00 {self.people // 100:02d} {self.people % 100:02d}"
        return Person(given, family, birth, sex, number, language, street, email, phone)

    def name(self, sex: str) -> tuple[str, str]:
        while True:
            given = self.lot.choice(self.names["women" if sex == "f" else "men"])
            family = self.lot.choice(self.names["families"])
            if f"{given} {family}" not in self.called:
                return given, family

    def birth(self, sex: str, years: tuple[int, int]) -> date:
        days = (date(years[1], 12, 31) - date(years[0], 1, 1)).days
        while True:
            birth = date(years[0], 1, 1) + timedelta(self.lot.randint(0, days))
            if (birth, sex) not in self.taken:
                return birth

    def street(self) -> str:
        return f"{self.lot.choice(STREETS)} {self.lot.randint(1, 90)}"

    def days(self, first: date, last: date) -> Iterator[date]:
        """Days from one to another, again and again."""
        while True:
            yield first + timedelta(self.lot.randint(0, (last - first).days))
