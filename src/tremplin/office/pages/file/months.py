"""The subsidy of a file month by month: what the law expects, and what became of what was claimed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tremplin.engine.kinds import KINDS
from tremplin.ground.sentences import sentence
from tremplin.office.article60.selectors.file import Whole
from tremplin.papers import saying
from tremplin.papers.strip.words import SHORT_MONTHS

STATES = {"paid": "month--paid", "part": "month--wrong", "refused": "month--wrong", "accepted": "month--claimed"}
STATES |= {"claimed": "month--claimed", "due": "", "expected": "month--ahead", "nothing": "month--ahead"}
BEHIND, AHEAD = 18, 6
"""Months that are shown before today's and after it; the page of the claims holds all."""


@dataclass(frozen=True)
class Month:
    name: str
    short: str
    amount: str
    state: str
    looks: str
    address: str


class Months:
    """The months of a file's subsidy in a language."""

    def __init__(self, whole: Whole, language: str, today: date) -> None:
        self.whole, self.language, self.today = whole, language, today
        self.result = whole.projection.subsidy.get("result") or {}
        self.claims = {claim["month"][:7]: claim for claim in whole.claims}
        self.names = sorted({*(self.result.get("months") or {}), *self.claims})

    @property
    def shown(self) -> list[Month]:
        now = self.today.isoformat()[:7]
        past = [name for name in self.names if name <= now]
        ahead = [name for name in self.names if name > now]
        return [self.month(name) for name in past[-BEHIND:] + ahead[:AHEAD]]

    @property
    def hidden(self) -> int:
        return len(self.names) - len(self.shown)

    def month(self, name: str) -> Month:
        year, number = int(name[:4]), int(name[5:7])
        state = self.state(name)
        return Month(
            name=saying.month(KINDS["month"].read(name), self.language),
            short=f"{SHORT_MONTHS[self.language][number - 1]} {year % 100:02d}",
            amount=self.amount(name, state),
            state=sentence(f"office_file.month_{state}", self.language),
            looks=STATES.get(state, ""),
            address=f"/{self.language}/office/claims/?month={name}",
        )

    def sums(self, name: str) -> dict[str, int]:
        """What was claimed, accepted, refused and paid for a month, in cents."""
        found: dict[str, int] = {}
        for entry in (self.claims.get(name) or {"entries": []})["entries"]:
            found[entry["kind"]] = found.get(entry["kind"], 0) + entry["amount"]
        return found

    def state(self, name: str) -> str:
        sums, now = self.sums(name), self.today.isoformat()[:7]
        if sums.get("paid"):
            return "paid" if sums["paid"] >= sums.get("claimed", sums["paid"]) else "part"
        for kind in ("refused", "accepted", "claimed"):
            if sums.get(kind):
                return kind
        if self.expected(name) is None:
            return "unknown"
        return "nothing" if self.expected(name) == (0, 0) else "due" if name < now else "expected"

    def expected(self, name: str) -> tuple[int, int] | None:
        """What the law expects for a month, in cents; None: its rule is not known."""
        claim = self.claims.get(name)
        if claim and claim["least"] is not None and claim["most"] is not None:
            return claim["least"], claim["most"]
        value = (self.result.get("months") or {}).get(name)
        if value is None:
            return None
        low, high = value if isinstance(value, list) else (value, value)
        return KINDS["money"].read(low), KINDS["money"].read(high)

    def amount(self, name: str, state: str) -> str:
        sums = self.sums(name)
        for kind in {"part": ("paid",), "refused": ("refused",)}.get(state, ("paid", "accepted", "claimed")):
            if sums.get(kind):
                return plain(sums[kind], self.language)
        expected = self.expected(name)
        if expected is None:
            return "?"
        return " – ".join(dict.fromkeys(plain(of, self.language) for of in expected))

    @property
    def received(self) -> str:
        """What was paid so far; nothing where no payment is written down."""
        paid = [entry["amount"] for claim in self.whole.claims for entry in claim["entries"] if entry["kind"] == "paid"]
        return saying.money(sum(paid), self.language) if paid else ""

    @property
    def total(self) -> str:
        """What the law expects of the whole contract; said to be undetermined where one month is."""
        total: Any = self.result.get("total")
        if total is None:
            return sentence("office_file.undetermined", self.language)
        return saying.money(KINDS["money"].read(total), self.language)


def plain(cents: int, language: str) -> str:
    """Without the sign of the euro: `1 811,57`."""
    return saying.money(cents, language).removesuffix("€").rstrip("\u00a0 ")
