"""The hosts of the office: the list, a new one, its particulars, in and out of use."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Count, Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from tremplin.office.article60.models import Convention, Host
from tremplin.office.article60.selectors.history import differences, saved_by
from tremplin.office.article60.services.hosts import FIELDS, change, enrol, put_aside
from tremplin.office.article60.services.overlapping import last_of
from tremplin.office.pages.forms import say
from tremplin.office.pages.plan.amendment import Newer
from tremplin.office.pages.plan.contract import put
from tremplin.office.pages.plan.fields import PlanForm
from tremplin.office.pages.plan.opening import carried_out
from tremplin.office.pages.plan.said import Differs, from_to
from tremplin.office.pages.seat import Request, office


class HostForm(PlanForm):
    name = forms.CharField(max_length=160)
    form = forms.CharField(max_length=30, required=False)
    enterprise_number = forms.CharField(max_length=20, required=False)
    contact = forms.CharField(max_length=120, required=False)
    email = forms.EmailField(max_length=254, required=False)
    phone = forms.CharField(max_length=40, required=False)
    street = forms.CharField(max_length=160, required=False)
    postal_code = forms.CharField(max_length=8, required=False)
    town = forms.CharField(max_length=80, required=False)
    hints = {"enterprise_number": "enterprise_number", "form": "form"}

    def clean_enterprise_number(self) -> str:
        """Ten digits with their check number, kept as digits."""
        digits = "".join(sign for sign in self.cleaned_data["enterprise_number"] if sign not in " .-/BE")
        if not digits:
            return ""
        if not (digits.isascii() and digits.isdigit() and len(digits) in (9, 10)):
            raise forms.ValidationError(say("office_plan.not_enterprise"))
        digits = digits.zfill(10)
        if 97 - int(digits[:8]) % 97 != int(digits[8:]):
            raise forms.ValidationError(say("office_plan.not_enterprise"))
        return digits


@office()
def hosts(request: Request, language: str) -> HttpResponse:
    today = timezone.localdate()
    now = Count("conventions", filter=Q(conventions__days__contains=today))
    rows = Host.objects.annotate(people=now).order_by("-is_active", "name")
    return render(request, "office/plan/hosts.html", {"rows": rows})


@office()
def new(request: Request, language: str) -> HttpResponse:
    form = HostForm(request.POST) if request.method == "POST" else HostForm()
    if form.is_bound and form.is_valid():
        of = form.cleaned_data
        to = reverse("office_hosts", args=[language])
        answer = carried_out(request, form, language, lambda: enrol(values(of), key=of["key"]), to, "office_plan.host_made")  # fmt: skip  # noqa: E501
        if answer is not None:
            return answer
    return render(request, "office/plan/host.html", {"form": form, "heading": say("office_plan.new_host")})


@office()
def host(request: Request, language: str, pk: int) -> HttpResponse:
    found = get_object_or_404(Host, pk=pk)
    to = reverse("office_hosts", args=[language])
    if request.method == "POST" and request.POST.get("step") in ("aside", "back"):
        put_aside(found, is_active=request.POST["step"] == "back")
        return HttpResponseRedirect(to)
    kept = {name: getattr(found, name) for name in FIELDS}
    form = HostForm(request.POST) if request.method == "POST" else HostForm(initial=kept | {"version": found.version})
    newer = None
    if form.is_bound and form.is_valid():
        of = form.cleaned_data
        answer = carried_out(
            request, form, language, lambda: change(found, values(of), version=of["version"], key=of["key"]), to,
            "office_plan.host_changed",
        )  # fmt: skip
        if answer is not None:
            return answer
        if stale := getattr(form, "stale", None):
            newer = Newer(saved_by(stale), changed(stale, of["version"]))
            put(form, "version", str(stale.version))
    words = {"form": form, "host": found, "heading": found.name, "rows": rows(found, language), "stale": newer}
    return render(request, "office/plan/host.html", words)


def values(cleaned: dict[str, Any]) -> dict[str, Any]:
    return {name: cleaned[name] for name in FIELDS}


def changed(stale: Host, version: int | None) -> list[Differs]:
    return [
        Differs(say(f"office_plan.label_{name}"), str(was) or "–", str(now) or "–")
        for name, was, now in differences(stale, version, FIELDS)
    ]


def rows(found: Host, language: str) -> list[dict[str, Any]]:
    conventions = Convention.objects.filter(host=found).select_related("file__person").order_by("-days")[:50]
    return [
        {
            "person": of.file.person,
            "number": of.file.number,
            "days": from_to(of.days.lower, last_of(of.days), language),
        }
        for of in conventions
    ]
