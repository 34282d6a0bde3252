"""What the law says of a month: hours above a ceiling, when cheques end, pay, and who gets what of a price."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import Sum

from tremplin.engine.law import Law
from tremplin.office.ale.matching.rows import Visit, Words
from tremplin.office.ale.models import Visit as VisitRecord
from tremplin.office.ale.selectors.visits import standing
from tremplin.reasons.found import ask

HOUR = 60
CENTS, FINE = 100, 10_000
"""Of a euro; the law's shares go below a cent."""


def hours_of(minutes: int) -> float:
    return round(minutes / HOUR, 2)


def beyond(
    visits: list[Visit], kinds: dict[int, tuple[str, str]], month: date, region: str, law: Law
) -> dict[int, tuple[int, Words]]:  # fmt: skip
    """By visit, the hours begun above the worker's ceiling of the month or year, of the hours at this agency."""
    by_worker: dict[int, list[Visit]] = defaultdict(list)
    for visit in visits:
        if not visit.is_contested:
            by_worker[visit.worker].append(visit)
    year = earlier_this_year(month)
    facts = {"region": region, "month": f"{month:%Y-%m}"}

    @cache
    def least(user: str, activity: str) -> float:
        told = {"hours": 0, "done_this_month": [], "hours_earlier_this_year": 0}
        left = ask(law, "ale_hours", facts | told | {"user": user, "activity": activity}).result["left_this_month"]
        return float("inf") if left is None else float(left)

    found: dict[int, tuple[int, Words]] = {}
    for worker, of in by_worker.items():
        month_hours, before = hours_of(sum(visit.minutes for visit in of)), hours_of(year.get(worker, 0))
        if month_hours + before > min(least(*kinds[visit.place]) for visit in of):
            found |= above(of, kinds, before, facts, law)
    return found


def above(
    visits: list[Visit], kinds: dict[int, tuple[str, str]], before: float, facts: dict[str, Any], law: Law
) -> dict[int, tuple[int, Words]]:  # fmt: skip
    """The visits of one worker, day by day, until the law says that they do not fit."""
    done: dict[tuple[str, str], int] = defaultdict(int)
    found: dict[int, tuple[int, Words]] = {}
    for visit in sorted(visits, key=lambda one: (one.day, one.starts or 0, one.id)):
        user, activity = kinds[visit.place]
        rows = [{"user": of, "activity": what, "hours": hours_of(so_far)} for (of, what), so_far in done.items()]
        told = {"user": user, "activity": activity, "hours": hours_of(visit.minutes), "done_this_month": rows}
        result = ask(law, "ale_hours", facts | told | {"hours_earlier_this_year": before}).result
        fits = visit.minutes
        if result["allowed"] is False and result["left_this_month"] is not None:
            fits = max(0, min(visit.minutes, int(Decimal(str(result["left_this_month"])) * HOUR)))
            found[visit.id] = -(-(visit.minutes - fits) // HOUR), {"hours": str(result["left_this_month"])}
        done[user, activity] += fits
    return {pk: (open_, words) for pk, (open_, words) in found.items() if open_}


def earlier_this_year(month: date) -> dict[int, int]:
    """The minutes of each worker from January until this month."""
    told = standing(month.replace(month=1, day=1), month).exclude(state=VisitRecord.State.CONTESTED)
    return dict(told.values_list("worker_id").annotate(Sum("minutes")).order_by())


def last_day(issued_on: date, valid_until: date | None, region: str, law: Law) -> date | None:
    """The last day on which a cheque is good; None: neither the law nor the issuer says."""
    facts: dict[str, Any] = {"region": region, "issued_on": issued_on.isoformat()}
    facts["valid_until"] = valid_until.isoformat() if valid_until else None
    facts["used_on"] = max(issued_on, valid_until or issued_on).isoformat()
    found = ask(law, "ale_cheque", facts).result["last_day"]
    return date.fromisoformat(found) if found else valid_until


@dataclass(frozen=True)
class Split:
    """Who gets what of one cheque, in ten-thousandths of a euro; None: the law leaves it open here."""

    worker: int | None
    payment_body: int | None
    agency: int | None
    office: int | None
    unset: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return None not in (self.worker, self.payment_body, self.agency, self.office)


def split(price: int, on: date, region: str, law: Law) -> Split:
    """Raises InputError."""
    facts = {"region": region, "on": on.isoformat(), "price": str(Decimal(price) / CENTS)}
    found = ask(law, "ale_split", facts)
    names = ("worker", "payment_body", "agency", "office")
    worker, body, agency, office = (fine(found.result[name]) for name in names)
    return Split(worker, body, agency, office, tuple(found.unset))


def fine(text: str | None) -> int | None:
    return None if text is None else int(Decimal(text) * FINE)


def pay(hours: int, month: date, region: str, law: Law) -> tuple[int | None, tuple[str, ...]]:
    """What a worker receives for so many cheques of a month, in cents, and what the law lacks to say it."""
    facts = {"region": region, "month": f"{month:%Y-%m}", "hours": abs(hours)}
    found = ask(law, "ale_month_pay", facts)
    told = found.result["worker_receives"]
    if told is None:
        return None, tuple(found.unset)
    cents = int(Decimal(told) * CENTS)
    return (cents if hours >= 0 else -cents), ()
