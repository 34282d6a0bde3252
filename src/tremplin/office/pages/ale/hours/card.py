"""What a card opens, outside the office: no account, no session, no names. The code is all that is needed, and a code
that may not be used answers the same whatever is wrong with it."""

from __future__ import annotations

from typing import Any

from allauth.core.internal.ratelimit import consume_or_429
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tremplin.engine.kinds import LANGUAGES
from tremplin.office.ale.models import Authorisation, Card, Visit
from tremplin.office.ale.selectors.limits import around, done_by, elsewhere, left
from tremplin.office.ale.services.cards import answer, clean, first_day, opened, places_of, tell, waiting
from tremplin.office.ale.services.visiting import Changed, Span, VisitFault, warned
from tremplin.office.organisations.selectors import law_here
from tremplin.office.pages.ale.hours.cards import day_typed, initials
from tremplin.office.pages.ale.hours.grid import rest_of
from tremplin.office.pages.ale.hours.telling import flag_said, hours_said, room_said, span_said
from tremplin.office.pages.ale.hours.typed import minute
from tremplin.office.pages.forms import say
from tremplin.office.pages.words import day_of
from tremplin.papers.office.hour_form import activity_said

METHODS = ["GET", "HEAD", "POST"]
MOST_WHY = 200


def limited(request: HttpRequest) -> HttpResponse | None:
    found: HttpResponse | None = consume_or_429(request, app="allauth.account", action="card", limit_get=True)
    return found


# A card's holder has no session, so nobody's can be misused: only who knows the code can send these forms.
@csrf_exempt
@require_http_methods(METHODS)
def enter(request: HttpRequest, language: str) -> HttpResponse:
    """A code typed by hand."""
    if refused := limited(request):
        return refused
    code = clean(request.POST.get("code", "")) if request.method == "POST" else None
    if code is not None:
        return HttpResponseRedirect(reverse("card", args=[language, code]))
    if request.method == "POST":
        return no(request)
    return kept_away(render(request, "office/ale/hours/card_enter.html"))


@csrf_exempt
@require_http_methods(METHODS)
def page(request: HttpRequest, language: str, code: str) -> HttpResponse:
    if refused := limited(request):
        return refused
    card = opened(code)
    if card is None:
        return no(request)
    telling = card.purpose == Card.Purpose.TELL
    if request.method != "POST":
        return kept_away(to_tell(request, language, card) if telling else to_confirm(request, language, card))
    try:
        answer_ = told(request, language, code) if telling else confirmed(request, language, code)
    except VisitFault as fault:
        words = {"fault": say(fault.key, **fault.words)}
        again = to_tell(request, language, card, words) if telling else to_confirm(request, language, card, words)
        return kept_away(again)
    except Changed:
        words = {"fault": say("office_ale_hours.card_fault_visit")}
        return kept_away(to_confirm(request, language, card, words))
    return no(request) if answer_ is None else kept_away(answer_)


def no(request: HttpRequest) -> HttpResponse:
    """The same bytes whatever was asked: the links to other languages do not repeat the code."""
    here = request.LANGUAGE_CODE
    languages = [
        {"code": code, "address": reverse("card_enter", args=[code]), "current": code == here} for code in LANGUAGES
    ]
    return kept_away(render(request, "office/ale/hours/card_no.html", {"languages": languages}, status=404))


def kept_away(response: HttpResponse) -> HttpResponse:
    """No copy of what a card shows, and no mention of its code elsewhere."""
    response["Cache-Control"], response["Referrer-Policy"] = "no-store", "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def to_tell(request: HttpRequest, language: str, card: Card, more: dict[str, Any] | None = None) -> HttpResponse:
    """The form, with what is left before the hours are worked."""
    worker, today = card.worker, timezone.localdate()
    assert worker is not None
    places = places_of(card, today)
    month = today.replace(day=1)
    there = {worker.pk: elsewhere(worker.person.national_number, month)}
    only = Q(worker=worker) | Q(authorisation__in=places)
    of = around(month, law_here(), worker.organisation.region, only, there)
    done, used = done_by(of.visits).get(worker.pk, {}), used_by(of.visits)
    words = {
        "who": initials(str(worker.person)),
        "office": worker.organisation.name,
        "places": [
            {
                "number": place.number,
                "said": place_said(place, language),
                "left": rest_of(place, used.get(place.pk, 0), language)[0],
                "room": room_said(left(of, worker.pk, (place.user.kind, place.activity), done, 0), language),
            }
            for place in places
        ],
        "first": first_day(today).isoformat(),
        "today": today.isoformat(),
        "given": given(request, day=today.isoformat()),
        **(more or {}),
    }
    return render(request, "office/ale/hours/card_tell.html", words, status=422 if more else 200)


def used_by(visits: tuple[Visit, ...]) -> dict[int, int]:
    found: dict[int, int] = {}
    for visit in visits:
        if visit.state != Visit.State.CONTESTED:
            found[visit.authorisation_id] = found.get(visit.authorisation_id, 0) + visit.minutes
    return found


def place_said(place: Authorisation, language: str) -> str:
    return say(
        "office_ale_hours.card_place_said",
        number=place.number,
        who=initials(str(place.user)),
        activity=activity_said(place.activity, language),
    )


def given(request: HttpRequest, **usual: str) -> dict[str, str]:
    names = ("place", "day", "from", "until", "visit", "answer", "why")
    return {name: request.POST.get(name, usual.get(name, ""))[:MOST_WHY] for name in names}


def told(request: HttpRequest, language: str, code: str) -> HttpResponse | None:
    """Raises VisitFault."""
    said = given(request)
    day = day_typed(said["day"])
    if day is None:
        raise VisitFault("office_ale_hours.card_fault_day")
    first, last = clock_of(said["from"]), clock_of(said["until"])
    if first is None or last is None or last <= first:
        raise VisitFault("office_ale_hours.card_fault_times")
    visit = tell(code, said["place"], day, Span(last - first, first), timezone.localdate())
    if visit is None:
        return None
    flags = warned(visit.worker, [visit]).get(visit.pk, [])
    lead = say(
        "office_ale_hours.card_noted_lead",
        day=day_of(visit.day, language),
        span=span_said(visit, language),
        hours=hours_said(visit.minutes, language),
        cheques=visit.cheques,
        number=visit.authorisation.number,
    )
    words = {"title": "office_ale_hours.card_noted", "lead": lead, "flags": [flag_said(one, language) for one in flags]}
    return render(request, "office/ale/hours/card_done.html", words)


def clock_of(text: str) -> int | None:
    """Minutes since midnight of `9:00` or `9`."""
    hours, _, minutes = text.strip().partition(":")
    parts = [hours, minutes or "0"]
    if not all(part.isascii() and part.isdigit() and len(part) <= 2 for part in parts):
        return None
    try:
        return minute(hours, minutes or "0", text)
    except VisitFault:
        return None


def to_confirm(request: HttpRequest, language: str, card: Card, more: dict[str, Any] | None = None) -> HttpResponse:
    place = card.authorisation
    assert place is not None
    visits = waiting(card, timezone.localdate())
    words = {
        "number": place.number,
        "office": place.organisation.name,
        "visits": [
            {
                "pk": str(visit.pk),
                "said": say(
                    "office_ale_hours.card_visit_said",
                    day=day_of(visit.day, language),
                    span=span_said(visit, language),
                    who=initials(str(visit.worker.person)),
                ),
            }
            for visit in visits
        ],
        "given": given(request, visit=str(visits[0].pk) if len(visits) == 1 else ""),
        **(more or {}),
    }
    return render(request, "office/ale/hours/card_confirm.html", words, status=422 if more else 200)


def confirmed(request: HttpRequest, language: str, code: str) -> HttpResponse | None:
    """Raises VisitFault, Changed."""
    said = given(request)
    if said["answer"] not in ("yes", "no"):
        raise VisitFault("office_ale_hours.card_fault_answer")
    agrees = said["answer"] == "yes"
    pk = int(said["visit"]) if said["visit"].isascii() and said["visit"].isdigit() and len(said["visit"]) < 19 else 0
    visit = answer(code, pk, agrees, said["why"].replace("\0", ""), timezone.localdate())
    if visit is None:
        return None
    key = "card_confirmed_lead" if agrees else "card_contested_lead"
    lead = say(f"office_ale_hours.{key}", day=day_of(visit.day, language), span=span_said(visit, language))
    return render(request, "office/ale/hours/card_done.html", {"title": "office_ale_hours.card_answered", "lead": lead})
