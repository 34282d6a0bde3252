"""Closes a file, and opens it again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tremplin.office.article60.models import File
from tremplin.office.article60.selectors.history import differences, saved_by
from tremplin.office.article60.services.closing import close as close_file
from tremplin.office.article60.services.closing import reopen
from tremplin.office.pages.forms import say
from tremplin.office.pages.plan.amendment import Newer
from tremplin.office.pages.plan.contract import put
from tremplin.office.pages.plan.fields import DayField, PlanForm
from tremplin.office.pages.plan.opening import address, carried_out, opened, records
from tremplin.office.pages.plan.said import Differs
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import day_of

FIELDS = ("closed_on", "closed_why", "planned_start", "monthly_cost", "note")
"""What is shown of a file that somebody else saved."""


class CloseForm(PlanForm):
    on = DayField()
    why = forms.CharField(max_length=200)


class ReopenForm(PlanForm):
    why = forms.CharField(max_length=200)


@office()
def close(request: Request, language: str, number: str) -> HttpResponse:
    file = opened(request, number, "close")
    today = timezone.localdate()
    kind = ReopenForm if file.closed_on else CloseForm
    form: PlanForm = kind(request.POST) if request.method == "POST" else kind(initial=usual(file))
    newer = None
    if form.is_bound and form.is_valid():
        of = form.cleaned_data
        how = {"today": today, "version": of["version"], "key": of["key"]}
        answer = carried_out(
            request,
            form,
            language,
            (lambda: reopen(file, of["why"], **how))
            if file.closed_on
            else (lambda: close_file(file, of["on"], of["why"], **how)),  # fmt: skip
            address(language, file),
            "office_plan.reopened" if file.closed_on else "office_plan.closed",
        )
        if answer is not None:
            return answer
        if stale := getattr(form, "stale", None):
            newer = Newer(saved_by(stale), changed(stale, of["version"]))
            put(form, "version", str(stale.version))
    words = {
        "file": file,
        "form": form,
        "stale": newer,
        "heading": say(
            "office_plan.reopen_heading" if file.closed_on else "office_plan.close_heading", name=file.person
        ),
        "state": say("office_plan.closed_since", on=day_of(file.closed_on, language), why=file.closed_why)
        if file.closed_on
        else say("office_plan.close_lead"),
        "warning": running(file, language),
    }
    return render(request, "office/plan/close.html", words)


def usual(file: File) -> dict[str, Any]:
    return {"version": file.version, "on": timezone.localdate()}


def running(file: File, language: str) -> str:
    """A contract that goes on: the file may be closed, and it is said."""
    held, today = records(file), timezone.localdate()
    if file.closed_on or not held.periods:
        return ""
    last = held.last_day
    if last is None:
        return say("office_plan.still_open_contract")
    return say("office_plan.still_runs", last=day_of(last, language)) if last >= today else ""


def changed(stale: File, version: int | None) -> list[Differs]:
    """What differs of the file since its form was opened."""
    return [
        Differs(say(f"office_plan.label_{name}"), str(was or "–"), str(now or "–"))
        for name, was, now in differences(stale, version, FIELDS)
    ]
