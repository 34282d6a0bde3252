"""What ends in a month, what is missing before it goes on, and all that is checked renewed at once."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from tremplin.office.ale.models import Authorisation
from tremplin.office.ale.selectors.allowed import activity_said
from tremplin.office.ale.selectors.users import Ending, endings
from tremplin.office.ale.services.registering import renew
from tremplin.office.pages.ale.users.showing import named
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import month_said
from tremplin.papers.office.card import grouped

MOST = 2000


@office()
def renewals(request: Request, language: str) -> HttpResponse:
    today = timezone.localdate()
    given = request.POST if request.method == "POST" else request.GET
    month = month_of(given.get("month", ""), today)
    if request.method == "POST":
        return renewed(request, language, month, today)
    rows = [told(one, language) for one in endings(month, today)]
    waiting = [row for row in rows if row["ending"].renewed is None]
    words = {
        "rows": rows, "month": month, "said": month_said(month, language), "due": len(waiting),
        "complete": sum(row["ending"].complete for row in waiting), "before": month_before(month),
        "after": month_after(month),
    }  # fmt: skip
    return render(request, "office/ale/users/renewals.html", words)


def renewed(request: Request, language: str, month: date, today: date) -> HttpResponse:
    numbers = [one.replace("\0", "")[:10] for one in request.POST.getlist("one")[:MOST]]
    chosen = Authorisation.objects.filter(number__in=numbers).order_by("number")
    found = renew(request.seat.organisation, chosen, today, request.seat.agent)
    done = sum(one.made is not None for one in found)
    if not found:
        messages.warning(request, say("office_ale_users.none_checked"), "care")
    elif done:
        ending = "_one" if done == 1 else ""
        messages.success(request, say(f"office_ale_users.renewed_count{ending}", count=done), "good")
    for one in found:
        if one.refused is not None:
            why = one.refused.text(language)
            messages.error(request, say("office_ale_users.not_renewed", number=one.before.number, why=why), "stop")
    address = reverse("office_ale_renewals", args=[language])
    return HttpResponseRedirect(f"{address}?month={month:%Y-%m}")


def told(one: Ending, language: str) -> dict[str, Any]:
    gaps = [{"kind": "care", "text": say(f"office_ale_users.missing_{name}")} for name in one.missing]
    gaps += [{"kind": "stop", "text": say(f"office_ale_users.duty_{name}")} for name in one.broken]
    return {
        "ending": one, "number": grouped(one.one.number), "name": named(one.one.user), "gaps": gaps,
        "activity": activity_said(one.one.activity, language),
    }  # fmt: skip


def month_of(text: str, today: date) -> date:
    if re.fullmatch(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])", text, re.ASCII):
        return date(int(text[:4]), int(text[5:]), 1)
    return today.replace(day=1)


def month_before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def month_after(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)
