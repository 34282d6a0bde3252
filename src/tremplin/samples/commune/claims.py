"""The months of subsidy of a contract: what the office expected, claimed and got, by the amounts that the offices of
the commune have set where the law leaves them open (`AMOUNTS`)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tremplin.engine.words import half_up
from tremplin.samples.commune.moving import month_days, months
from tremplin.samples.commune.story import Claim, Contract, Period

FULL_TIME = ((date(2026, 3, 1), 1811_57), (date(2025, 2, 1), 1776_07), (date.min, 1741_29))
"""The integration income of a family, from the last months on."""
PART_TIME = 500_00
AMOUNTS = (
    ("regional_full_time", "wallonia", "2024-04-01", "1741.29"),
    ("regional_full_time", "wallonia", "2025-02-01", "1776.07"),
    ("regional_full_time", "wallonia", "2026-03-01", "1811.57"),
    ("regional_part_time", "wallonia", "2024-04-01", "500.00"),
    ("partial_month", "", "2000-08-01", "calendar_days"),
)
"""What an office sets: the parameter, its choice, from when, and how much. Made up, as their source says."""
SOURCE = "Décision du bureau permanent, inventée pour la démonstration"
CLAIMED, ANSWERED, PAID = 8, 40, 63
"""Days after its month that a claim is sent, answered and paid."""
AHEAD = 62
"""Days ahead that are expected already."""


def claims(contract: Contract | None, today: date, others: Iterable[dict[str, Any]]) -> tuple[Claim, ...]:
    if not contract:
        return ()
    otherwise = {one["ago"]: one for one in others}
    until = min(contract.last_day or date.max, month_days(today + timedelta(AHEAD))[0] - timedelta(1))
    found = []
    for first, last in months(contract.first_day, until):
        ago = 12 * (today.year - first.year) + today.month - first.month
        found.append(claim(first, today, due_in(contract, first, last), otherwise.get(ago, {})))
    return tuple(found)


def due_in(contract: Contract, first: date, last: date) -> int:
    """What is claimed of a month: what each of its calendar days brings."""
    days = (last - first).days + 1
    held: list[Period | None] = [contract.on(first + timedelta(at)) for at in range(days)]
    return half_up(sum(amount_of(one, first) for one in held if one), days)


def amount_of(period: Period, month: date) -> int:
    return full_time_amount(month) if period.full_time else PART_TIME


def full_time_amount(month: date) -> int:
    return next(amount for since, amount in FULL_TIME if month >= since)


def claim(month: date, today: date, due: int, said: dict[str, Any]) -> Claim:
    """What became of a month by today, unless something is said of it."""
    claimed_on, answered_on, paid_on = (
        day if (day := month_days(month)[1] + timedelta(after)) <= today else None
        for after in (CLAIMED, ANSWERED, PAID)
    )
    usual = "paid" if paid_on else "accepted" if answered_on else "claimed" if claimed_on else "expected"
    state = said.get("state", usual)
    accepted = int(Decimal(said["accepted"]) * 100) if "accepted" in said else due
    accepted = 0 if state == "refused" else accepted
    paid = accepted if paid_on and accepted else None
    return Claim(
        month=month,
        state=state,
        expected=due,
        claimed=due if claimed_on else None,
        accepted=accepted if answered_on else None,
        refused=due - accepted if answered_on else None,
        paid=paid,
        claimed_on=claimed_on,
        answered_on=answered_on,
        paid_on=None if paid is None else paid_on,
        about=said.get("about", ""),
    )
