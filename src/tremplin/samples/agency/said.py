"""What the agency's sample tells, as frozen values. Cents, hundredths of hours, minutes; last days are included.

Workers, users and authorisations are known by their numbers, visits and booklets by their place in the agency's lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tremplin.samples.commune.office import Agent


@dataclass(frozen=True)
class Person:
    given_name: str
    family_name: str
    birth: date
    sex: str
    national_number: str
    language: str
    street: str
    email: str
    phone: str


@dataclass(frozen=True)
class Status:
    """What holds of a worker from a day on: facts of `ale_access`, without region, day and birth."""

    first: date
    last: date | None
    facts: dict[str, Any]
    proof: str


@dataclass(frozen=True)
class Worker:
    """`key`: of a named one. `signed_on` None: the contract waits for its signature."""

    number: str
    key: str
    person: Person
    registered_on: date
    signed_on: date | None
    starts_on: date
    iban: str
    payment_body: str
    issuer_number: str
    activities: tuple[str, ...]
    slots: tuple[tuple[int, int, int], ...]
    languages: tuple[str, ...]
    limits: tuple[str, ...]
    farthest_km: int
    statuses: tuple[Status, ...]


@dataclass(frozen=True)
class Duty:
    """`state`: met, open, broken."""

    kind: str
    state: str
    on: date | None
    proof: str


@dataclass(frozen=True)
class User:
    number: str
    key: str
    kind: str
    person: Person | None
    name: str
    enterprise_number: str
    contact: str
    street: str
    email: str
    phone: str
    language: str
    registered_on: date
    duties: tuple[Duty, ...]

    @property
    def called(self) -> str:
        return f"{self.person.given_name} {self.person.family_name}" if self.person else self.name


@dataclass(frozen=True)
class Authorisation:
    """`renews`: the number of the one before. `only`: for the named workers alone. `signed_on`: the safety sheet."""

    number: str
    user: str
    activity: str
    place: str
    price: int
    maximum: int
    cheques: str
    first: date
    last: date
    renews: str
    only: bool
    signed_on: date | None

    @property
    def is_paper(self) -> bool:
        return self.cheques == "paper"


@dataclass(frozen=True)
class Visit:
    worker: str
    authorisation: str
    day: date
    starts: int
    minutes: int
    cheques: int
    channel: str
    why: str = ""
    """Why the user contests it; empty: confirmed."""


@dataclass(frozen=True)
class Booklet:
    """Cheques bought together. `first` None: of a wallet."""

    authorisation: str
    first: int | None
    count: int
    price: int
    ordered_on: date
    issued_on: date
    valid_until: date


@dataclass(frozen=True)
class Row:
    """A line of the issuer's file. `visit` and `booklet`: places in the lists; None where there is none."""

    authorisation: str
    worker: str
    issuer_number: str
    user: str
    day: date
    count: int
    cheques: str
    first: int | None
    amount: int
    visit: int | None
    booklet: int | None


@dataclass(frozen=True)
class Payment:
    """A movement of the bank; `authorisation` empty: nothing structured. Cents; below zero: paid."""

    day: date
    amount: int
    counterparty: str
    name: str
    authorisation: str
    structured: str
    words: str


@dataclass(frozen=True)
class Month:
    """`visits`: places in the agency's list. `balance`: of the bank before its first payment."""

    first: date
    last: date
    visits: tuple[int, ...]
    rows: tuple[Row, ...]
    payments: tuple[Payment, ...]
    balance: int


@dataclass(frozen=True)
class Lost:
    """A cheque that the user told was lost."""

    authorisation: str
    booklet: int
    number: int
    on: date


@dataclass(frozen=True)
class Request:
    """`days`: each with first and end minute. `proposed`: workers by number, and what they said."""

    number: str
    authorisation: str
    days: tuple[tuple[date, int, int], ...]
    asked_on: date
    demands: tuple[str, ...]
    note: str
    state: str
    proposed: tuple[tuple[str, str, date], ...] = ()


@dataclass(frozen=True)
class Placement:
    """`days`: planned, for the month ahead."""

    worker: str
    authorisation: str
    first: date
    days: tuple[tuple[date, int, int], ...] = ()


@dataclass(frozen=True)
class Agency:
    """The agency as of a day. `months`: three that are closed, then the open one."""

    today: date
    key: str
    name: str
    prefix: str
    region: str
    commune: str
    postcode: str
    nis_code: str
    enterprise_number: str
    street: str
    language: str
    iban: str
    agents: tuple[Agent, ...]
    prices: tuple[tuple[str, int], ...]
    fees: tuple[tuple[str, int], ...]
    fees_paid: tuple[tuple[str, int], ...]
    """By users, this year, before the first month."""
    offers: tuple[tuple[str, str, int], ...]
    since: date
    workers: tuple[Worker, ...]
    users: tuple[User, ...]
    authorisations: tuple[Authorisation, ...]
    placements: tuple[Placement, ...]
    requests: tuple[Request, ...]
    visits: tuple[Visit, ...]
    booklets: tuple[Booklet, ...]
    lost: tuple[Lost, ...]
    months: tuple[Month, ...]

    @property
    def open(self) -> Month:
        return self.months[-1]

    @property
    def closed(self) -> tuple[Month, ...]:
        return self.months[:-1]

    def worker(self, key: str) -> Worker:
        return next(one for one in self.workers if key in (one.key, one.number))

    def user(self, key: str) -> User:
        return next(one for one in self.users if key in (one.key, one.number))

    def authorisation(self, user: str, place: int = 0) -> Authorisation:
        """The one in force of a user, by the user's key or number."""
        number = self.user(user).number
        renewed = {one.renews for one in self.authorisations}
        return [one for one in self.authorisations if one.user == number and one.number not in renewed][place]
