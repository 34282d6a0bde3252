"""Which cheques a closing uses: those that the issuer names, else those that the worker was handed, else a wallet's.

Each leaves its event, so that a booklet says where its cheques are. Of paper that nobody names only the count is known:
the book has it, no event does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from tremplin.office.accounts.models import Agent
from tremplin.office.ale.matching.cheques import Numbers
from tremplin.office.ale.models import Booklet, Cheque, Closing, ClosingLine, IssuerLine, Worker
from tremplin.office.ale.selectors.cheques import CLOSING, Stock, held_account, live, ranges_of, stocks
from tremplin.office.ale.selectors.closing_rows import end_of
from tremplin.office.ale.selectors.closing_sums import price_of
from tremplin.office.ledger.models import Entry
from tremplin.office.ledger.selectors.book import balances
from tremplin.office.ledger.services.booking import Move, reverse

Kind = Cheque.Kind


@dataclass(frozen=True, slots=True)
class Named:
    """Cheques that the issuer names."""

    first: int
    last: int

    @classmethod
    def of(cls, row: tuple[int, int]) -> Named:
        return cls(row[0], row[0] + row[1] - 1)


Range = tuple[int | None, int]
"""The first number, none of a wallet, and how many."""


def take_over(month: date, by: Agent) -> None:
    """What was settled by hand ahead of the first closing of a month is taken back: the closing settles it."""
    if Closing.objects.filter(month=month, state=Closing.State.APPROVED).exists():
        return
    used = Entry.objects.filter(what=Kind.USED, reverses=None, reversed_by=None)
    for entry in used.filter(lines__account__code=f"used:{month:%Y-%m}").distinct():
        reverse(entry, last_day(month), by=by)


def last_day(month: date) -> date:
    return end_of(month) - timedelta(days=1)


class Settling:
    """The cheques of the lines that go, as one line after the other takes from them."""

    def __init__(self, closing: Closing, lines: Sequence[ClosingLine]) -> None:
        self.closing, self.used = closing, f"used:{closing.month:%Y-%m}"
        rows = IssuerLine.objects.filter(pk__in={pk for of in lines for pk in of.issuer_lines})
        self.came = {
            pk: (first, count) for pk, first, count in rows.values_list("pk", "first_number", "count") if first
        }
        found = stocks(list(self.booklets(lines)))
        self.of_place: dict[int | None, list[Stock]] = defaultdict(list)
        for stock in found.values():
            self.of_place[stock.booklet.authorisation_id].append(stock)
        self.loose = Counter({at: amount for at, amount in balances("given:").items() if amount > 0})
        for stock in found.values():
            for code, count in stock.places.items():
                if (code, stock.booklet.price) in self.loose:
                    self.loose[code, stock.booklet.price] -= count
        self.events: list[tuple[ClosingLine, Cheque]] = []

    def booklets(self, lines: Sequence[ClosingLine]) -> QuerySet[Booklet]:
        """What cheques may be taken from: wallets, booklets of numbers that are named, and what was handed over since
        the month before, as cheques that come late are."""
        places, workers = {of.authorisation_id for of in lines}, {of.worker_id for of in lines}
        issued = Booklet.objects.exclude(issued_on=None)
        named = Numbers([(of.first, of.last, of) for of in map(Named.of, self.came.values())])
        paper = issued.filter(Q(authorisation__in=places) | Q(authorisation=None)).exclude(first_number=None)
        meant = {
            pk
            for pk, first, last in paper.values_list("pk", "first_number", "last_number")
            if named.ranges and named.meeting(first or 0, last or 0)
        }
        since = (self.closing.month - timedelta(days=1)).replace(day=1)
        handed = Cheque.objects.filter(worker__in=workers, on__gte=since, kind__in=(Kind.HANDED_OVER, Kind.USED))
        meant |= set(handed.exclude(booklet=None).values_list("booklet", flat=True))
        wallets = Q(authorisation__in=places, first_number=None)
        return issued.filter(wallets | Q(pk__in=meant)).select_related("authorisation").order_by("pk")

    def moves(self, line: ClosingLine) -> list[Move]:
        """What a line does to cheques; used no more, they are the worker's again."""
        if line.worker is None or line.authorisation is None:
            return []
        given, price = f"given:{line.worker.number}", price_of(line)
        if line.used < 0:
            for stock, part in self.back(line, -line.used):
                self.write(line, Kind.HANDED_OVER, stock, part, given, {self.used: part[1]})
            return moved(-line.used, price, given, self.used)
        left, sources = line.used, Counter[str]()
        for stock, part in self.chosen(line, given):
            if (taken := min(part[1], left)) > 0:
                out_of = self.out_of(stock, (part[0], taken), given)
                self.write(line, Kind.USED, stock, (part[0], taken), self.used, out_of)
                sources.update(out_of)
                left -= taken
            if not left:
                break
        free = min(max(0, self.loose[given, price]), left)
        self.loose[given, price] -= free
        sources[given] += free
        sources[f"held:{line.authorisation.number}"] += left - free
        return [move for code, count in sources.items() for move in moved(count, price, self.used, code)]

    def chosen(self, line: ClosingLine, given: str) -> Iterator[tuple[Stock, Range]]:
        """Cheques of a line, the surest first; each is looked for when those before have been taken."""
        mine = [one for one in self.of_place[line.authorisation_id] if one.booklet.price == price_of(line)]
        desk = [one for one in self.of_place[None] if one.booklet.price == price_of(line)]
        named = self.named(line)
        for stock in (*mine, *desk):
            first, last = stock.booklet.first_number or 0, stock.booklet.last_number or -1
            ranges = ((max(start, first), min(start + count - 1, last)) for start, count in named)
            here = [number for start, end in ranges for number in range(start, end + 1)]
            yield from parts(stock, (n for n in here if stock.numbers[n] in (given, held_account(stock.booklet))))
        for stock in (*mine, *desk):
            if stock.is_paper:
                yield from parts(stock, (number for number, at in stock.numbers.items() if at == given))
            elif stock.places[given] > 0:
                yield stock, (None, stock.places[given])
        for stock in mine:
            if not stock.is_paper and stock.held > 0:
                yield stock, (None, stock.held)

    def named(self, line: ClosingLine) -> list[tuple[int, int]]:
        return [self.came[pk] for pk in line.issuer_lines if pk in self.came]

    def out_of(self, stock: Stock, part: Range, given: str) -> dict[str, int]:
        first, count = part
        if first is None:
            return {code: many for code, many in stock.taken(count, given).items() if many}
        return dict(Counter(stock.numbers[number] for number in range(first, first + count)))

    def back(self, line: ClosingLine, count: int) -> Iterator[tuple[Stock, Range]]:
        """Cheques that the worker used in the month and that are used no more: those that nobody names first."""
        named = {number for first, many in self.named(line) for number in range(first, first + many)}
        for stock in (*self.of_place[line.authorisation_id], *self.of_place[None]):
            events = live().filter(booklet=stock.booklet, worker=line.worker, entry__on__gte=self.closing.month,
                                   entry__on__lt=end_of(self.closing.month))  # fmt: skip
            if stock.is_paper:
                mine = set(events.filter(kind=Kind.USED).values_list("pk", flat=True))
                there = [n for n, at in stock.numbers.items() if at == self.used and stock.last.get(n) in mine]
                numbers = sorted(there, key=lambda number: (number in named, -number))[:count]
                found: list[Range] = list(parts_of(numbers))
            else:
                used = sum(one.count for one in events.filter(kind=Kind.USED))
                again = sum(one.count for one in events.filter(kind=Kind.HANDED_OVER, entry__what=CLOSING))
                many = min(count, used - again)
                found = [(None, many)] if many > 0 else []
            for part in found:
                yield stock, part
                count -= part[1]

    def write(
        self, line: ClosingLine, kind: Cheque.Kind, stock: Stock, part: Range, into: str, out_of: dict[str, int]
    ) -> None:
        event = Cheque(
            booklet=stock.booklet, kind=kind, first_number=part[0], count=part[1], on=last_day(self.closing.month),
            worker=line.worker, organisation_id=line.organisation_id,
            key=f"{kind}:closing:{self.closing.pk}:{line.pk}:{len(self.events)}",
        )  # fmt: skip
        stock.moves(event, into, out_of)
        self.events.append((line, event))

    def keep(self, name: str, by: Agent) -> None:
        """Writes the events down, each with the entry of its worker."""
        entries = dict(Entry.objects.filter(key__startswith=f"closing:{name}:").values_list("key", "pk"))
        kept = []
        for line, event in self.events:
            event.entry_id, event.made_by = entries.get(f"closing:{name}:{number_of(line.worker)}"), by
            if event.entry_id:
                kept.append(event)
        Cheque.objects.bulk_create(kept, batch_size=1000)


def number_of(worker: Worker | None) -> str:
    return worker.number if worker else ""


def parts(stock: Stock, numbers: Iterable[int]) -> Iterator[tuple[Stock, Range]]:
    for part in parts_of(numbers):
        yield stock, part


def parts_of(numbers: Iterable[int]) -> Iterator[Range]:
    """Numbers as ranges."""
    for first, last in ranges_of(numbers):
        yield first, last - first + 1


def moved(amount: int | None, unit: int, into: str, out_of: str) -> list[Move]:
    """A move; below zero the other way; none of nothing."""
    if not amount:
        return []
    return [Move(amount, unit, into, out_of) if amount > 0 else Move(-amount, unit, out_of, into)]
