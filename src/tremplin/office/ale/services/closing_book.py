"""The entries of an approved closing: the cheques of each worker, and who is owed what of their price."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from tremplin.engine.law import Law
from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Closing, ClosingLine
from tremplin.office.ale.selectors.closing_rows import end_of
from tremplin.office.ale.selectors.closing_sums import goes, price_of, shares, splits_of
from tremplin.office.ledger.selectors.book import balances
from tremplin.office.ledger.services.booking import EURO, Move, Writing, book_all
from tremplin.office.organisations.models import Organisation


def write(closing: Closing, lines: list[ClosingLine], organisation: Organisation, law: Law, by: Agent) -> None:
    """One entry for each worker of the lines that go, by a key of the closing: written once. What the law leaves open
    here stays on the account of what was paid before."""
    going = [of for of in lines if of.used and of.worker and of.authorisation and goes(of, closing)]
    splits = splits_of(going, closing.month, organisation, law)
    given = {place: amount for place, amount in balances("given:").items() if amount > 0}
    moves: dict[str, list[Move]] = defaultdict(list)
    for of, parts in zip(going, shares((of.used, splits[price_of(of)]) for of in going), strict=True):
        moves[of.worker.number if of.worker else ""] += [*cheques_of(of, closing.month, given), *money_of(of, parts)]
    name = f"{closing.month:%Y-%m}:{closing.number}"
    book_all(
        "closing",
        end_of(closing.month) - timedelta(days=1),
        [Writing(f"closing:{name}:{number}", f"{name}:{number}"[:60], of) for number, of in moves.items()],
        by=by,
    )


def cheques_of(line: ClosingLine, month: date, given: dict[tuple[str, int], int]) -> list[Move]:
    """Cheques are used: those that the worker was handed first, the others straight from who held them. `given`: what
    is left of the first. Used no more: they are the worker's again."""
    if line.worker is None or line.authorisation is None:
        return []
    used, mine, price = f"used:{month:%Y-%m}", f"given:{line.worker.number}", price_of(line)
    if line.used < 0:
        return moved(line.used, price, used, mine)
    handed = min(given.get((mine, price), 0), line.used)
    given[mine, price] = given.get((mine, price), 0) - handed
    held = f"held:{line.authorisation.number}"
    return [*moved(handed, price, used, mine), *moved(line.used - handed, price, used, held)]


def money_of(line: ClosingLine, parts: dict[str, int | None]) -> list[Move]:
    """What the user paid before is owed to the worker and the bodies."""
    if line.worker is None or line.authorisation is None:
        return []
    owed = {
        "worker": f"owed:{line.worker.number}", "payment_body": f"owed_body:{line.worker.payment_body or 'none'}",
        "agency": "share", "office": "office_share",
    }  # fmt: skip
    prepaid = f"prepaid:{line.authorisation.number}"
    return [move for name, account in owed.items() for move in moved(parts[name], EURO, prepaid, account)]


def moved(amount: int | None, unit: int, into: str, out_of: str) -> list[Move]:
    """A move; below zero the other way; none of nothing."""
    if not amount:
        return []
    return [Move(amount, unit, into, out_of) if amount > 0 else Move(-amount, unit, out_of, into)]
