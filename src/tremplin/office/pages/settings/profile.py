"""The profile of the office: what stands on papers, and the region whose law holds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from stdnum import iban
from stdnum.be import vat

from tremplin.office.accounts.services import has_second_factor
from tremplin.office.article60.services.keeping import renew_terms
from tremplin.office.article60.services.waiting import everything_waits
from tremplin.office.jobs.tasks import project_later
from tremplin.office.organisations.communes import communes_of
from tremplin.office.organisations.models import Organisation, Region
from tremplin.office.organisations.services import save_profile
from tremplin.office.pages.forms import OfficeForm, say, typed_again
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.settings.account import LANGUAGES

FIELDS = (
    "name", "street", "postal_code", "town", "region", "language", "email", "phone", "enterprise_number", "iban",
    "full_time_hours", "retention_years", "second_factor_required",
)  # fmt: skip
LABELS = {"name": "office_name", "second_factor_required": "factor_required"}
HUNDREDTHS = 100


class ProfileForm(OfficeForm):
    name = forms.CharField(max_length=160)
    street = forms.CharField(max_length=160, required=False)
    postal_code = forms.CharField(max_length=8, required=False)
    town = forms.CharField(max_length=80, required=False)
    region = forms.ChoiceField()
    language = forms.ChoiceField(choices=LANGUAGES)
    email = forms.EmailField(max_length=254, required=False)
    phone = forms.CharField(max_length=40, required=False)
    enterprise_number = forms.CharField(max_length=20, required=False)
    iban = forms.CharField(max_length=42, required=False)
    full_time_hours = forms.DecimalField(min_value=1, max_value=48, decimal_places=2)
    retention_years = forms.IntegerField(min_value=1, max_value=50)
    second_factor_required = forms.BooleanField(required=False)

    def __init__(self, *given: Any, has_factor: bool, **words: Any) -> None:
        super().__init__(*given, **words)
        self.has_factor = has_factor
        for name in FIELDS:
            self.fields[name].label = say(f"office_accounts.{LABELS.get(name, name)}")
        self.fields["retention_years"].help_text = say("office_accounts.retention_hint")
        self.fields["region"].choices = [(one.value, say(f"office_accounts.region_{one}")) for one in Region]  # type: ignore[attr-defined]

    def clean_enterprise_number(self) -> str:
        told = str(self.cleaned_data["enterprise_number"])
        if told and not vat.is_valid(told):
            raise forms.ValidationError(say("office_accounts.enterprise_wrong"))
        return str(vat.compact(told)) if told else ""

    def clean_iban(self) -> str:
        told = str(self.cleaned_data["iban"])
        if told and not iban.is_valid(told):
            raise forms.ValidationError(say("office_accounts.iban_wrong"))
        return str(iban.compact(told)) if told else ""

    def clean_second_factor_required(self) -> bool:
        told = bool(self.cleaned_data["second_factor_required"])
        if told and not self.has_factor:
            raise forms.ValidationError(say("office_accounts.factor_required_first"))
        return told

    def clean(self) -> dict[str, Any]:
        """Finds the commune of the postal code, and holds the region to it; an unknown code leaves both open."""
        told = self.cleaned_data
        code, town = told.get("postal_code", ""), told.get("town", "")
        known = communes_of(code)
        told["commune"] = ""
        here = [one for one in known if one.called(town)] or list(known)
        if len(here) > 1:
            names = ", ".join(one.name(told.get("language", "fr")) for one in here)
            self.add_error("town", say("office_accounts.commune_which", code=code, names=names))
        elif here:
            told["commune"] = here[0].code
            if told.get("region") and told["region"] != here[0].region:
                region = say(f"office_accounts.region_{here[0].region}")
                name = here[0].name(told.get("language", "fr"))
                self.add_error("region", say("office_accounts.region_other", code=code, commune=name, region=region))
        return told


def known_of(organisation: Organisation) -> dict[str, Any]:
    known = {name: getattr(organisation, name) for name in FIELDS}
    hours = organisation.full_time_hours / HUNDREDTHS
    return known | {"full_time_hours": f"{hours:g}", "version": organisation.version}


@office()
def profile(request: Request, language: str) -> HttpResponse:
    seat = request.seat
    now = Organisation.objects.get(pk=seat.organisation.pk)
    form = ProfileForm(request.POST or None, initial=known_of(now), has_factor=has_second_factor(seat.agent))
    differences: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        values = {name: told[name] for name in (*FIELDS, "commune")}
        values["full_time_hours"] = int(told["full_time_hours"] * HUNDREDTHS)
        if save_profile(now, values, told["version"] or 0):
            if now.region != values["region"]:
                everything_waits()
                project_later(now.pk)
            if now.retention_years != values["retention_years"]:
                renew_terms()
            messages.success(request, say("office_accounts.saved"), "good")
            return HttpResponseRedirect(reverse("office_settings", args=[language]))
        differences = [
            {"label": form.fields[name].label, "theirs": getattr(now, name), "mine": values[name]}
            for name in FIELDS
            if getattr(now, name) != values[name]
        ]
        form.data = typed_again(form, version=now.version)
    words = {"form": form, "office": now, "differences": differences, "commune": commune_named(now, language)}
    return render(request, "office/settings/profile.html", words, status=409 if differences else 200)


def commune_named(organisation: Organisation, language: str) -> str:
    """The name of the office's commune, where the lists know it."""
    found = [one for one in communes_of(organisation.postal_code) if one.code == organisation.commune]
    return found[0].name(language) if found else ""
