"""Which paper came back signed, and on which day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from tremplin.office.article60.models import File
from tremplin.office.article60.services.signing import Unsigned, sign, unsigned
from tremplin.office.pages.forms import say
from tremplin.office.pages.plan.fields import DayField, PlanForm
from tremplin.office.pages.plan.opening import answered, opened
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import day_of


class SignedForm(PlanForm):
    what = forms.ChoiceField(widget=forms.RadioSelect)
    on = DayField()

    named = {"what": "signed_what", "on": "signed_on"}

    def __init__(self, papers: list[Unsigned], language: str, *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        choices = [(one.name, told(one, language)) for one in papers]
        self.fields["what"].choices = choices  # type: ignore[attr-defined]


def told(one: Unsigned, language: str) -> str:
    return say(f"office_plan.signed_{one.kind}", on=day_of(one.first, language) if one.first else "–")


@office()
def signed(request: Request, language: str, number: str) -> HttpResponse:
    file = opened(request, number, "signed")
    papers, today = unsigned(file), timezone.localdate()
    first = {"on": today, "what": papers[0].name if len(papers) == 1 else ""}
    form = SignedForm(papers, language, request.POST if request.method == "POST" else None, initial=first)
    if form.is_bound and form.is_valid():
        chosen = next(one for one in papers if one.name == form.cleaned_data["what"])
        with answered(form, language):
            if sign(file, chosen, form.cleaned_data["on"], today=today):
                messages.success(request, say("office_plan.signed_noted"), extra_tags="good")
            return to_papers(language, file)
    if form.is_bound and not papers:
        return to_papers(language, file)  # A double click: it was noted by the first.
    return render(request, "office/plan/signed.html", {"file": file, "form": form, "papers": papers})


def to_papers(language: str, file: File) -> HttpResponse:
    return HttpResponseRedirect(reverse("office_papers", args=[language, file.number]))
