"""How cheques end otherwise than by use: expired, lost, void, exchanged, refunded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Booklet, Cheque, Worker
from tremplin.office.ale.selectors.cheques import held_account, is_good, prepaid_account, stock_of
from tremplin.office.ale.services.cheques.asking import asked, euros, locked, organisation_of, require
from tremplin.office.ale.services.cheques.happening import Kind, happen
from tremplin.office.ale.services.cheques.issuing import BANK, SERIES, issue
from tremplin.office.documents.services import held as series_held
from tremplin.office.ledger.services.booking import EURO, Move
from tremplin.office.organisations.selectors import law_here

WITHHELD = "withheld"
"""What the law keeps back of a refund."""


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
