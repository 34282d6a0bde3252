"""The convention with a host: not the contract, which is with the worker, and not the host."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tremplin.office.article60.facts import Records
from tremplin.office.article60.models import Convention, File, Host
from tremplin.office.article60.services.conventions import agree, change
from tremplin.office.article60.services.overlapping import last_of
from tremplin.office.pages.forms import say
from tremplin.office.pages.plan.fields import DayField, EurosField, PlanForm
from tremplin.office.pages.plan.opening import address, carried_out, opened, records
from tremplin.office.pages.plan.said import from_to
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import day_of
from tremplin.papers.saying import capital, money


class ConventionForm(PlanForm):
    host = forms.ModelChoiceField(queryset=Host.objects.all())
    task = forms.CharField(max_length=200, required=False)
    first = DayField()
    last = DayField(required=False)
    price = EurosField(required=False)
    signed_on = DayField(required=False)
    hints = {"host": "host", "price": "price"}

    def __init__(self, *given: Any, kept: Convention | None = None, **words: Any) -> None:
        super().__init__(*given, **words)
        hosts = Host.objects.filter(is_active=True)
        if kept:
            hosts = Host.objects.filter(pk=kept.host_id)
        self.fields["host"].queryset = hosts.order_by("name")  # type: ignore[attr-defined]


@office()
def convention(request: Request, language: str, number: str) -> HttpResponse:
    file = opened(request, number, "convention")
    held, kept = records(file), changing(request, file)
    if request.method == "POST":
        form = ConventionForm(request.POST, kept=kept)
        if form.is_valid() and (answer := save(request, file, kept, form, language)):
            return answer
    else:
        form = ConventionForm(initial=initial(held, kept, request), kept=kept)
    words = {
        "file": file,
        "form": form,
        "rows": rows(file, kept, language),
        "changing": kept.pk if kept else None,
        "warning": outside(held, kept, language),
    }
    return render(request, "office/plan/convention.html", words)


def changing(request: Request, file: File) -> Convention | None:
    """The convention that is changed, by its number in the address."""
    asked = request.GET.get("change")
    if not asked:
        return None
    found = Convention.objects.filter(file=file, pk=asked).select_related("host", "file").first() if asked.isdecimal() and len(asked) < 19 else None  # fmt: skip  # noqa: E501
    if found is None:
        raise Http404
    return found


def save(
    request: Request, file: File, kept: Convention | None, form: ConventionForm, language: str
) -> HttpResponse | None:
    of, today = form.cleaned_data, timezone.localdate()
    words = {name: of[name] for name in ("task", "price", "signed_on", "key")}
    to = address(language, file, "papers/?make=convention")
    if kept:
        return carried_out(
            request, form, language, lambda: change(kept, of["first"], of["last"], today=today, **words), to,
            "office_plan.convention_changed",
        )  # fmt: skip
    return carried_out(
        request, form, language, lambda: agree(file, of["host"], of["first"], of["last"], today=today, **words), to,
        "office_plan.convention_made",
    )  # fmt: skip


def initial(held: Records, kept: Convention | None, request: Request) -> dict[str, Any]:
    """The days of the contract, where there is one."""
    if kept:
        found = {"host": kept.host_id, "task": kept.task, "price": kept.price, "signed_on": kept.signed_on}
        return found | {"first": kept.days.lower, "last": last_of(kept.days)}
    asked = request.GET.get("host", "")
    return {"first": held.first_day, "last": held.last_day, "host": asked if asked.isdecimal() else None}


def rows(file: File, kept: Convention | None, language: str) -> list[dict[str, Any]]:
    found = Convention.objects.filter(file=file).select_related("host").order_by("days")
    return [
        {
            "pk": of.pk,
            "host": of.host.name,
            "days": capital(from_to(of.days.lower, last_of(of.days), language)),
            "task": of.task,
            "price": None if of.price is None else money(of.price, language),
            "current": kept is not None and kept.pk == of.pk,
        }
        for of in found
    ]


def outside(held: Records, kept: Convention | None, language: str) -> str:
    """Conventions whose days are not all days of a contract: allowed, and said."""
    if not held.periods:
        return say("office_plan.convention_before_contract")
    first, last = held.periods[0].days.lower, held.last_day
    for of in Convention.objects.filter(file=held.file).select_related("host"):
        end = last_of(of.days)
        if of.days.lower < first or (last is not None and (end is None or end > last)):
            said = day_of(last, language) if last else from_to(first, last, language)
            return say("office_plan.convention_outside", host=of.host.name, last=said)
    return ""
