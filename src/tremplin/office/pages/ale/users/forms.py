"""What is asked to register a user, to authorise an activity, and to write what came of duties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone, translation
from stdnum.be import vat

from tremplin.office.ale.models import Authorisation
from tremplin.office.ale.models.agency import UserKind
from tremplin.office.ale.selectors.agency import offers_for, town_of
from tremplin.office.ale.selectors.allowed import activity_said, cheque_forms
from tremplin.office.organisations.models import Organisation
from tremplin.office.pages.forms import OfficeForm, say
from tremplin.office.pages.plan.fields import DayField, HoursField
from tremplin.office.pages.settings.account import LANGUAGES
from tremplin.office.people.names import plain
from tremplin.office.people.numbers import digits, holds, mended, swapped, written

MOST_AWAY = timedelta(days=366)
PHONE = re.compile(r"\+?[0-9 ()./\-]{6,40}", re.ASCII)
ENTERPRISE, CHECK = 10, 8


class WorkForm(OfficeForm):
    """The work that is asked: only activities of the agency's list for this kind of user."""

    activity = forms.ChoiceField()
    monthly_maximum = HoursField(required=False)
    cheques = forms.ChoiceField(widget=forms.RadioSelect)
    place = forms.CharField(max_length=160, required=False)
    first = DayField(required=False)

    def __init__(self, organisation: Organisation, kind: str, *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        self.organisation, self.kind, self.today = organisation, kind, timezone.localdate()
        here = translation.get_language() or "fr"
        listed = sorted(offers_for(kind, self.today), key=lambda one: activity_said(one.activity, here))
        self.offers = {one.activity: one for one in listed}
        self.fields["activity"].choices = [(name, activity_said(name, here)) for name in self.offers]  # type: ignore[attr-defined]
        forms_here, usual = cheque_forms(organisation.region, self.today)
        usable = forms_here or [form.value for form in Authorisation.Cheques]
        self.fields["cheques"].choices = [(one, say(f"office_ale_users.cheques_{one}")) for one in usable]  # type: ignore[attr-defined]
        self.fields["cheques"].initial = usual or usable[0]
        self.fields["first"].initial = self.today
        for name, field in self.fields.items():
            if name not in ("key", "version"):
                field.label = say(f"office_ale_users.{name}")

    def clean_first(self) -> date:
        first: date = self.cleaned_data["first"] or self.today
        if abs(first - self.today) > MOST_AWAY:
            raise ValidationError(say("office_ale_users.first_far"))
        return first

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        offered = self.offers.get(str(told.get("activity", "")))
        if offered and not told.get("monthly_maximum") and "monthly_maximum" not in self.errors:
            told["monthly_maximum"] = offered.monthly_maximum
            if not offered.monthly_maximum:
                self.add_error("monthly_maximum", say("office_ale_users.no_maximum"))
        return told


class RegisterForm(WorkForm):
    """A new user and its first authorisation: nine fields, and three that are filled in already."""

    family_name = forms.CharField(max_length=120, required=False)
    given_name = forms.CharField(max_length=120, required=False)
    national_number = forms.CharField(max_length=30, required=False)
    name = forms.CharField(max_length=160, required=False)
    enterprise_number = forms.CharField(max_length=30, required=False)
    contact = forms.CharField(max_length=120, required=False)
    street = forms.CharField(max_length=160)
    postal_code = forms.CharField(max_length=8)
    town = forms.CharField(max_length=80, required=False)
    reach = forms.CharField(max_length=254, required=False)
    language = forms.ChoiceField(choices=LANGUAGES)

    def __init__(self, organisation: Organisation, kind: str, *given: Any, **words: Any) -> None:
        super().__init__(organisation, kind, *given, **words)
        self.mend, self.covered = "", True
        self.fields["language"].initial = organisation.language
        for name in self.others:
            del self.fields[name]
        for name in ("national_number", "enterprise_number", "postal_code"):
            if name in self.fields:
                self.fields[name].widget.attrs["inputmode"] = "numeric"
        for name in ("family_name", "given_name", "national_number", "name", "enterprise_number", "street", "reach"):
            if name in self.fields:
                self.fields[name].widget.attrs["autocomplete"] = "off"

    @property
    def household(self) -> bool:
        return self.kind == UserKind.HOUSEHOLD

    @property
    def others(self) -> tuple[str, ...]:
        """The fields of the other kind."""
        legal = ("name", "enterprise_number", "contact")
        return legal if self.household else ("family_name", "given_name", "national_number")

    def clean_national_number(self) -> str:
        number = digits(str(self.cleaned_data["national_number"]))
        if not self.cleaned_data["national_number"] or holds(number):
            return number
        found = mended(number)
        if found is None:
            raise ValidationError(say("office_people.number_wrong"))
        self.mend = written(found)
        if found[:9] == number[:9]:
            raise ValidationError(say("office_people.number_ends", now=number[9:], then=found[9:]))
        raise ValidationError(say("office_people.number_swapped"))

    def clean_enterprise_number(self) -> str:
        told = str(self.cleaned_data["enterprise_number"])
        number = digits(re.sub(r"^\s*BE", "", told, flags=re.IGNORECASE))
        number = f"0{number}" if len(number) == ENTERPRISE - 1 else number
        if not told or (len(number) == ENTERPRISE and vat.is_valid(number)):
            return number
        found = enterprise_meant(number)
        if found is None:
            raise ValidationError(say("office_ale_users.enterprise_wrong"))
        self.mend = f"{found[:4]}.{found[4:7]}.{found[7:]}"
        if found[:CHECK] == number[:CHECK]:
            raise ValidationError(say("office_ale_users.enterprise_ends", now=number[CHECK:], then=found[CHECK:]))
        raise ValidationError(say("office_ale_users.enterprise_swapped"))

    def clean_reach(self) -> str:
        told = str(self.cleaned_data["reach"]).strip()
        if "@" in told:
            try:
                validate_email(told)
            except ValidationError:
                raise ValidationError(say("office_ale_users.reach_wrong")) from None
        elif told and not PHONE.fullmatch(told):
            raise ValidationError(say("office_ale_users.reach_wrong"))
        return told

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        for name in ("family_name", "given_name", "name"):
            if name in told:
                told[name] = plain(told[name])
        named = "family_name" if self.household else "name"
        if not told.get(named) and named not in self.errors:
            self.add_error(named, say("office_ale_users.name_needed"))
        if told.get("postal_code"):
            found = town_of(told["postal_code"], self.organisation.language, self.today)
            self.covered = found is None or found.covered
            told["town"] = told.get("town") or (found.name if found else "")
            if not told["town"]:
                self.add_error("postal_code", say("office_ale_users.postal_unknown"))
        return told

    @property
    def asks_town(self) -> bool:
        """Whether the postal code is on no list, so that the town is written."""
        code = str(self.data.get("postal_code", "")).strip()[:8]
        return bool(code) and town_of(code, self.organisation.language, self.today) is None

    @property
    def values(self) -> dict[str, Any]:
        told = self.cleaned_data
        reach = told["reach"]
        names = ("family_name", "given_name", "national_number", "name", "enterprise_number", "contact")
        found = {name: told[name] for name in (*names, "street", "postal_code", "town", "language") if name in told}
        return found | {"email": reach if "@" in reach else "", "phone": "" if "@" in reach else reach}


def enterprise_meant(number: str) -> str | None:
    """The number that was probably meant: two neighbouring digits changed places, or other check digits."""
    if len(number) != ENTERPRISE:
        return None
    found = {text for text in swapped(number) if vat.is_valid(text)}
    if len(found) == 1:
        return found.pop()
    text = f"{number[:CHECK]}{97 - int(number[:CHECK]) % 97:02d}"
    return text if vat.is_valid(text) else None


def days_of(name: str, given: Any) -> date | None:
    """A day of a small form; None where there is none that exists."""
    try:
        found: date | None = DayField(required=False).clean(str(given.get(name, "")))
    except ValidationError:
        return None
    return found


def words_of(name: str, given: Any, most: int) -> str:
    """Words of a small form, on one line."""
    return " ".join(str(given.get(name, "")).replace("\0", "").split())[:most]


def ticked(given: Any, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The dangers that were ticked, each with its measure; and one that is written."""
    for name in names:
        if given.get(f"danger_{name}"):
            yield name, words_of(f"measure_{name}", given, 300)
    if other := words_of("other", given, 80):
        yield other, words_of("measure_other", given, 300)
