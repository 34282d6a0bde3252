"""A bank's statement in CODA (Febelfin, version 2): records of 128 signs, cents in thousandths of a euro."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tremplin.samples.agency.said import Payment

WIDTH = 128
BANK = 999
CODE = "00150000"
"""A transfer in or out."""
MOST = 53
"""Signs of a free communication in the first record of a movement."""


def statement(account: str, holder: str, first: date, last: date, balance: int, payments: tuple[Payment, ...]) -> bytes:
    """One statement of a month; its new balance is the old one and all movements."""
    records = list(written(account, holder, first, last, balance, payments))
    assert all(len(record) == WIDTH for record in records)
    return "".join(f"{record}\r\n" for record in records).encode("windows-1252", "replace")


def written(
    account: str, holder: str, first: date, last: date, balance: int, payments: tuple[Payment, ...]
) -> Iterator[str]:  # fmt: skip
    number, currency = f"{last.month:03d}", f"{account:<34}EUR"
    start = f"00000{last:%d%m%y}{BANK:03d}05".ljust(24) + f"{'TREMPLIN':<10}{holder:<26.26}{'TREMBEB0':<11}{'0':0>11}"
    yield start.ljust(WIDTH - 1) + "2"
    yield f"12{number}{currency}{amount(balance)}{before(first)}{holder:<26.26}{'Compte courant':<35}{number}"
    for place, one in enumerate(payments, start=1):
        yield from movement(place, one, number)
    total = balance + sum(one.amount for one in payments)
    yield f"8{number}{currency}{amount(total)}{last:%d%m%y}".ljust(127) + "0"
    paid, came = (sum(abs(one.amount) for one in payments if (one.amount > 0) is sign) for sign in (False, True))
    count = 2 + 3 * len(payments)
    yield f"{'9':<16}{count:06d}{1000 * paid // 100:015d}{1000 * came // 100:015d}".ljust(127) + "2"


def movement(place: int, one: Payment, number: str) -> Iterator[str]:
    """Three records: the amount and what it is for, nothing, and who sent it."""
    day = f"{one.day:%d%m%y}"
    words = f"1101{one.structured}" if one.structured else f"0{one.words:.{MOST}}"
    yield f"21{place:04d}0000{f'TRM{place:08d}':<21}{amount(one.amount)}{day}{CODE}{words:<54}{day}{number}01 0"
    yield f"22{place:04d}0000".ljust(125) + "1 0"
    yield f"23{place:04d}0000{one.counterparty:<34}EUR{one.name:<35.35}".ljust(125) + "0 0"


def amount(cents: int) -> str:
    """A sign, and fifteen digits with three decimals."""
    return f"{int(cents < 0)}{abs(cents) * 10:015d}"


def before(first: date) -> str:
    return f"{date.fromordinal(first.toordinal() - 1):%d%m%y}"
