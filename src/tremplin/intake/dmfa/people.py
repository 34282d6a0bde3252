"""People of a declaration: their blocks, lines and doubts put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tremplin.ground.patience import patience
from tremplin.intake.dmfa.blocks import people
from tremplin.intake.dmfa.lines import Declarations, Declared
from tremplin.intake.doubts import Doubts
from tremplin.intake.files import Source
from tremplin.intake.people import Person
from tremplin.intake.sound import sound


def streamed(source: Source, head: bytes, name: str, doubts: Doubts, region: str | None) -> Iterator[Person]:
    """Each person as the file comes to them, again for each form that has them; those without any sound row are left
    out. Raises InputError, maybe after some people, where the file turns out to be broken."""
    for declared in declared_people(source, head, name, doubts, region):
        if (person := person_of([declared], doubts)).rows:
            yield person


def whole(source: Source, head: bytes, name: str, doubts: Doubts, region: str | None) -> list[Person]:
    """The people of a whole file, each once, in the order in which they first come."""
    found: dict[str, list[Declared]] = {}
    for declared in declared_people(source, head, name, doubts, region):
        found.setdefault(declared.key or declared.place, []).append(declared)
    people = [person_of(parts, doubts) for parts in found.values()]
    return [person for person in people if person.rows]


def declared_people(source: Source, head: bytes, name: str, doubts: Doubts, region: str | None) -> Iterator[Declared]:
    declarations = Declarations(name, doubts, region)
    empty = True
    for block in people(source, head, name):
        patience()
        empty = False
        yield declarations.person(block)
    doubts.whose = ""
    if empty:
        doubts.add(name, "doubt.no_person")


def person_of(parts: Iterable[Declared], doubts: Doubts) -> Person:
    """One person of all the forms that declare them."""
    parts = list(parts)
    doubts.whose = parts[0].key
    person = Person(parts[0].key, next((part.name for part in parts if part.name), ""))
    for line in sound([line for part in parts for line in part.lines], doubts, parts[0].place):
        person.add(line.row(), line.place, line.note)
    return person
