"""Paper forms: printed with a control number, found by it when they come back, and typed in line by line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from stdnum.be import ogm_vcs

from tremplin.office.ale.models import Authorisation, Form, Visit, Worker
from tremplin.office.ale.selectors.visits import of_worker, rows
from tremplin.office.ale.services.hour_forms import control, form_for, handed_in, letters_of
from tremplin.office.ale.services.visiting import Span, VisitFault, tell_day, warned
from tremplin.office.pages.ale.hours.grid import found
from tremplin.office.pages.ale.hours.telling import flag_said, span_said
from tremplin.office.pages.ale.hours.typed import month_of, spans
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import brief_day_of, day_of, month_said
from tremplin.office.people.services import read_by

LINES, MORE, MOST = 20, 10, 120


@require_http_methods(["GET", "HEAD", "POST"])
@office()
def page(request: Request, language: str) -> HttpResponse:
    """Finds a form by its control number; prints one for a worker's month."""
    if request.method == "POST":
        return printed(request, language)
    typed = request.GET.get("control", "")
    if not typed.strip():
        return listed(request, language)
    number = control(typed)
    if number and Form.objects.filter(control_number=number).exists():
        return HttpResponseRedirect(reverse("office_ale_hour_form", args=[language, number]))
    return listed(request, language, {"control": say("office_ale_hours.forms_unknown")})


def printed(request: Request, language: str) -> HttpResponse:
    said = request.POST
    month = month_of(said.get("month", ""))
    worker = found(Worker.objects.select_related("person", "organisation"), said.get("worker", "").strip())
    faults = {}
    if month is None:
        faults["month"] = say("office_ale_hours.forms_fault_month")
    if worker is None:
        faults["worker"] = say("office_ale_hours.forms_worker_unknown", worker=said.get("worker", "")[:20])
    if month is None or worker is None:
        return listed(request, language, faults)
    form = form_for(worker, month, timezone.localdate(), request.seat.agent)
    read_by(request.seat.agent, worker.person, "hour form")
    return paper_of(form)


def paper_of(form: Form) -> HttpResponse:
    if form.document is None:
        raise Http404
    response = HttpResponse(bytes(form.document.content), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{form.document.name}"'
    return response


def listed(request: Request, language: str, faults: dict[str, str] | None = None) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    month = month_of(given.get("month", "")) or timezone.localdate().replace(day=1)
    forms = Form.objects.filter(month=month).select_related("worker__person").order_by("worker__person__sort_key")
    words = {
        "faults": faults or {},
        "given": {name: given.get(name, "") for name in ("control", "worker")} | {"month": f"{month:%Y-%m}"},
        "named": month_said(month, language),
        "forms": [(form, ogm_vcs.format(form.control_number)) for form in forms],
    }
    return render(request, "office/ale/hours/forms.html", words, status=422 if faults else 200)


@dataclass(frozen=True)
class Typed:
    """A line as it was typed."""

    number: int
    day: str = ""
    place: str = ""
    hours: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.day.strip() or self.place.strip() or self.hours.strip())


@require_http_methods(["GET", "HEAD", "POST"])
@office()
def one(request: Request, language: str, number: str) -> HttpResponse:
    """Types a form in."""
    digits = control(number)
    known = Form.objects.select_related("worker__person", "worker__organisation", "document")
    form = known.filter(control_number=digits).first() if digits else None
    if form is None:
        raise Http404(number)
    read_by(request.seat.agent, form.worker.person, "hour form")
    if request.method != "POST":
        if request.GET.get("as") == "pdf":
            return paper_of(form)
        return shown(request, language, form, [Typed(at) for at in range(1, LINES + 1)])
    lines = lines_of(request)
    if request.POST.get("act") == "more":
        count = min(len(lines) + MORE, MOST)
        return shown(request, language, form, [*lines, *(Typed(at) for at in range(len(lines) + 1, count + 1))])
    told, faults = read(form, lines)
    if faults:
        return shown(request, language, form, lines, faults)
    visits = saved(request, form, told)
    for of_visit in warned(form.worker, visits, request.seat.agent).values():
        for flag in of_visit:
            messages.warning(request, flag_said(flag, language), extra_tags="care")
    messages.success(request, say("office_ale_hours.form_saved", count=len(visits)), extra_tags="good")
    return HttpResponseRedirect(reverse("office_ale_hour_form", args=[language, form.control_number]))


def lines_of(request: Request) -> list[Typed]:
    """At most so many lines, however many are sent."""
    said = request.POST
    count = max((at for at in range(1, MOST + 1) if f"hours-{at}" in said or f"day-{at}" in said), default=LINES)
    return [
        Typed(at, *(said.get(f"{name}-{at}", "").replace("\0", "")[:80] for name in ("day", "place", "hours")))
        for at in range(1, count + 1)
    ]


Told = dict[tuple[Authorisation, date], list[Span]]


def read(form: Form, lines: list[Typed]) -> tuple[Told, dict[int, str]]:
    """What the lines say, or by line what cannot be read."""
    letters, today = letters_of(form), timezone.localdate()
    numbers = {line.place.strip() for line in lines} | set(letters.values())
    places = {one.number: one for one in Authorisation.objects.filter(number__in=numbers)}
    told: Told = {}
    faults: dict[int, str] = {}
    for line in lines:
        if line.is_blank:
            continue
        said = line.place.strip().upper()
        place = places.get(letters.get(said, said))
        day = day_in(form.month, line.day)
        try:
            hours = spans(line.hours)
            if place is None:
                raise VisitFault("office_ale_hours.fault_row_place", row=line.number)
            if day is None or day > today:
                raise VisitFault("office_ale_hours.fault_row_day", row=line.number)
            if not hours:
                raise VisitFault("office_ale_hours.fault_typed", typed="")
            told.setdefault((place, day), []).extend(hours)
        except VisitFault as fault:
            words = say(fault.key, **fault.words)
            mine = "row" in fault.words
            faults[line.number] = words if mine else say("office_ale_hours.fault_row", row=line.number, fault=words)
    return told, faults


def day_in(month: date, text: str) -> date | None:
    text = text.strip().rstrip(".")
    if not (text.isascii() and text.isdigit() and len(text) <= 2):
        return None
    try:
        return month.replace(day=int(text))
    except ValueError:
        return None


@transaction.atomic
def saved(request: Request, form: Form, told: Told) -> list[Visit]:
    visits: list[Visit] = []
    for (place, day), hours in told.items():
        agent = request.seat.agent
        visits += tell_day(form.worker, place, day, hours, Visit.Channel.FORM, agent, whole=False)
    handed_in(form, timezone.localdate())
    return visits


def shown(
    request: Request, language: str, form: Form, lines: list[Typed], faults: dict[int, str] | None = None
) -> HttpResponse:
    letters = {number: letter for letter, number in letters_of(form).items()}
    places = [
        (letters.get(row.authorisation.number) or row.authorisation.number, row.authorisation)
        for row in rows(form.month, form.worker)
    ]
    known = of_worker(form.worker, form.month).select_related("authorisation__user__person")
    words: dict[str, Any] = {
        "form": form,
        "control": ogm_vcs.format(form.control_number),
        "name": str(form.worker.person),
        "named": month_said(form.month, language),
        "month": f"{form.month:%Y-%m}",
        "lines": [(line, (faults or {}).get(line.number, "")) for line in lines],
        "faults": faults or {},
        "places": places,
        "known": [(visit, brief_day_of(visit.day, language), span_said(visit, language)) for visit in known],
        "typed_on": day_of(form.typed_at, language) if form.typed_at else "",
        "can_grow": len(lines) < MOST,
    }
    return render(request, "office/ale/hours/form.html", words, status=422 if faults else 200)
