"""Whose file it is: what an agent may see at once of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tremplin.ground.sentences import sentence
from tremplin.office.article60.selectors.file import Whole
from tremplin.office.pages.words import day_of
from tremplin.reasons.wording import MONTHS


@dataclass(frozen=True)
class Head:
    """The head of the page, in a language."""

    whole: Whole
    language: str
    today: date

    def word(self, key: str, /, **words: object) -> str:
        return sentence(f"office_file.{key}", self.language, **words)

    @property
    def age(self) -> str:
        """`37 ans`, `né en mai 1994`, that nobody knows."""
        person = self.whole.file.person
        if person.birth_date:
            had = (self.today.month, self.today.day) >= (person.birth_date.month, person.birth_date.day)
            return self.word("age", years=self.today.year - person.birth_date.year - (not had))
        if person.birth_year is None:
            return self.word("age_unknown")
        month = f"{MONTHS[self.language][person.birth_month - 1]} " if person.birth_month else ""
        return self.word("born_in", when=f"{month}{person.birth_year}")

    @property
    def masked(self) -> str:
        """`90.05.14-•••.••`: the part that says no more than the birth day."""
        number = self.whole.file.person.national_number
        return f"{number[:2]}.{number[2:4]}.{number[4:6]}-•••.••" if number else ""

    @property
    def aid(self) -> str:
        """The aid of today, else the last there was."""
        aids = self.whole.records.aids
        found = next((aid for aid in aids if self.today in aid.period), aids[-1] if aids else None)
        return self.word("aid_none") if found is None else self.word(f"aid_{found.kind}")

    @property
    def speaks(self) -> str:
        person = self.whole.file.person
        return ", ".join(filter(None, (self.word(f"language_{person.language}"), person.spoken)))

    @property
    def closed(self) -> str:
        closed_on = self.whole.file.closed_on
        return self.word("closed", day=day_of(closed_on, self.language)) if closed_on else ""
