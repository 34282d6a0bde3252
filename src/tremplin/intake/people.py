"""What comes out of a file: people with their rows of work, and every doubt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tremplin.intake.doubts import Doubt, masked, refused

SHORT = 7
"""A longer number of digits is a national number, a shorter one the number of a person in the list."""
PREFIX = 6
"""Digits of a national number that people may see, and by which they may ask."""

Row = dict[str, Any]
"""A row of work by the public names: days as `2025-01-31`, figures as int or Decimal, yes and no as bool."""


@dataclass
class Person:
    """One person's rows. `places` and `notes` go with `rows` one by one.

    key     the national number (NISS/INSZ/INSS), digits only; "" when the file does not say
    name    as the file has it; "" when it does not say
    places  where each row stands: file, line and block or sheet
    notes   what the declaration says of the job: `article60`, `twe` or ""
    """

    key: str = ""
    name: str = ""
    rows: list[Row] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, row: Row, place: str, note: str = "") -> None:
        self.rows.append(row)
        self.places.append(place)
        self.notes.append(note)


@dataclass(frozen=True)
class Reading:
    """A whole file. `format`: `dmfa`, `csv`, `xlsx` or `facts`; `sha256` of the bytes as they came."""

    name: str
    sha256: str
    format: str
    people: list[Person]
    doubts: list[Doubt]

    def person(self, key: str | None = None) -> Person:
        """The person asked for, or the only one. Raises InputError, national numbers masked.

        `key`: a national number, however written, or its first digits as they are shown (`900514 …`); a name; or the
        person's number in the list, from 1, which keeps national numbers out of the history of a shell.
        """
        if not self.people:
            raise refused(self.name, "doubt.nobody")
        if key is None:
            if len(self.people) > 1:
                raise refused(self.name, "doubt.which_person", count=len(self.people), keys=self.keys_told())
            return self.people[0]
        if key.isascii() and key.isdigit() and len(key) < SHORT and 0 < int(key) <= len(self.people):
            return self.people[int(key) - 1]
        digits = "".join(sign for sign in key if sign.isdigit()) or key
        found = [person for person in self.people if key in (person.name or None, person.key) or digits == person.key]
        if not found and len(digits) >= PREFIX and not any(sign.isalpha() for sign in key):
            found = [person for person in self.people if person.key.startswith(digits)]
        if len(found) != 1:
            raise refused(self.name, "doubt.unknown_person", said=masked(digits), keys=self.keys_told())
        return found[0]

    def doubts_of(self, person: Person) -> list[Doubt]:
        """The doubts about a person, and those about the whole file; not what concerns others in it."""
        return [doubt for doubt in self.doubts if doubt.whose in ("", person.key or person.name)]

    def keys_told(self) -> str:
        """The first people of the list: `1 (900514 …), 2 (910203 …)`."""
        keys = [masked(person.key) or person.name or "–" for person in self.people[:10]]
        told = [f"{number} ({key})" for number, key in enumerate(keys, 1)]
        return ", ".join([*told, "…"] if len(self.people) > 10 else told)
