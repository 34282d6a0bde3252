"""The amendment: other hours or another end, what was and what becomes of it, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tremplin.ground.errors import InputError
from tremplin.office.article60.facts import Records
from tremplin.office.article60.models import Contract, File, Period
from tremplin.office.article60.selectors.history import saved_by, stretches_at
from tremplin.office.article60.services.amendments import (
    EXTEND,
    HOURS,
    KINDS,
    SHORTEN,
    Amendment,
    amend,
    amended,
    changes,
    stretches_of,
)
from tremplin.office.article60.services.contracts import Stretch
from tremplin.office.article60.services.overlapping import refusal as refusal_of
from tremplin.office.article60.services.overlapping import span
from tremplin.office.article60.services.refusing import Refused
from tremplin.office.pages.forms import say
from tremplin.office.pages.plan.contract import put
from tremplin.office.pages.plan.fields import DayField, HoursField, PlanForm, chosen
from tremplin.office.pages.plan.opening import address, answered, carried_out, digest, opened, records
from tremplin.office.pages.plan.previewing import Preview, effect, of_change
from tremplin.office.pages.plan.said import Differs, differs, lines
from tremplin.office.pages.seat import Request, office


class AmendmentForm(PlanForm):
    kind = forms.ChoiceField(widget=forms.RadioSelect, choices=lambda: chosen("amend", KINDS))
    first = DayField(required=False)
    weekly_hours = HoursField(required=False)
    last = DayField(required=False)
    why = forms.CharField(max_length=200, required=False)
    signed_on = DayField(required=False)
    hints = {"first": "for_hours", "weekly_hours": "for_hours", "last": "for_end", "why": "why"}

    def amendment(self) -> Amendment:
        of = self.cleaned_data
        return Amendment(of["kind"], of["first"], of["weekly_hours"], of["last"])


@dataclass(frozen=True)
class Newer:
    """What somebody else saved: who, and what differs."""

    by: str
    differs: list[Differs]


@office()
def amendment(request: Request, language: str, number: str) -> HttpResponse:
    file = opened(request, number, "amendment")
    held = records(file)
    contract = held.contract
    if contract is None or not held.periods:
        return render(request, "office/plan/amendment.html", {"file": file, "contract": None})
    if request.method != "POST":
        data = prefilled(request, contract)
        form = AmendmentForm(data) if "kind" in data else AmendmentForm(initial=data)
        return shown(request, file, held, contract, form, language)
    form = AmendmentForm(request.POST)
    step = request.POST.get("step")
    if step == "best" and form.is_valid() and (best := best_last(held, contract, form)):
        put(form, "last", best.isoformat())
        form = AmendmentForm(form.data)
    elif step == "make" and form.is_valid() and form.cleaned_data["seen"] == stated(form):
        answer = make(request, file, contract, form, language)
        if answer is not None:
            return answer
    return shown(request, file, held, contract, form, language)


def make(request: Request, file: File, contract: Contract, form: AmendmentForm, language: str) -> HttpResponse | None:
    of = form.cleaned_data
    return carried_out(
        request,
        form,
        language,
        lambda: amend(
            contract,
            form.amendment(),
            today=timezone.localdate(),
            version=of["version"],
            key=of["key"],
            signed_on=of["signed_on"],
            why=of["why"],
        ),
        address(language, file, "papers/?make=amendment"),
        "office_plan.amendment_made",
    )


def prefilled(request: Request, contract: Contract) -> dict[str, Any]:
    """From the address: what a repair or a variant proposes."""
    given = request.GET
    found: dict[str, Any] = {"version": contract.version}
    found |= {"key": digest("amendment", contract.pk, timezone.now().isoformat())}
    if given.get("from") == "plan":
        return found | from_variant(given, stretches_of(contract))
    names = ("kind", "first", "weekly_hours", "last", "why")
    found |= {name: given[name] for name in names if name in given}
    return found


def from_variant(given: Any, stretches: tuple[Stretch, ...]) -> dict[str, Any]:
    """A variant as one amendment: other hours from its day on, or only another end."""
    form = VariantForm(given)
    if not form.is_valid():
        return {}
    of = form.cleaned_data
    hours, full = of["hours"], of["full"] or of["hours"]
    last = of["last"].isoformat() if of["last"] and stretches[-1].last else ""
    now = stretches[-1]
    # The plan begins where the declarations end; hours are changed from today on.
    first = max(of["first"], timezone.localdate()).isoformat()
    turn = given.get("turn", "") if of["months"] else first
    wanted = full if of["months"] and now.weekly_hours == hours else hours
    if now.weekly_hours == wanted:
        later = of["last"] and now.last and of["last"] > now.last
        return {"kind": EXTEND if later else SHORTEN, "last": last}
    first = turn if of["months"] and now.weekly_hours == hours else first
    return {"kind": HOURS, "first": first, "weekly_hours": wanted / 100, "last": last}


class VariantForm(forms.Form):
    """The address of a variant."""

    first = DayField()
    last = DayField(required=False)
    hours = HoursField()
    full = HoursField(required=False)
    months = forms.IntegerField(min_value=0, max_value=120, required=False)


def shown(
    request: Request, file: File, held: Records, contract: Contract, form: AmendmentForm, language: str
) -> HttpResponse:
    newer = newer_than(contract, form, language)
    preview = previewed(held, contract, form, language) if form.is_bound and form.is_valid() else None
    if form.is_bound:
        put(form, "seen", stated(form) if preview else "")
        put(form, "version", str(contract.version))
    words = {"file": file, "contract": contract, "form": form, "preview": preview, "stale": newer}
    return render(request, "office/plan/amendment.html", words | {"chain": chain(contract, language)})


def newer_than(contract: Contract, form: PlanForm, language: str) -> Newer | None:
    """Who saved the contract since the form was opened, and what differs; None where nobody did."""
    stale = getattr(form, "stale", None)
    if stale is None:
        return None
    contract.refresh_from_db()
    before = stretches_at(contract, form.cleaned_data.get("version"))
    return Newer(saved_by(contract), differs(changes(before, stretches_of(contract)), language))


def previewed(held: Records, contract: Contract, form: AmendmentForm, language: str) -> Preview | None:
    before = stretches_of(contract)
    with answered(form, language):
        if contract.ended_on:
            raise Refused("office_plan.contract_over", ended=contract.ended_on)
        after = amended(before, form.amendment())
        refuse_others(held, contract, after)
        found = effect(held, after, contract)
        also = [say("office_plan.because", why=form.cleaned_data["why"])] if form.cleaned_data["why"] else []
        papers = say("office_plan.papers_amendment")
        return of_change(say("office_plan.will_amend"), changes(before, after), found, language, also, papers)
    return None


def refuse_others(held: Records, contract: Contract, after: tuple[Stretch, ...]) -> None:
    """Days that meet another contract of the file."""
    days = span(after[0].first, after[-1].last)
    met = Period.objects.filter(file=held.file, days__overlap=days).exclude(contract=contract).order_by("days").first()
    if met:
        raise refusal_of(Period, met)


def best_last(held: Records, contract: Contract, form: AmendmentForm) -> date | None:
    try:
        return effect(held, amended(stretches_of(contract), form.amendment()), contract).best_last
    except (Refused, InputError):
        return None


def chain(contract: Contract, language: str) -> list[dict[str, str]]:
    """The contract and its amendments, each with its reason."""
    periods = list(contract.periods.order_by("days"))
    said = lines(stretches_of(contract), language)
    return [
        {"role": line.role, "days": line.days, "hours": line.hours, "why": period.why}
        for line, period in zip(said, periods, strict=True)
    ]


def stated(form: AmendmentForm) -> str:
    of = form.cleaned_data
    return digest([of.get(name) for name in ("kind", "first", "weekly_hours", "last", "why", "signed_on")])
