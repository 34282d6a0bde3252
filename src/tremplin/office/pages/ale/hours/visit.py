"""One visit: what is recorded, how it came to this, and what can be said of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tremplin.office.ale.models import Visit
from tremplin.office.ale.selectors.limits import Flag, around, elsewhere, flags
from tremplin.office.ale.selectors.visits import is_closed
from tremplin.office.ale.services import visiting
from tremplin.office.ale.services.visiting import Changed, VisitFault
from tremplin.office.organisations.selectors import law_here
from tremplin.office.pages.ale.hours.telling import flag_said, hours_said, span_said
from tremplin.office.pages.ale.hours.typed import LONGEST, shown, spans
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import brief_day_of, day_of
from tremplin.office.people.services import read_by


@require_http_methods(["GET", "HEAD", "POST"])
@office()
def page(request: Request, language: str, pk: int) -> HttpResponse:
    visit = visit_of(pk)
    if visit is None:
        raise Http404(pk)
    read_by(request.seat.agent, visit.worker.person, "visit")
    if request.method != "POST":
        return told(request, language, visit)
    try:
        now = done(request, visit)
    except VisitFault as fault:
        return told(request, language, visit, fault=say(fault.key, **fault.words))
    except Changed:
        now = visiting.standing(visit)
        messages.warning(request, say("office_ale_hours.fault_changed"), extra_tags="care")
    return HttpResponseRedirect(reverse("office_ale_visit", args=[language, now.pk]))


def visit_of(pk: int) -> Visit | None:
    if pk >= 2**63:
        return None
    return (
        Visit.objects.select_related(
            "worker__person", "worker__organisation", "authorisation__user__person", "made_by", "taken_back_by"
        )
        .filter(pk=pk)
        .first()
    )


def done(request: Request, visit: Visit) -> Visit:
    """Raises VisitFault, Changed."""
    said, today, agent = request.POST, timezone.localdate(), request.seat.agent
    why = said.get("why", "").replace("\0", "")
    match said.get("act", ""):
        case "confirm":
            found, key = visiting.confirm(visit, today), "visit_confirmed"
        case "contest":
            found, key = visiting.contest(visit, today, why), "visit_contested"
        case "take_back":
            if not why.strip():
                raise VisitFault("office_ale_hours.fault_why")
            found, key = visiting.take_back(visit, why, agent), "visit_taken_back"
        case "correct":
            found, key = corrected(request, visit), "visit_corrected"
        case _:
            return visit
    messages.success(request, say(f"office_ale_hours.{key}"), extra_tags="good")
    return found


def corrected(request: Request, visit: Visit) -> Visit:
    typed = request.POST.get("hours", "")
    told = spans(typed)
    if len(told) != 1:
        raise VisitFault("office_ale_hours.fault_typed", typed=typed[:LONGEST])
    agent = request.seat.agent
    found = visiting.correct(visit, told[0], Visit.Channel.GRID, None, agent)
    visiting.warned(visit.worker, [found], agent)
    return found


def told(request: Request, language: str, visit: Visit, fault: str = "") -> HttpResponse:
    later = Visit.objects.filter(replaces=visit).first()
    counts = later is None and visit.taken_back_at is None
    chain = course(visit)
    words: dict[str, Any] = {
        "visit": visit,
        "name": str(visit.worker.person),
        "user": str(visit.authorisation.user),
        "day": day_of(visit.day, language),
        "month": f"{visit.day:%Y-%m}",
        "span": span_said(visit, language),
        "hours": hours_said(visit.minutes, language),
        "typed": request.POST.get("hours", "") if fault else shown(visit),
        "why": request.POST.get("why", "") if fault else "",
        "state": state_of(visit, later),
        "channel": say(f"office_ale_hours.channel_{visit.channel}"),
        "made": day_of(visit.made_at, language),
        "said_on": brief_day_of(visit.said_on, language) if visit.said_on else "",
        "flags": [flag_said(flag, language) for flag in against(visit)] if counts else [],
        "counts": counts,
        "later": visiting.standing(visit) if later else None,
        "course": [
            (
                one,
                span_said(one, language),
                day_of(one.made_at, language),
                say(f"office_ale_hours.channel_{one.channel}"),
            )
            for one in chain
        ],
        "closed": is_closed(visit.day),
        "fault": fault,
    }
    return render(request, "office/ale/hours/visit.html", words, status=422 if fault else 200)


def state_of(visit: Visit, later: Visit | None) -> str:
    name = "taken_back" if visit.taken_back_at else "replaced" if later else visit.state
    return say(f"office_ale_hours.state_{name}")


def course(visit: Visit) -> list[Visit]:
    """All that stood for the same hours, the oldest first, when there was more than one."""
    first, found = visit, []
    while first.replaces_id:
        first = Visit.objects.select_related("made_by").get(pk=first.replaces_id)
    one: Visit | None = first
    while one is not None:
        found.append(one)
        one = Visit.objects.select_related("made_by").filter(replaces=one).first()
    return found if len(found) > 1 else []


def against(visit: Visit) -> list[Flag]:
    month: date = visit.day.replace(day=1)
    there = {visit.worker_id: elsewhere(visit.worker.person.national_number, month)}
    only = Q(worker=visit.worker) | Q(authorisation=visit.authorisation)
    of = around(month, law_here(), visit.worker.organisation.region, only, there)
    return flags(of).get(visit.pk, [])
