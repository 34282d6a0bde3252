"""What a person's block declares: occupations with their service lines, pay and deductions, found by their fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tremplin.intake.dmfa.blocks import Block
from tremplin.intake.doubts import visible
from tremplin.intake.periods import declared_quarter

OF_OCCUPATION = frozenset(
    {
        "OccupationSequenceNbr",
        "OccupationStartingDate",
        "OccupationEndingDate",
        "WorkingDaysSystem",
        "MeanWorkingHours",
        "RefMeanWorkingHours",
    }
)
OF_SERVICE = frozenset({"ServiceCode", "ServiceNbrDays", "ServiceNbrHours"})
OF_WORKER = frozenset({"WorkerCode", "EmployerClass"})
SUM, IN_TIME, NOT_IN_TIME = 1, 3, 4
"""Codes of pay: for work; for the end of the contract, in working time; the same, not in working time."""


@dataclass(frozen=True, slots=True)
class Occupation:
    """One occupation: its block, the fields that hold for it (its own and those of the blocks above), its lines."""

    block: Block
    fields: dict[str, str]
    services: list[Block]
    pay: frozenset[int]

    @property
    def only_termination(self) -> bool:
        """Pay for the end of a contract, and none for work."""
        return IN_TIME in self.pay or (NOT_IN_TIME in self.pay and SUM not in self.pay)

    @property
    def mixed(self) -> bool:
        return IN_TIME in self.pay and SUM in self.pay


def declaration_fields(person: Block) -> dict[str, str]:
    """The fields of the blocks above a person: quarter, employer, form."""
    found: dict[str, str] = {}
    block = person.above
    while block is not None:
        found = {**block.fields, **found}
        block = block.above
    return found


def declaration_of(person: Block) -> Block:
    """The block that holds the quarter, else the nearest above the person."""
    block, nearest = person.above, person.above or person
    while block is not None:
        if "Quarter" in block.fields:
            return block
        block = block.above
    return nearest


def occupations(person: Block) -> Iterator[Occupation]:
    """The occupations of a person, in the order of the file."""
    yield from below(person, declaration_fields(person))


def below(block: Block, above: dict[str, str]) -> Iterator[Occupation]:
    fields = {**above, **block.fields}
    if not OF_OCCUPATION.isdisjoint(block.fields) or is_service(block):
        yield occupation_of(block, fields, list(block.within()))
        return
    if stray := [one for one in block.blocks if is_service(one)]:
        yield occupation_of(block, fields, stray)
    for one in block.blocks:
        if not is_service(one):
            yield from below(one, fields)


def is_service(block: Block) -> bool:
    return not OF_SERVICE.isdisjoint(block.fields)


def occupation_of(block: Block, fields: dict[str, str], inside: Sequence[Block]) -> Occupation:
    """An occupation of the blocks inside it; service lines outside any occupation make one without dates."""
    services = [one for one in inside if is_service(one)]
    codes = {declared_code(one.fields["RemunCode"]) for one in inside if "RemunCode" in one.fields}
    return Occupation(block, fields, services, frozenset(code for code in codes if code is not None))


def workers_without_occupation(person: Block, blocks: Sequence[Block]) -> list[Block]:
    """The worker's blocks, of all of a person's, that declare no occupation (the person's own, when there is not even
    a worker's)."""
    workers = [one for one in blocks if not OF_WORKER.isdisjoint(one.fields)]
    return [one for one in workers or [person] if not declares(one)]


def declares(block: Block) -> bool:
    """Whether an occupation is declared in a block."""
    occupied = not OF_OCCUPATION.isdisjoint(block.fields) or is_service(block)
    return occupied or any(declares(one) for one in block.blocks)


def declared_code(text: str) -> int | None:
    """A code, padded with zeros or not."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


def employer_of(fields: dict[str, str], known: dict[str, str]) -> str:
    """The employer: its company number, else its ONSS number, or the company number that it had in an earlier form.

    `known` remembers which ONSS number went with which company number.
    """
    company, onss = digits(fields.get("CompanyID", ""), 10), digits(fields.get("NOSSRegistrationNbr", ""), 9)
    if company and onss:
        known[onss] = company
    return company or known.get(onss, onss)


def digits(text: str, width: int) -> str:
    """The digits of a number, with the zeros that a file may leave out: `0123.456.749`, `123456749`."""
    bare = re.sub(r"\D", "", text, flags=re.ASCII).lstrip("0")
    return bare.zfill(width) if bare else ""


def name_of(fields: dict[str, str]) -> str:
    """The worker's name where the answer to a consultation gives it: given name, then family name."""
    parts = [fields.get("WorkerFirstName", ""), fields.get("WorkerName", "")]
    return visible(" ".join(part for part in parts if part))


def quarter_of_declaration(fields: dict[str, str]) -> int | None:
    return declared_quarter(fields.get("Quarter", ""))
