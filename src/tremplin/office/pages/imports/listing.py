"""Files handed in, and the place to drop one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from tremplin.ground.patience import TookTooLong, at_most
from tremplin.ground.sentences import sentence
from tremplin.office.article60.models import File
from tremplin.office.article60.services.reminding import remind_office
from tremplin.office.jobs.tasks import later
from tremplin.office.ledger.models import Upload
from tremplin.office.ledger.services.committing import in_layer
from tremplin.office.ledger.services.reading import AT_ONCE, read_upload
from tremplin.office.ledger.services.receiving import receive
from tremplin.office.pages.imports.asked import file_of
from tremplin.office.pages.imports.handing import handed_in, handing
from tremplin.office.pages.imports.telling import APART
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import brief_day_of
from tremplin.web.dropped.upload import Refused

SECONDS = 10
"""What reading may take while somebody waits; then a job goes on."""
A_PAGE = 30
BADGES = {"waiting": "note", "read": "care", "committed": "plain", "put_aside": "plain", "failed": "stop"}


@dataclass(frozen=True)
class Listed:
    """A file in the list."""

    pk: int
    name: str
    state: str
    badge: str
    by: str
    at: str


@handing
@office()
def imports(request: Request, language: str, refusal: Refused | None = None) -> HttpResponse:
    """The list; what is dropped is kept, read, and shown on its own page."""
    if refusal is not None:
        return shown(request, language, None, refusal)
    file = file_of(request.POST.get("file_number") if request.method == "POST" else request.GET.get("file"))
    if request.method != "POST":
        return shown(request, language, file)
    try:
        name, content = handed_in(request)
    except Refused as error:
        return shown(request, language, file, error)
    upload, again = receive(name, content, request.seat.agent)
    read_now(upload, request.POST.get("layer", ""))
    words = {**({"file": file.number} if file else {}), **({"again": "1"} if again else {})}
    address = reverse("office_import", args=[language, upload.pk])
    return HttpResponseRedirect(f"{address}?{urlencode(words)}" if words else address)


def read_now(upload: Upload, layer: str, most: int = AT_ONCE) -> None:
    """Reads a file that is not too large to wait for; a larger one, or one that takes too long, is left to its job."""
    if upload.state == Upload.State.WAITING and not (upload.size <= most and read_in_time(upload)):
        later("read_upload", upload.organisation_id, upload=upload.pk)
    if layer == "paid":
        in_layer(upload.pk, layer)
    remind_office(timezone.localdate())


def read_in_time(upload: Upload) -> bool:
    try:
        with transaction.atomic(), at_most(SECONDS):
            read_upload(upload.pk)
    except TookTooLong:
        return False
    return True


def shown(request: Request, language: str, file: File | None, refusal: Refused | None = None) -> HttpResponse:
    """The drop form with what was wrong, and the files, the newest first."""
    found = (
        Upload.objects.exclude(format__in=APART)
        .defer("content", "report")
        .select_related("handed_in_by")
        .order_by("-pk")
    )
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    listed = [
        Listed(
            one.pk,
            one.name,
            f"office_imports.state_{one.state}",
            BADGES[one.state],
            one.handed_in_by.name,
            brief_day_of(one.handed_in_at, language),
        )
        for one in page
    ]
    about: dict[str, Any] = {"file": file, "listed": listed, "page": page, "most": settings.MOST_UPLOAD // 1_000_000}
    if refusal is not None:
        mend = sentence(f"{refusal.key}_mend", language, **refusal.words)
        about |= {"wrong": sentence(refusal.key, language), "mend": mend}
    return render(request, "office/imports/list.html", about, status=refusal.status if refusal else 200)
