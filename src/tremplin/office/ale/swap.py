"""Two lists of what an issuer of cheques carries, ours and the new one's, compared line by line: nothing is guessed,
the order of lines means nothing, and each difference is named once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from tremplin.intake.periods import plainly

Range = tuple[int, int]
ADDRESS = ("street", "postal_code", "town")
FIELDS = ("user", "price", "cheques", "value", "ranges", "paper", "prepaid", "maximum", *ADDRESS)
"""What a list may say of an authorisation, beside its number."""
WHOLE = ("missing", "extra", "double")
OTHERS = ("user", "price", "cheques", "value", "ranges", "paper", "prepaid", "maximum", "address")
KINDS = (*WHOLE, *OTHERS)
HARMLESS = ("maximum", "address")
"""What is to be mended, but is no balance: a swap may be written down all the same."""
SUMMED = ("cheques", "value", "paper", "prepaid")
NEEDED = ("cheques", "paper")
"""Balances that must have been compared where there are any."""


@dataclass(frozen=True)
class Row:
    """What is carried for one authorisation at one price. Cents; `maximum`: hours a month, in hundredths; `position`:
    its line in the file."""

    number: str
    user: str = ""
    price: int | None = None
    cheques: int = 0
    value: int = 0
    ranges: tuple[Range, ...] = ()
    paper: int = 0
    prepaid: int = 0
    maximum: int | None = None
    street: str = ""
    postal_code: str = ""
    town: str = ""
    position: int = 0


@dataclass(frozen=True)
class Difference:
    kind: str
    number: str
    ours: Row | None = None
    theirs: Row | None = None

    @property
    def holds_up(self) -> bool:
        return self.kind not in HARMLESS


@dataclass(frozen=True)
class Sums:
    """The sums of a list."""

    rows: int
    cheques: int
    value: int
    paper: int
    prepaid: int


@dataclass(frozen=True)
class Comparison:
    ours: Sums
    theirs: Sums
    fields: frozenset[str]
    """What both lists say."""
    differences: tuple[Difference, ...]

    @property
    def holding(self) -> tuple[Difference, ...]:
        """The differences that hold a swap up."""
        return tuple(one for one in self.differences if one.holds_up)

    @property
    def uncompared(self) -> tuple[str, ...]:
        """Balances that the other list does not tell."""
        return tuple(name for name in NEEDED if name not in self.fields and getattr(self.ours, name))

    @property
    def is_equal(self) -> bool:
        """Whether what is carried is the same, to the cheque and the cent."""
        same = all(getattr(self.ours, of) == getattr(self.theirs, of) for of in self.summed)
        return same and not self.holding and not self.uncompared

    @property
    def summed(self) -> tuple[str, ...]:
        """The sums that may be set side by side."""
        return ("rows", *(of for of in SUMMED if of in self.fields))


def sums(rows: Iterable[Row]) -> Sums:
    found = list(rows)
    return Sums(len(found), **{of: sum(getattr(row, of) for row in found) for of in SUMMED})


def compare(ours: Sequence[Row], theirs: Sequence[Row], fields: Collection[str] = FIELDS) -> Comparison:
    """`fields`: those that the other list has; the price is always one of them."""
    said = frozenset(fields) | {"price"}
    mine, others = by_number(ours), by_number(theirs)
    found: list[Difference] = []
    for number in sorted({*mine, *others}):
        found += of_number(number, mine[number], others[number], said)
    return Comparison(sums(ours), sums(theirs), said, tuple(found))


def by_number(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: (one.number, one.price or 0, one.position)):
        found[row.number].append(row)
    return found


def of_number(number: str, ours: list[Row], theirs: list[Row], fields: frozenset[str]) -> list[Difference]:
    """Lines of one number: those of the same price belong together, then what is most alike; the rest is too much."""
    known = ours[0] if ours else None
    pairs = []
    for same_price in (True, False):
        for mine in list(ours):
            likely = [one for one in theirs if not same_price or one.price == mine.price]
            if likely:
                other = min(likely, key=lambda one: (len(differing(mine, one, fields)), one.position))
                pairs.append((mine, other))
                ours.remove(mine)
                theirs.remove(other)
    found = [Difference("missing", number, ours=mine) for mine in ours]
    found += [Difference("double" if known else "extra", number, known, other) for other in theirs]
    found += [Difference(kind, number, mine, other) for mine, other in pairs for kind in differing(mine, other, fields)]
    return sorted(found, key=lambda one: KINDS.index(one.kind))


def differing(mine: Row, other: Row, fields: frozenset[str]) -> list[str]:
    """What is another on two lines of one authorisation; what only follows from another difference is not said."""
    found = {
        "user": written(mine.user) != written(other.user),
        "price": mine.price != other.price,
        "cheques": mine.cheques != other.cheques,
        "ranges": mine.ranges != other.ranges,
        "paper": mine.paper != other.paper and ("ranges" not in fields or mine.ranges == other.ranges),
        "value": mine.value != other.value and (mine.price, mine.cheques) == (other.price, other.cheques),
        "prepaid": mine.prepaid != other.prepaid,
        "maximum": mine.maximum != other.maximum,
        "address": any(written(getattr(mine, of)) != written(getattr(other, of)) for of in ADDRESS if of in fields),
    }
    return [kind for kind in OTHERS if found[kind] and (kind in fields or kind == "address")]


def written(text: str) -> str:
    """A text without capitals, accents and marks."""
    return " ".join(re.sub(r"[\W_]+", " ", plainly(text)).split())
