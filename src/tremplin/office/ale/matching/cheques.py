"""What is wrong with cheques by their numbers: lost, come twice, no longer good."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Generic, Protocol, TypeVar

from tremplin.office.ale.matching import causes
from tremplin.office.ale.matching.rows import Came, Event, Given, Words

Fault = tuple[str, int, Words]
"""The cause, how many cheques, and the words."""
ENDED = {"lost": causes.LOST, "invalidated": causes.LOST, "expired": causes.EXPIRED}
"""The cause by what happened; anything else that ended a cheque means that it is used a second time."""


class Ranged(Protocol):
    @property
    def first(self) -> int | None: ...


R = TypeVar("R", bound=Ranged)


class Numbers(Generic[R]):
    """Ranges of numbers, found by a number in them."""

    def __init__(self, ranges: Sequence[tuple[int, int, R]]) -> None:
        self.ranges = sorted(ranges, key=lambda one: (one[0], one[1]))
        self.starts = [first for first, _, _ in self.ranges]
        self.longest = max((last - first for first, last, _ in self.ranges), default=0)

    def meeting(self, first: int, last: int) -> list[tuple[int, int, R]]:
        """The ranges that share a number with one, cut to it."""
        found = []
        place = bisect_right(self.starts, last) - 1
        while place >= 0 and self.starts[place] >= first - self.longest:
            begins, ends, of = self.ranges[place]
            if ends >= first:
                found.append((max(begins, first), min(ends, last), of))
            place -= 1
        return found[::-1]


def last_of(line: Came) -> int:
    return (line.first or 0) + line.count - 1


def faults_of(given: Given) -> dict[int, list[Fault]]:
    """By line of the issuer, its cheques that are not good; a number has one fault at most."""
    numbered = [line for line in given.came if line.first is not None]
    stocks = Numbers([(of.first, of.last, of) for of in given.stocks])
    events = Numbers([(of.first, of.first + of.count - 1, of) for of in given.events])
    all_lines = [line for line in (*given.earlier, *numbered) if line.first is not None]
    lines = Numbers([(line.first or 0, last_of(line), line) for line in all_lines])
    order = {line.id: place for place, line in enumerate(sorted(all_lines, key=lambda line: (before(line), line.id)))}
    found: dict[int, list[Fault]] = {}
    for line in numbered:
        first, last = line.first or 0, last_of(line)
        on = line.day or given.month
        of_number: dict[int, tuple[str, Words]] = {}
        for begins, ends, event in events.meeting(first, last):
            if not concerns(event, line):
                continue
            cause = ENDED.get(event.kind, causes.TWICE)
            words = {"on": event.on.isoformat(), "kind": event.kind, "worker": event.worker}
            for number in range(begins, ends + 1):
                of_number.setdefault(number, (cause, words))
        for begins, ends, other in lines.meeting(first, last):
            if order[other.id] < order[line.id]:
                month = (other.month or given.month).isoformat()
                words = {"worker": other.worker, "month": month, "line": other.id}
                for number in range(begins, ends + 1):
                    of_number.setdefault(number, (causes.TWICE, words))
        for begins, ends, stock in stocks.meeting(first, last):
            if stock.last_day is not None and stock.last_day < on:
                for number in range(begins, ends + 1):
                    of_number.setdefault(number, (causes.EXPIRED, {"on": stock.last_day.isoformat()}))
        if of_number:
            found[line.id] = grouped(of_number)
    return found


def concerns(event: Event, line: Came) -> bool:
    """Whether what happened to a cheque speaks against its use: not its own use, nor an end after it."""
    if event.kind == "used":
        return event.worker is not None and event.worker != line.worker
    if event.kind == "expired":
        return event.on <= line.day if line.day else (event.on.year, event.on.month) <= month_of(line)
    return True


def month_of(line: Came) -> tuple[int, int]:
    return (line.month.year, line.month.month) if line.month else (date.max.year, 1)


def before(line: Came) -> str:
    return line.month.isoformat() if line.month else ""


def grouped(of_number: dict[int, tuple[str, Words]]) -> list[Fault]:
    """The numbers of a line by cause."""
    counts: Counter[str] = Counter(cause for cause, _ in of_number.values())
    numbers: dict[str, list[int]] = defaultdict(list)
    for number in sorted(of_number):
        numbers[of_number[number][0]].append(number)
    return [
        (cause, count, of_number[numbers[cause][0]][1] | {"first": numbers[cause][0], "last": numbers[cause][-1]})
        for cause, count in counts.items()
    ]
