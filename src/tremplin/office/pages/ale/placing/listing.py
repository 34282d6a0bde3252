"""Requests in a list, and a new one."""

from __future__ import annotations

from datetime import date
from secrets import token_hex
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from tremplin.office.ale.models import Authorisation
from tremplin.office.ale.selectors.requests import STATES, Standing, bars, is_authorised, read, standings
from tremplin.office.ale.services.placing import ask_for
from tremplin.office.ale.services.refusing_placing import Refused
from tremplin.office.pages.ale.placing.forms import RequestForm
from tremplin.office.pages.ale.placing.said import days_said, hours_of, said, who
from tremplin.office.pages.seat import Request, office
from tremplin.office.people.names import key_of

A_PAGE = 40
MOST_CHOICES = 500


@office()
def listing(request: Request, language: str) -> HttpResponse:
    state = request.GET.get("state", "")
    state = state if state in STATES else "open"
    asked = request.GET.get("q", "").replace("\0", "").strip()[:80]
    found = read().order_by("-asked_on", "-pk")
    found = found.filter(named_like(asked)) if asked else found.filter(state=state)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    rows = [row(one, language) for one in standings(list(page.object_list), timezone.localdate())]
    words = {
        "rows": rows, "page": page, "state": state, "asked": asked, "states": [str(one) for one in STATES],
        "may": "office_ale_request_new" in request.seat.may,
    }  # fmt: skip
    return render(request, "office/ale/placing/list.html", words)


def named_like(asked: str) -> Q:
    of = "authorisation__user__"
    found = Q(number__icontains=asked) | Q(**{f"{of}name__icontains": asked}) | Q(town__icontains=asked)
    return found | Q(**{f"{of}person__sort_key__contains": key_of(asked, "").strip()})


def row(one: Standing, language: str) -> dict[str, Any]:
    """A request, and what is to be done for it."""
    told: list[dict[str, str]] = []
    open_now = one.request.state == "open"
    if open_now and any(bars(of) for of in one.obstacles):
        told.append({"kind": "stop", "text": said("told_barred", language)})
    for proposal in one.proposals if open_now else ():
        told.append({"kind": "note", "text": said("told_waiting", language, name=str(proposal.worker.person))})
    if open_now and one.left:
        key = "told_left" if one.placements or one.proposals else "told_nobody"
        told.append({"kind": "care", "text": said(key, language, hours=hours_of(one.left, language))})
    if open_now and one.past:
        told.append({"kind": "note", "text": said("told_past", language, count=len(one.past))})
    names = [str(of.worker.person) for of in one.placements if of.days]
    return {
        "request": one.request, "who": who(one.request, language), "days": days_said(one.days, language),
        "hours": hours_of(one.days, language), "told": told, "placed": names,
    }  # fmt: skip


@office()
def new(request: Request, language: str) -> HttpResponse:
    """A request under an authorisation; `?authorisation=` and `?user=` (their numbers) choose it."""
    today = timezone.localdate()
    found = authorisations(today, request.GET.get("user", ""))
    given = request.POST if request.method == "POST" else None
    form = RequestForm(language, found, given, initial=initial(request, found))
    if given is not None and form.is_valid():
        of = form.cleaned_data
        chosen = next(one for one in found if one.number == of["authorisation"])
        try:
            made = ask_for(
                chosen, form.days(), today, key=of["key"] or token_hex(16), postal_code=of["postal_code"],
                town=of["town"], language=of["language"], demands=of["demands"], note=of["note"],
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text(language))
        else:
            messages.success(request, said("made", language, number=made.number), extra_tags="good")
            return HttpResponseRedirect(reverse("office_ale_request", args=[language, made.number]))
    return render(request, "office/ale/placing/new.html", {"form": form, "any": bool(found)})


def authorisations(today: date, user: str) -> list[Authorisation]:
    """Those that hold today or later, by the user's name."""
    found = Authorisation.objects.filter(Q(period__endswith__gt=today) | Q(period__endswith__isnull=True))
    found = found.filter(user__ended_on__isnull=True).select_related("user__person")
    found = found.filter(user__number=user) if user else found
    hold = [of for of in found if is_authorised(of, max(today, of.period.lower))]
    return sorted(hold, key=lambda of: (key_of(str(of.user), ""), of.number))[:MOST_CHOICES]


def initial(request: Request, found: list[Authorisation]) -> dict[str, Any]:
    asked = request.GET.get("authorisation", "")
    chosen = next((of for of in found if of.number == asked), found[0] if len(found) == 1 else None)
    return {"authorisation": chosen.number} if chosen else {}
