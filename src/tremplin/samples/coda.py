"""Statements of a bank as CODA files (Febelfin, version 2), for the demo and tests: made up, and they add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

BANK, BIC = "096", "GKCCBEBB"
CREDIT, DEBIT = "00150000", "00101000"
"""Codes of a transfer that came and of one that went."""


@dataclass(frozen=True)
class Movement:
    """Cents; below zero: paid. `structured`: twelve digits; else `communication` is free words."""

    amount: int
    day: date
    structured: str = ""
    communication: str = ""
    account: str = ""
    name: str = ""


def coda(
    account: str, opening: int, movements: Sequence[Movement], *, since: date, until: date, sequence: int = 1,
    holder: str = "ALE DE VALMARCHE",
) -> bytes:  # fmt: skip
    """One statement of an account: opening balance, movements, closing balance."""
    body: list[str] = []
    for place, movement in enumerate(movements, 1):
        body += records_of(movement, place % 10_000, sequence)
    closing = opening + sum(movement.amount for movement in movements)
    came = sum(movement.amount for movement in movements if movement.amount > 0)
    went = -sum(movement.amount for movement in movements if movement.amount < 0)
    number = f"{sequence % 1000:03d}"
    iban = f"{account:<34}EUR"
    head = f"00000{until:%d%m%y}{BANK}05 {'':>7}{number:>10}{plain(holder, 26)}{BIC:<11}{'0':>11} 00000"
    lines = [
        f"{head}{'':39}2",
        f"12{number}{iban}{signed(opening)}{since:%d%m%y}{plain(holder, 26)}{plain('COMPTE A VUE', 35)}{number}",
        *body,
        f"8{number}{iban}{signed(closing)}{until:%d%m%y}{'':64}0",
    ]
    counted = sum(line[0] in "1238" for line in lines)
    lines.append(f"9{'':15}{counted:06d}{went * 10:015d}{came * 10:015d}{'':75}2")
    for line in lines:
        assert len(line) == 128, (len(line), line)
    return "".join(f"{line}\r\n" for line in lines).encode("windows-1252", "replace")


def records_of(movement: Movement, place: int, sequence: int) -> list[str]:
    """The three records of a movement."""
    said = f"1101{movement.structured}" if movement.structured else f"0{movement.communication}"
    first, rest = plain(said, 54), said[54:]
    code = CREDIT if movement.amount > 0 else DEBIT
    head = f"{place:04d}0000"
    reference = f"REF{sequence:06d}{place:012d}"
    day = f"{movement.day:%d%m%y}"
    one = f"21{head}{reference}{signed(movement.amount)}{day}{code}{first}{day}{sequence % 1000:03d}01 0"
    two = f"22{head}{plain(rest, 53)}{'':35}{'':11}   {' '}{'':4}{'':4}{'':4}1 0"
    three = f"23{head}{movement.account:<34}EUR{plain(movement.name, 35)}{'':43}0 0"
    return [one, two, three]


def signed(cents: int) -> str:
    return f"{'1' if cents < 0 else '0'}{abs(cents) * 10:015d}"


def plain(text: str, wide: int) -> str:
    return f"{text[:wide]:<{wide}}"
