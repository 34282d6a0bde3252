"""The lines of a statement, each with the claim that it is of, why, and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tremplin.intake.periods import plainly
from tremplin.intake.statement import Said, said
from tremplin.office.article60.models import Claim, ClaimEntry, Statement
from tremplin.office.article60.selectors.claims import summed
from tremplin.office.article60.selectors.sums import Sums, sums_of

READY, DOUBTFUL, UNMATCHED, TAKEN = "ready", "doubtful", "unmatched", "taken"
BY_FILE, BY_NUMBER, BY_NAME, BY_AMOUNT, BY_AGENT = "file", "number", "name", "amount", "agent"


@dataclass(frozen=True)
class Proposal:
    """One line. `why`: what it was matched by; `doubts`: keys of what to look at before it is taken."""

    said: Said
    claim: Claim | None
    sums: Sums | None
    why: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    is_taken: bool = False

    @property
    def state(self) -> str:
        if self.is_taken:
            return TAKEN
        if self.claim is None:
            return UNMATCHED
        return DOUBTFUL if self.doubts else READY

    @property
    def can(self) -> bool:
        """Whether there is something to take, and a claim that can take it."""
        return self.claim is not None and not self.is_taken and not set(self.doubts) & CANNOT


CANNOT = {"unreadable", "nothing", "not_claimed", "more_answered", "no_reason", "future"}
"""Doubts with which a line cannot be taken: the statement or the claim has to be mended first."""


def mark(statement: Statement) -> str:
    """How the keys of the entries of a statement begin."""
    return f"st:{statement.sha256}:"


def taken_of(statement: Statement) -> set[int]:
    """The lines whose entries are written."""
    keys = ClaimEntry.objects.filter(key__contains=mark(statement)).values_list("key", flat=True)
    return {int(key.rpartition(":")[2]) for key in keys}


def proposals(statement: Statement, today: date, only: int | None = None) -> list[Proposal]:
    """The lines of a statement in their order (or one of them), in two questions however many there are."""
    asked = [(line, cells) for line, cells in statement.lines if only in (None, line)]
    lines = [said(line, cells, statement.columns) for line, cells in asked]
    months = {line.month for line in lines if line.month}
    rows = summed(Claim.objects.filter(month__in=months).select_related("file__person")).order_by("pk")
    book = Book(list(rows), statement)
    taken, seen, found = taken_of(statement), set[int](), []
    for line in lines:
        claim, why, doubts = book.of(line)
        sums = sums_of(claim) if claim else None
        doubts += troubles(line, sums, today)
        if claim and claim.pk in seen:
            doubts.append("twice")
        if claim:
            seen.add(claim.pk)
        found.append(Proposal(line, claim, sums, tuple(why), tuple(dict.fromkeys(doubts)), line.line in taken))
    return found


class Book:
    """The claims that lines may be of, by what lines call them."""

    def __init__(self, claims: Iterable[Claim], statement: Statement) -> None:
        self.claims = list(claims)
        self.answers: dict[str, str] = statement.answers

    def of(self, line: Said) -> tuple[Claim | None, list[str], list[str]]:
        """The claim of a line, why, and what is doubtful about that."""
        if line.month is None:
            return None, [], ["no_month"]
        here = [claim for claim in self.claims if claim.month == line.month]
        if answer := self.answers.get(str(line.line)):
            mine = [claim for claim in here if claim.file.number == answer]
            return (mine[0], [BY_AGENT], []) if mine else (None, [], ["no_claim"])
        found = {
            BY_FILE: [claim for claim in here if line.file and same(claim.file.number, line.file)],
            BY_NUMBER: [claim for claim in here if line.number and claim.file.person.national_number == line.number],
            BY_NAME: [claim for claim in here if line.name and same_name(claim, line.name)],
        }
        asked = {BY_FILE: line.file, BY_NUMBER: line.number, BY_NAME: line.name}
        named = [how for how in found if found[how]]
        if not named:
            return None, [], ["nobody" if any(asked.values()) else "no_name"]
        claim = found[named[0]][0]
        why = [how for how in named if claim in found[how]]
        doubts = [f"other_{how}" for how in found if asked[how] and claim not in found[how]]
        if len(found[named[0]]) > 1:
            doubts.append("several")
        if claimed_as(line, claim):
            why.append(BY_AMOUNT)
        elif named[0] == BY_NAME:
            doubts.append("name_only")
        return claim, why, doubts


def same(one: str, other: str) -> bool:
    return plainly(one) == plainly(other)


def same_name(claim: Claim, name: str) -> bool:
    """Whether the words of a name are those of the person, in whatever order."""
    person = claim.file.person
    return sorted(plainly(f"{person.given_name} {person.family_name}").split()) == sorted(
        plainly(name.replace(",", " ")).split()
    )


def claimed_as(line: Said, claim: Claim) -> bool:
    """Whether the amounts of a line are those of the claim, to the cent."""
    sums = sums_of(claim)
    answered = (line.accepted or 0) + (line.refused or 0)
    amounts = {line.claimed, answered, line.paid} - {None, 0}
    return bool(amounts) and amounts <= {sums.claimed, sums.waiting, sums.owed}


def troubles(line: Said, sums: Sums | None, today: date) -> list[str]:
    """What is wrong with a line itself, and between it and the claim."""
    found = ["unreadable"] if line.wrong else []
    answered, paid = (line.accepted or 0) + (line.refused or 0), line.paid or 0
    if not answered and not paid:
        found.append("nothing")
    if line.refused and not line.reason.strip():
        found.append("no_reason")
    if line.day and line.day > today:
        found.append("future")
    if sums is None:
        return found
    if sums.claimed == 0:
        return [*found, "not_claimed"]
    if line.claimed is not None and line.claimed != sums.claimed:
        found.append("other_claimed")
    accepts = accepted_with(line, sums)
    if accepts + (line.refused or 0) > sums.waiting:
        found.append("more_answered")
    elif answered and answered != sums.waiting:
        found.append("rest")
    if paid and paid != sums.owed + accepts:
        found.append("other_paid")
    return found


def accepted_with(line: Said, sums: Sums) -> int:
    """What a line accepts: what it says; a payment without it accepts what waits, as far as it goes."""
    if line.accepted is not None or not line.paid:
        return line.accepted or 0
    return max(0, min(line.paid - sums.owed, sums.waiting - (line.refused or 0)))
