"""What was asked of ONEM, what it answered, and its count beside ours."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tremplin.ground.errors import InputError
from tremplin.office.article60.facts import HUNDREDTHS
from tremplin.office.article60.models import File, OnemRequest
from tremplin.office.article60.selectors.onem import gap_of
from tremplin.office.article60.selectors.records import records_of
from tremplin.office.article60.services.onem import Answered, Changed, answer, send, stands
from tremplin.office.organisations.selectors import law_here
from tremplin.office.pages.forms import say
from tremplin.office.pages.imports.asked import file_or_404
from tremplin.office.pages.imports.forms import AnswerForm, SentForm
from tremplin.office.pages.imports.gap import GapTold
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import brief_day_of, days_of
from tremplin.office.people.services import read_by


@require_http_methods(["GET", "HEAD", "POST"])
@office()
def requests(request: Request, language: str, number: str) -> HttpResponse:
    """The requests of a file with their answers; a form for the next thing to write down."""
    file, today = file_or_404(number), timezone.localdate()
    read_by(request.seat.agent, file.person, "onem")
    if request.method != "POST":
        return shown(request, language, file)
    if request.POST.get("do") == "sent":
        form = SentForm(today, request.POST)
        if not form.is_valid():
            return shown(request, language, file, sent=form)
        send(file, form.cleaned_data["sent_on"], form.cleaned_data["reference"], today)
        messages.success(request, say("office_imports.onem_sent_kept"), extra_tags="good")
        return to(language, file)
    return answered(request, language, file, today)


def answered(request: Request, language: str, file: File, today: date) -> HttpResponse:
    asked = request.POST.get("answer-request", "")
    known = asked.isascii() and asked.isdigit() and len(asked) < 19
    one = OnemRequest.objects.filter(file=file, pk=int(asked)).first() if known else None
    if one is None:
        raise Http404(asked)
    form = AnswerForm(one.sent_on, today, request.POST)
    if form.is_valid():
        words = form.cleaned_data
        given = Answered(words["answered_on"], form.hundredths, words["end_date"], words["counted_until"])
        try:
            answer(one.pk, file, given, today, words["seen"])
        except Changed:
            form = differing(request, one, form, today, language)
        else:
            messages.success(request, say("office_imports.onem_answer_kept"), extra_tags="good")
            return to(language, file)
    return shown(request, language, file, answering=one, form=form)


def differing(request: Request, one: OnemRequest, form: AnswerForm, today: date, language: str) -> AnswerForm:
    """The form with what was typed, what stands there by now, and the key of that: sent again, it prevails."""
    one.refresh_from_db()
    again = request.POST.copy()
    again["answer-seen"] = stands(one)
    form = AnswerForm(one.sent_on, today, again)
    told = answer_told(one, language)
    words = {name: told[name] for name in ("answered", "days", "end")}
    form.add_error(None, say("office_imports.onem_changed", **words))
    return form


def to(language: str, file: File) -> HttpResponse:
    return HttpResponseRedirect(reverse("office_onem", args=[language, file.number]))


def shown(
    request: Request,
    language: str,
    file: File,
    *,
    sent: SentForm | None = None,
    answering: OnemRequest | None = None,
    form: AnswerForm | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    found = list(OnemRequest.objects.filter(file=file).order_by("-sent_on", "-pk"))
    asked = request.GET.get("answer", "")
    if answering is None and asked.isascii() and asked.isdigit():
        answering = next((one for one in found if str(one.pk) == asked), None)
    if answering is None and found and found[0].answered_on is None:
        answering = found[0]
    if answering is not None and form is None:
        form = AnswerForm(answering.sent_on, today, initial=initial_of(answering, today))
    about = {
        "file": file,
        "requests": [answer_told(one, language) for one in found],
        "form": form,
        "answering": answer_told(answering, language) if answering else None,
        "sent": sent or SentForm(today),
        "open": sent is not None or not found,
        "told": told_of(file, today, language),
    }
    wrong = (sent is not None and sent.is_bound) or (form is not None and form.is_bound)
    return render(request, "office/imports/onem.html", about, status=400 if wrong else 200)


def initial_of(one: OnemRequest, today: date) -> dict[str, Any]:
    days = None if one.days_to_work is None else str(HUNDREDTHS.plain(one.days_to_work))
    return {
        "request": one.pk,
        "seen": stands(one),
        "answered_on": one.answered_on or today,
        "days_to_work": days,
        "end_date": one.end_date,
        "counted_until": one.counted_until,
    }


def answer_told(one: OnemRequest, language: str) -> dict[str, Any]:
    days = {
        name: None if day is None else brief_day_of(day, language)
        for name, day in (
            ("sent", one.sent_on),
            ("answered", one.answered_on),
            ("end", one.end_date),
            ("until", one.counted_until),
        )
    }
    return days | {"pk": one.pk, "reference": one.reference, "days": days_of(one.days_to_work, language)}


def told_of(file: File, today: date, language: str) -> GapTold | None:
    """The gap to the last answer; None where there is none, or where the law refuses the records."""
    records = records_of([file], today)[0]
    try:
        found = gap_of(law_here(), records)
    except InputError:
        return None
    return GapTold(found, language) if found else None


@require_http_methods(["GET", "HEAD"])
@office()
def gap(request: Request, language: str, number: str) -> HttpResponse:
    """The gap report, to be read and printed."""
    file = file_or_404(number)
    read_by(request.seat.agent, file.person, "gap")
    records = records_of([file], timezone.localdate())[0]
    told, answer_of = told_of(file, timezone.localdate(), language), records.answer
    about = {
        "file": file,
        "told": told,
        "answer": answer_told(answer_of, language) if answer_of else None,
        "today": brief_day_of(timezone.localdate(), language),
    }
    return render(request, "office/imports/gap.html", about)
