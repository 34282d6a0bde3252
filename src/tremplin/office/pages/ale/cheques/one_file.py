"""One file of the issuer or the bank: what was read, every doubt, its columns, and the button that takes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from tremplin.ground.sentences import sentence
from tremplin.intake.doubts import Doubt
from tremplin.office.ale.services import bank, issuer
from tremplin.office.ale.services.handing_in import FORMATS, put_aside
from tremplin.office.ale.services.issuer import ISSUER, NotReady
from tremplin.office.ale.services.issuer_table import COLUMNS, Said
from tremplin.office.ledger.models import Upload
from tremplin.office.ledger.selectors.reports import faults_of, words_of
from tremplin.office.pages.ale.cheques.acting import MOST_ID
from tremplin.office.pages.forms import say
from tremplin.office.pages.imports.listing import BADGES
from tremplin.office.pages.originals import as_it_came
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import brief_day_of, month_said
from tremplin.papers.saying import money

A_PAGE, SHOWN = 50, 200
"""Lines of a page; doubts that are shown one by one."""
MONEY = ("expected", "said_cents", "before", "now")


@office()
def one(request: Request, language: str, pk: int) -> HttpResponse:
    upload = upload_or_404(pk)
    if request.method != "POST":
        return render(request, "office/ale/cheques/file.html", shown(request, language, upload))
    try:
        acted(request, language, upload)
    except NotReady as error:
        messages.error(request, say(error.key, **error.words), extra_tags="stop")
    return HttpResponseRedirect(reverse("office_ale_import", args=[language, pk]))


@office()
def original(request: Request, language: str, pk: int) -> HttpResponse:
    """The file as it came, to be saved."""
    upload = upload_or_404(pk)
    people: list[int] = []
    if upload.format == ISSUER and upload.state != Upload.State.FAILED:
        matched, _ = issuer.matched(upload.report["lines"], upload.report["columns"])
        people = [one.worker.person_id for one in matched if one.worker]
    return as_it_came(request, upload, f"original {upload.pk}", people)


def upload_or_404(pk: int) -> Upload:
    found = Upload.objects.defer("content").select_related("handed_in_by", "committed_by")
    upload = found.filter(pk=pk, format__in=FORMATS).first() if pk <= MOST_ID else None
    if upload is None:
        raise Http404(pk)
    return upload


def acted(request: Request, language: str, upload: Upload) -> None:
    do, agent = request.POST.get("do", ""), request.seat.agent
    if do == "aside":
        put_aside(upload)
    elif do == "columns" and upload.format == ISSUER:
        columns = {name: request.POST.get(f"column_{name}", "")[:80] for name in COLUMNS}
        issuer.agree(upload, columns, timezone.localdate(), agent)
        messages.success(request, say("office_ale_imports.columns_kept"))
    elif do == "commit":
        if upload.format == ISSUER:
            month = read_month(request.POST.get("month", ""))
            count = issuer.commit_issuer(upload, month, agent)
            said = say("office_ale_imports.committed_month", count=count, month=month_said(month, language))
        else:
            said = say("office_ale_imports.committed", count=bank.commit_bank(upload, agent))
        messages.success(request, said)


def read_month(said: str) -> date:
    """`2026-10`, `10/2026`. Raises NotReady."""
    first, _, last = said.strip().replace("/", "-").partition("-")
    year, number = (first, last) if len(first) == 4 else (last, first)
    if year.isascii() and number.isascii() and year.isdigit() and number.isdigit() and len(number) <= 2:
        if 1994 <= int(year) <= 2100 and 1 <= int(number) <= 12:
            return date(int(year), int(number), 1)
    raise NotReady("month")


def shown(request: Request, language: str, upload: Upload) -> dict[str, Any]:
    report, is_issuer = upload.report, upload.format == ISSUER
    words: dict[str, Any] = {
        "upload": upload, "is_issuer": is_issuer, "badge": BADGES[upload.state],
        "state": f"office_imports.state_{upload.state}", "again": "again" in request.GET,
        "open": upload.state == Upload.State.READ, "faults": faults(upload, language),
    }  # fmt: skip
    if upload.state == Upload.State.FAILED:
        return words
    doubts = [Said(**one) for one in report["doubts"]]
    lines = report["lines"]
    page: Page[Any]
    if is_issuer:
        matched, more = issuer.matched(lines, report["columns"])
        page = Paginator(matched, A_PAGE).get_page(request.GET.get("page"))
        month = issuer.month_of(lines) or timezone.localdate().replace(day=1)
        words |= {
            "columns": columns(report), "changed": report["changed"], "lacks": bool(report["lacks"]),
            "agreed": report["is_agreed"], "month": f"{month:%Y-%m}", "rows": [issuer_row(one, language) for one in page],  # noqa: E501
            "cheques": sum(line["count"] for line in lines),
            "since": brief_day_of(date.fromisoformat(report["changed"]["since"]), language)
            if report["changed"] else "",
        }  # fmt: skip
    else:
        more = bank.doubts_now(upload) if upload.state == Upload.State.READ else []
        places = bank.authorisations_of(lines)
        page = Paginator(lines, A_PAGE).get_page(request.GET.get("page"))
        words |= {
            "statements": [statement(one, language) for one in report["statements"]],
            "movements": [movement(line, places, language) for line in page],
            "refused": any(one.refused for one in more),
        }
    told = sorted([*doubts, *more], key=lambda one: (not one.refused, one.row))
    words |= {
        "page": page, "count": len(lines), "left_out": len({one.row for one in doubts if one.refused and one.row}),
        "doubts": [doubt(one, language) for one in told[:SHOWN]], "more": max(0, len(told) - SHOWN),
        "doubt_count": len(told),
        "notes": [Doubt(one["place"], one["key"], words_of(one), "").text(language) for one in report["notes"]],
    }  # fmt: skip
    return words


def faults(upload: Upload, language: str) -> Sequence[str]:
    """Why nothing of it was read."""
    if refused := upload.report.get("refused"):
        one = doubt(Said(**refused), language)
        return [f"{one['place']} {one['reason']} {one['mend']}".strip()]
    return [fault.text(language) for fault in faults_of(upload)]


def doubt(one: Said, language: str) -> dict[str, Any]:
    """Where, what is wrong, and how it is mended."""
    words = {name: said_word(name, word, language) for name, word in one.words.items()}
    where = [sentence("office_ale_imports.row", language, row=one.row)] if one.row else []
    if one.key == "column_missing":
        where, words = [], {"name": sentence(f"office_ale_imports.column_{one.column}", language)}
    elif one.column:
        where.append(one.column)
    return {
        "place": ", ".join(where), "refused": one.refused,
        "reason": sentence(f"office_ale_imports.doubt_{one.key}", language, **words),
        "mend": sentence(f"office_ale_imports.doubt_{one.key}_mend", language, **words),
    }  # fmt: skip


def said_word(name: str, word: Any, language: str) -> Any:
    if isinstance(word, int) and name in MONEY:
        return money(word, language)
    return brief_day_of(date.fromisoformat(word), language) if name == "day" else word


def columns(report: dict[str, Any]) -> list[dict[str, Any]]:
    headings = [heading for heading in dict.fromkeys(report["headings"]) if heading]
    return [
        {
            "name": name, "label": f"office_ale_imports.column_{name}", "chosen": report["columns"].get(name, ""),
            "headings": headings, "missing": name in report["lacks"],
        }
        for name in COLUMNS
    ]  # fmt: skip


def issuer_row(one: issuer.Matched, language: str) -> dict[str, Any]:
    day = one.line["day"]
    said = brief_day_of(date.fromisoformat(day), language) if day else "–"
    return {"line": one.line, "worker": one.worker, "authorisation": one.authorisation, "day": said}


def statement(one: dict[str, Any], language: str) -> dict[str, Any]:
    days = {name: brief_day_of(date.fromisoformat(one[name]), language) for name in ("opened_on", "closed_on")}
    return {**one, **days, "opening": money(one["opening"], language), "closing": money(one["closing"], language)}


def movement(line: dict[str, Any], places: dict[str, Any], language: str) -> dict[str, Any]:
    place = places.get(line["structured"][: bank.NUMBER]) if line["amount"] > 0 else None
    count, rest = divmod(line["amount"], place.price) if place else (0, 1)
    return {
        **line, "day": brief_day_of(date.fromisoformat(line["day"]), language),
        "amount": money(line["amount"], language), "place": place, "buys": count if not rest else 0,
        "ogm": "/".join((line["structured"][:3], line["structured"][3:7], line["structured"][7:]))
        if line["structured"] else "",
    }  # fmt: skip
