"""The grid of a month: a row for each worker and authorisation, typed with the keyboard alone, saved row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tremplin.office.ale.models import Authorisation, Visit, Worker
from tremplin.office.ale.selectors.limits import Around, Elsewhere, around, done_by, elsewhere, flags, left
from tremplin.office.ale.selectors.visits import Row, is_closed, next_month, of_authorisation, row_of, rows
from tremplin.office.ale.services.visiting import warned
from tremplin.office.organisations.selectors import law_here
from tremplin.office.pages.ale.hours.saving import save_row
from tremplin.office.pages.ale.hours.telling import exceptions, flag_said, hours_said, room_said
from tremplin.office.pages.ale.hours.typed import cell, month_of, month_or_404, packed
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import brief_day_of, month_said
from tremplin.papers.saying import hours

WORKERS_A_PAGE = 25
MOST_EXCEPTIONS = 60
GRID = Visit.Channel.GRID


@require_safe
@office()
def now(request: Request, language: str) -> HttpResponse:
    """To the month asked for, or the one that runs."""
    month = month_of(request.GET.get("month", "")) or timezone.localdate()
    return HttpResponseRedirect(reverse("office_ale_hours_month", args=[language, f"{month:%Y-%m}"]))


@require_http_methods(["GET", "HEAD", "POST"])
@office()
def page(request: Request, language: str, month: str) -> HttpResponse:
    first = month_or_404(month)
    if request.method == "POST":
        return saved(request, language, first) if "place" in request.POST else added(request, language, first)
    return shown(request, language, first)


def shown(request: Request, language: str, month: date, **more: Any) -> HttpResponse:
    all_ = rows(month)
    numbers = list(dict.fromkeys(row.worker.number for row in all_))
    asked = request.GET.get("page", "")
    place = min(int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1, 1 + len(numbers)) or 1
    first = (place - 1) * WORKERS_A_PAGE
    ours = set(numbers[first : first + WORKERS_A_PAGE])
    chosen = [row for row in all_ if row.worker.number in ours]
    of = around(month, law_here(), request.seat.organisation.region)
    told = flags(of)
    workers = {row.worker.pk: row.worker for row in all_}
    looked = exceptions(of.visits, told, workers, language)
    days = days_of(month)
    minutes, cheques = sum(row.minutes for row in all_), sum(row.cheques for row in all_)
    sums = {"hours": hours_said(minutes, language), "cheques": cheques, "visits": len(of.visits)}
    words = {
        "month": f"{month:%Y-%m}",
        "named": month_said(month, language),
        "before": f"{month - timedelta(days=1):%Y-%m}",
        "before_said": month_said(month - timedelta(days=1), language),
        "after": f"{next_month(month):%Y-%m}",
        "after_said": month_said(next_month(month), language),
        "days": days,
        "rows": lines(chosen, of, told, len(days), language),
        "pages": pager(len(numbers), place),
        "total": say("office_ale_hours.total", **sums),
        "exceptions": looked[:MOST_EXCEPTIONS],
        "count": len(looked),
        "closed": is_closed(month),
        **more,
    }
    return render(request, "office/ale/hours/grid.html", words, status=422 if more else 200)


@dataclass(frozen=True)
class Day:
    number: int
    is_weekend: bool
    is_ahead: bool


def days_of(month: date) -> list[Day]:
    last, today = (next_month(month) - timedelta(days=1)).day, timezone.localdate()
    each = [month.replace(day=number) for number in range(1, last + 1)]
    return [Day(day.day, day.weekday() > 4, day > today) for day in each]


@dataclass(frozen=True)
class Cell:
    text: str
    mark: str


@dataclass(frozen=True)
class Line:
    """A row as the page shows it. `leads`: it is the worker's first, and says what the worker has left."""

    row: Row
    leads: bool
    cells: list[Cell]
    sum: str
    left: str
    is_over: bool
    worker_left: str


def lines(chosen: list[Row], of: Around, told: Mapping[int, Any], days: int, language: str) -> list[Line]:
    used: dict[int, int] = {}
    for visit in of.visits:
        if visit.state != Visit.State.CONTESTED:
            used[visit.authorisation_id] = used.get(visit.authorisation_id, 0) + visit.minutes
    done = done_by(of.visits)
    found, seen = [], set()
    for row in chosen:
        place = row.authorisation
        room = left(of, row.worker.pk, (place.user.kind, place.activity), done.get(row.worker.pk, {}), 0)
        rest, over = rest_of(place, used.get(place.pk, 0), language)
        cells = [of_day(row.on(number), told) for number in range(1, days + 1)]
        leads = row.worker.pk not in seen
        seen.add(row.worker.pk)
        found.append(Line(row, leads, cells, sum_of(row, language), rest, over, room_said(room, language)))
    return found


def of_day(visits: list[Visit], told: Mapping[int, Any]) -> Cell:
    """`c` contested, `f` something stands against it, `k` confirmed."""
    states = {visit.state for visit in visits}
    if Visit.State.CONTESTED in states:
        mark = "c"
    elif any(visit.pk in told for visit in visits):
        mark = "f"
    else:
        mark = "k" if states == {Visit.State.CONFIRMED} else ""
    return Cell(cell(visits), mark)


def sum_of(row: Row, language: str) -> str:
    if not row.visits:
        return ""
    return say("office_ale_hours.cell_sum", hours=hours_said(row.minutes, language), cheques=row.cheques)


def rest_of(place: Authorisation, minutes: int, language: str) -> tuple[str, bool]:
    """What an authorisation has left this month, of all who work under it; and whether it is below zero."""
    rest = place.monthly_maximum - round(minutes * 100 / 60)
    key = "cell_left" if rest >= 0 else "cell_over"
    return say(f"office_ale_hours.{key}", hours=hours(abs(rest), language)), rest < 0


def pager(count: int, place: int) -> list[dict[str, Any]]:
    if count <= WORKERS_A_PAGE:
        return []
    starts = range(0, count, WORKERS_A_PAGE)
    return [
        {
            "number": number,
            "said": say("office_ale_hours.page", first=start + 1, last=min(start + WORKERS_A_PAGE, count)),
            "current": number == place,
        }
        for number, start in enumerate(starts, 1)
    ]


def added(request: Request, language: str, month: date) -> HttpResponse:
    """To the worker's form, with a column for the authorisation."""
    worker, place = (request.POST.get(name, "").strip()[:20] for name in ("worker", "number"))
    known = Worker.objects.filter(number=worker.replace("\0", "")).first()
    if known is None or not Authorisation.objects.filter(number=place.replace("\0", "")).exists():
        fault = say("office_ale_hours.add_unknown", worker=worker, place=place)
        return shown(request, language, month, add_fault=fault, add_worker=worker, add_place=place)
    address = reverse("office_ale_hours_worker", args=[language, f"{month:%Y-%m}", known.number])
    return HttpResponseRedirect(f"{address}?with={place}")


def saved(request: Request, language: str, month: date) -> HttpResponse:
    """One row, sent by the grid: answers what is recorded now."""
    said = request.POST
    worker = found(Worker.objects.select_related("person", "organisation"), said.get("worker", ""))
    place = found(Authorisation.objects.select_related("user__person"), said.get("place", ""))
    if worker is None or place is None:
        return JsonResponse({"fault": say("office_ale_hours.add_unknown", worker="", place="")}, status=404)
    typed = {day: said.get(f"d{day}", "") for day in range(1, 32) if f"d{day}" in said}
    base = {day: said.get(f"b{day}", "") for day in typed}
    outcome = save_row(worker, place, month, typed, base, GRID, timezone.localdate(), request.seat.agent)
    told = warned(worker, outcome.saved, request.seat.agent)
    across = {worker.pk: elsewhere(worker.person.national_number, month)} if outcome.days else {}
    answer = now_is(worker, place, month, request.seat.organisation.region, across, language)
    why = [flag_said(flag, language) for of_visit in told.values() for flag in of_visit]
    answer |= {"faults": outcome.faults, "warnings": list(dict.fromkeys(why)), "saved": outcome.days}
    answer["differs"] = {
        day: say(
            "office_ale_hours.differs_day",
            day=brief_day_of(month.replace(day=day), language),
            theirs=theirs or say("office_ale_hours.differs_none"),
            yours=yours or say("office_ale_hours.differs_none"),
        )
        for day, (theirs, yours) in outcome.differs.items()
    }
    return JsonResponse(answer, status=200 if outcome.is_whole else 409 if outcome.differs else 422)


def now_is(
    worker: Worker, place: Authorisation, month: date, region: str, across: Mapping[int, Elsewhere], language: str
) -> dict[str, Any]:
    """A row as it is recorded: its cells, sum and what is left."""
    row = row_of(worker, place, month)
    of = around(month, law_here(), region, Q(worker=worker) | Q(authorisation=place), across)
    room = left(of, worker.pk, (place.user.kind, place.activity), done_by(of.visits).get(worker.pk, {}), 0)
    counted = of_authorisation(place, month).exclude(state=Visit.State.CONTESTED)
    rest, over = rest_of(place, sum(counted.values_list("minutes", flat=True)), language)
    told = flags(of)
    cells = [of_day(row.on(day.number), told) for day in days_of(month)]
    return {
        "cells": [[one.text, one.mark] for one in cells],
        "sum": sum_of(row, language),
        "left": rest,
        "over": over,
        "worker": room_said(room, language),
        "base": packed({day: one.text for day, one in enumerate(cells, 1)}),
    }


def found(among: Any, number: str) -> Any:
    return among.filter(number=number[:20].replace("\0", "")).first()
