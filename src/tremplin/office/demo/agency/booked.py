"""Many rows at once, and many entries of the book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from tremplin.office.accounts.models import Agent
from tremplin.office.database.isolation import Isolated
from tremplin.office.ledger.models import Entry, Line
from tremplin.office.ledger.services.booking import Move, accounts_of
from tremplin.office.organisations.models import Organisation

BATCH = 2000
R = TypeVar("R", bound=Isolated)


@dataclass(frozen=True)
class Writing:
    """An entry to write; its key says what it is of."""

    what: str
    on: date
    key: str
    reference: str
    moves: Sequence[Move]


def put(office: Organisation, rows: Iterable[R]) -> list[R]:
    """Inserts rows of one table. Their organisation is said: to work it out for each takes longer than all the rest."""
    made = list(rows)
    for row in made:
        row.organisation_id = office.pk
    return type(made[0])._default_manager.bulk_create(made, batch_size=BATCH) if made else []


def book_many(office: Organisation, writings: Sequence[Writing], by: Agent) -> list[Entry]:
    """In their order; each moves something."""
    lines = [summed(one.moves) for one in writings]
    entries = put(
        office,
        (
            Entry(what=one.what, on=one.on, key=one.key, reference=one.reference[:60], size=len(of), made_by=by)
            for one, of in zip(writings, lines, strict=True)
        ),
    )
    accounts = accounts_of({code for of in lines for code, _ in of})
    put(
        office,
        (
            Line(entry=entry, account_id=accounts[code], unit=unit, amount=amount)
            for entry, of in zip(entries, lines, strict=True)
            for (code, unit), amount in of.items()
        ),
    )
    return entries


def summed(moves: Sequence[Move]) -> dict[tuple[str, int], int]:
    totals: dict[tuple[str, int], int] = defaultdict(int)
    for move in moves:
        totals[move.into, move.unit] += move.amount
        totals[move.out_of, move.unit] -= move.amount
    return {place: amount for place, amount in sorted(totals.items()) if amount}
