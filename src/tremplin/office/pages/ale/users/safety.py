"""A safety sheet: the dangers of a user's place for an activity, each with its measure."""

from __future__ import annotations

from secrets import token_hex

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from tremplin.office.ale.selectors.allowed import activity_said
from tremplin.office.ale.services.duties import write_sheet
from tremplin.office.ale.services.refusing_users import Refused
from tremplin.office.pages.ale.users.forms import ticked, words_of
from tremplin.office.pages.ale.users.showing import named, opened
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office

DANGERS = (
    "sharp_tools", "machines", "heights", "heavy_loads", "chemicals", "electricity", "animals", "falls", "infection",
    "alone", "traffic",
)  # fmt: skip
"""The dangers that are asked, by name; any other is written."""


@office()
def safety(request: Request, language: str, number: str) -> HttpResponse:
    user = opened(request, number, "safety")
    given = request.POST if request.method == "POST" else request.GET
    known = list(dict.fromkeys(user.authorisations.order_by("-pk").values_list("activity", flat=True)))
    activity = given.get("activity", "") or (known[0] if known else "")
    if activity not in known:
        raise Http404
    fault = ""
    if request.method == "POST":
        try:
            write_sheet(user, activity, ticked(given, DANGERS), words_of("key", given, 64) or None)
        except Refused as refusal:
            fault = refusal.text(language)
        else:
            messages.success(request, say("office_ale_users.sheet_kept"), "good")
            return HttpResponseRedirect(reverse("office_ale_user", args=[language, user.number]) + "#sheets")
    rows = [
        {
            "name": name, "said": say(f"office_ale_users.danger_{name}"), "ticked": bool(given.get(f"danger_{name}")),
            "measure": given.get(f"measure_{name}", ""),
            "wrong": bool(fault and given.get(f"danger_{name}") and not words_of(f"measure_{name}", given, 300)),
        }
        for name in DANGERS
    ]  # fmt: skip
    words = {
        "user": user, "name": named(user), "activity": activity, "said": activity_said(activity, language),
        "rows": rows, "fault": fault, "key": given.get("key") or token_hex(16), "other": given.get("other", ""),
        "measure_other": given.get("measure_other", ""),
    }  # fmt: skip
    return render(request, "office/ale/users/safety.html", words, status=422 if fault else 200)
