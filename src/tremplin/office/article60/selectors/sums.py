"""Sums of claims, to the cent: what is expected is split into what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

UNDETERMINED, NOTHING, TO_CLAIM = "undetermined", "nothing", "to_claim"
CLAIMED, ACCEPTED, PARTLY, REFUSED, PAID = "claimed", "accepted", "partly", "refused", "paid"
STATES = (TO_CLAIM, UNDETERMINED, CLAIMED, ACCEPTED, PARTLY, REFUSED, PAID, NOTHING)


@dataclass(frozen=True)
class Sums:
    """One claim in cents. `least`, `most`: what is expected; the same twice when it is determined, None: unknown."""

    least: int | None
    most: int | None
    claimed: int = 0
    accepted: int = 0
    refused: int = 0
    paid: int = 0

    @property
    def expected(self) -> int | None:
        return self.least if self.least == self.most else None

    @property
    def live(self) -> int:
        """Claimed and not refused."""
        return self.claimed - self.refused

    @property
    def waiting(self) -> int:
        """Claimed, without an answer yet."""
        return self.live - self.accepted

    @property
    def owed(self) -> int:
        """Accepted, not paid yet."""
        return max(0, self.accepted - self.paid)

    @property
    def overpaid(self) -> int:
        return max(0, self.paid - self.accepted)

    @property
    def missing(self) -> int:
        """Of what is expected, what no living claim holds."""
        return max(0, (self.expected or 0) - self.live)

    @property
    def lost(self) -> int:
        """Refused and not claimed again."""
        return min(self.refused, self.missing)

    @property
    def to_claim(self) -> int:
        return self.missing - self.lost

    @property
    def beyond(self) -> int:
        """Claimed beyond what is expected."""
        return 0 if self.expected is None else max(0, self.live - self.expected)

    @property
    def outstanding(self) -> int:
        """What may still come: without an answer, or accepted and not paid."""
        return self.waiting + self.owed

    @property
    def state(self) -> str:
        if self.waiting > 0:
            return CLAIMED
        if self.claimed == 0:
            return UNDETERMINED if self.expected is None else (TO_CLAIM if self.expected else NOTHING)
        if self.accepted == 0:
            return REFUSED if self.refused else TO_CLAIM
        if self.refused and (self.expected is None or self.lost):
            return PARTLY
        return ACCEPTED if self.owed else PAID

    @property
    def is_sound(self) -> bool:
        """Nothing was answered that was not claimed, and no sum is below zero."""
        return min(self.claimed, self.accepted, self.refused, self.paid, self.waiting) >= 0


@dataclass(frozen=True)
class Total:
    """Many claims. `expected = paid + owed - overpaid + waiting + lost + to_claim - beyond`, whatever happened: the
    claims whose amount is not determined are counted apart (`open`), never within."""

    count: int = 0
    expected: int = 0
    claimed: int = 0
    accepted: int = 0
    refused: int = 0
    paid: int = 0
    owed: int = 0
    overpaid: int = 0
    waiting: int = 0
    lost: int = 0
    to_claim: int = 0
    beyond: int = 0

    def plus(self, one: Sums) -> Total:
        values = {of.name: getattr(self, of.name) + (getattr(one, of.name) or 0) for of in fields(self)[1:]}
        return Total(count=self.count + 1, **values)

    @property
    def parts(self) -> int:
        """The right side of the equation."""
        return self.paid + self.owed - self.overpaid + self.waiting + self.lost + self.to_claim - self.beyond


def totals(each: Iterable[Sums]) -> tuple[Total, Total]:
    """Of the claims that are determined, and of the others."""
    determined, apart = Total(), Total()
    for one in each:
        if one.expected is None:
            apart = apart.plus(one)
        else:
            determined = determined.plus(one)
    return determined, apart


def sums_of(row: Any) -> Sums:
    """Of a claim that was read with the sums of its entries."""
    return Sums(row.expected_least, row.expected_most, row.sum_claimed, row.sum_accepted, row.sum_refused, row.sum_paid)
