"""The agency's settings: communes, activities, prices and fees by date. Entries are added and ended, never changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation

from tremplin.office.ale.models import Coverage, Fee, Offer, Price
from tremplin.office.ale.models.agency import UserKind
from tremplin.office.ale.selectors.allowed import activities, activity_answer, activity_said, allowed
from tremplin.office.ale.services import offering
from tremplin.office.ale.services.refusing_users import Refused
from tremplin.office.pages.ale.users.forms import days_of
from tremplin.office.pages.forms import OfficeForm, say
from tremplin.office.pages.plan.fields import DayField, ExactField, HoursField
from tremplin.office.pages.seat import Request, office
from tremplin.papers import saying


class Settings(OfficeForm):
    """What the small forms of this page have in common: their labels, and from which day."""

    since = DayField()

    def __init__(self, *given: Any, **words: Any) -> None:
        today = timezone.localdate()
        super().__init__(*given, **words, initial={"since": today}, auto_id=f"{type(self).__name__.lower()}_%s")
        for name, field in self.fields.items():
            if name not in ("key", "version"):
                field.label = say(f"office_ale_users.{self.labels.get(name, name)}")

    labels: dict[str, str] = {}


def kinds(empty: bool) -> list[tuple[str, str]]:
    """The kinds of users, or all of them."""
    first = [("", say("office_ale_users.all_kinds"))] if empty else []
    return [*first, *((kind, say(f"office_ale_users.kind_{kind}")) for kind in UserKind.values)]


def said(activity: str) -> str:
    return (
        activity_said(activity, translation.get_language() or "fr")
        if activity
        else say("office_ale_users.all_activities")
    )


class Communes(Settings):
    postal_codes = forms.CharField(max_length=80)
    name = forms.CharField(max_length=80, required=False)
    labels = {"name": "commune_name"}
    field_order = ("postal_codes", "name", "since")

    def __init__(self, *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        self.fields["postal_codes"].help_text = say("office_ale_users.postal_codes_hint")

    def clean_postal_codes(self) -> list[str]:
        found = re.findall(r"[0-9]{4}", str(self.cleaned_data["postal_codes"]), re.ASCII)
        if not found:
            raise forms.ValidationError(say("office_ale_users.no_code"))
        return list(dict.fromkeys(found))


class Activities(Settings):
    user_kind = forms.ChoiceField()
    activity = forms.ChoiceField()
    monthly_maximum = HoursField(required=False)
    labels = {"user_kind": "for_kind", "monthly_maximum": "proposed_maximum"}

    def __init__(self, names: list[str], *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        self.fields["user_kind"].choices = kinds(empty=False)  # type: ignore[attr-defined]
        self.fields["activity"].choices = sorted(((name, said(name)) for name in names), key=lambda one: one[1])  # type: ignore[attr-defined]


class Prices(Settings):
    user_kind = forms.ChoiceField(required=False)
    activity = forms.ChoiceField(required=False)
    cents = ExactField()
    source = forms.CharField(max_length=200)
    labels = {"user_kind": "for_kind"}

    def __init__(self, names: list[str], *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        self.fields["user_kind"].choices = kinds(empty=True)  # type: ignore[attr-defined]
        offered = sorted(((name, said(name)) for name in names), key=lambda one: one[1])
        self.fields["activity"].choices = [("", said("")), *offered]  # type: ignore[attr-defined]
        self.fields["source"].help_text = say("office_ale_users.source_hint")

    def clean_cents(self) -> int:
        found: int = self.cleaned_data["cents"]
        if found <= 0:
            raise forms.ValidationError(say("office_ale_users.cents_wrong"))
        return found


class Fees(Settings):
    user_kind = forms.ChoiceField(required=False)
    cents = ExactField()
    source = forms.CharField(max_length=200)
    labels = {"user_kind": "for_kind"}

    def __init__(self, *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        self.fields["user_kind"].choices = kinds(empty=True)  # type: ignore[attr-defined]
        self.fields["source"].help_text = say("office_ale_users.source_hint")


@office()
def agency(request: Request, language: str) -> HttpResponse:
    here, today = request.seat.organisation, timezone.localdate()
    offered = list(dict.fromkeys(Offer.objects.values_list("activity", flat=True)))
    makers: dict[str, Callable[..., Any]] = {
        "communes": Communes, "activities": lambda *given: Activities(every(here.region, today), *given),
        "prices": lambda *given: Prices(offered or every(here.region, today), *given), "fees": Fees,
    }  # fmt: skip
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if do == "end":
        return ended(request, language)
    if do and do not in makers:
        raise Http404
    built = {name: make(request.POST) if name == do else make() for name, make in makers.items()}
    if do and built[do].is_valid():
        try:
            kept(request, do, built[do].cleaned_data)
        except Refused as refusal:
            built[do].add_error(refusal.field if refusal.field in built[do].fields else None, refusal.text(language))
        else:
            messages.success(request, say("office_ale_users.saved"), "good")
            return HttpResponseRedirect(reverse("office_ale_agency", args=[language]) + f"#{do}")
    words = shown(here.region, language, today) | {"forms": built, "open": do, "today": today}
    return render(request, "office/ale/agency/agency.html", words, status=422 if do else 200)


def every(region: str, today: date) -> list[str]:
    return [name for name, _ in activities(region, UserKind.HOUSEHOLD, today)]


def kept(request: Request, do: str, told: dict[str, Any]) -> None:
    here, agent = request.seat.organisation, request.seat.agent
    if do == "communes":
        offering.cover(here, told["postal_codes"], told["name"], told["since"])
    elif do == "activities":
        offering.offer(here, told["activity"], told["user_kind"], told["since"], told["monthly_maximum"])
    elif do == "prices":
        offering.set_price(
            here, told["cents"], told["since"], told["source"], agent, activity=told["activity"],
            user_kind=told["user_kind"],
        )  # fmt: skip
    else:
        offering.set_fee(here, told["cents"], told["since"], told["source"], agent, user_kind=told["user_kind"])


def ended(request: Request, language: str) -> HttpResponse:
    """The last day of a commune or an activity."""
    what, asked = request.POST.get("what", ""), request.POST.get("one", "")
    model: Any = {"commune": Coverage, "activity": Offer}.get(what)
    if model is None or not asked.isdecimal() or len(asked) > 18:
        raise Http404
    one, last = get_object_or_404(model, pk=int(asked)), days_of("last", request.POST)
    try:
        if last is None:
            raise Refused("office_ale_users.day_wrong")
        offering.end(one, last)
        messages.success(request, say("office_ale_users.saved"), "good")
    except Refused as refusal:
        messages.error(request, refusal.text(language), "stop")
    return HttpResponseRedirect(reverse("office_ale_agency", args=[language]))


def shown(region: str, language: str, today: date) -> dict[str, Any]:
    """All that was ever kept, what holds now first."""

    def dated(one: Coverage | Offer) -> dict[str, Any]:
        last = one.period.upper - offering.ONE_DAY if one.period.upper else None
        return {"one": one, "since": one.period.lower, "last": last, "over": last is not None and last < today}

    def priced(one: Price | Fee) -> dict[str, Any]:
        kind = say(f"office_ale_users.kind_{one.user_kind}") if one.user_kind else say("office_ale_users.all_kinds")
        activity = said(one.activity) if isinstance(one, Price) else ""
        return {"one": one, "amount": saying.money(one.cents, language), "kind": kind, "activity": activity}

    def offered(one: Offer) -> dict[str, Any]:
        kind = say(f"office_ale_users.kind_{one.user_kind}")
        may = allowed(activity_answer(region, one.user_kind, one.activity, max(today, one.period.lower)))
        law = {None: "depends", False: "law_no_more"}.get(may, "")
        return dated(one) | {
            "law": say(f"office_ale_users.{law}") if law else "",
            "said": said(one.activity),
            "kind": kind,
            "hours": hours(one, language),
        }

    offers = [offered(one) for one in Offer.objects.order_by("user_kind", "activity", "period")]
    return {
        "communes": [dated(one) for one in Coverage.objects.order_by("name", "period")],
        "offers": sorted(offers, key=lambda row: (row["over"], row["kind"], row["said"])),
        "prices": [priced(one) for one in Price.objects.select_related("made_by").order_by("-since", "-pk")],
        "fees": [priced(one) for one in Fee.objects.select_related("made_by").order_by("-since", "-pk")],
    }


def hours(one: Offer, language: str) -> str:
    return saying.hours(one.monthly_maximum, language) if one.monthly_maximum else ""
