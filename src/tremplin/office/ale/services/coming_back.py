"""Cheques that came back for a worker were handed over before: the lines of an issuer's file, all at once.

What does not fit (numbers that are nowhere, used, expired, more than a wallet holds) moves nothing: the closing
finds it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tremplin.engine.law import Law
from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Authorisation, Booklet, Cheque, IssuerLine
from tremplin.office.ale.selectors.cheques import Stock, held_account, is_good, stocks
from tremplin.office.ledger.models import Entry
from tremplin.office.ledger.services.booking import Move, Writing, book_all
from tremplin.office.organisations.models import Organisation
from tremplin.office.organisations.selectors import law_here

KIND = Cheque.Kind.HANDED_OVER


@dataclass(frozen=True)
class Part:
    """Cheques of one booklet on a line."""

    line: IssuerLine
    booklet: Booklet
    count: int
    on: date

    @property
    def key(self) -> str:
        return f"{KIND}:issuer:{self.line.pk}:{self.booklet.pk}"

    @property
    def into(self) -> str:
        return f"given:{self.line.worker.number}" if self.line.worker else ""


def hand_over_all(lines: Iterable[IssuerLine], organisation: Organisation, by: Agent) -> int:
    """Inside a transaction. How many events there are; a line that is known is not written again."""
    known = [line for line in lines if line.worker and line.authorisation and is_cheques(line.authorisation)]
    places = {line.authorisation_id for line in known}
    issued = Booklet.objects.filter(authorisation__in=places).exclude(issued_on=None).order_by("pk")
    booklets = list(issued.select_for_update(of=("self",)).select_related("authorisation"))
    fitting = Fitting(stocks(booklets), organisation.region, law_here())
    parts = [part for line in known for part in fitting.parts(line)]
    there = set(Cheque.objects.filter(key__in=[part.key for part in parts]).values_list("key", flat=True))
    parts = [part for part in parts if part.key not in there]
    by_day: dict[date, list[Writing]] = defaultdict(list)
    for part in parts:
        move = Move(part.count, part.booklet.price, part.into, held_account(part.booklet))
        number = part.booklet.authorisation.number if part.booklet.authorisation else ""
        by_day[part.on].append(Writing(f"cheque:{part.key}", number, [move]))
    for on, writings in sorted(by_day.items()):
        book_all(KIND, on, writings, by=by)
    entries = dict(
        Entry.objects.filter(key__in=[f"cheque:{part.key}" for part in parts]).values_list("key", "pk")
    )  # fmt: skip
    Cheque.objects.bulk_create(
        (
            Cheque(
                booklet=part.booklet, kind=KIND, first_number=part.line.first_number, count=part.count, on=part.on,
                worker=part.line.worker, entry_id=entries[f"cheque:{part.key}"], key=part.key, made_by=by,
            )
            for part in parts
        ),
        batch_size=1000,
    )  # fmt: skip
    return len(parts)


def is_cheques(place: Authorisation) -> bool:
    """Hours that are prepaid are not handed over."""
    return place.cheques != Authorisation.Cheques.PREPAID_HOURS


class Fitting:
    """The stocks as the lines take from them, one after the other."""

    def __init__(self, found: dict[int, Stock], region: str, law: Law) -> None:
        self.region, self.law = region, law
        self.by_place: dict[int | None, list[Stock]] = defaultdict(list)
        for stock in found.values():
            self.by_place[stock.booklet.authorisation_id].append(stock)
        self.good: dict[tuple[date | None, date | None, date], bool] = {}

    def parts(self, line: IssuerLine) -> list[Part]:
        """What a line takes, whole or not at all."""
        on = line.day or (line.month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        usable = [stock for stock in self.by_place[line.authorisation_id] if self.is_usable(stock, line, on)]
        found = of_paper(usable, line, on) if line.first_number is not None else of_wallets(usable, line, on)
        for part in found:
            stock = next(one for one in usable if one.booklet.pk == part.booklet.pk)
            event = Cheque(booklet=part.booklet, kind=KIND, first_number=line.first_number, count=part.count, on=on)
            stock.moves(event, part.into, {held_account(part.booklet): part.count})
        return found

    def is_usable(self, stock: Stock, line: IssuerLine, on: date) -> bool:
        booklet = stock.booklet
        if stock.is_paper is (line.first_number is None) or line.price not in (None, booklet.price):
            return False
        if booklet.issued_on is None or on < booklet.issued_on or not stock.held:
            return False
        key = (booklet.issued_on, booklet.valid_until, on)
        if key not in self.good:
            self.good[key] = is_good(booklet, on, self.region, self.law)[0] is not False
        return self.good[key]


def of_paper(usable: Sequence[Stock], line: IssuerLine, on: date) -> list[Part]:
    first = line.first_number or 0
    for stock in usable:
        held = held_account(stock.booklet)
        if all(stock.numbers.get(number) == held for number in range(first, first + line.count)):
            return [Part(line, stock.booklet, line.count, on)]
    return []


def of_wallets(usable: Sequence[Stock], line: IssuerLine, on: date) -> list[Part]:
    """From the oldest wallet on."""
    found, left = [], line.count
    for stock in usable:
        if part := min(left, stock.held):
            found.append(Part(line, stock.booklet, part, on))
            left -= part
    return found if not left else []
