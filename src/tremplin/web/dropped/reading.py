"""The people and the facts of a file that was handed in: declaration, table, file of facts, ONEM's answer, a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tremplin.engine.facts import Fact
from tremplin.ground.errors import Fault, InputError
from tremplin.ground.reading import read_yaml
from tremplin.intake import Doubt, Person, Reading
from tremplin.intake import read_bytes as read_rows
from tremplin.intake.files import HEAD, sha256_of
from tremplin.intake.onem import onem_of
from tremplin.intake.reading import FACTS, format_of
from tremplin.web.dropped.kept import MOST_DOUBTS, Kept, flow
from tremplin.web.dropped.upload import File, Refused

MOST_ROWS = 400
"""Rows of one person: a hundred years of quarters."""


@dataclass(frozen=True)
class Read:
    """What a file says. `facts`: beside the rows; `reading`: its people and doubts, None where it has no work."""

    name: str
    facts: dict[str, Any] = field(default_factory=dict)
    reading: Reading | None = None

    @property
    def people(self) -> list[Person]:
        return self.reading.people if self.reading else []

    def kept(self, before: Kept, person: Person | None) -> Kept:
        """What is known with one person's rows."""
        rows = before.rows if person is None else person.rows
        if len(rows or ()) > MOST_ROWS:
            raise Refused(413, "drop.too_many_rows", most=MOST_ROWS)
        doubts = self.reading.doubts_of(person) if self.reading and person else []
        return Kept({**before.facts, **self.facts}, rows, self.name, cut(doubts, self.name), before.asked)


def cut(doubts: Sequence[Doubt], name: str) -> tuple[Doubt, ...]:
    """As many doubts as travel, and how many more there were; without whom they are about."""
    told = [Doubt(doubt.place, doubt.key, doubt.words) for doubt in doubts]
    if len(told) <= MOST_DOUBTS:
        return tuple(told)
    more = Doubt(name, "doubt.more", {"count": len(told) - MOST_DOUBTS + 1, "key": told[MOST_DOUBTS - 1].key})
    return (*told[: MOST_DOUBTS - 1], more)


def read_file(file: File, known: Mapping[str, Fact]) -> Read:
    """Reads a file of at most `MOST_FILE` bytes. Raises Refused with what is wrong, and what to do."""
    try:
        if format_of(file.content[:HEAD], file.name) == FACTS:
            return read_facts(file, known)
        found = read_rows(file.content, file.name, split=True)
    except InputError as error:
        raise Refused(400, "drop.unread", tuple(error.faults)) from None
    if not found.people:
        raise Refused(400, "drop.nobody", tuple(told(found)))
    return Read(file.name, {}, found)


def told(reading: Reading) -> list[Fault]:
    """Doubts as faults of the file, where they leave nothing of it."""
    return [Said(doubt.place, doubt.key, doubt.words) for doubt in reading.doubts]


class Said(Fault):
    """A doubt that is told like a fault."""

    def text(self, language: str = "en") -> str:
        return Doubt(self.place, self.key, self.words).text(language)


def read_facts(file: File, known: Mapping[str, Fact]) -> Read:
    """A file of facts, with or without rows of work; a copied case; ONEM's answer. Raises InputError."""
    given, content = read_yaml(file.content, file.name), file.content
    if isinstance(given, list) and given and isinstance(given[0], Mapping):
        given = given[0].get("given")  # the case that an answer gives to copy
        content = f"work: {flow(given.get('work') if isinstance(given, Mapping) else None)}\n".encode()
    said = given if isinstance(given, Mapping) else {}
    if isinstance(said.get("onem"), Mapping):
        return Read(file.name, onem_of(content, file.name))
    facts = {name: value for name, value in said.items() if name in known}
    if said.get("work") == []:
        return Read(file.name, facts, Reading(file.name, sha256_of(content), FACTS, [Person()], []))
    if facts and "work" not in said:
        return Read(file.name, facts)
    return Read(file.name, facts, read_rows(content, file.name, split=True))
