"""What the match reads and what it says, as plain rows. Days inclusive, money in cents, maxima in hundredths."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

Words = dict[str, Any]
"""What fills the sentence of a cause: numbers, texts, days as ISO text."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Hours of one worker at one place on a day. `cheques`: hours begun, as the law counts them."""

    id: int
    worker: int
    place: int
    day: date
    starts: int | None
    minutes: int
    cheques: int
    is_contested: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Came:
    """Cheques that the issuer's file says came back. Without `first`: of a wallet."""

    id: int
    worker: int | None
    place: int | None
    count: int
    first: int | None = None
    price: int | None = None
    amount: int | None = None
    day: date | None = None
    month: date | None = None
    told_worker: str = ""
    told_place: str = ""


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment that names an authorisation."""

    id: int
    place: int
    amount: int
    day: date


@dataclass(frozen=True, slots=True)
class Worker:
    """`contracts`: first and last day of each; last None: runs on."""

    id: int
    iban: str = ""
    contracts: tuple[tuple[date, date | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """An authorisation. `maximum`: hundredths of an hour a month. `prepaid`: hours paid before, without cheques."""

    id: int
    price: int
    maximum: int
    first_day: date
    last_day: date
    prepaid: bool = False
    held: int = 0
    """Prepaid hours that are left, as the book knows them."""


@dataclass(frozen=True, slots=True)
class Stock:
    """Cheques by number, until when they are good; None: not known."""

    first: int
    last: int
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that ended cheques by number, before they came: `lost`, `expired`, `refunded`, `exchanged`…"""

    kind: str
    first: int
    count: int
    on: date
    worker: int | None = None


@dataclass(frozen=True)
class Given:
    """A month. `earlier`: lines with a number of this month's that came before. `beyond`: by visit, the cheques that
    are above the worker's ceiling. `fees`: yearly fees that a user may pay with an order."""

    month: date
    visits: list[Visit]
    came: list[Came]
    workers: dict[int, Worker]
    places: dict[int, Place]
    paid: list[Paid] = field(default_factory=list)
    earlier: list[Came] = field(default_factory=list)
    stocks: list[Stock] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    beyond: dict[int, tuple[int, Words]] = field(default_factory=dict)
    fees: frozenset[int] = frozenset()


@dataclass(slots=True)
class Line:
    """One worker at one place: hours begun = cheques used + hours open. `cause` empty: all agree."""

    worker: int | None
    place: int | None
    hours: int = 0
    used: int = 0
    open: int = 0
    minutes: int = 0
    expected: int = 0
    paid: int = 0
    cause: str = ""
    words: Words = field(default_factory=dict)
    visits: list[int] = field(default_factory=list)
    came: list[int] = field(default_factory=list)
    bank: list[int] = field(default_factory=list)
    resolved: str = ""

    @property
    def pair(self) -> tuple[int, int]:
        """Whose line it is; 0 where the file names nobody known."""
        return self.worker or 0, self.place or 0

    @property
    def basis(self) -> tuple[Any, ...]:
        """What it rests on: the same again says nothing new."""
        return self.cause, tuple(self.visits), tuple(self.came), tuple(self.bank), self.open
