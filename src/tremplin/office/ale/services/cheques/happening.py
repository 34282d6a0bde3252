"""What happens to issued cheques: handed over, used, and an event taken back by its contrary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Booklet, Cheque, Visit, Worker
from tremplin.office.ale.selectors.cheques import CLOSING, OPEN, Stock, held_account, is_good, stock_of
from tremplin.office.ale.selectors.visits import is_closed
from tremplin.office.ale.services.cheques.asking import (
    MOST,
    ChequeFault,
    locked,
    organisation_of,
    reference_of,
    require,
)
from tremplin.office.ale.services.cheques.issuing import take_back_issue
from tremplin.office.ledger.models import Entry
from tremplin.office.ledger.selectors.book import balances
from tremplin.office.ledger.services.booking import EURO, Move, book, reverse
from tremplin.office.organisations.selectors import law_here

Kind = Cheque.Kind


@transaction.atomic
def happen(
    kind: Cheque.Kind, booklet: Booklet, count: int, on: date, *, into: str, first_number: int | None,
    sources: Sequence[str], key: str, by: Agent | None, worker: Worker | None = None, visit: Visit | None = None,
    money: Iterable[Move] = (), good: bool | None = None,
) -> Cheque:  # fmt: skip
    """One event and its entry. `sources`: the accounts that cheques may come from, the first first; `good`: whether
    they must still be good on the day (True), or no longer be (False)."""
    booklet = locked(booklet.pk)
    if found := Cheque.objects.filter(key=f"{kind}:{key}").first():
        return found
    require(booklet.issued_on is not None and on >= booklet.issued_on, "not_issued")
    require(count > 0, "count", most=MOST)
    if good is not None:
        still, last = is_good(booklet, on, organisation_of(booklet).region, law_here())
        if good:
            require(still is not False, "expired", day=last)
        else:
            require(still is False, "still_good" if last else "no_last_day", day=last)
    taken = take(stock_of(booklet), count, first_number, sources)
    moves = [Move(part, booklet.price, into, source) for source, part in taken.items()]
    entry = book(
        kind, on, [*moves, *money], key=f"cheque:{kind}:{key}"[:120], reference=reference_of(booklet), by=by
    )  # fmt: skip
    none_below(taken, booklet.price)
    return Cheque.objects.create(
        booklet=booklet, kind=kind, first_number=first_number, count=count, on=on, worker=worker, visit=visit,
        entry=entry, key=f"{kind}:{key}", made_by=by,
    )  # fmt: skip


def take(stock: Stock, count: int, first_number: int | None, sources: Sequence[str]) -> dict[str, int]:
    """Where so many cheques are taken from. Never more than there are."""
    found: dict[str, int] = {}
    if not stock.is_paper:
        require(first_number is None, "wallet_number")
        left = count
        for source in sources:
            part = min(left, max(0, stock.places[source]))
            if part:
                found[source] = part
                left -= part
        require(left == 0, "too_many", count=count, there=count - left)
        return found
    booklet = stock.booklet
    require(first_number is not None, "number_needed")
    first = first_number or 0
    last = first + count - 1
    inside = (booklet.first_number or 0) <= first and last <= (booklet.last_number or 0)
    require(inside, "outside", first=booklet.first_number, last=booklet.last_number)
    for number in range(first, last + 1):
        place = stock.numbers[number]
        if place not in sources:
            raise ChequeFault(f"is_{place.partition(':')[0]}", number=number)
        found[place] = found.get(place, 0) + 1
    return found


def hand_over(
    booklet: Booklet, worker: Worker, count: int, on: date, *, first_number: int | None = None,
    visit: Visit | None = None, key: str, by: Agent | None,
) -> Cheque:  # fmt: skip
    """The user hands cheques to a worker, for hours worked."""
    return happen(
        Kind.HANDED_OVER, booklet, count, on, into=f"given:{worker.number}", first_number=first_number,
        sources=[held_account(booklet)], key=key, by=by, worker=worker, visit=visit, good=True,
    )  # fmt: skip


def use(
    booklet: Booklet, worker: Worker, count: int, on: date, *, month: date, first_number: int | None = None,
    visit: Visit | None = None, key: str, by: Agent | None,
) -> Cheque:  # fmt: skip
    """Cheques are settled in a month by hand, ahead of its closing, which takes them over: those that the worker was
    handed first, else straight from who held them."""
    if not Cheque.objects.filter(key=f"{Kind.USED}:{key}").exists():
        require(not is_closed(month), "settled")
    return happen(
        Kind.USED, booklet, count, on, into=f"used:{month:%Y-%m}", first_number=first_number,
        sources=[f"given:{worker.number}", held_account(booklet)], key=key, by=by, worker=worker, visit=visit,
        good=True,
    )  # fmt: skip


@transaction.atomic
def take_back(event: Cheque, on: date, *, by: Agent | None) -> Entry:
    """Takes an event back by a contrary entry, once: the cheques are where they were before. What happened to them
    since is taken back first."""
    require(event.entry is not None and event.booklet is not None, "no_entry")
    assert event.entry is not None and event.booklet is not None
    require(event.entry.what != CLOSING, "settled")
    booklet = locked(event.booklet.pk)
    if found := Entry.objects.filter(reverses=event.entry).first():
        return found
    if booklet.first_number is not None:
        now, first = stock_of(booklet), event.first_number or 0
        later = [number for number in range(first, first + event.count) if now.last.get(number) != event.pk]
        require(not later, "happened_since", number=later[0] if later else 0)
    elif any(count < 0 for count in stock_of(booklet, without=event.pk).places.values()):
        raise ChequeFault("wallet_since")
    if event.kind == Kind.EXCHANGED:
        for new in Booklet.objects.filter(key=f"exchanged:{event.pk}"):
            take_back_issue(new, on, by=by).delete()
    entry = reverse(event.entry, on, by=by)
    none_below(entry.lines.exclude(unit=EURO).values_list("account__code", flat=True), booklet.price)
    return entry


def none_below(codes: Iterable[str], price: int) -> None:
    """What a closing has settled is not there any more, whatever happened to its booklet."""
    for code in codes:
        if code.partition(":")[0] in OPEN:
            require(balances(code).get((code, price), 0) >= 0, "settled")
