"""Files of the issuer and of the bank that were handed in, and the place to drop one."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from tremplin.ground.patience import TookTooLong, at_most
from tremplin.office.ale.services.handing_in import FORMATS, AnotherFile, hand_in
from tremplin.office.ledger.models import Upload
from tremplin.office.pages.forms import say
from tremplin.office.pages.imports.handing import handed_in, handing
from tremplin.office.pages.imports.listing import BADGES
from tremplin.office.pages.seat import Request, office
from tremplin.web.dropped.upload import Refused

SECONDS = 20
"""What reading may take."""
A_PAGE = 30


@handing
@office()
def files(request: Request, language: str, refusal: Refused | None = None) -> HttpResponse:
    """The list; what is dropped is kept, read, and shown on its own page."""
    if refusal is not None or request.method != "POST":
        return shown(request, language, refusal)
    try:
        name, content = handed_in(request)
        with at_most(SECONDS):
            upload, again = hand_in(name, content, request.seat.agent)
    except Refused as error:
        return shown(request, language, error)
    except AnotherFile:
        return shown(request, language, None, "another")
    except TookTooLong:
        return shown(request, language, None, "slow")
    address = reverse("office_ale_import", args=[language, upload.pk])
    return HttpResponseRedirect(f"{address}?{urlencode({'again': '1'})}" if again else address)


def shown(request: Request, language: str, refusal: Refused | None, why: str = "") -> HttpResponse:
    found = Upload.objects.defer("content", "report").filter(format__in=FORMATS).select_related("handed_in_by")
    page = Paginator(found.order_by("-pk"), A_PAGE).get_page(request.GET.get("page"))
    wrong = (say(refusal.key), say(f"{refusal.key}_mend", **refusal.words)) if refusal else None
    if why:
        wrong = say(f"office_ale_imports.file_{why}"), say(f"office_ale_imports.file_{why}_mend")
    words = {
        "rows": [(one, BADGES[one.state], f"office_imports.state_{one.state}") for one in page],
        "page": page, "most": settings.MOST_UPLOAD // 1_000_000, "wrong": wrong,
    }  # fmt: skip
    status = refusal.status if refusal else 422 if why else 200
    return render(request, "office/ale/cheques/files.html", words, status=status)
