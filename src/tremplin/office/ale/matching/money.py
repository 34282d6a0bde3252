"""What is wrong with money: cheques of another price, an amount that differs, an account that cannot be."""

from __future__ import annotations

import re

from tremplin.office.ale.matching import causes
from tremplin.office.ale.matching.rows import Came, Given, Line, Paid, Place, Words

IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
LENGTHS = {"BE": 16, "DE": 22, "FR": 27, "LU": 20, "NL": 18}
"""How long an account number of these countries is."""
BASE, MODULUS, REST = 36, 97, 1


def told(line: Came, place: Place) -> int:
    """What came for the cheques of a line, as the file says; their price where it does not."""
    return line.amount if line.amount is not None else line.count * (line.price or place.price)


def of_prices(place: Place, lines: list[Came]) -> list[tuple[str, Words, list[int]]]:
    """Cheques of another price than the authorisation's, and amounts that are not count × price."""
    other, differing = [], []
    for line in lines:
        amount = told(line, place)
        each = line.price or (amount // line.count if line.count and amount % line.count == 0 else place.price)
        if amount != line.count * each:
            differing.append(line)
        elif each != place.price:
            other.append((line, each))
    found: list[tuple[str, Words, list[int]]] = []
    if other:
        count = sum(line.count for line, _ in other)
        expected, paid = count * place.price, sum(told(line, place) for line, _ in other)
        words = {
            "count": count, "price": place.price, "each": other[0][1], "expected": expected, "paid": paid,
            "difference": expected - paid,
        }  # fmt: skip
        found.append((causes.OTHER_PRICE, words, [line.id for line, _ in other]))
    if differing:
        expected = sum(line.count * (line.price or place.price) for line in differing)
        paid = sum(told(line, place) for line in differing)
        words = {"expected": expected, "paid": paid, "difference": expected - paid}
        found.append((causes.AMOUNT, words, [line.id for line in differing]))
    return found


def of_bank(given: Given, lines: list[Line]) -> list[Line]:
    """Payments that buy no whole number of cheques. Marks the place's line that agrees, or gives a line of its own."""
    found: list[Line] = []
    by_place: dict[int, list[Line]] = {}
    for line in lines:
        if line.place is not None:
            by_place.setdefault(line.place, []).append(line)
    for payment in given.paid:
        here = by_place.get(payment.place, [])
        for line in here[:1]:
            line.bank.append(payment.id)
        price = given.places[payment.place].price
        if payment.amount <= 0 or any((payment.amount - fee) % price == 0 for fee in (0, *given.fees)):
            continue
        words = differing(payment, price)
        free = next((line for line in here if not line.cause), None)
        if free is not None:
            free.cause, free.words = causes.AMOUNT, words
            if payment.id not in free.bank:
                free.bank.append(payment.id)
        else:
            found.append(Line(None, payment.place, cause=causes.AMOUNT, words=words, bank=[payment.id]))
    return found


def differing(payment: Paid, price: int) -> Words:
    """The nearest number of cheques that was meant."""
    expected = max(1, round(payment.amount / price)) * price
    return {
        "expected": expected, "paid": payment.amount, "difference": expected - payment.amount,
        "day": payment.day.isoformat(),
    }  # fmt: skip


def of_ibans(given: Given, lines: list[Line]) -> None:
    """Names each worker whose account fails its check, once: at the first place that agrees."""
    wrong = {worker.id: worker.iban for worker in given.workers.values() if worker.iban and not is_iban(worker.iban)}
    if not wrong:
        return
    mine: dict[int, list[Line]] = {}
    for line in lines:
        if line.worker in wrong:
            mine.setdefault(line.worker, []).append(line)
    for worker, of in mine.items():
        if not any(line.used or line.open for line in of):
            continue
        free = next((line for line in of if not line.cause), None)
        if free is None:
            free = Line(worker, of[0].place)
            lines.append(free)
        free.cause, free.words = causes.WRONG_IBAN, {"iban": wrong[worker]}


def is_iban(text: str) -> bool:
    """Whether an account number can be one: its form, and its check digits (ISO 13616)."""
    plain = text.replace(" ", "").upper()
    if not IBAN.fullmatch(plain) or len(plain) != LENGTHS.get(plain[:2], len(plain)):
        return False
    return int("".join(str(int(sign, BASE)) for sign in plain[4:] + plain[:4])) % MODULUS == REST
