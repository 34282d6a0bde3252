"""The book: entries that balance, once each, and corrections that reverse them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tremplin.office.accounts.models import Agent
from tremplin.office.ledger.models import Account, Entry, Line

EURO = 0
"""The unit of money, in cents; any other is cheques of that price in cents."""
KINDS = {
    "bank": Account.Kind.ASSET,
    "held": Account.Kind.ASSET,
    "given": Account.Kind.ASSET,
    "prepaid": Account.Kind.LIABILITY,
    "issued": Account.Kind.LIABILITY,
    "owed": Account.Kind.LIABILITY,
    "share": Account.Kind.INCOME,
}
"""What an account is, by the word before its colon; anything else is where cheques and money end."""


@dataclass(frozen=True)
class Move:
    """So much of a unit from one account to another. Raises ValueError unless it is above zero."""

    amount: int
    unit: int
    into: str
    out_of: str

    def __post_init__(self) -> None:
        if self.amount <= 0 or self.into == self.out_of:
            raise ValueError(self)


def summed(moves: Iterable[Move]) -> dict[tuple[str, int], int]:
    """The amounts by account and unit; those that come to nothing are left out."""
    totals: dict[tuple[str, int], int] = {}
    for move in moves:
        totals[move.into, move.unit] = totals.get((move.into, move.unit), 0) + move.amount
        totals[move.out_of, move.unit] = totals.get((move.out_of, move.unit), 0) - move.amount
    return {place: amount for place, amount in sorted(totals.items()) if amount}


@transaction.atomic
def book(
    what: str, on: date, moves: Iterable[Move], *, key: str, reference: str = "", by: Agent | None = None
) -> Entry:
    """Writes what happened, once: the same `key` again answers what was written. `by` None: the system."""
    lines = summed(moves)
    if not lines:
        raise ValueError(f"{what}: nothing moves")
    entry, new = Entry.objects.get_or_create(
        key=key, defaults={"what": what, "on": on, "reference": reference, "size": len(lines), "made_by": by}
    )
    if new:
        accounts = accounts_of({code for code, _ in lines})
        Line.objects.bulk_create(
            Line(entry=entry, account_id=accounts[code], unit=unit, amount=amount)
            for (code, unit), amount in lines.items()
        )
    return entry


@dataclass(frozen=True)
class Writing:
    """One of many entries that are written together."""

    key: str
    reference: str
    moves: list[Move]


@transaction.atomic
def book_all(what: str, on: date, writings: Iterable[Writing], *, by: Agent | None = None) -> int:
    """Writes many entries at once, each once by its key, those that move nothing not at all. How many are new."""
    lines = {writing.key: (writing.reference, of) for writing in writings if (of := summed(writing.moves))}
    there = set(Entry.objects.filter(key__in=list(lines)).values_list("key", flat=True))
    new = {key: of for key, of in lines.items() if key not in there}
    entries = Entry.objects.bulk_create(
        (
            Entry(key=key, what=what, on=on, reference=reference, size=len(of), made_by=by)
            for key, (reference, of) in new.items()
        ),
        batch_size=1000,
    )
    accounts = accounts_of({code for _, of in new.values() for code, _ in of})
    Line.objects.bulk_create(
        (
            Line(
                organisation_id=entry.organisation_id, entry=entry, account_id=accounts[code], unit=unit, amount=amount
            )
            for entry in entries
            for (code, unit), amount in new[entry.key][1].items()
        ),
        batch_size=2000,
    )
    return len(entries)


@transaction.atomic
def reverse(entry: Entry, on: date, *, by: Agent | None = None) -> Entry:
    """Takes an entry back by its contrary, once; an entry that takes back is not taken back itself."""
    if entry.reverses_id is not None:
        raise ValueError(entry.key)
    lines = list(entry.lines.all())
    contrary, new = Entry.objects.get_or_create(
        key=f"reverse:{entry.pk}",
        defaults={
            "what": entry.what, "on": on, "reference": entry.reference, "size": len(lines), "made_by": by,
            "reverses": entry,
        },
    )  # fmt: skip
    if new:
        Line.objects.bulk_create(
            Line(entry=contrary, account_id=line.account_id, unit=line.unit, amount=-line.amount) for line in lines
        )
    return contrary


def accounts_of(codes: set[str]) -> dict[str, int]:
    """The accounts by code, made where they are not there yet."""
    missing = codes - set(Account.objects.filter(code__in=codes).values_list("code", flat=True))
    Account.objects.bulk_create(
        (Account(code=code, kind=KINDS.get(code.partition(":")[0], Account.Kind.EXPENSE)) for code in sorted(missing)),
        ignore_conflicts=True,
    )
    return dict(Account.objects.filter(code__in=codes).values_list("code", "pk"))
