"""Account numbers and structured communications, with check digits that hold. No bank has the code 999."""

from __future__ import annotations

MODULUS = 97
COUNTRY = "111400"
"""`BE00` as it ends what is checked of an account number."""


def iban(count: int) -> str:
    start = f"999{count:07d}"
    account = f"{start}{int(start) % MODULUS or MODULUS:02d}"
    return f"BE{MODULUS + 1 - int(account + COUNTRY) % MODULUS:02d}{account}"


def structured(number: str) -> str:
    """Twelve digits: an authorisation's ten, and their rest."""
    return f"{number}{int(number) % MODULUS or MODULUS:02d}"
