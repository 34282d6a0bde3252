"""The form of a request: which authorisation, which days of the week at which time, what the work needs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms

from tremplin.office.ale.models import Authorisation
from tremplin.office.ale.ranking import Slot
from tremplin.office.pages.ale.placing.said import DEMANDS, LANGUAGES, activity_said, demand, said, tongue
from tremplin.office.pages.forms import OfficeForm
from tremplin.office.pages.plan.fields import DayField

MOST_SPAN = 370
TIME = re.compile(r"([01]?\d|2[0-3])\s*(?:[:hH.]\s*([0-5]\d)?)?")


class TimeField(forms.CharField):
    """A time of the clock, in minutes: `15:30`, `15h30`, `15`."""

    def __init__(self, **words: Any) -> None:
        widget = forms.TextInput(attrs={"type": "time", "maxlength": "8"})
        super().__init__(widget=widget, max_length=8, **words)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        found = TIME.fullmatch(text.strip())
        if text and not found:
            raise forms.ValidationError(self.error_messages["invalid"])
        return int(found[1]) * 60 + int(found[2] or 0) if found else None


class RequestForm(OfficeForm):
    authorisation = forms.ChoiceField()
    first = DayField()
    last = DayField(required=False)
    weekdays = forms.TypedMultipleChoiceField(coerce=int, widget=forms.CheckboxSelectMultiple, required=False)
    starts = TimeField()
    ends = TimeField()
    without = forms.CharField(max_length=400, required=False)
    postal_code = forms.CharField(max_length=8, required=False)
    town = forms.CharField(max_length=80, required=False)
    language = forms.ChoiceField(required=False)
    demands = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    note = forms.CharField(max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    hints = ("last", "weekdays", "without", "postal_code")

    def __init__(self, language: str, authorisations: Sequence[Authorisation], *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        self.spoken = language
        choices: dict[str, Any] = {
            "authorisation": [("", "–"), *((of.number, named(of, language)) for of in authorisations)],
            "weekdays": [(day, said(f"weekday_{day}", language)) for day in range(7)],
            "language": [("", said("any_language", language)), *((of, tongue(of, language)) for of in LANGUAGES)],
            "demands": [(of, demand(of, language)) for of in DEMANDS],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]
        for bound in self:
            if not bound.is_hidden:
                bound.label = said(f"label_{bound.name}", language)
                if bound.name in self.hints:
                    bound.help_text = said(f"hint_{bound.name}", language)
        for name in ("starts", "ends"):
            self.fields[name].error_messages["invalid"] = said("not_time", language)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, starts, ends = found.get("first"), found.get("starts"), found.get("ends")
        last = found.get("last") or first
        if first and last and last < first:
            self.add_error("last", said("last_before", self.spoken))
        elif first and last and (last - first).days > MOST_SPAN:
            self.add_error("last", said("too_many_days", self.spoken))
        if starts is not None and ends is not None and ends <= starts:
            self.add_error("ends", said("ends_before", self.spoken))
        if first and last and last > first and not found.get("weekdays"):
            self.add_error("weekdays", said("which_weekdays", self.spoken))
        return found

    def clean_without(self) -> list[tuple[int, int, int | None]]:
        """Days left out, `4/12 11/12`, as day, month and year where it is said."""
        found = []
        for word in re.split(r"[\s,;]+", self.cleaned_data["without"].strip()):
            if not word:
                continue
            read = re.fullmatch(r"(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}))?", word, re.ASCII)
            if not read:
                raise forms.ValidationError(said("not_days", self.spoken, word=word[:20]))
            found.append((int(read[1]), int(read[2]), int(read[3]) if read[3] else None))
        return found

    def days(self) -> list[Slot]:
        """Each day asked for."""
        of = self.cleaned_data
        first, last = of["first"], of["last"] or of["first"]
        weekdays = set(of["weekdays"]) if last > first else {first.weekday()}
        out = set(of["without"])
        found: list[Slot] = []
        for number in range((last - first).days + 1):
            day: date = first + timedelta(days=number)
            if day.weekday() in weekdays and not {(day.day, day.month, None), (day.day, day.month, day.year)} & out:
                found.append((day, of["starts"], of["ends"]))
        return found


def named(of: Authorisation, language: str) -> str:
    return f"{of.user} · {activity_said(of.activity, language)} · {of.number}"
