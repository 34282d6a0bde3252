"""One exception whose action asks for something: which of two visits was worked, or an account anew."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from tremplin.office.ale.models import ClosingLine, Visit
from tremplin.office.ale.services.refusing_closing import Refused
from tremplin.office.ale.services.resolving import ACTIONS, resolve
from tremplin.office.pages.ale.closing import month as page_of_month
from tremplin.office.pages.ale.closing import showing
from tremplin.office.pages.forms import OfficeForm, say
from tremplin.office.pages.seat import Request, office
from tremplin.office.people.models import Person
from tremplin.office.people.services import read_by


class ChooseForm(OfficeForm):
    """Which of two visits at the same time was worked."""

    keep = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect)
    why = forms.CharField(max_length=200)

    def __init__(self, choices: list[tuple[int, str]], *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        self.fields["keep"].choices = choices  # type: ignore[attr-defined]
        self.fields["keep"].label = say("office_ale_closing.keep")
        self.fields["why"].label = say("office_ale_closing.keep_why")


class IbanForm(OfficeForm):
    """A worker's account."""

    iban = forms.CharField(max_length=42)

    def __init__(self, *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        self.fields["iban"].label = say("office_ale_closing.iban")
        self.fields["iban"].widget.attrs["autocomplete"] = "off"


@office()
def exception(request: Request, language: str, month: str, pk: int) -> HttpResponse:
    asked = showing.asked(month)
    lines = ClosingLine.objects.select_related("worker__person", "authorisation__user__person", "closing")
    line = get_object_or_404(lines, pk=pk, closing__month=asked)
    back = reverse("office_ale_close", args=[language, month])
    action = ACTIONS.get(line.cause, "")
    if action not in showing.WITH_FORM or line.resolved or line.worker is None:
        return HttpResponseRedirect(back)
    form = form_of(request, line, action, language)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in form.cleaned_data if name not in ("key", "version")}
        try:
            done = resolve(line, action, request.seat.agent, **given)
        except Refused as refused:
            form.add_error("keep" if action == "choose" else "iban", refused.text(language))
        else:
            page_of_month.again(done, request)
            page_of_month.told(request, f"told_{action}")
            return HttpResponseRedirect(back)
    person: Person = line.worker.person
    read_by(request.seat.agent, person, "closing exception")
    (row,) = page_of_month.rows_of([line], language)
    shown = page_of_month.head(language, asked) | {"row": row, "form": form, "may_write": request.seat.writes}
    return render(request, "office/ale/closing/one.html", shown)


def form_of(request: Request, line: ClosingLine, action: str, language: str) -> ChooseForm | IbanForm:
    data = request.POST if request.method == "POST" else None
    if action == "correct":
        return IbanForm(data, initial={"iban": line.words.get("iban", "")})
    ids = [line.words["other_visit"], line.words["visit"]]
    visits = Visit.objects.filter(pk__in=ids).select_related("authorisation__user__person").order_by("pk")
    return ChooseForm([(visit.pk, showing.visit_said(visit, language)) for visit in visits], data)
