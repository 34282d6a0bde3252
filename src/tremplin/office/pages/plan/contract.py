"""The contract: prefilled from a variant, shown as it will be made, made with one confirmation."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils import timezone

from tremplin.engine.kinds import day_date
from tremplin.engine.words import months_after
from tremplin.ground.days import day_number
from tremplin.office.article60.facts import HUNDREDTHS, Records, full_time_of
from tremplin.office.article60.models import Contract, File
from tremplin.office.article60.selectors.plan import MOST_MONTHS, Effect, Trial, facts_from, trial
from tremplin.office.article60.services.contracts import Stretch, refuse, sign
from tremplin.office.article60.services.overlapping import ONE_DAY
from tremplin.office.organisations.selectors import law_here
from tremplin.office.pages.forms import say
from tremplin.office.pages.plan.cards import plain_hours
from tremplin.office.pages.plan.fields import DayField, HoursField, PlanForm, chosen
from tremplin.office.pages.plan.opening import address, answered, carried_out, digest, opened, records
from tremplin.office.pages.plan.previewing import Preview, effect, of_contract
from tremplin.office.pages.seat import Request, office

FROM_PLAN = {"first": "first", "last": "last", "hours": "weekly_hours", "months": "months_first", "form": "form"}
"""What the address of a variant says, and the field that it fills."""
FIELDS = (
    "form", "first", "last", "weekly_hours", "months_first", "full_time_weekly_hours", "clause_days", "function",
    "signed_on",
)  # fmt: skip


class ContractForm(PlanForm):
    form = forms.ChoiceField(widget=forms.RadioSelect, choices=lambda: chosen("form", Contract.Form.values))
    function = forms.CharField(max_length=160, required=False)
    first = DayField()
    last = DayField(required=False)
    signed_on = DayField(required=False)
    weekly_hours = HoursField()
    months_first = forms.IntegerField(min_value=0, max_value=MOST_MONTHS, required=False)
    full_time_weekly_hours = HoursField()
    clause_days = forms.IntegerField(min_value=1, max_value=1000, required=False)
    named = {"form": "contract_form"}
    hints = {name: name for name in ("last", "months_first", "clause_days", "function")}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        hours, full = found.get("weekly_hours"), found.get("full_time_weekly_hours")
        if hours and full and hours > full:
            self.add_error("weekly_hours", say("office_plan.more_than_full", full=plain_hours(full)))
        return found

    @property
    def is_open(self) -> bool:
        return bool(self.cleaned_data["form"] == Contract.Form.OPEN)

    def stretches(self, last: date | None) -> list[Stretch]:
        """The periods: part-time for some months and full-time then, or the same hours throughout."""
        of = self.cleaned_data
        first, hours, full = of["first"], of["weekly_hours"], of["full_time_weekly_hours"]
        months = of["months_first"] or 0
        turn = day_date(months_after(day_number(first), months))
        if hours == full or months == 0 or (last is not None and last < turn):
            return [Stretch(first, last, hours, full)]
        return [Stretch(first, turn - ONE_DAY, hours, full), Stretch(turn, last, full, full)]

    def tried(self, held: Records) -> Trial:
        """The variant that the contract is made from."""
        of = self.cleaned_data
        facts = facts_from(held, of["first"])
        facts["full_time_weekly_hours"] = HUNDREDTHS.plain(of["full_time_weekly_hours"])
        months = (of["months_first"] or 0) if of["weekly_hours"] < of["full_time_weekly_hours"] else 0
        facts |= {"weekly_hours_now": HUNDREDTHS.plain(of["weekly_hours"])} if months else {}
        return trial(law_here(), facts, of["weekly_hours"], months)


@office()
def contract(request: Request, language: str, number: str) -> HttpResponse:
    file = opened(request, number, "contract")
    held = records(file)
    if request.method != "POST":
        data = prefilled(request, held)
        form = ContractForm(data) if "first" in request.GET else ContractForm(initial=data)
        return shown(request, file, held, form, language)
    data = request.POST.copy()
    form = ContractForm(data)
    step = data.get("step")
    if step == "make" and form.is_valid():
        answer = make(request, file, held, form, language)
        if answer is not None:
            return answer
        return shown(request, file, held, form, language)
    if step == "best" and form.is_valid() and (best := best_last(held, form)):
        data["last"] = best.isoformat()
        form = ContractForm(data)
    return shown(request, file, held, form, language)


def prefilled(request: Request, held: Records) -> dict[str, Any]:
    """From the address of a variant; else what the file and the office say."""
    full = full_time_of(held)
    start = held.file.planned_start
    found = {"form": Contract.Form.FIXED.value, "first": start.isoformat() if start else ""}
    found |= {"full_time_weekly_hours": request.GET.get("full", plain_hours(full)), "months_first": "0"}
    found |= {"weekly_hours": plain_hours(full)}
    found |= {field: request.GET[name] for name, field in FROM_PLAN.items() if name in request.GET}
    return found | {"key": digest("contract", held.file.pk, timezone.now().isoformat())}


def make(request: Request, file: File, held: Records, form: ContractForm, language: str) -> HttpResponse | None:
    """Makes what was shown; what was not is shown first."""
    to = address(language, file, "papers/?make=contract")
    if Contract.objects.filter(key=form.cleaned_data["key"] or "-").exists():
        return HttpResponseRedirect(to)
    last = None if form.is_open else form.cleaned_data["last"]
    if form.cleaned_data["seen"] != stated(form):
        return None
    with answered(form, language):
        asked = form.tried(held).asked(form.cleaned_data["form"])
        return carried_out(
            request,
            form,
            language,
            lambda: sign(
                file,
                form.stretches(last),
                form=form.cleaned_data["form"],
                today=timezone.localdate(),
                key=form.cleaned_data["key"],
                agent=request.seat.agent,
                asked=asked,
                function=form.cleaned_data["function"],
                signed_on=form.cleaned_data["signed_on"],
                clause_days=form.cleaned_data["clause_days"],
            ),
            to,
            "office_plan.contract_made",
        )
    return None


def shown(request: Request, file: File, held: Records, form: ContractForm, language: str) -> HttpResponse:
    """The form, with what it would make when all that is needed is there."""
    preview = previewed(file, held, form, language) if form.is_bound and form.is_valid() else None
    if preview:
        put(form, "seen", stated(form))
    elif form.is_bound:
        put(form, "seen", "")
    words = {"file": file, "form": form, "preview": preview}
    return render(request, "office/plan/contract.html", words)


def put(form: PlanForm, name: str, value: str) -> None:
    """Fills in a field of a form that was sent."""
    form.data = {**form.data.dict(), name: value} if isinstance(form.data, QueryDict) else {**form.data, name: value}


def stated(form: ContractForm) -> str:
    """Of all that a confirmation is given for."""
    of = form.cleaned_data
    names = (
        "form",
        "first",
        "last",
        "weekly_hours",
        "months_first",
        "full_time_weekly_hours",
        "clause_days",
        "function",
    )
    return digest([of.get(name) for name in names], of.get("signed_on"))


def previewed(file: File, held: Records, form: ContractForm, language: str) -> Preview | None:
    """What will be made; None where something is missing, said beside its field."""
    of = form.cleaned_data
    with answered(form, language):
        if form.is_open:
            complete_clause(form, held)
        elif of["last"] is None and (best := best_last(held, form)):
            of["last"] = best
            put(form, "last", best.isoformat())
        last = None if form.is_open else of["last"]
        stretches = form.stretches(last)
        refuse(file, stretches, of["form"], of["clause_days"])
        return of_contract(effect(held, stretches), stretches, of["form"], of["clause_days"], language)
    return None


def complete_clause(form: ContractForm, held: Records) -> None:
    """X as the law gives it, where none is written."""
    if form.cleaned_data["clause_days"] is None and (days := form.tried(held).clause_days):
        form.cleaned_data["clause_days"] = days
        put(form, "clause_days", str(days))


def best_last(held: Records, form: ContractForm) -> date | None:
    """The last day that is long enough in every reading."""
    found: Effect = effect(held, form.stretches(None))
    return found.best_last
