"""The month of one worker as a form that needs no script: a line a day, a column an authorisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tremplin.office.ale.models import Authorisation, Visit, Worker
from tremplin.office.ale.selectors.limits import around, done_by, earlier, elsewhere, flags, left
from tremplin.office.ale.selectors.visits import Row, is_closed, row_of, rows
from tremplin.office.ale.services.visiting import warned
from tremplin.office.organisations.selectors import law_here
from tremplin.office.pages.ale.hours.grid import days_of, found, of_day, rest_of, sum_of
from tremplin.office.pages.ale.hours.saving import Outcome, save_row
from tremplin.office.pages.ale.hours.telling import flag_said, hours_said, room_said, span_said
from tremplin.office.pages.ale.hours.typed import month_or_404, packed, unpacked
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import brief_day_of, day_of, month_said
from tremplin.office.people.services import read_by
from tremplin.papers.office.hour_form import activity_said

BY_HAND = (Visit.Channel.GRID, Visit.Channel.PHONE)
MOST_PLACES = 12


@require_http_methods(["GET", "HEAD", "POST"])
@office()
def page(request: Request, language: str, month: str, number: str) -> HttpResponse:
    first = month_or_404(month)
    worker = found(Worker.objects.select_related("person", "organisation"), number)
    if worker is None:
        raise Http404(number)
    read_by(request.seat.agent, worker.person, "hours")
    if request.method == "POST":
        return saved(request, language, worker, first)
    return shown(request, language, worker, first)


def places_of(request: Request, worker: Worker, month: date) -> list[Row]:
    """The worker's rows, with one more for an authorisation that was added."""
    all_ = rows(month, worker)
    more = found(Authorisation.objects.select_related("user__person"), request.GET.get("with", ""))
    if more is not None and more.pk not in {row.authorisation.pk for row in all_}:
        all_.append(row_of(worker, more, month))
    return all_[:MOST_PLACES]


def saved(request: Request, language: str, worker: Worker, month: date) -> HttpResponse:
    said, today, agent = request.POST, timezone.localdate(), request.seat.agent
    channel = said.get("channel", "")
    channel = channel if channel in {one.value for one in BY_HAND} else Visit.Channel.GRID.value
    became: dict[int, Outcome] = {}
    for row in places_of(request, worker, month):
        place = row.authorisation
        typed = {day: said.get(f"h{place.pk}-{day}", "") for day in range(1, 32) if f"h{place.pk}-{day}" in said}
        base = unpacked(said.get(f"base{place.pk}", ""))
        became[place.pk] = save_row(worker, place, month, typed, base, channel, today, agent)
    visits = [visit for one in became.values() for visit in one.saved]
    for of_visit in warned(worker, visits, agent).values():
        for flag in of_visit:
            messages.warning(request, flag_said(flag, language), extra_tags="care")
    days = sum(one.days for one in became.values())
    if all(one.is_whole for one in became.values()):
        key = "worker_saved" if days else "worker_same"
        messages.success(request, say(f"office_ale_hours.{key}", count=days), extra_tags="good")
        return HttpResponseRedirect(request.get_full_path())
    if days:
        messages.success(request, say("office_ale_hours.worker_saved", count=days), extra_tags="good")
    return shown(request, language, worker, month, became)


@dataclass(frozen=True)
class Box:
    """One field of the form. `typed`: what stands in it; `theirs`: what is recorded, where that is another."""

    name: str
    label: str
    text: str
    mark: str
    fault: str


@dataclass(frozen=True)
class Column:
    place: Authorisation
    user: str
    activity: str
    sum: str
    left: str
    is_over: bool
    base: str


def shown(
    request: Request, language: str, worker: Worker, month: date, became: dict[int, Outcome] | None = None
) -> HttpResponse:
    all_ = places_of(request, worker, month)
    across = elsewhere(worker.person.national_number, month)
    law, region = law_here(), request.seat.organisation.region
    places = [row.authorisation.pk for row in all_]
    of = around(month, law, region, Q(worker=worker) | Q(authorisation__in=places), {worker.pk: across})
    told, done = flags(of), done_by(of.visits).get(worker.pk, {})
    columns, boxes = [], []
    for row in all_:
        place = row.authorisation
        used = sum(
            visit.minutes
            for visit in of.visits
            if visit.authorisation_id == place.pk and visit.state != Visit.State.CONTESTED
        )
        rest, over = rest_of(place, used, language)
        cells = {day.number: of_day(row.on(day.number), told) for day in days_of(month)}
        base = packed({day: one.text for day, one in cells.items()})
        name = activity_said(place.activity, language)
        columns.append(Column(place, str(place.user), name, sum_of(row, language), rest, over, base))
        boxes.append({day: box(request, language, month, place, day, one, became) for day, one in cells.items()})
    room = None
    if all_:
        first = all_[0].authorisation
        room = left(of, worker.pk, (first.user.kind, first.activity), done, 0)
    minutes = sum(row.minutes for row in all_)
    year = earlier(month, [worker.pk]).get(worker.pk, 0) + minutes + across.month + across.earlier
    here = [visit for row in all_ for visit in row.visits]
    words: dict[str, Any] = {
        "worker": worker,
        "name": str(worker.person),
        "month": f"{month:%Y-%m}",
        "named": month_said(month, language),
        "lead": say(
            "office_ale_hours.worker_lead",
            number=worker.number,
            hours=hours_said(minutes + across.month, language),
            year=hours_said(year, language),
        ),
        "across": hours_said(across.month, language) if across.month else "",
        "room": room_said(room, language) if room else "",
        "columns": columns,
        "days": [
            (day, day_of(month.replace(day=day.number), language), [of_place[day.number] for of_place in boxes])
            for day in days_of(month)
        ],
        "visits": [
            (visit, brief_day_of(visit.day, language), span_said(visit, language),
             say(f"office_ale_hours.channel_{visit.channel}"), say(f"office_ale_hours.state_{visit.state}"),
             [flag_said(flag, language) for flag in told.get(visit.pk, ())])
            for visit in sorted(here, key=lambda one: (one.day, one.starts or 0, one.pk))
        ],
        "channels": [(one.value, say(f"office_ale_hours.channel_{one}")) for one in BY_HAND],
        "channel": request.POST.get("channel", "grid"),
        "closed": is_closed(month),
        "differs": sum(len(one.differs) for one in (became or {}).values()),
        "faults": [fault for of_place in boxes for one in of_place.values() if (fault := one.fault)],
    }  # fmt: skip
    return render(request, "office/ale/hours/worker.html", words, status=422 if became else 200)


def box(
    request: Request,
    language: str,
    month: date,
    place: Authorisation,
    day: int,
    cell: Any,
    became: dict[int, Outcome] | None,
) -> Box:
    name = f"h{place.pk}-{day}"
    said = brief_day_of(month.replace(day=day), language)
    label = say("office_ale_hours.worker_day", day=said, number=place.number)
    outcome = (became or {}).get(place.pk) or Outcome()
    fault = outcome.faults.get(day, "")
    if day in outcome.differs:
        theirs, yours = (text or say("office_ale_hours.differs_none") for text in outcome.differs[day])
        fault = say("office_ale_hours.differs_day", day=said, theirs=theirs, yours=yours)
    text = request.POST.get(name, "") if fault else cell.text
    return Box(name, label, text, cell.mark, fault)
