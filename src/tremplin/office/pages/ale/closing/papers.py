"""The papers of a closed month: made, how far they are, each of them, and all in one ZIP."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from tremplin.office.ale.matching.money import is_iban
from tremplin.office.ale.models import Closing, User
from tremplin.office.ale.selectors import closing as selector
from tremplin.office.ale.selectors.month_papers import LeftOut
from tremplin.office.ale.services import month_papers as service
from tremplin.office.ale.services.month_papers import BODY, INVOICE, KINDS, STATEMENT, TABLE, TRANSFERS, Making
from tremplin.office.documents.models import Document
from tremplin.office.jobs.selectors import is_under_way
from tremplin.office.jobs.tasks import later
from tremplin.office.pages.ale.closing import month as page_of_month
from tremplin.office.pages.ale.closing import showing
from tremplin.office.pages.ale.closing.approving import JOB as CLOSE
from tremplin.office.pages.ale.closing.approving import refused_said
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office
from tremplin.office.people.models import Reading

JOB = "month_papers"
AT_ONCE = 24
"""Papers that are made while the page is waited for; more are made by a job."""
A_PAGE = 60
BAR = 320
"""The width of the drawing of how far it is."""
GROUPS = (TRANSFERS, BODY, INVOICE, STATEMENT)
FIRST = (1980, 1, 1, 0, 0, 0)
"""The day of all files in a ZIP: the same papers are the same bytes."""


@office()
def papers(request: Request, language: str, month: str) -> HttpResponse:
    asked = showing.asked(month)
    found = selector.closings_of(asked)
    closings = [of for of in found if of.state == Closing.State.APPROVED]
    shown = page_of_month.head(language, asked) | stands(request, found)
    if not closings or shown["approving"]:
        return render(request, "office/ale/closing/papers.html", shown | {"closing": None})
    closing = chosen(request.POST if request.method == "POST" else request.GET, closings)
    making = Making(closing, request.seat.organisation)
    if request.method == "POST":
        return make(request, language, month, making)
    return render(request, "office/ale/closing/papers.html", shown | context(request, language, making, closings))


def stands(request: Request, found: Sequence[Closing]) -> dict[str, Any]:
    """Whether a closing is being approved in the background, or was refused there."""
    last = found[-1] if found else None
    if last is None or last.state != Closing.State.PREVIEWED:
        return {"approving": False, "refused": ""}
    approving = is_under_way(CLOSE, request.seat.organisation.pk, closing=last.pk)
    return {"approving": approving, "refused": "" if approving else refused_said(last.totals)}


def chosen(given: Any, closings: Sequence[Closing]) -> Closing:
    """The closing that is asked for by its number; otherwise the last one. Raises Http404."""
    text = str(given.get("n", ""))
    if not text:
        return closings[-1]
    found = next((of for of in closings if str(of.number) == text), None)
    if found is None:
        raise Http404
    return found


def make(request: Request, language: str, month: str, making: Making) -> HttpResponse:
    """Few papers at once; many by a job, whose way the page shows."""
    closing, seat = making.closing, request.seat
    if left(making) <= AT_ONCE:
        service.make_all(making.closing, seat.organisation, timezone.localdate(), seat.agent)
        messages.success(request, say("office_ale_papers.done"), extra_tags="good")
    else:
        later(JOB, seat.organisation.pk, closing=closing.pk, agent=seat.agent.pk)
    back = reverse("office_ale_close_papers", args=[language, month])
    return HttpResponseRedirect(f"{back}?{urlencode({'n': closing.number})}")


def left(making: Making) -> int:
    return sum(1 for one in making.sheets() if making.key(one.kind, one.target) not in made_of(making.closing))


def made_of(closing: Closing) -> dict[str, Document]:
    """The papers of a closing by their key, without their content."""
    found = Document.objects.filter(key__startswith=service.prefix(closing)).defer("content", "stated")
    return {one.key or "": one for one in found.select_related("person").order_by("pk")}


def context(request: Request, language: str, making: Making, closings: Sequence[Closing]) -> dict[str, Any]:
    closing, made = making.closing, made_of(making.closing)
    wanted = [making.key(one.kind, one.target) for one in making.sheets()]
    done = sum(1 for key in wanted if key in made)
    by_kind = {kind: [one for one in made.values() if one.kind == kind] for kind in KINDS}
    page = Paginator(by_kind[STATEMENT], A_PAGE).get_page(request.GET.get("page"))
    tables = {target_of(one): address(language, one) for one in by_kind[TABLE]}
    users = User.objects.filter(number__in=[target_of(one) for one in by_kind[INVOICE]]).select_related("person")
    names = {user.number: str(user) for user in users}
    listed = by_kind | {STATEMENT: list(page)}
    rows = {kind: [row(one, language, tables, names) for one in listed[kind]] for kind in GROUPS}
    return {
        "closing": closing,
        "closings": closings if len(closings) > 1 else [],
        "wanted": len(wanted),
        "done": done,
        "left": len(wanted) - done,
        "share": BAR * done // max(1, len(wanted)),
        "bar": BAR,
        "under_way": done < len(wanted)
        and any(is_under_way(job, request.seat.organisation.pk, closing=closing.pk) for job in (JOB, CLOSE)),
        "groups": [(kind, len(by_kind[kind]), rows[kind]) for kind in GROUPS if rows[kind]],
        "page": page,
        "query": urlencode({"n": closing.number}),
        "statements": STATEMENT,
        "left_out": [out_said(one, language) for one in making.of.transfers[1]],
        "no_account": bool(making.of.transfers[0]) and not is_iban(request.seat.organisation.iban),
        "may_write": request.seat.writes,
    }


def target_of(one: Document) -> str:
    return (one.key or "").rpartition(":")[2]


def row(one: Document, language: str, tables: dict[str, str], names: dict[str, str]) -> dict[str, Any]:
    """A line of the page; the list of a body has its table beside it."""
    return {
        "title": str(one.person) if one.person else names.get(target_of(one), one.title),
        "number": one.number,
        "address": address(language, one),
        "table": tables.get(target_of(one), "") if one.kind == BODY else "",
        "target": target_of(one) if one.kind in (INVOICE, STATEMENT) else "",
        "language": one.language,
        "at": one.made_at,
    }


def address(language: str, one: Document) -> str:
    year, count = one.number.split("/")
    return reverse("office_paper", args=[language, int(year), int(count)])


def out_said(one: LeftOut, language: str) -> dict[str, str]:
    why = say(f"office_ale_papers.out_{one.why}", iban=one.worker.iban)
    return {"who": str(one.worker.person), "number": one.worker.number, "why": why,
            "amount": showing.money(one.cents, language)}  # fmt: skip


@office()
def bundle(request: Request, language: str, month: str) -> HttpResponse:
    """All papers of a closing that are made; reading them is written down."""
    asked = showing.asked(month)
    closings = [of for of in selector.closings_of(asked) if of.state == Closing.State.APPROVED]
    if not closings:
        raise Http404
    closing = chosen(request.GET, closings)
    found = Document.objects.filter(key__startswith=service.prefix(closing)).order_by("pk")
    kept, people, is_empty = io.BytesIO(), set[int](), True
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        for one in found.iterator(chunk_size=20):
            name = f"{say(f'office_ale_papers.group_{group_of(one.kind)}')}/{one.number.replace('/', '-')}-{one.name}"
            file.writestr(zipfile.ZipInfo(name, FIRST), bytes(one.content), zipfile.ZIP_DEFLATED)
            people |= {one.person_id} if one.person_id else set()
            is_empty = False
    if is_empty:
        raise Http404
    Reading.objects.bulk_create(
        Reading(agent=request.seat.agent, person_id=of, what=f"month papers {month}") for of in sorted(people)
    )
    name = f"{request.seat.organisation.prefix}-{month}-{closing.number}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(kept.getvalue(), content_type="application/zip", headers=headers)


def group_of(kind: str) -> str:
    return BODY if kind == TABLE else kind
