"""Who signs and who is written to: the CPAS, the person, the host. Plain values, as the office's records hold them.

Days are days since 1970-01-01, hours and days of work are hundredths, money is cents. An empty text or None is what
nobody has filled in: a paper leaves its place, and never invents it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER, ENTERPRISE = re.compile(r"[0-9]{11}"), re.compile(r"[01][0-9]{9}")


@dataclass(frozen=True)
class Signer:
    """Who signs for a party: a name, and in what capacity (already in the language of the paper)."""

    name: str = ""
    capacity: str = ""


@dataclass(frozen=True)
class Contact:
    """Whom to ask: a name, a service, how to reach them."""

    name: str = ""
    service: str = ""
    phone: str = ""
    email: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.name, self.service, self.phone, self.email)))


@dataclass(frozen=True)
class Office:
    """The CPAS. `number`: its enterprise number; `address`: one line each; `commune`: where papers are signed."""

    name: str
    address: tuple[str, ...] = ()
    number: str = ""
    commune: str = ""
    signers: tuple[Signer, ...] = ()
    contact: Contact = Contact()


@dataclass(frozen=True)
class Worker:
    """The person. `given` is empty for people of one name; `national_number`: eleven digits, however written.

    `born`: the day; where it is not known, `birth_year`, and `birth_month` (1–12) if it is.
    """

    family: str
    given: str = ""
    national_number: str = ""
    born: int | None = None
    birth_year: int | None = None
    birth_month: int | None = None
    address: tuple[str, ...] = ()
    file_number: str = ""

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.given, self.family)))


@dataclass(frozen=True)
class Host:
    """The user with whom the person works. `nature`: what kind of body it is, already in the language of the paper."""

    name: str
    address: tuple[str, ...] = ()
    number: str = ""
    nature: str = ""
    signers: tuple[Signer, ...] = ()
    contact: Contact = Contact()


@dataclass(frozen=True)
class Reference:
    """A paper that another one names: its number and its day."""

    number: str
    day: int | None = None


def enterprise_number(number: str) -> str:
    """`0999.000.228`; what has not ten digits is shown as it was written."""
    digits = re.sub(r"[ .]|^BE", "", number)
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}" if ENTERPRISE.fullmatch(digits) else number


def full_number(number: str) -> str:
    """`71.05.10-123.45`; what has not eleven digits is shown as it was written."""
    digits = digits_of(number)
    return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}-{digits[6:9]}.{digits[9:]}" if digits else number


def masked_number(number: str) -> str:
    """`71.05.10-•••.••`: its first six digits; of anything else nothing is shown."""
    if digits_of(number):
        return f"{full_number(number)[:9]}•••.••"
    return "•••" if number else ""


def digits_of(number: str) -> str:
    digits = re.sub(r"[ .\-/]", "", number)
    return digits if NUMBER.fullmatch(digits) else ""
