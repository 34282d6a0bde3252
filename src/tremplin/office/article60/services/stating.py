"""A statement of claims: taken in as it came, corrected, and its lines entered, each once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tremplin.ground.errors import InputError
from tremplin.intake.doubts import visible
from tremplin.intake.statement import guessed, headings, read
from tremplin.office.accounts.models import Agent
from tremplin.office.article60.models import ClaimEntry, Statement
from tremplin.office.article60.selectors.statements import Proposal, accepted_with, mark, proposals
from tremplin.office.article60.services.claiming import ClaimFault, Event, enter, locked
from tremplin.office.ledger.services.reading import kept_fault
from tremplin.office.ledger.services.receiving import LONGEST_NAME

Kind = ClaimEntry.Kind


@dataclass(frozen=True)
class Taken:
    """How many lines were entered, and those that could not be."""

    entered: int
    failed: tuple[int, ...] = ()


@transaction.atomic
def receive(name: str, content: bytes, agent: Agent) -> tuple[Statement, bool]:
    """The statement of a file, and whether it had been handed in before: the same bytes twice are the same."""
    sha256 = hashlib.sha256(content).hexdigest()
    before = Statement.objects.defer("content").filter(sha256=sha256).first()
    if before:
        return before, True
    name = visible(name)[-LONGEST_NAME:].strip(", ") or "file"
    given = {"name": name, "content": content, "size": len(content), "handed_in_by": agent, **as_read(name, content)}
    made, new = Statement.objects.get_or_create(sha256=sha256, defaults=given)
    return made, not new


def as_read(name: str, content: bytes) -> dict[str, object]:
    try:
        found = read(content, name)
    except InputError as error:
        return {"faults": [kept_fault(one) for one in error.faults]}
    return {
        "format": found.format,
        "headings": [visible(one) for one in found.headings],
        "lines": [[number, [visible(cell) for cell in cells]] for number, cells in found.lines],
        "columns": guessed(found.headings),
    }


def locked_statement(pk: int) -> Statement:
    return Statement.objects.defer("content").select_for_update().get(pk=pk)


@transaction.atomic
def put_columns(pk: int, columns: Mapping[str, int]) -> None:
    """Says which column stands where; what is no column is left out."""
    statement = locked_statement(pk)
    known = {name: at for name, at in columns.items() if name in headings() and 0 <= at < len(statement.headings)}
    statement.columns = known
    statement.save(update_fields=["columns"])


@transaction.atomic
def answer(pk: int, answers: Mapping[int, str]) -> None:
    """Says of which file lines are; nothing: as the statement says."""
    statement = locked_statement(pk)
    lines = {line for line, _ in statement.lines}
    told = {str(line): number[:20] for line, number in answers.items() if line in lines}
    statement.answers = {line: number for line, number in (statement.answers | told).items() if number}
    statement.save(update_fields=["answers"])


@transaction.atomic
def take(pk: int, lines: set[int], on: date, today: date, agent: Agent) -> Taken:
    """Enters lines of a statement: what was accepted, refused and paid. A line that was entered is not entered again,
    whatever claim it is of by now."""
    statement = locked_statement(pk)
    entered, failed = 0, []
    for line in sorted(lines):
        # Each line sees what the one before it entered.
        one = next(iter(proposals(statement, today, line)), None)
        if one is None or one.is_taken:
            continue
        if not one.can or not entered_one(one, statement, on, agent):
            failed.append(line)
        else:
            entered += 1
    return Taken(entered, tuple(failed))


def entered_one(one: Proposal, statement: Statement, on: date, agent: Agent) -> bool:
    said = one.said
    assert one.claim is not None
    told = f"{statement.name}, {said.line}"
    reason = f"{said.reason} ({told})" if said.reason else told
    event = Event(said.day or on, agent, f"{mark(statement)}{said.line}", reason[:300])
    for claim, sums in locked([one.claim.pk]):
        accepted = accepted_with(said, sums)
        rows = [(Kind.ACCEPTED, accepted), (Kind.REFUSED, said.refused or 0), (Kind.PAID, said.paid or 0)]
        try:
            with transaction.atomic():
                return enter(claim, sums, event, rows) > 0
        except ClaimFault:
            return False
    return False
