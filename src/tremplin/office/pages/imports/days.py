"""The days of a file in three layers, rows typed by hand, and rows taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tremplin.engine.words import quarter_start
from tremplin.intake.codes import NEEDS_BENEFIT
from tremplin.intake.told import quarter_name
from tremplin.office.article60.models import File
from tremplin.office.article60.selectors.layers import layers_of
from tremplin.office.article60.selectors.records import records_of
from tremplin.office.article60.services.taking import days_changed
from tremplin.office.ledger.models import WorkRow
from tremplin.office.ledger.selectors.layers import QuarterDays, Unpaid
from tremplin.office.ledger.services.typing import say_paid, take_back, type_row
from tremplin.office.organisations.selectors import law_here
from tremplin.office.pages.forms import say
from tremplin.office.pages.imports.asked import MOST_ID, file_or_404
from tremplin.office.pages.imports.forms import BackForm, RowForm
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import brief_day_of, days_of, span_of
from tremplin.office.people.services import read_by

MOST_ROWS = 200
"""Rows that the page lists, the newest first."""


@require_http_methods(["GET", "HEAD", "POST"])
@office()
def days(request: Request, language: str, number: str) -> HttpResponse:
    file = file_or_404(number)
    read_by(request.seat.agent, file.person, "days")
    typed, back = None, None
    if request.method == "POST" and request.POST.get("do") == "back":
        back = BackForm(request.POST)
        if back.is_valid():
            return taken_back(request, language, file, back)
    elif request.method == "POST" and request.POST.get("do") == "paid":
        return paid_said(request, language, file)
    elif request.method == "POST":
        typed = RowForm(request.POST)
        if typed.is_valid():
            return kept(request, language, file, typed)
    elif (asked := request.GET.get("back", "")).isascii() and asked.isdigit() and int(asked) <= MOST_ID:
        back = BackForm(initial={"row": int(asked)})
    wrong = any(form is not None and form.is_bound for form in (typed, back))
    return shown(request, language, file, typed, back, 400 if wrong else 200)


def kept(request: Request, language: str, file: File, form: RowForm) -> HttpResponse:
    """The rows that were typed; those of several quarters were parted."""
    today, key = timezone.localdate(), form.cleaned_data["key"]
    with transaction.atomic():
        for place, row in enumerate(form.rows):
            values = {name: getattr(row, name) for name in ROW}
            type_row(file.person, request.seat.agent, f"{key}-{place}" if key else "", **values)
        days_changed([file.person_id], say("office_imports.typed_row"), today)
    messages.success(request, say("office_imports.row_kept"), extra_tags="good")
    return to(language, file)


ROW = ("first_day", "end_day", "service_code", "days", "hours", "days_per_week", "weekly_hours", "full_time_weekly_hours", "employer", "layer", "others")  # fmt: skip  # noqa: E501


def taken_back(request: Request, language: str, file: File, form: BackForm) -> HttpResponse:
    row, why = form.cleaned_data["row"], form.cleaned_data["why"]
    with transaction.atomic():
        if take_back(row, file.person, request.seat.agent, why):
            days_changed([file.person_id], say("office_imports.row_back"), timezone.localdate())
            messages.success(request, say("office_imports.row_back"), extra_tags="good")
    return to(language, file)


def paid_said(request: Request, language: str, file: File) -> HttpResponse:
    """Whether the benefit behind the days of a row was paid: what no declaration says."""
    asked, answer = request.POST.get("row", ""), request.POST.get("paid")
    known = asked.isascii() and asked.isdigit() and int(asked) <= MOST_ID and answer in ("yes", "no")
    with transaction.atomic():
        if known and say_paid(int(asked), file.person, request.seat.agent, answer == "yes", say("office_imports.paid")):
            days_changed([file.person_id], say("office_imports.paid"), timezone.localdate())
            messages.success(request, say("office_imports.paid_kept"), extra_tags="good")
    return to(language, file)


def to(language: str, file: File) -> HttpResponse:
    return HttpResponseRedirect(reverse("office_days", args=[language, file.number]))


def shown(
    request: Request, language: str, file: File, typed: RowForm | None, back: BackForm | None, status: int
) -> HttpResponse:
    records = records_of([file], timezone.localdate())[0]
    found = layers_of(records, law_here())
    rows = sorted(records.work, key=lambda row: (row.first_day, row.pk), reverse=True)
    asked = back["row"].value() if back else None
    chosen = next((row for row in rows if str(row.pk) == str(asked)), None)
    about = {
        "file": file,
        "quarters": [quarter_line(one, language) for one in reversed(found.quarters)],
        "undeclared": [quarter_told(one, language) for one in found.undeclared],
        "unpaid": [unpaid_line(one, language) for one in found.unpaid],
        "benefits": [
            row_line(row, language) | {"paid": row.others.get("benefit_paid")}
            for row in rows
            if row.service_code in NEEDS_BENEFIT and row.layer != WorkRow.Layer.PLANNED
        ],
        "rows": [row_line(row, language) for row in rows[:MOST_ROWS]],
        "more": max(0, len(rows) - MOST_ROWS),
        "back": back if chosen else None,
        "chosen": row_line(chosen, language) if chosen else None,
        "form": typed or RowForm(initial={"full_time_weekly_hours": "38", "days_per_week": "5", "service_code": "1"}),
        "open": typed is not None,
    }  # fmt: skip
    return render(request, "office/imports/days.html", about, status=status)


def quarter_told(one: QuarterDays, language: str) -> str:
    return quarter_name(quarter_start(one.number), language)


def quarter_line(one: QuarterDays, language: str) -> dict[str, Any]:
    figures = {name: days_of(value, language) if value else "–" for name, value in
               (("declared", one.declared), ("paid", one.paid), ("planned", one.planned))}  # fmt: skip
    state = (
        "lacks" if one.lacks_declaration else "declared" if one.is_declared else "open" if not one.is_over else "none"
    )
    return figures | {
        "name": quarter_told(one, language),
        "state": f"office_imports.quarter_{state}",
        "lacks": one.lacks_declaration,
    }


def unpaid_line(one: Unpaid, language: str) -> dict[str, Any]:
    return figures_of(one.row, language) | {"since": brief_day_of(one.known_since, language)}


def figures_of(row: WorkRow, language: str) -> dict[str, Any]:
    return {"span": row_span(row, language), "code": row.service_code, "days": days_of(row.days, language)}


def row_line(row: WorkRow, language: str) -> dict[str, Any]:
    return figures_of(row, language) | {
        "pk": row.pk,
        "layer": f"office_imports.layer_{row.layer}",
        "hours": days_of(row.hours, language),
        "employer": row.employer,
        "upload": row.upload_id,
    }


def row_span(row: WorkRow, language: str) -> str:
    return span_of(row.first_day, row.end_day - timedelta(days=1), language)
