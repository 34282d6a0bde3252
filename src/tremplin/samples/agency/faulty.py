"""The month that is to be closed: its cheques and money, with the twelve things that are wrong in it (`planted`)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tremplin.samples.agency import planted
from tremplin.samples.agency.buying import (
    DELIVERY,
    TEN,
    Shop,
    Told,
    in_force,
    month_of,
    need_of,
    ordered,
    rows_of,
)
from tremplin.samples.agency.numbers import iban
from tremplin.samples.agency.planted import PLANTED
from tremplin.samples.agency.reading import working_days, year_before
from tremplin.samples.agency.said import Authorisation, Booklet, Lost, Month, Payment, Row, User, Visit, Worker

EXPIRED_NUMBER = 4_471_009_821
ORDERS = 94
"""Payments for cheques; with the others, 97 lines (look: close-month)."""
OTHERS = ((3, -1250, "BANQUE DU KIOSQUE", "Frais de gestion du compte"),
          (11, 250_000, "COMMUNE DE VALMARCHE", "Subside de fonctionnement"),
          (19, -8940, "PAPETERIE DES TILLEULS", "Facture 2144"))  # fmt: skip
LOST_DAY = 12
"""The working day of the month before on which a cheque was told lost."""


class Faults:
    """One month in the making."""

    def __init__(self, shop: Shop, known: dict[str, Worker], month: Told, before: Month) -> None:
        self.shop, self.known, self.before = shop, known, before
        self.first, self.last, self.visits = month
        self.days = working_days(self.first, self.last)
        self.workers = {one.key: one for one in known.values() if one.key}
        self.users = {one.key: one for one in shop.users.values() if one.key}
        self.places = {one.cause: self.place(self.users[one.user], one.place) for one in PLANTED}
        self.causes = {(self.workers[one.worker].number, self.places[one.cause].number): one.cause for one in PLANTED}
        self.expired = self.old_booklet(self.places["expired_cheque"])

    def place(self, user: User, at: int) -> Authorisation:
        mine = [one for one in self.shop.places.values() if one.user == user.number and in_force(one, self.days)]
        return mine[at]

    def old_booklet(self, place: Authorisation) -> int:
        """Of the authorisation before, good until the end of the month before."""
        on = year_before(self.first)
        until = self.first - timedelta(1)
        return self.shop.keep(
            Booklet(place.renews, EXPIRED_NUMBER, TEN, place.price, on, on + DELIVERY, until), spend=False
        )

    def month(self, offset: int, balance: int) -> Month:
        rows = [row for at, one in enumerate(self.visits, offset) for row in self.rows_of(at, one)]
        rows.append(self.without_hours())
        return month_of(self.first, self.last, offset, self.visits, rows, self.payments(), balance)

    def rows_of(self, at: int, visit: Visit) -> list[Row]:
        """The cheques that came back for a visit, as they should or not."""
        cause = self.causes.get((visit.worker, visit.authorisation), "")
        is_last = visit.day == max(one.day for one in self.visits if self.is_beside(one, visit))
        if (cause == "late_cheque" and is_last) or visit.why:
            return []
        worker = self.known[visit.worker]
        if cause == "expired_cheque":
            return [row_of(self.shop, worker, visit, at, EXPIRED_NUMBER, self.expired)]
        less = int(cause == "begun_hour_unpaid" and visit.minutes % planted.HOUR > 0)
        made = rows_of(self.shop, worker, visit, at, less)
        if cause == "lost_cheque" and not self.shop.lost:
            self.lose(made[0])
        if cause == "other_price":
            return [replace(one, amount=one.count * planted.WRONG_PRICE) for one in made]
        return self.used_again(made) if cause == "cheque_used_twice" and is_last else made

    @staticmethod
    def is_beside(one: Visit, other: Visit) -> bool:
        return (one.worker, one.authorisation) == (other.worker, other.authorisation)

    def lose(self, row: Row) -> None:
        assert row.first and row.booklet is not None
        on = working_days(self.before.first, self.before.last)[LOST_DAY]
        self.shop.lost.append(Lost(row.authorisation, row.booklet, row.first, on))

    def used_again(self, made: list[Row]) -> list[Row]:
        """The last cheque of these is one that came back from Bruno the month before."""
        row, bruno = made[-1], self.workers["bruno"].number
        theirs = next(of for of in self.before.rows if (of.worker, of.authorisation) == (bruno, row.authorisation))
        number, price = (theirs.first or 0) + theirs.count - 1, row.amount // row.count
        rest = [replace(row, count=row.count - 1, amount=row.amount - price)] if row.count > 1 else []
        return [*made[:-1], *rest, replace(row, count=1, amount=price, first=number, booklet=theirs.booklet)]

    def without_hours(self) -> Row:
        one = planted.of("cheques_without_hours")
        worker, place = self.workers[one.worker], self.places[one.cause]
        visit = Visit(worker.number, place.number, self.days[-1], 0, 0, one.cheques, "")
        booklet, first, _ = self.shop.take(place.number, one.cheques)[0]
        return row_of(self.shop, worker, visit, None, first, booklet)

    def payments(self) -> list[Payment]:
        """Orders, Delhez's fifty cents short, and what has nothing to do with cheques."""
        short = self.places["amount_differs"]
        found = ordered(self.shop, need_of(self.visits), self.days, keep=False, wanted=ORDERS)
        found = [one for one in found if one.authorisation != short.number]
        paying = {one.authorisation for one in found} | {short.number}
        spare = [one for one in self.shop.places.values() if in_force(one, self.days) and one.number not in paying]
        for place in [one for one in spare if not one.only][: max(0, ORDERS - 1 - len(found))]:
            found.append(self.shop.pay(place.number, planted.day_of(20, self.days), TEN * place.price))
        amount = TEN * short.price - planted.LESS_PAID
        found = [*found[: ORDERS - 1], self.shop.pay(short.number, planted.day_of(12, self.days), amount)]
        for count, (day, cents, name, words) in enumerate(OTHERS):
            on = planted.day_of(day, self.days)
            found.append(Payment(on, cents, iban(700_000 + count), name, "", "", words))
        return found


def open_month(shop: Shop, known: dict[str, Worker], month: Told, offset: int, balance: int, before: Month) -> Month:
    return Faults(shop, known, month, before).month(offset, balance)


def row_of(shop: Shop, worker: Worker, visit: Visit, at: int | None, first: int | None, booklet: int) -> Row:
    place = shop.places[visit.authorisation]
    amount = visit.cheques * place.price
    return Row(
        place.number, worker.number, worker.issuer_number, place.user, visit.day, visit.cheques, place.cheques, first,
        amount, at, booklet,
    )  # fmt: skip
