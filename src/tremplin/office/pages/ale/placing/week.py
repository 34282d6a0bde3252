"""The requests of a week with somebody for each: proposed together, after a look at each."""

from __future__ import annotations

import re
from datetime import date, timedelta
from secrets import token_hex
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from tremplin.office.ale.models import Request as Asked
from tremplin.office.ale.models import Worker
from tremplin.office.ale.ranking import hundredths
from tremplin.office.ale.selectors.candidates import Ranked
from tremplin.office.ale.selectors.requests import Standing, by_number
from tremplin.office.ale.selectors.week import SEVEN_DAYS, first_week, monday_of, week
from tremplin.office.ale.services.placing import propose
from tremplin.office.ale.services.refusing_placing import Refused
from tremplin.office.ale.week import Match
from tremplin.office.pages.ale.placing.said import days_said, hours_of, lead, reason_said, said, who
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import brief_day_of
from tremplin.office.people.models import Reading
from tremplin.papers.saying import hours

AHEAD = 4
"""Weeks that one may choose."""


@office()
def matching(request: Request, language: str) -> HttpResponse:
    """`?from=2026-11-30`: the week of that day."""
    today = timezone.localdate()
    first = read_monday(request.GET.get("from", ""), today)
    if request.method == "POST":
        proposed_all(request, language, today)
        return HttpResponseRedirect(f"{reverse('office_ale_week', args=[language])}?from={first}")
    found = week(first, today)
    readings = [order.workers[match.line.number].person_id for _, order, match in found.filled]
    Reading.objects.bulk_create(
        Reading(agent=request.seat.agent, person_id=of, what="placing") for of in dict.fromkeys(readings)
    )
    key = token_hex(12)
    words = {
        "found": found, "key": key, "span": span(found.monday, found.sunday, language),
        "rows": [row(of, order, match, language) for of, order, match in found.filled],
        "left": [bare(one, language) for one in found.left], "barred": [bare(one, language) for one in found.barred],
        "choices": [
            (monday, span(monday, monday + SEVEN_DAYS - timedelta(days=1), language), monday == found.monday)
            for monday in sorted({found.monday, *(monday_of(today) + number * SEVEN_DAYS for number in range(AHEAD))})
        ],
    }  # fmt: skip
    return render(request, "office/ale/placing/week.html", words)


def read_monday(text: str, today: date) -> date:
    """The Monday of a day as an address has it; where that is no day, the first week with something to fill."""
    if re.fullmatch(r"20\d\d-\d\d-\d\d", text, re.ASCII):
        try:
            return monday_of(date.fromisoformat(text))
        except ValueError:
            pass
    return first_week(today)


def span(first: date, last: date, language: str) -> str:
    return f"{brief_day_of(first, language)} – {brief_day_of(last, language)}"


def row(of: Standing, order: Ranked, match: Match, language: str) -> dict[str, Any]:
    line = match.line
    one = order.candidates[line.number]
    return {
        **bare(of, language), "worker": order.workers[line.number], "minutes": line.minutes,
        "does": hours(hundredths(line.minutes), language), "whole": line.days == of.left,
        "lead": lead(line, one, len(of.left), language),
        "why": [reason_said(reason, language) for reason in line.reasons],
    }  # fmt: skip


def bare(of: Standing, language: str) -> dict[str, Any]:
    return {
        "request": of.request, "who": who(of.request, language), "days": days_said(of.left, language),
        "hours": hours_of(of.left, language),
    }  # fmt: skip


def proposed_all(request: Request, language: str, today: date) -> None:
    """Each one that was ticked, on its own: what no longer holds is told and stays, the others are proposed."""
    key, done = request.POST.get("key", "").replace("\0", "")[:24] or token_hex(12), 0
    for ticked in request.POST.getlist("match")[:200]:
        number, _, rest = ticked.partition(":")
        of, _, minutes = rest.partition(":")
        try:
            propose(
                by_number(number.replace("\0", "")), of.replace("\0", ""), today, key=f"{key}:{number}"[:64],
                by=request.seat.agent, minutes=int(minutes) if re.fullmatch(r"\d{1,6}", minutes, re.ASCII) else None,
            )  # fmt: skip
            done += 1
        except (Asked.DoesNotExist, Worker.DoesNotExist):
            continue
        except Refused as refusal:
            messages.warning(request, f"{number}: {refusal.text(language)}", extra_tags="care")
    if done:
        messages.success(request, said("week_done", language, count=done), extra_tags="good")
