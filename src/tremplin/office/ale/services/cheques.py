"""Cheques on paper and in wallets, from the order to their end. Each act is one transaction, written once by its key:
an event of a booklet and its entry in the book. Nothing is changed: what was wrong is taken back by its contrary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from tremplin.ground.errors import InputError
from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Authorisation, Booklet, Cheque, Visit, Worker
from tremplin.office.ale.selectors.cheques import (
    OPEN,
    Stock,
    held_account,
    is_good,
    prepaid_account,
    stock_of,
)
from tremplin.office.documents.services import held as series_held
from tremplin.office.ledger.models import Entry
from tremplin.office.ledger.selectors.book import balances
from tremplin.office.ledger.services.booking import EURO, Move, book, reverse
from tremplin.office.organisations.models import Organisation
from tremplin.office.organisations.selectors import law_here
from tremplin.reasons.found import ask

Kind = Cheque.Kind
MOST = 10_000
"""Cheques of one booklet or wallet."""
LARGEST = 10**16
"""The highest number that a cheque may bear."""
BANK, WITHHELD = "bank", "withheld"
"""`withheld`: what the law keeps back of a refund."""
SERIES = "cheques"


class ChequeFault(Exception):
    """What cannot be done with cheques. `key`: of the sentence that says why; `words` fill it."""

    def __init__(self, key: str, **words: Any) -> None:
        super().__init__(key)
        self.key, self.words = f"office_ale_cheques.fault_{key}", words


def require(holds: bool, key: str, **words: Any) -> None:
    if not holds:
        raise ChequeFault(key, **words)


def organisation_of(booklet: Booklet) -> Organisation:
    return Organisation.objects.get(pk=booklet.organisation_id)


def locked(pk: int) -> Booklet:
    """The booklet, held until the end of the transaction: two acts on it follow each other."""
    booklets = Booklet.objects.select_for_update(of=("self",)).select_related("authorisation__user")
    return booklets.get(pk=pk)


# Order and issue


@transaction.atomic
def order(
    authorisation: Authorisation, count: int, on: date, *, price: int | None = None, paid: bool = True, key: str,
    by: Agent | None,
) -> Booklet:  # fmt: skip
    """Cheques are ordered; `paid`: by the transfer that orders them. Refused where the law refuses it."""
    series_held(SERIES)
    if found := Booklet.objects.filter(key=f"order:{key}").first():
        return found
    require(0 < count <= MOST, "count", most=MOST)
    price = authorisation.price if price is None else price
    user = authorisation.user
    facts = {
        "region": authorisation.organisation.region, "on": on.isoformat(), "count": count, "price": euros(price),
        "user": user.kind,
    }  # fmt: skip
    require(asked("ale_order", facts)["accepted"] is not False, "order_law", count=count)
    booklet = Booklet.objects.create(
        authorisation=authorisation, count=count, price=price, ordered_on=on, key=f"order:{key}"
    )
    if paid:
        pay(booklet, on, by=by)
    return booklet


def pay(booklet: Booklet, on: date, *, by: Agent | None) -> Entry:
    """The money of an order came: once."""
    move = Move(booklet.count * booklet.price, EURO, BANK, prepaid_account(booklet))
    return book("ordered", on, [move], key=f"order:{booklet.pk}", reference=reference_of(booklet), by=by)


@transaction.atomic
def cancel(booklet: Booklet, on: date, *, by: Agent | None) -> None:
    """An order that was not issued is taken back, with its money."""
    booklet = locked(booklet.pk)
    require(booklet.issued_on is None, "is_issued")
    for entry in Entry.objects.filter(key=f"order:{booklet.pk}", reversed_by=None):
        reverse(entry, on, by=by)
    booklet.delete()


@transaction.atomic
def issue(
    booklet: Booklet, on: date, *, first_number: int | None = None, valid_until: date | None = None, by: Agent | None
) -> Booklet:
    """Cheques of an order are there: with numbers on paper, without in a wallet. Issued again the same: once."""
    series_held(SERIES)
    booklet = locked(booklet.pk)
    if booklet.issued_on is not None:
        require(booklet.first_number == first_number, "is_issued")
        return booklet
    require(on >= booklet.ordered_on, "before_order", day=booklet.ordered_on)
    require(valid_until is None or valid_until >= on, "valid_before")
    if first_number is not None:
        last = first_number + booklet.count - 1
        require(0 < first_number and last <= LARGEST, "number")
        meets = Booklet.objects.filter(first_number__lte=last, last_number__gte=first_number)
        if other := meets.first():
            raise ChequeFault("numbers_taken", first=other.first_number, last=other.last_number)
        booklet.first_number, booklet.last_number = first_number, last
    booklet.issued_on, booklet.valid_until = on, valid_until
    booklet.save(update_fields=["first_number", "last_number", "issued_on", "valid_until"])
    put_in(booklet, on, by)
    return booklet


def put_in(booklet: Booklet, on: date, by: Agent | None) -> Entry:
    """The entry of an issue; one that was taken back may be followed by another."""
    times = Entry.objects.filter(key__startswith=f"issue:{booklet.pk}:").count()
    move = Move(booklet.count, booklet.price, held_account(booklet), "issued")
    key = f"issue:{booklet.pk}:{times}"
    return book("issued", on, [move], key=key, reference=reference_of(booklet), by=by)


@transaction.atomic
def take_back_issue(booklet: Booklet, on: date, *, by: Agent | None) -> Booklet:
    """An issue is taken back, with its numbers, while nothing has happened to its cheques."""
    booklet = locked(booklet.pk)
    require(booklet.issued_on is not None, "not_issued")
    require(not booklet.events.filter(entry__reversed_by=None).exists(), "has_events")
    for entry in Entry.objects.filter(key__startswith=f"issue:{booklet.pk}:", reversed_by=None, reverses=None):
        reverse(entry, on, by=by)
    booklet.issued_on = booklet.first_number = booklet.last_number = booklet.valid_until = None
    booklet.save(update_fields=["first_number", "last_number", "issued_on", "valid_until"])
    return booklet


# What happens to cheques


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
    """Cheques are settled in a month: those that the worker was handed first, else straight from who held them."""
    return happen(
        Kind.USED, booklet, count, on, into=f"used:{month:%Y-%m}", first_number=first_number,
        sources=[f"given:{worker.number}", held_account(booklet)], key=key, by=by, worker=worker, visit=visit,
        good=True,
    )  # fmt: skip


def expire(
    booklet: Booklet, on: date, *, count: int | None = None, first_number: int | None = None, key: str,
    by: Agent | None,
) -> list[Cheque]:  # fmt: skip
    """What is still held of a booklet after its last day; without `count` all of it, a range of numbers at a time."""
    booklet = Booklet.objects.select_related("authorisation").get(pk=booklet.pk)
    require(booklet.issued_on is not None, "not_issued")
    if count is not None:
        return [ended(Kind.EXPIRED, booklet, count, on, first_number, None, key, by, good=False)]
    with transaction.atomic():
        booklet = locked(booklet.pk)
        if before := list(Cheque.objects.filter(key__startswith=f"{Kind.EXPIRED}:{key}:").order_by("pk")):
            return before
        stock = stock_of(booklet)
        require(stock.held > 0, "too_many", count=1, there=0)
        parts: list[tuple[int | None, int]] = [(first, last - first + 1) for first, last in stock.held_ranges]
        return [
            ended(Kind.EXPIRED, booklet, size, on, first, None, f"{key}:{place}", by, good=False)
            for place, (first, size) in enumerate(parts or [(None, stock.held)])
        ]


def lose(
    booklet: Booklet, count: int, on: date, *, first_number: int | None = None, worker: Worker | None = None,
    key: str, by: Agent | None,
) -> Cheque:  # fmt: skip
    """Cheques are lost: by who held them, or by the worker who was handed them."""
    return ended(Kind.LOST, booklet, count, on, first_number, worker, key, by)


def invalidate(
    booklet: Booklet, count: int, on: date, *, first_number: int | None = None, worker: Worker | None = None,
    key: str, by: Agent | None,
) -> Cheque:  # fmt: skip
    """Cheques are made void: torn, wrongly printed, blocked by the issuer."""
    return ended(Kind.INVALIDATED, booklet, count, on, first_number, worker, key, by)


def ended(
    kind: Cheque.Kind, booklet: Booklet, count: int, on: date, first_number: int | None, worker: Worker | None,
    key: str, by: Agent | None, *, good: bool | None = None, money: Iterable[Move] = (),
) -> Cheque:  # fmt: skip
    source = f"given:{worker.number}" if worker else held_account(booklet)
    return happen(
        kind, booklet, count, on, into=str(kind), first_number=first_number, sources=[source], key=key, by=by,
        worker=worker, money=money, good=good,
    )  # fmt: skip


@transaction.atomic
def exchange(
    booklet: Booklet, count: int, on: date, *, first_number: int | None = None, new_first_number: int | None = None,
    new_valid_until: date | None = None, key: str, by: Agent | None,
) -> tuple[Cheque, Booklet]:  # fmt: skip
    """Cheques for as many of the same price: paper for a wallet, a wallet for paper, torn ones for whole ones."""
    series_held(SERIES)
    old = ended(Kind.EXCHANGED, booklet, count, on, first_number, None, key, by)
    booklet = Booklet.objects.select_related("authorisation").get(pk=booklet.pk)
    new, made = Booklet.objects.get_or_create(
        key=f"exchanged:{old.pk}",
        defaults={
            "authorisation": booklet.authorisation, "count": old.count, "price": booklet.price, "ordered_on": on,
        },
    )  # fmt: skip
    return old, issue(new, on, first_number=new_first_number, valid_until=new_valid_until, by=by) if made else new


def refund(
    booklet: Booklet, count: int, on: date, *, first_number: int | None = None, certified: bool | None = None,
    amount: int | None = None, key: str, by: Agent | None,
) -> Cheque:  # fmt: skip
    """Unused cheques for money: what the law gives back. Where it does not say, `amount` must; it never has more."""
    require(booklet.authorisation_id is not None, "refund_desk")
    require(booklet.issued_on is not None, "not_issued")
    worth = count * booklet.price
    said = refundable(booklet, count, on, certified)
    if said is None:
        require(amount is not None, "refund_open")
    paid = said if said is not None else amount or 0
    require(0 <= paid <= worth, "refund_amount")
    require(paid > 0, "refund_nothing")
    prepaid = prepaid_account(booklet)
    money = [Move(paid, EURO, prepaid, BANK)]
    if worth > paid:
        money.append(Move(worth - paid, EURO, prepaid, WITHHELD))
    return ended(Kind.REFUNDED, booklet, count, on, first_number, None, key, by, money=money)


def refundable(booklet: Booklet, count: int, on: date, certified: bool | None) -> int | None:
    """What the law gives back, in cents; None: it does not say."""
    region = organisation_of(booklet).region
    facts: dict[str, Any] = {
        "region": region, "bought_on": booklet.ordered_on.isoformat(), "refunded_on": on.isoformat(),
        "count": count, "price": euros(booklet.price),
    }  # fmt: skip
    if certified is not None:
        facts["certified"] = certified
    still, _ = is_good(booklet, on, region, law_here())
    if still is not None:
        facts["still_valid"] = still
    said = asked("ale_refund", facts)["refund"]
    return None if said is None else int(Decimal(said) * 100)


@transaction.atomic
def take_back(event: Cheque, on: date, *, by: Agent | None) -> Entry:
    """Takes an event back by a contrary entry, once: the cheques are where they were before. What happened to them
    since is taken back first."""
    require(event.entry is not None and event.booklet is not None, "no_entry")
    assert event.entry is not None and event.booklet is not None
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


# Words of the law


def asked(question: str, facts: dict[str, Any]) -> dict[str, Any]:
    """What the law says here; what it cannot read is a fault of what was typed."""
    try:
        return ask(law_here(), question, facts).result
    except InputError as error:
        raise ChequeFault("law") from error


def euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def reference_of(booklet: Booklet) -> str:
    return booklet.authorisation.number if booklet.authorisation else f"booklet {booklet.pk}"
