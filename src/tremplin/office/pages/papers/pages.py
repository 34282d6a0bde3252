"""The papers of a file: what can be made now, what was made, and the pack for an inspection."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from tremplin.office.article60.models import File
from tremplin.office.article60.services.papers.case import case_of
from tremplin.office.article60.services.papers.clause import PaperFault
from tremplin.office.article60.services.papers.making import Standing, make, standing_of
from tremplin.office.article60.services.papers.packing import moment, pack_of
from tremplin.office.documents.models import Document
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office
from tremplin.office.people.services import read_by

KIND = re.compile(r"[a-z]{1,20}")


def file_named(number: str) -> File:
    return get_object_or_404(File.objects.select_related("person", "organisation", "worker"), number=number)


@office()
def papers(request: Request, language: str, number: str) -> HttpResponse:
    """What can be made, what was made; a POST makes one and shows it."""
    file = file_named(number)
    fault = None
    if request.method == "POST":
        try:
            made = make(number, *wanted(request), timezone.localdate(), request.seat.agent)
        except PaperFault as found:
            fault = say(found.key, **found.words)
        else:
            return HttpResponseRedirect(address(language, made))
    read_by(request.seat.agent, file.person, "papers")
    return render(request, "office/papers/list.html", context(request, file, fault), status=422 if fault else 200)


def wanted(request: Request) -> tuple[str, int | None]:
    """Which paper a form asks for."""
    kind, target = request.POST.get("make", ""), request.POST.get("target", "")
    if not KIND.fullmatch(kind) or not re.fullmatch(r"[0-9]{0,18}", target):
        raise PaperFault("office_documents.block_nothing")
    return kind, int(target) if target else None


def context(request: Request, file: File, fault: str | None) -> dict[str, Any]:
    case = case_of(file, timezone.localdate())
    standing = standing_of(case)
    asked = request.GET.get("make", "")
    first = next((one for one in reversed(standing) if one.sheet.kind == asked and one.can), None)
    return {
        "file": file,
        "person": file.person,
        "standing": [shown(one) for one in standing],
        "first": shown(first) if first else None,
        "made": case.documents,
        "fault": fault,
        "may_write": request.seat.writes,
    }


def shown(one: Standing) -> dict[str, Any]:
    sheet = one.sheet
    return {
        "title": sheet.title,
        "kind": sheet.kind,
        "target": sheet.target,
        "language": sheet.language,
        "why": say(f"office_documents.why_{sheet.kind}"),
        "blocks": [say(key) for key in sheet.blocks],
        "lacks": [say(key) for key in sheet.lacks],
        "made": one.made,
        "changed": ", ".join(say(f"office_documents.part_{name}") for name in one.changed),
        "is_out_of_date": one.is_out_of_date,
        "signed": sheet.signed,
        "can": one.can and (one.made is None or one.is_out_of_date),
    }


def address(language: str, document: Document) -> str:
    year, count = document.number.split("/")
    return reverse("office_paper", args=[language, int(year), int(count)])


@office()
def paper(request: Request, language: str, year: int, count: int) -> HttpResponse:
    """A paper as it was made; reading it is written down."""
    found = Document.objects.select_related("person").filter(number=f"{year}/{count:04d}").first()
    if found is None:
        raise Http404
    if found.person:
        read_by(request.seat.agent, found.person, f"document {found.number}")
    name = re.sub(r"[^A-Za-z0-9._-]", "-", found.name)
    return HttpResponse(
        bytes(found.content),
        content_type=found.media_type,
        headers={"Content-Disposition": f'inline; filename="{name}"', "ETag": f'"{found.sha256}"'},
    )


@office()
def pack(request: Request, language: str, number: str) -> HttpResponse:
    """The pack as of a moment: the page proposes now; the same moment gives the same bytes."""
    file, now = file_named(number), timezone.now()
    asked = request.GET.get("as_of", "")
    as_of, fault = moment_of(asked, now)
    if as_of is None:
        read_by(request.seat.agent, file.person, "pack")
        shown = {"file": file, "person": file.person, "now": moment(now), "fault": fault}
        return render(request, "office/papers/pack.html", shown, status=422 if fault else 200)
    content = pack_of(file, as_of)
    read_by(request.seat.agent, file.person, "pack", f"as of {moment(as_of)}")
    name = f"pack-{re.sub(r'[^A-Za-z0-9-]', '-', number)}-{as_of:%Y%m%dT%H%M%S}.zip"
    digest = hashlib.sha256(content).hexdigest()
    return HttpResponse(
        content,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "ETag": f'"{digest}"'},
    )


def moment_of(text: str, now: datetime) -> tuple[datetime | None, str]:
    """A moment that has been, or why it cannot be read."""
    if not text:
        return None, ""
    found = None
    for said in (text, text.replace(" ", "+")):  # In an address a plus is a space.
        with suppress(ValueError):
            found = found or parse_datetime(said)
    if found is None or found.year < 1980:
        return None, say("office_documents.fault_moment")
    found = timezone.make_aware(found) if timezone.is_naive(found) else found
    return (found, "") if found <= now else (None, say("office_documents.fault_future"))
