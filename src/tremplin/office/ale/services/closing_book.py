"""The entries of an approved closing: the cheques of each worker, and who is owed what of their price."""

from __future__ import annotations

from collections import defaultdict

from tremplin.engine.law import Law
from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Closing, ClosingLine
from tremplin.office.ale.selectors.cheques import CLOSING
from tremplin.office.ale.selectors.closing_sums import goes, price_of, shares, splits_of
from tremplin.office.ale.services.settling import Settling, last_day, moved, take_over
from tremplin.office.ledger.services.booking import EURO, Move, Writing, book_all
from tremplin.office.organisations.models import Organisation


def write(closing: Closing, lines: list[ClosingLine], organisation: Organisation, law: Law, by: Agent) -> None:
    """One entry for each worker of the lines that go, by a key of the closing: written once. What the law leaves open
    here stays on the account of what was paid before."""
    going = [of for of in lines if of.used and of.worker and of.authorisation and goes(of, closing)]
    splits = splits_of(going, closing.month, organisation, law)
    take_over(closing.month, by)
    settling = Settling(closing, going)
    moves: dict[str, list[Move]] = defaultdict(list)
    for of, parts in zip(going, shares((of.used, splits[price_of(of)]) for of in going), strict=True):
        moves[of.worker.number if of.worker else ""] += [*settling.moves(of), *money_of(of, parts)]
    name = f"{closing.month:%Y-%m}:{closing.number}"
    book_all(
        CLOSING,
        last_day(closing.month),
        [Writing(f"closing:{name}:{number}", f"{name}:{number}"[:60], of) for number, of in moves.items()],
        by=by,
    )
    settling.keep(name, by)


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
