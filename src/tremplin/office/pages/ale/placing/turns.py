"""How fairly the turn goes: a quarter, worker by worker."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tremplin.office.ale.selectors.turns import Quarter, Turn, quarter, quarters
from tremplin.office.pages.ale.placing.said import said
from tremplin.office.pages.seat import Request, office
from tremplin.papers.saying import hours

MOST_WHY = 3


@office()
def turns(request: Request, language: str) -> HttpResponse:
    """`?quarter=2026-4`: another one than today's."""
    today = timezone.localdate()
    asked = re.fullmatch(r"(20\d\d)-([1-4])", request.GET.get("quarter", ""), re.ASCII)
    found = quarter(date(int(asked[1]), int(asked[2]) * 3 - 2, 1) if asked else today)
    words = {
        "quarter": found,
        "named": named(found.first, language),
        "choices": [(f"{day.year}-{day.month // 3 + 1}", named(day, language)) for day in quarters(today)],
        "rows": [row(of, found, language) for of in found.turns],
        "most": max((of.proposed for of in found.turns), default=0),
    }
    return render(request, "office/ale/placing/turns.html", words)


def named(first: date, language: str) -> str:
    return said("quarter", language, number=first.month // 3 + 1, year=first.year)


def row(of: Turn, found: Quarter, language: str) -> dict[str, Any]:
    return {"turn": of, "hours": hours(of.hours, language), "why": [] if of.proposed else why(of, found, language)}


def why(of: Turn, found: Quarter, language: str) -> list[str]:
    """Why somebody was never proposed: from the orders that were kept."""
    if not found.proposals:
        return [said("never_no_orders", language)]
    told = [said(f"never_{key}", language, count=count) for key, count in of.reasons[:MOST_WHY] if key in NEVER]
    if of.able:
        key = "never_in_turn" if of.before else "never_after"
        told.insert(0, said(key, language, count=of.able, **({"before": of.before} if of.before else {})))
    return told or [said("never_not_asked", language)]


NEVER = frozenset(
    {
        "not_this_work", "no_work_told", "other_language", "cannot", "not_free", "no_listed",
        "no_access", "no_status", "no_contract", "month_ceiling", "year_ceiling", "ceiling_unknown",
    }
)  # fmt: skip
