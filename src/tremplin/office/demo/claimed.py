"""What the office has set where the law leaves it open, and the months of subsidy as the law then explains them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tremplin.office.accounts.models import Agent
from tremplin.office.article60.models import Claim
from tremplin.office.decisions.models import Decision
from tremplin.office.organisations.amounts import set_amount
from tremplin.samples.commune.claims import AMOUNTS, SOURCE


def set_amounts(agent: Agent) -> None:
    for parameter, by, since, value in AMOUNTS:
        set_amount(agent, parameter, by, value, date.fromisoformat(since), SOURCE)


def explain(decision: Decision) -> None:
    """Lays the decision on a file beside each of its months that it tells."""
    months = decision.outcome["result"]["months"] or {}
    claims = list(Claim.objects.filter(file__number=decision.subject))
    for claim in claims:
        told = months.get(f"{claim.month:%Y-%m}")
        if told is not None:
            claim.decision = decision
            claim.expected_least = claim.expected_most = int(Decimal(told).scaleb(2))
    Claim.objects.bulk_update(claims, ["decision", "expected_least", "expected_most"])
