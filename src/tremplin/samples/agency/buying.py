"""Cheques bought, handed over and sent back: the booklets, the lines of the issuer, the payments of the bank."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol

from tremplin.samples.agency.numbers import iban, structured
from tremplin.samples.agency.reading import Drawing, month_before, working_days, year_before
from tremplin.samples.agency.said import Authorisation, Booklet, Lost, Month, Payment, Row, User, Visit, Worker

TEN = 10
FIRST_NUMBER = 4_471_112_001
DELIVERY = timedelta(5)
ENOUGH = 3
"""Orders fall between the 6th and the third last working day of a month: cheques are used from the next one on."""


Told = tuple[date, date, list[Visit]]
"""The first and last day of a month, and its visits."""


class Faulty(Protocol):
    """Makes the month that is to be closed."""

    def __call__(
        self, shop: Shop, known: dict[str, Worker], month: Told, offset: int, balance: int, before: Month
    ) -> Month: ...


def tens(count: int) -> int:
    return -(-count // TEN) * TEN


class Shop:
    """What each authorisation holds, by booklets in the order in which they came."""

    def __init__(self, places: Sequence[Authorisation], users: Sequence[User], drawing: Drawing) -> None:
        self.places = {one.number: one for one in places}
        self.users = {one.number: one for one in users}
        self.accounts = {one.number: iban(500_000 + place) for place, one in enumerate(users)}
        self.drawing = drawing
        self.booklets: list[Booklet] = []
        self.lost: list[Lost] = []
        self.left: dict[str, list[list[int]]] = defaultdict(list)
        """By authorisation: a booklet's place, how many were used, how many are left."""
        self.next = FIRST_NUMBER

    def buy(self, number: str, count: int, on: date) -> int:
        """A new booklet; its cents."""
        place = self.places[number]
        first = None
        if place.is_paper:
            first, self.next = self.next, self.next + count
        self.keep(Booklet(number, first, count, place.price, on, on + DELIVERY, end_of_validity(on)))
        return count * place.price

    def keep(self, booklet: Booklet, spend: bool = True) -> int:
        self.booklets.append(booklet)
        if spend:
            self.left[booklet.authorisation].append([len(self.booklets) - 1, 0, booklet.count])
        return len(self.booklets) - 1

    def held(self, number: str) -> int:
        return sum(left for _, _, left in self.left[number])

    def take(self, number: str, count: int) -> list[tuple[int, int | None, int]]:
        """So many cheques, the oldest first: booklets, first numbers, counts."""
        found: list[tuple[int, int | None, int]] = []
        for stock in self.left[number]:
            part = min(count, stock[2])
            if part:
                booklet = self.booklets[stock[0]]
                found.append((stock[0], None if booklet.first is None else booklet.first + stock[1], part))
                stock[1], stock[2], count = stock[1] + part, stock[2] - part, count - part
        assert count == 0, number
        return found

    def pay(self, number: str, day: date, amount: int) -> Payment:
        place = self.places[number]
        user = self.users[place.user]
        return Payment(day, amount, self.accounts[user.number], user.called, number, structured(number), "")


def end_of_validity(on: date) -> date:
    """Printed on the cheques: the end of the same month a year later."""
    return year_before(on).replace(year=on.year + 1, day=28)


def need_of(visits: Sequence[Visit]) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in visits:
        found[one.authorisation] += one.cheques
    return found


def months(
    shop: Shop, workers: Sequence[Worker], by_month: Sequence[Told], faulty: Faulty | None
) -> tuple[Month, ...]:  # fmt: skip
    """Month after month: what was ordered, used and sent back. `faulty` makes the last one, where things are wrong."""
    needs = [need_of(visits) for _, _, visits in by_month]
    opening = month_before(by_month[0][0]) + timedelta(9)
    every = {number for one in needs for number in one}
    every |= {
        one.number for one in shop.places.values() if one.only and in_force(one, [by_month[-1][0], by_month[-1][1]])
    }
    balance = sum(shop.buy(number, tens(needs[0][number] + 2), opening) for number in sorted(every))
    known, offset = {one.number: one for one in workers}, 0
    found: list[Month] = []
    for place, (first, last, visits) in enumerate(by_month):
        is_open = place == len(by_month) - 1
        days = working_days(first, last)
        if is_open and faulty:
            found.append(faulty(shop, known, by_month[place], offset, balance, found[-1]))
            break
        rows = [row for at, one in enumerate(visits, offset) for row in rows_of(shop, known[one.worker], one, at)]
        ahead = needs[place] if is_open else needs[place + 1]
        payments = ordered(shop, ahead, days, keep=not is_open)
        found.append(month_of(first, last, offset, visits, rows, payments, balance))
        balance, offset = balance + sum(one.amount for one in payments), offset + len(visits)
    return tuple(found)


def month_of(
    first: date, last: date, offset: int, visits: Sequence[Visit], rows: list[Row], payments: list[Payment],
    balance: int,
) -> Month:  # fmt: skip
    rows = sorted(rows, key=lambda one: (one.day, one.authorisation, one.worker, one.first or 0))
    payments = sorted(payments, key=lambda one: (one.day, one.structured, one.words))
    return Month(first, last, tuple(range(offset, offset + len(visits))), tuple(rows), tuple(payments), balance)


def rows_of(shop: Shop, worker: Worker, visit: Visit, at: int, less: int = 0) -> list[Row]:
    place = shop.places[visit.authorisation]
    return [
        Row(
            place.number, worker.number, worker.issuer_number, place.user, visit.day, count, place.cheques, first,
            count * place.price, at, booklet,
        )
        for booklet, first, count in shop.take(visit.authorisation, visit.cheques - less)
    ]  # fmt: skip


def ordered(shop: Shop, ahead: Counter[str], days: list[date], keep: bool, wanted: int = 0) -> list[Payment]:
    """Payments of those who will lack cheques; `wanted`: of so many, who have least. Those kept bring booklets."""
    lacking = sorted(ahead, key=lambda number: (shop.held(number) - ahead[number], number))
    if wanted:
        lacking = lacking[:wanted]
    else:
        lacking = [number for number in lacking if shop.held(number) < ahead[number]]
    found = []
    for number in lacking:
        day = shop.drawing.lot.choice([day for day in days if day.day >= 6][:-ENOUGH])
        count = max(TEN, tens(ahead[number] - shop.held(number)))
        amount = shop.buy(number, count, day) if keep else count * shop.places[number].price
        found.append(shop.pay(number, day, amount))
    return found


def in_force(place: Authorisation, days: list[date]) -> bool:
    return place.first <= days[0] and days[-1] <= place.last
