"""The files of a month dropped together on its page: each is read and, where nothing of it is doubtful, taken at once
and the month matched; otherwise its own page says what is to be looked at first."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from tremplin.ground.patience import TookTooLong, at_most
from tremplin.office.ale.services import bank, closing, issuer
from tremplin.office.ale.services.handing_in import AnotherFile, hand_in
from tremplin.office.ale.services.issuer import ISSUER, NotReady
from tremplin.office.ale.services.refusing_closing import Refused as NotClosed
from tremplin.office.ledger.models import Upload
from tremplin.office.pages.ale.cheques.files import SECONDS
from tremplin.office.pages.ale.closing import showing
from tremplin.office.pages.forms import say
from tremplin.office.pages.imports.handing import files_handed_in, handing
from tremplin.office.pages.seat import Request, office
from tremplin.web.dropped.upload import Refused


@handing
@office()
def files(request: Request, language: str, month: str, refusal: Refused | None = None) -> HttpResponse:
    asked = showing.asked(month)
    back = reverse("office_ale_close", args=[language, month])
    if request.method != "POST":
        return HttpResponseRedirect(back)
    try:
        if refusal is not None:
            raise refusal
        doubtful = [one for one in handed(request) if not taken(request, one, asked)]
    except Refused as error:
        told = f"{say(error.key)} {say(f'{error.key}_mend', **error.words)}"
    except (AnotherFile, TookTooLong) as error:
        key = f"office_ale_imports.file_{'another' if isinstance(error, AnotherFile) else 'slow'}"
        told = f"{say(key)} {say(f'{key}_mend')}"
    else:
        if doubtful:
            messages.warning(request, say("office_ale_closing.file_to_look_at", name=doubtful[0].name), "care")
            return HttpResponseRedirect(reverse("office_ale_import", args=[language, doubtful[0].pk]))
        matched(request, asked)
        return HttpResponseRedirect(back)
    messages.warning(request, told, "care")
    return HttpResponseRedirect(back)


def handed(request: Request) -> list[Upload]:
    """Each file, kept and read. Raises Refused, AnotherFile, TookTooLong."""
    with at_most(SECONDS):
        return [hand_in(name, content, request.seat.agent)[0] for name, content in files_handed_in(request)]


def taken(request: Request, upload: Upload, month: date) -> bool:
    """Whether its lines are the month's now. Those of a file of another month, of a layout that nobody agreed to, or of
    which one is refused, wait for somebody to look."""
    if upload.state == Upload.State.COMMITTED:
        return True
    if upload.state != Upload.State.READ or not is_clear(upload, month):
        return False
    try:
        if upload.format == ISSUER:
            count = issuer.commit_issuer(upload, month, request.seat.agent)
        else:
            count = bank.commit_bank(upload, request.seat.agent)
    except NotReady:
        return False
    messages.success(request, say("office_ale_closing.file_taken", name=upload.name, count=count), "good")
    return True


def is_clear(upload: Upload, month: date) -> bool:
    report = upload.report
    if any(one["refused"] for one in report["doubts"]) or not report["lines"]:
        return False
    if upload.format == ISSUER:
        return not report["lacks"] and bool(report["is_agreed"]) and issuer.month_of(report["lines"]) == month
    days = {date.fromisoformat(line["day"]).replace(day=1) for line in report["lines"]}
    return month in days and not bank.doubts_now(upload)


def matched(request: Request, month: date) -> None:
    if month > timezone.localdate():
        return
    try:
        closing.prepare(month, request.seat.agent)
    except NotClosed as refused:
        messages.warning(request, refused.text(request.LANGUAGE_CODE), "care")
