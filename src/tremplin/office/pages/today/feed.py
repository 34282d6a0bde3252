"""The calendar of an agent: the page that makes its address, and what a calendar reads there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from tremplin.office.database.isolation import enter
from tremplin.office.deadlines.feeds import calendar, close_feed, feed_of, office_of, open_feed, reader_of
from tremplin.office.deadlines.selectors import calendar_of
from tremplin.office.deadlines.wording import text_of
from tremplin.office.pages.seat import Request, office

NOTHING = "Not found\n"


def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """File numbers and what is due. A secret that is unknown, revoked or a former member's answers the same."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
    organisation = office_of(secret)
    enter(organisation)
    agent = None if organisation is None else reader_of(secret, organisation)
    if agent is None:
        response = HttpResponse(NOTHING, status=404, content_type="text/plain; charset=utf-8")
    else:
        body = calendar(calendar_of(agent, timezone.localdate()), agent.language)
        response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response


@office()
def calendar_page(request: Request, language: str) -> HttpResponse:
    """Makes the address, shown this once, or stops it."""
    address = ""
    if request.method == "POST":
        if request.POST.get("do") == "stop":
            close_feed(request.seat.agent)
        else:
            address = request.build_absolute_uri(reverse("feed", args=[open_feed(request.seat.agent)]))
    active = feed_of(request.seat.agent)
    since = text_of(timezone.localdate(active.made_at).isoformat(), language) if active else ""
    return render(request, "office/today/calendar.html", {"address": address, "active": active, "since": since})
