"""How fairly the turn goes: who was proposed how often in a quarter, who never, and why, from the orders that were
kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from tremplin.office.ale.models import Proposal, Worker
from tremplin.office.ale.selectors.candidates import quarter_of

Kind = Proposal.Kind


@dataclass(frozen=True)
class Turn:
    """One worker's quarter. `able`: orders in which they stood; `before`: those in which they stood before the one who
    was proposed; `reasons`: why they stood in no others, by key and how often."""

    worker: Worker
    proposed: int
    accepted: int
    refused: int
    hours: int
    """Proposed, in hundredths."""
    able: int
    before: int
    reasons: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Quarter:
    first: date
    before: date
    turns: tuple[Turn, ...]
    proposals: int

    @property
    def never(self) -> tuple[Turn, ...]:
        return tuple(turn for turn in self.turns if not turn.proposed)


def quarter(day: date) -> Quarter:
    """The quarter of a day: who was proposed least stands first."""
    first, before = quarter_of(day)
    said = Proposal.objects.filter(made_at__date__gte=first, made_at__date__lt=before).order_by("pk")
    counts: dict[str, Counter[str]] = {}
    why: dict[str, Counter[str]] = {}
    proposals = 0
    for number, kind, place, hours, ranking in said.values_list("worker__number", "kind", "place", "hours", "ranking"):
        mine = counts.setdefault(number, Counter())
        mine[kind] += 1
        if kind != Kind.PROPOSED:
            continue
        proposals += 1
        mine["hours"] += hours
        for row in ranking:
            theirs = counts.setdefault(row["worker"], Counter())
            if row["place"] is not None:
                theirs["able"] += 1
                theirs["before"] += row["place"] < place
            else:
                why.setdefault(row["worker"], Counter()).update(
                    {reason["key"]: 1 for reason in row["reasons"] if reason["kind"] != "good"}
                )
    listed = Worker.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=first), registered_on__lt=before)
    turns = [
        turn(worker, counts.get(worker.number, Counter()), why.get(worker.number, Counter()))
        for worker in listed.select_related("person")
    ]
    return Quarter(first, before, tuple(sorted(turns, key=lambda of: (of.proposed, of.worker.number))), proposals)


def turn(worker: Worker, counts: Counter[str], why: Counter[str]) -> Turn:
    reasons = tuple(sorted(why.items(), key=lambda one: (-one[1], one[0])))
    return Turn(
        worker, counts[Kind.PROPOSED], counts[Kind.ACCEPTED], counts[Kind.REFUSED], counts["hours"], counts["able"],
        counts["before"], reasons,
    )  # fmt: skip


def quarters(today: date, count: int = 4) -> list[date]:
    """The first days of the last quarters, today's first."""
    found = [quarter_of(today)[0]]
    while len(found) < count:
        found.append(quarter_of(found[-1] - timedelta(days=1))[0])
    return found
