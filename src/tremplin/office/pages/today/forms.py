"""The form of a reminder of one's own."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.functional import lazy

from tremplin.office.article60.models import File
from tremplin.office.pages.forms import OfficeForm, say

FARTHEST = timedelta(days=3653)
LONGEST = 200
said = lazy(say, str)
"""A sentence in the language of the page that shows it, not of the first one that asked."""


class ReminderForm(OfficeForm):
    """`cleaned_data["file"]` is the file of the number, or None."""

    text = forms.CharField(
        max_length=LONGEST,
        label=said("office_today.remind_text"),
        error_messages={"required": said("office_today.remind_empty")},
    )
    on = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}),
        label=said("office_today.remind_day"),
        error_messages=dict.fromkeys(("required", "invalid"), said("office_today.remind_bad_day")),
    )
    number = forms.CharField(
        max_length=20,
        required=False,
        label=said("office_today.remind_number"),
        help_text=said("office_today.remind_number_hint", example="VAL-60-0147"),
    )
    shared = forms.BooleanField(required=False, label=said("office_today.remind_shared"))

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        return " ".join(text.split())

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        today = timezone.localdate()
        if not today <= on <= today + FARTHEST:
            raise forms.ValidationError(say("office_today.remind_bad_day"))
        return on

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        self.cleaned_data["file"] = None
        if number:
            self.cleaned_data["file"] = File.objects.filter(number__iexact=number).first()
            if self.cleaned_data["file"] is None:
                raise forms.ValidationError(say("office_today.remind_no_file"))
        return number
