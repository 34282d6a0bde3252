"""What is asked of a module, a talk, a goal, an outcome."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from tremplin.office.ale.selectors.following import MONTHS
from tremplin.office.ale.selectors.training import Module
from tremplin.office.ale.services.following import OUTCOMES
from tremplin.office.pages.ale.workers.forms import AleForm, TextField
from tremplin.office.pages.forms import say
from tremplin.office.pages.plan.fields import DayField, EurosField, ExactField

MOST_HOURS = 20_000
MOST_SKILLS = 20


class CourseHours(ExactField):
    most, fault = MOST_HOURS, "office_ale_workers.not_hours"


class AttendForm(AleForm):
    module = forms.ChoiceField()
    on = DayField()
    hours = CourseHours(required=False)
    cost = EurosField(required=False)
    proof = TextField(max_length=200, required=False)

    def __init__(self, modules: Iterable[Module], language: str, *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        self.fields["on"].label = say("office_ale_workers.label_attended_on")
        self.fields["on"].help_text = say("office_ale_workers.hint_attended_on")
        choices = [(one.name, one.label(language)) for one in modules]
        self.fields["module"].choices = choices  # type: ignore[attr-defined]


class TalkForm(AleForm):
    on = DayField()
    said = forms.CharField(max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    skills = TextField(max_length=400, required=False)
    next_on = DayField(required=False)
    hinted = ("skills",)

    def clean_on(self) -> date:
        return been(self.cleaned_data["on"])

    @property
    def named_skills(self) -> list[str]:
        words = (word.strip() for word in self.cleaned_data["skills"].split(","))
        return list(dict.fromkeys(word for word in words if word))[:MOST_SKILLS]


class GoalForm(AleForm):
    words = TextField(max_length=200)


class OutcomeForm(AleForm):
    kind = forms.ChoiceField()
    outcome = forms.ChoiceField()
    on = DayField()
    said = TextField(max_length=1000, required=False)

    def __init__(self, *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        for name, values in (("kind", MONTHS), ("outcome", OUTCOMES)):
            choices = [(value, say(f"office_ale_workers.{name}_{value}")) for value in values]
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        return been(self.cleaned_data["on"])


def been(day: date) -> date:
    if day > timezone.localdate():
        raise forms.ValidationError(say("office_ale_workers.fault_future"))
    return day
