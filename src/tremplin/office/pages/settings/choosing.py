"""Which office an agent works in now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from tremplin.office.organisations.models import Membership
from tremplin.office.pages.seat import CHOSEN, to_login


def choose(request: HttpRequest, language: str) -> HttpResponse:
    """The offices of an agent; one that is not theirs is no office at all."""
    if not request.user.is_authenticated:
        return to_login(request)
    offices = Membership.objects.filter(agent=request.user, is_active=True).select_related("organisation")
    if request.method == "POST":
        asked = request.POST.get("organisation", "")
        for one in offices:
            if str(one.organisation_id) == asked:
                request.session[CHOSEN] = one.organisation_id
                return HttpResponseRedirect(reverse("office_today", args=[language]))
    words = {"offices": offices.order_by("organisation__name"), "chosen": request.session.get(CHOSEN)}
    return render(request, "office/choose.html", words)
