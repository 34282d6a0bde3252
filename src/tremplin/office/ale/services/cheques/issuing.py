"""Cheques ordered and issued, and both taken back while nothing else has happened."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Authorisation, Booklet
from tremplin.office.ale.selectors.cheques import held_account, prepaid_account
from tremplin.office.ale.services.cheques.asking import (
    LARGEST,
    MOST,
    ChequeFault,
    asked,
    euros,
    locked,
    reference_of,
    require,
)
from tremplin.office.documents.services import held as series_held
from tremplin.office.ledger.models import Entry
from tremplin.office.ledger.services.booking import EURO, Move, book, reverse

BANK = "bank"
SERIES = "cheques"


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
