"""Whose rows a file has: by national number; by name and birth day only when an agent says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tremplin.intake.periods import plainly
from tremplin.office.ledger.models import Upload
from tremplin.office.ledger.selectors.reports import Read, people_of
from tremplin.office.people.models import Person
from tremplin.office.people.services import living

NUMBER, ASSIGNED, DROPPED = "number", "assigned", "dropped"
"""How a person was known: by the national number; because an agent said so; a file without names, dropped on a file."""


@dataclass(frozen=True)
class Match:
    """One person of a file and who it is here. `candidates`: who it may be, where nobody is sure yet."""

    read: Read
    person: Person | None
    how: str = ""
    candidates: tuple[Person, ...] = ()
    is_out: bool = False
    is_taken: bool = False

    @property
    def asks(self) -> bool:
        """Whether an agent has to say who it is."""
        return self.person is None and not self.is_out and not self.is_taken

    @property
    def waits(self) -> bool:
        """Whether its rows are still to be taken."""
        return self.person is not None and not self.is_out and not self.is_taken


def matches(upload: Upload, only: Person | None = None) -> list[Match]:
    """The people of a file, each with whom it is. `only`: the person on whose file it was dropped."""
    read = people_of(upload)
    said = upload.answers
    assigned = {int(index): pk for index, pk in said.get("assigned", {}).items()}
    taken = {int(index): pk for index, pk in said.get("taken", {}).items()}
    keys = [one.key for one in read if one.key]
    here = Person.objects.filter(anonymised_at=None)
    by_number = {person.national_number: person for person in here.filter(national_number__in=keys)}
    told = Person.objects.filter(pk__in={*assigned.values(), *taken.values()})
    by_id = {person.pk: living(person) for person in told}
    strangers = [one for one in read if one.key not in by_number and one.index not in assigned]
    alike = Alike(strangers) if strangers else None
    found = []
    for one in read:
        person, how = by_number.get(one.key), NUMBER
        if (pk := taken.get(one.index) or assigned.get(one.index)) in by_id:
            person, how = by_id[pk], ASSIGNED if one.index in assigned else NUMBER
        if person is None and only is not None and len(read) == 1 and not one.key and not one.name:
            person, how = only, DROPPED
        candidates = () if person or alike is None else alike.of(one)
        is_out = one.index in said.get("out", [])
        found.append(Match(one, person, how if person else "", candidates, is_out, one.index in taken))
    return found if only is None else of_person(found, only)


def of_person(found: Sequence[Match], only: Person) -> list[Match]:
    """What concerns one person: her own rows, else those of which nobody knows whose they are."""
    hers = [one for one in found if one.person == only]
    return hers or [one for one in found if one.person is None]


class Alike:
    """People of the office who have a name or a birth day in common with strangers of a file."""

    def __init__(self, strangers: Iterable[Read]) -> None:
        read = list(strangers)
        keys = {plainly(one.name) for one in read if one.name}
        keys |= {" ".join(plainly(one.name).split()[::-1]) for one in read if one.name}
        days = {day for one in read if (day := birth_day(one.key))}
        here = Person.objects.filter(anonymised_at=None)
        self.people = list((here.filter(sort_key__in=keys) | here.filter(birth_date__in=days)).order_by("sort_key"))

    def of(self, read: Read) -> tuple[Person, ...]:
        """Who has the same name, unless the birth day is another; or the same birth day and a word of the name."""
        day, words = birth_day(read.key), set(plainly(read.name).split())
        found = []
        for person in self.people:
            names = set(person.sort_key.split())
            same_day = day is not None and person.birth_date == day
            other_day = day is not None and person.birth_date is not None and not same_day
            if (words and words == names and not other_day) or (same_day and (not words or words & names)):
                found.append(person)
        return tuple(found)


def birth_day(key: str) -> date | None:
    """The birth day that a national number holds, where it holds one."""
    from stdnum.be import bis, nn

    number: Any
    for number in (nn, bis):
        try:
            found: date | None = number.get_birth_date(key) if number.is_valid(key) else None
        except ValueError:
            found = None
        if found:
            return found
    return None
