"""The end of a contract: its last day worked and why, with what the day costs in rights before it is saved."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tremplin.ground.errors import InputError
from tremplin.office.article60.facts import Records
from tremplin.office.article60.models import Contract
from tremplin.office.article60.services.amendments import changes, stretches_of
from tremplin.office.article60.services.endings import end as end_contract
from tremplin.office.article60.services.endings import ended, outlasting
from tremplin.office.pages.forms import say
from tremplin.office.pages.plan.amendment import newer_than
from tremplin.office.pages.plan.contract import put
from tremplin.office.pages.plan.fields import DayField, PlanForm
from tremplin.office.pages.plan.opening import address, answered, carried_out, digest, opened, records
from tremplin.office.pages.plan.previewing import Preview, effect, of_change
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import day_of


class EndForm(PlanForm):
    last = DayField()
    why = forms.CharField(max_length=200)
    named = {"last": "last_worked"}


@office()
def end(request: Request, language: str, number: str) -> HttpResponse:
    file = opened(request, number, "end")
    held = records(file)
    contract = held.contract if held.periods else None
    if contract is None:
        return render(request, "office/plan/end.html", {"file": file, "contract": None})
    if request.method == "POST":
        form = EndForm(request.POST)
        if request.POST.get("step") == "best" and form.is_valid():
            take_best(form, held, contract)
            form = EndForm(form.data)
        elif request.POST.get("step") == "make" and form.is_valid() and form.cleaned_data["seen"] == stated(form):
            of = form.cleaned_data
            answer = carried_out(
                request,
                form,
                language,
                lambda: end_contract(
                    contract,
                    of["last"],
                    of["why"],
                    today=timezone.localdate(),
                    version=of["version"],
                    key=of["key"],
                ),
                address(language, file),
                "office_plan.end_made",
            )
            if answer is not None:
                return answer
    else:
        last = contract.ended_on or held.last_day
        form = EndForm(initial={"last": last, "why": contract.ended_why, "version": contract.version})
    newer = newer_than(contract, form, language)
    preview = previewed(held, contract, form, language) if form.is_bound and form.is_valid() else None
    if form.is_bound:
        put(form, "seen", stated(form) if preview else "")
        put(form, "version", str(contract.version))
    words = {"file": file, "contract": contract, "form": form, "preview": preview, "stale": newer}
    if contract.ended_on:
        words["already"] = say("office_plan.contract_over", ended=day_of(contract.ended_on, language))
    return render(request, "office/plan/end.html", words)


def previewed(held: Records, contract: Contract, form: EndForm, language: str) -> Preview | None:
    before, last = stretches_of(contract), form.cleaned_data["last"]
    with answered(form, language):
        after = ended(before, last, contract.ended_on)
        found = effect(held, after, contract)
        also = [say("office_plan.last_day_worked", day=day_of(last, language)), form.cleaned_data["why"]]
        also += [
            say("office_plan.convention_ends_too", host=of.host.name, last=day_of(last, language))
            for of in outlasting(contract, last)
        ]
        heading = say("office_plan.will_end")
        return of_change(heading, changes(before, after), found, language, also, say("office_plan.papers_end"))
    return None


def take_best(form: EndForm, held: Records, contract: Contract) -> None:
    """The last day that is long enough, where the contract as signed reaches it; else the form stays."""
    try:
        best = effect(held, stretches_of(contract), contract).best_last
    except InputError:
        best = None
    if isinstance(best, date):
        put(form, "last", best.isoformat())


def stated(form: EndForm) -> str:
    return digest(form.cleaned_data.get("last"), form.cleaned_data.get("why"))
