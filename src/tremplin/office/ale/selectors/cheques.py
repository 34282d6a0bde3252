"""Where the cheques of a booklet are, what an authorisation has left, and what expires when. The book is the truth:
each figure is the sum of its entries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from tremplin.engine.law import Law
from tremplin.office.ale.models import Authorisation, Booklet, Cheque, Worker
from tremplin.office.ledger.models import Entry, Line
from tremplin.office.ledger.selectors.book import balances
from tremplin.office.ledger.services.booking import EURO
from tremplin.reasons.found import ask

DESK = "desk"
"""Instead of an authorisation's number: cheques that are not nominative."""
CLOSING = "closing"
"""The word of an entry that a closing wrote: one for all the cheques of a worker."""
OPEN = ("held", "given")
"""The words of accounts where a cheque can still be used; in any other it has ended."""


def held_account(booklet: Booklet) -> str:
    return f"held:{booklet.authorisation.number if booklet.authorisation else DESK}"


def prepaid_account(booklet: Booklet) -> str:
    return f"prepaid:{booklet.authorisation.number if booklet.authorisation else DESK}"


@dataclass
class Stock:
    """Where the cheques of one booklet are now, by account; of paper also each number, and its last event."""

    booklet: Booklet
    places: Counter[str] = field(default_factory=Counter)
    numbers: dict[int, str] = field(default_factory=dict)
    last: dict[int, int] = field(default_factory=dict)

    @property
    def is_paper(self) -> bool:
        return self.booklet.first_number is not None

    @property
    def held(self) -> int:
        return self.places[held_account(self.booklet)]

    @property
    def given(self) -> int:
        return sum(count for code, count in self.places.items() if code.startswith("given:"))

    @property
    def ended(self) -> dict[str, int]:
        """How many ended, by the word of the account."""
        found: Counter[str] = Counter()
        for code, count in self.places.items():
            if (word := code.partition(":")[0]) not in OPEN and count:
                found[word] += count
        return dict(found)

    @property
    def held_ranges(self) -> list[tuple[int, int]]:
        """The numbers still held, as ranges, both ends included."""
        held = held_account(self.booklet)
        return ranges_of([number for number, code in self.numbers.items() if code == held])

    def moves(self, event: Cheque, into: str, sources: dict[str, int]) -> None:
        """Takes an event into account."""
        if not self.is_paper:
            self.places.subtract(sources)
            self.places[into] += event.count
            return
        first = event.first_number or 0
        for number in range(first, first + event.count):
            if number in self.numbers:
                self.places[self.numbers[number]] -= 1
                self.places[into] += 1
                self.numbers[number], self.last[number] = into, event.pk

    def settles(self, event: Cheque, on: date, worker: str) -> None:
        """Takes an event of a closing into account: used in its month, or the worker's again."""
        used, given = f"used:{on:%Y-%m}", f"given:{worker}"
        if event.kind == Cheque.Kind.USED:
            self.moves(event, used, self.taken(event.count, given))
        else:
            self.moves(event, given, {used: event.count})

    def taken(self, count: int, given: str) -> dict[str, int]:
        """Where a closing takes so many of a wallet from: those handed over first."""
        handed = min(count, max(0, self.places[given]))
        return {given: handed, held_account(self.booklet): count - handed}


def ranges_of(numbers: Iterable[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def live() -> QuerySet[Cheque]:
    """Events that nobody has taken back."""
    return Cheque.objects.filter(Q(entry=None) | Q(entry__reversed_by=None))


def stocks(booklets: Sequence[Booklet], without: int | None = None) -> dict[int, Stock]:
    """The stock of each booklet that was issued. `without`: as if this event had not been."""
    found: dict[int, Stock] = {}
    for booklet in booklets:
        if booklet.issued_on is None:
            continue
        stock = found[booklet.pk] = Stock(booklet)
        stock.places[held_account(booklet)] = booklet.count
        if booklet.first_number is not None:
            first = booklet.first_number
            stock.numbers = dict.fromkeys(range(first, first + booklet.count), held_account(booklet))
    events = [one for one in live().filter(booklet__in=list(found)).order_by("pk") if one.pk != without]
    closings, numbers = of_closings(events)
    moved: dict[int | None, list[tuple[str, int, int]]] = defaultdict(list)
    others = [one.entry_id for one in events if one.entry_id and one.entry_id not in closings]
    lines = Line.objects.filter(entry__in=others).exclude(unit=EURO)
    for entry, code, unit, amount in lines.values_list("entry_id", "account__code", "unit", "amount"):
        moved[entry].append((code, unit, amount))
    for event in events:
        stock = found[event.booklet_id or 0]
        if (on := closings.get(event.entry_id or 0)) is not None:
            stock.settles(event, on, numbers[event.worker_id or 0])
            continue
        mine = [(code, amount) for code, unit, amount in moved[event.entry_id] if unit == stock.booklet.price]
        into = next((code for code, amount in mine if amount > 0), event.kind)
        sources = {code: -amount for code, amount in mine if amount < 0}
        stock.moves(event, into, sources or {held_account(stock.booklet): event.count})
    return found


def of_closings(events: Sequence[Cheque]) -> tuple[dict[int, date], dict[int, str]]:
    """The day of each entry of a closing, and the workers' numbers."""
    closings = Entry.objects.filter(pk__in={one.entry_id for one in events if one.entry_id}, what=CLOSING)
    days = dict(closings.values_list("pk", "on"))
    workers = {one.worker_id for one in events if one.entry_id in days and one.worker_id}
    return days, dict(Worker.objects.filter(pk__in=workers).values_list("pk", "number"))


def stock_of(booklet: Booklet, without: int | None = None) -> Stock:
    """Raises KeyError for a booklet that is not issued."""
    return stocks([booklet], without)[booklet.pk]


def booklets_of(authorisation: Authorisation | None) -> QuerySet[Booklet]:
    """The booklets and wallets of an authorisation, the oldest first."""
    return Booklet.objects.filter(authorisation=authorisation).select_related("authorisation__user").order_by("pk")


def paid(booklets: Iterable[Booklet]) -> set[int]:
    """The booklets whose money has come: those that replace others were paid with them."""
    by_key = {f"order:{one.pk}": one.pk for one in booklets}
    keys = Entry.objects.filter(key__in=list(by_key), reversed_by=None).values_list("key", flat=True)
    return {by_key[key] for key in keys} | {one.pk for one in booklets if (one.key or "").startswith("exchanged:")}


def is_good(booklet: Booklet, on: date, region: str, law: Law) -> tuple[bool | None, date | None]:
    """Whether cheques of a booklet are still good on a day, and their last day, as the law says; where it leaves their
    length open, the issuer's printed day. None: neither says."""
    issued = booklet.issued_on or booklet.ordered_on
    facts: dict[str, Any] = {"region": region, "issued_on": issued.isoformat(), "used_on": on.isoformat()}
    if booklet.valid_until is not None:
        facts["valid_until"] = booklet.valid_until.isoformat()
    said = ask(law, "ale_cheque", facts).result
    last = date.fromisoformat(said["last_day"]) if said["last_day"] else booklet.valid_until
    accepted: bool | None = said["accepted"]
    if accepted is None and last is not None:
        accepted = on <= last
    return accepted, last


@dataclass(frozen=True)
class Ending:
    """Cheques of a booklet that are still held, and the last day on which they are good; None: nobody says."""

    stock: Stock
    last_day: date | None
    is_over: bool


def endings(today: date, region: str, law: Law) -> list[Ending]:
    """What is still held, the soonest to expire first; what has no last day is left out."""
    booklets = list(Booklet.objects.exclude(issued_on=None).select_related("authorisation__user"))
    known: dict[tuple[date | None, date | None], tuple[bool | None, date | None]] = {}
    found = []
    for stock in stocks(booklets).values():
        if stock.held <= 0:
            continue
        key = (stock.booklet.issued_on, stock.booklet.valid_until)
        if key not in known:
            known[key] = is_good(stock.booklet, today, region, law)
        good, last = known[key]
        if last is not None:
            found.append(Ending(stock, last, good is False))
    return sorted(found, key=lambda one: (one.last_day or date.max, one.stock.booklet.pk))


@dataclass(frozen=True)
class Totals:
    """What the book says of all cheques of one price. `issued` is where they came from."""

    price: int
    issued: int
    places: dict[str, int]

    @property
    def balances(self) -> bool:
        return self.issued == sum(self.places.values())


PLACES = ("held", "given", "used", "expired", "exchanged", "refunded", "lost", "invalidated")


def totals(until: date | None = None) -> list[Totals]:
    """By price: issued = held + given + used + expired + exchanged + refunded + lost + invalidated."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for (code, unit), amount in balances(until=until).items():
        if unit != EURO:
            found[unit][code.partition(":")[0]] += amount
    return [
        Totals(unit, -words["issued"], {word: words[word] for word in PLACES}) for unit, words in sorted(found.items())
    ]


@dataclass(frozen=True)
class Balance:
    """What the book says of one authorisation. `held` by price; `prepaid` in cents."""

    authorisation: Authorisation
    prepaid: int
    held: dict[int, int]


def balance_of(authorisation: Authorisation, until: date | None = None) -> Balance:
    held_code, prepaid_code = f"held:{authorisation.number}", f"prepaid:{authorisation.number}"
    held = {unit: count for (code, unit), count in balances(held_code, until).items() if code == held_code}
    prepaid = balances(prepaid_code, until).get((prepaid_code, EURO), 0)
    return Balance(authorisation, -prepaid, held)


def balances_of(authorisations: Sequence[Authorisation]) -> list[Balance]:
    """The same for many, in two questions."""
    held: dict[str, dict[int, int]] = defaultdict(dict)
    for (code, unit), count in balances("held:").items():
        held[code.partition(":")[2]][unit] = count
    prepaid = {code.partition(":")[2]: -amount for (code, unit), amount in balances("prepaid:").items() if unit == EURO}
    return [Balance(one, prepaid.get(one.number, 0), held.get(one.number, {})) for one in authorisations]
