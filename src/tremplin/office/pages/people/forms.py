"""What is asked about a person and a new file."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from tremplin.office.article60.models import Aid
from tremplin.office.organisations.models import Membership, Organisation
from tremplin.office.pages.forms import OfficeForm, say
from tremplin.office.pages.settings.account import LANGUAGES
from tremplin.office.people.models import Person
from tremplin.office.people.names import plain
from tremplin.office.people.numbers import birth_date, digits, holds, mended, written
from tremplin.office.people.services import FIELDS

FIRST_YEAR = 1900
LAST_DAY = date(2199, 12, 31)


def day_box() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class NameField(forms.CharField):
    def to_python(self, value: Any) -> str:
        return plain(super().to_python(value) or "")


class PersonForm(OfficeForm):
    """Who a person is. `mend`: the national number that was proposed instead of the one typed."""

    family_name = NameField(max_length=120, required=False)
    given_name = NameField(max_length=120, required=False)
    national_number = forms.CharField(max_length=30, required=False)
    birth_date = forms.DateField(widget=day_box(), required=False)
    birth_year = forms.IntegerField(required=False)
    birth_month = forms.IntegerField(min_value=1, max_value=12, required=False)
    language = forms.ChoiceField(choices=LANGUAGES)
    spoken = forms.CharField(max_length=60, required=False)
    email = forms.EmailField(max_length=254, required=False)
    phone = forms.CharField(max_length=40, required=False)
    street = forms.CharField(max_length=160, required=False)
    postal_code = forms.CharField(max_length=8, required=False)
    town = forms.CharField(max_length=80, required=False)
    stay_until = forms.DateField(widget=day_box(), required=False)

    def __init__(self, *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        self.mend = ""
        for name in FIELDS:
            self.fields[name].label = say(f"office_people.{name}")
        for name in ("national_number", "birth_year", "birth_month", "postal_code"):
            self.fields[name].widget.attrs |= {"inputmode": "numeric"}
        for name in ("family_name", "given_name", "national_number", "spoken", "street", "phone", "email"):
            self.fields[name].widget.attrs |= {"autocomplete": "off"}
        self.fields["family_name"].help_text = say("office_people.one_name")

    def clean_national_number(self) -> str | None:
        typed = str(self.cleaned_data["national_number"])
        if not typed:
            return None
        number = digits(typed)
        if holds(number):
            return number
        found = mended(number)
        if found is None:
            raise forms.ValidationError(say("office_people.number_wrong"))
        self.mend = written(found)
        if found[:9] == number[:9]:
            raise forms.ValidationError(say("office_people.number_ends", now=number[9:], then=found[9:]))
        raise forms.ValidationError(say("office_people.number_swapped"))

    def clean_birth_date(self) -> date | None:
        day: date | None = self.cleaned_data["birth_date"]
        if day and not FIRST_YEAR <= day.year <= timezone.localdate().year or (day and day > timezone.localdate()):
            raise forms.ValidationError(say("office_people.birth_wrong", first=FIRST_YEAR))
        return day

    def clean_birth_year(self) -> int | None:
        year: int | None = self.cleaned_data["birth_year"]
        if year is not None and not FIRST_YEAR <= year <= timezone.localdate().year:
            raise forms.ValidationError(say("office_people.birth_wrong", first=FIRST_YEAR))
        return year

    def clean_stay_until(self) -> date | None:
        return in_record(self.cleaned_data["stay_until"])

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if not told.get("family_name") and told.get("given_name"):
            told["family_name"], told["given_name"] = told["given_name"], ""
        if not told.get("family_name") and "family_name" not in self.errors:
            self.add_error("family_name", say("office_people.no_name"))
        if told.get("birth_date"):
            told["birth_year"] = told["birth_month"] = None
        if told.get("birth_month") and not told.get("birth_year") and "birth_year" not in self.errors:
            self.add_error("birth_year", say("office_people.month_alone"))
        return told

    @property
    def person(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}


class EditForm(PersonForm):
    """The same for somebody known: the number is not shown, so an empty box leaves it as it is."""

    no_number = forms.BooleanField(required=False)

    def __init__(self, person: Person, *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        self.known = person
        self.fields["no_number"].label = say("office_people.no_number")
        self.fields["national_number"].label = say("office_people.other_number")

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if told.get("no_number"):
            told["national_number"] = None
        elif told.get("national_number") is None:
            told["national_number"] = self.known.national_number
        return told


class FileForm(OfficeForm):
    """What begins a file: the aid and since when, the right before, whose file it is."""

    aid = forms.ChoiceField(required=False)
    aid_since = forms.DateField(widget=day_box(), required=False)
    admitted_before = forms.ChoiceField(required=False)
    previous_admission = forms.DateField(widget=day_box(), required=False)
    planned_start = forms.DateField(widget=day_box(), required=False)
    worker = forms.ChoiceField(required=False)

    def __init__(self, organisation: Organisation, *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        for name in ("aid", "aid_since", "admitted_before", "previous_admission", "planned_start", "worker"):
            self.fields[name].label = say(f"office_people.{name}")
        kinds = [(kind.value, say(f"office_people.aid_{kind}")) for kind in Aid.Kind]
        self.fields["aid"].choices = [("", say("office.unknown")), *kinds]  # type: ignore[attr-defined]
        self.fields["admitted_before"].choices = [  # type: ignore[attr-defined]
            ("", say("office.unknown")), ("yes", say("value.yes")), ("no", say("value.no")),
        ]  # fmt: skip
        members = Membership.objects.filter(organisation=organisation, is_active=True).exclude(role="auditor")
        names = [(str(one.agent_id), one.agent.name) for one in members.select_related("agent").order_by("agent__name")]
        self.fields["worker"].choices = [("", say("office_people.nobody")), *names]  # type: ignore[attr-defined]

    def clean_admitted_before(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["admitted_before"])

    def clean_aid_since(self) -> date | None:
        return in_record(self.cleaned_data["aid_since"])

    def clean_previous_admission(self) -> date | None:
        return in_record(self.cleaned_data["previous_admission"])

    def clean_planned_start(self) -> date | None:
        return in_record(self.cleaned_data["planned_start"])

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if told.get("aid") and not told.get("aid_since") and "aid_since" not in self.errors:
            self.add_error("aid_since", say("office_people.aid_when"))
        if told.get("aid_since") and not told.get("aid") and "aid" not in self.errors:
            self.add_error("aid", say("office_people.aid_which"))
        if told.get("admitted_before") is not True:
            told["previous_admission"] = None
        return told

    @property
    def file(self) -> dict[str, Any]:
        names = ("aid", "aid_since", "admitted_before", "previous_admission", "planned_start")
        found = {name: self.cleaned_data[name] for name in names}
        return found | {"worker_id": int(self.cleaned_data["worker"]) if self.cleaned_data["worker"] else None}


def in_record(day: date | None) -> date | None:
    """A day that a file may hold: neither of another century by a slip, nor beyond what is planned."""
    if day and not date(FIRST_YEAR, 1, 1) <= day <= LAST_DAY:
        raise forms.ValidationError(say("office_people.day_far"))
    return day


def number_differs(told: dict[str, Any]) -> bool:
    """Whether the number holds another birth day than the one that is told."""
    if not told.get("national_number"):
        return False
    held = birth_date(told["national_number"])
    return bool(held and ((told["birth_date"] and held != told["birth_date"]) or (told["birth_year"] and held.year != told["birth_year"])))  # fmt: skip  # noqa: E501
