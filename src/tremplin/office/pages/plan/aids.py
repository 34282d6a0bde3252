"""The aid of a person: integration income or social aid, from when until when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from tremplin.office.article60.models import Aid, File
from tremplin.office.article60.services.aids import give, take_back
from tremplin.office.article60.services.overlapping import last_of
from tremplin.office.pages.forms import say
from tremplin.office.pages.plan.fields import DayField, PlanForm, chosen
from tremplin.office.pages.plan.opening import carried_out, opened
from tremplin.office.pages.plan.said import from_to
from tremplin.office.pages.seat import Request, office
from tremplin.papers.saying import capital


class AidForm(PlanForm):
    kind = forms.ChoiceField(widget=forms.RadioSelect, choices=lambda: chosen("aid", Aid.Kind.values))
    since = DayField()
    until = DayField(required=False)
    named = {"kind": "aid"}
    hints = {"until": "until"}


@office()
def aid(request: Request, language: str, number: str) -> HttpResponse:
    file = opened(request, number, "aid")
    kept = changing(request, file)
    if request.method == "POST":
        if kept and request.POST.get("step") == "take_back":
            take_back(kept, today=timezone.localdate())
            return HttpResponseRedirect(request.path)
        form = AidForm(request.POST)
        if form.is_valid():
            of, today = form.cleaned_data, timezone.localdate()
            answer = carried_out(
                request,
                form,
                language,
                lambda: give(file, of["kind"], of["since"], of["until"], today=today, aid=kept, key=of["key"]),
                request.path,
                "office_plan.aid_made",
            )
            if answer is not None:
                return answer
    elif kept:
        days = {"since": kept.period.lower, "until": last_of(kept.period)}
        form = AidForm(initial={"kind": kept.kind} | days)
    else:
        form = AidForm()
    words = {"file": file, "form": form, "rows": rows(file, language), "changing": kept.pk if kept else None}
    return render(request, "office/plan/aid.html", words)


def changing(request: Request, file: File) -> Aid | None:
    asked = request.GET.get("change")
    if not asked:
        return None
    found = Aid.objects.filter(file=file, pk=asked).first() if asked.isdecimal() and len(asked) < 19 else None
    if found is None:
        raise Http404
    return found


def rows(file: File, language: str) -> list[dict[str, Any]]:
    return [
        {
            "pk": of.pk,
            "kind": say(f"office_plan.aid_{of.kind}"),
            "days": capital(from_to(of.period.lower, last_of(of.period), language)),
        }
        for of in Aid.objects.filter(file=file).order_by("period")
    ]
