"""Another issuer of cheques: what it takes over, its own list beside the book, and the swap written down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from tremplin.ground.patience import TookTooLong, at_most
from tremplin.intake.doubts import Doubt
from tremplin.office.ale.selectors.swap import Listed, listed, unsettled
from tremplin.office.ale.services import swap as service
from tremplin.office.ale.services.handing_in import AnotherFile
from tremplin.office.ale.services.issuer_table import Said
from tremplin.office.ale.services.swap import SwapFault
from tremplin.office.ale.services.swap_table import COLUMNS
from tremplin.office.ale.swap import FIELDS, SUMMED, Comparison, Difference, sums
from tremplin.office.ledger.models import Upload
from tremplin.office.ledger.selectors.reports import words_of
from tremplin.office.ledger.services.booking import EURO
from tremplin.office.pages.ale.cheques import swap_list
from tremplin.office.pages.ale.cheques.one_file import doubt, faults
from tremplin.office.pages.ale.cheques.place import door as book_door
from tremplin.office.pages.claims.export import XLSX
from tremplin.office.pages.forms import say
from tremplin.office.pages.imports.handing import handed_in, handing
from tremplin.office.pages.roles import MANAGING
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import brief_day_of
from tremplin.office.people.models import Reading
from tremplin.papers.saying import money
from tremplin.web.dropped.upload import Refused

SECONDS, SHOWN = 20, 60
"""What reading may take; differences and doubts that are shown one by one."""
OF_BOOK = {"cheques": "held", "value": "held", "paper": "held", "ranges": "held", "prepaid": "prepaid"}
OF_USER = ("user", "maximum", "address")
Wrong = tuple[str, str]


@handing
@office()
def swap(request: Request, language: str, refusal: Refused | None = None) -> HttpResponse:
    today = timezone.localdate()
    if refusal is not None:
        return shown(
            request, language, today, (say(refusal.key), say(f"{refusal.key}_mend", **refusal.words)), refusal.status
        )
    if request.method != "POST":
        form = request.GET.get("as", "")
        return given(request, language, today, form) if form else shown(request, language, today)
    try:
        done(request, today)
    except Refused as error:
        wrong = say(error.key), say(f"{error.key}_mend", **error.words)
        return shown(request, language, today, wrong, error.status)
    except AnotherFile:
        return shown(request, language, today, file_wrong("another"), 422)
    except TookTooLong:
        return shown(request, language, today, file_wrong("slow"), 422)
    except SwapFault as fault:
        return shown(request, language, today, (say("office_ale_swap.not"), fault_said(fault, language)), 422)
    return HttpResponseRedirect(reverse("office_ale_swap", args=[language]))


def file_wrong(why: str) -> Wrong:
    return say(f"office_ale_imports.file_{why}"), say(f"office_ale_imports.file_{why}_mend")


def done(request: Request, today: date) -> None:
    """What the form asks. Raises what the page says."""
    do, agent = request.POST.get("do", ""), request.seat.agent
    if do == "headings":
        typed = {name: request.POST.get(f"heading_{name}", "") for name in COLUMNS}
        service.keep_headings(typed, today, agent)
        messages.success(request, say("office_ale_swap.headings_kept"))
    elif do == "hand_in":
        name, content = handed_in(request)
        with at_most(SECONDS):
            upload = service.hand_in(name, content, agent)
        if upload.state == Upload.State.COMMITTED:
            messages.info(request, say("office_ale_swap.already"))
    elif do in ("columns", "aside", "swap"):
        upload = upload_of(request)
        if do == "columns":
            columns = {name: request.POST.get(f"column_{name}", "")[:80] for name in COLUMNS}
            service.agree(upload, columns, today, agent)
        elif do == "aside":
            service.put_aside(upload)
        else:
            swapped(request, upload, today)


def upload_of(request: Request) -> Upload:
    """The list that a form is about. Raises SwapFault."""
    pk = request.POST.get("upload", "")
    usable = pk.isascii() and pk.isdigit() and len(pk) < 19
    found = Upload.objects.filter(pk=int(pk), format=service.SWAP).defer("content").first() if usable else None
    if found is None:
        raise SwapFault("open")
    return found


def swapped(request: Request, upload: Upload, today: date) -> None:
    if request.seat.role not in MANAGING:
        raise SwapFault("manager")
    try:
        day = date.fromisoformat(request.POST.get("day", "").strip())
    except ValueError:
        raise SwapFault("day") from None
    service.swap(upload, day, request.POST.get("issuer", ""), today, request.seat.agent)
    messages.success(request, say("office_ale_swap.swapped"))


def fault_said(fault: SwapFault, language: str) -> str:
    words = dict(fault.words)
    if "name" in words:
        words["name"] = say(f"office_ale_swap.column_{words['name']}")
    if "day" in words:
        words["day"] = brief_day_of(words["day"], language)
    if one := fault.difference:
        kind = say(f"office_ale_swap.kind_{one.kind}")
        here, there = (swap_list.said(row, one.kind, language) for row in (one.ours, one.theirs))
        words |= {"number": one.number, "what": kind, "ours": here, "theirs": there}
    return say(fault.key, **words)


def given(request: Request, language: str, today: date, form: str) -> HttpResponse:
    """A file to be saved: our list, or what differs. What it tells of people is noted."""
    ours = listed(today)
    if form == "differences":
        upload = service.open_rehearsal()
        found = service.compared(upload, ours) if upload else None
        note(request, ours, "swap: differences", {one.number for one in found.differences} if found else set())
        body = swap_list.differences_csv(found.differences if found else (), language)
        return saved(body, "text/csv; charset=utf-8", f"differences-{today}.csv")
    note(request, ours, "swap: list", {one.row.number for one in ours})
    headings = swap_list.headings_of(service.headings(), language)
    if form == "xlsx":
        return saved(swap_list.as_xlsx(ours, headings), XLSX, f"swap-{today}.xlsx")
    return saved(swap_list.as_csv(ours, headings), "text/csv; charset=utf-8", f"swap-{today}.csv")


def saved(body: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(body, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def note(request: Request, ours: Sequence[Listed], what: str, numbers: set[str]) -> None:
    """A line of the log of readings for each household whose address is told."""
    of = {
        one.authorisation.user.person_id
        for one in ours
        if one.authorisation and one.row.number in numbers and one.authorisation.user.person_id
    }
    Reading.objects.bulk_create(Reading(agent=request.seat.agent, person_id=pk, what=what) for pk in sorted(of))


def shown(
    request: Request, language: str, today: date, wrong: Wrong | None = None, status: int = 200
) -> HttpResponse:  # fmt: skip
    ours, typed = listed(today), request.POST if status == 422 else {}
    headings = swap_list.headings_of(service.headings(), language)
    words: dict[str, Any] = {
        "wrong": wrong, "sums": sums(one.row for one in ours), "most": settings.MOST_UPLOAD // 1_000_000,
        "unsettled": [(count, money(price, language)) for price, count in unsettled().items()],
        "headings": [(name, f"office_ale_swap.column_{name}", typed.get(f"heading_{name}", headings.get(name, ""))) for name in COLUMNS],  # noqa: E501
        "headings_open": typed.get("do") == "headings",
        "swaps": [swap_said(one, language) for one in service.swaps()],
        "issuer": typed.get("issuer", ""), "day": typed.get("day") or today.isoformat(),
        "manages": request.seat.role in MANAGING,
    }  # fmt: skip
    if upload := service.open_rehearsal():
        words |= rehearsed(request, language, upload, ours)
    return render(request, "office/ale/cheques/swap.html", words, status=status)


def rehearsed(request: Request, language: str, upload: Upload, ours: Sequence[Listed]) -> dict[str, Any]:
    """The list that was handed in, beside ours."""
    words: dict[str, Any] = {"upload": upload, "faults": faults(upload, language)}
    if upload.state == Upload.State.FAILED:
        return words
    report = upload.report
    titles = [heading for heading in dict.fromkeys(report["headings"]) if heading]
    words |= {
        "columns": [
            (name, f"office_ale_swap.column_{name}", report["columns"].get(name, ""), name in report["lacks"])
            for name in COLUMNS
        ],
        "titles": titles,
        "lacks": [say(f"office_ale_swap.column_{name}") for name in report["lacks"]],
        "doubts": [doubt(Said(**one), language) for one in report["doubts"][:SHOWN]],
        "notes": [Doubt(one["place"], one["key"], words_of(one), "").text(language) for one in report["notes"]],
    }
    found = service.compared(upload, ours)
    if found is None:
        return words
    note(request, ours, "swap", {one.number for one in found.differences[:SHOWN] if one.kind == "address"})
    fault = service.hindered(upload, ours)
    return words | {
        "found": found,
        "compared": totals(found, language),
        "uncompared": [say(f"office_ale_swap.column_{name}") for name in FIELDS if name not in found.fields],
        "differences": [row(one, language) for one in found.differences[:SHOWN]],
        "more": max(0, len(found.differences) - SHOWN),
        "hindered": fault_said(fault, language) if fault else "",
    }


def totals(found: Comparison, language: str) -> list[dict[str, str]]:
    """The sums of both lists; what theirs does not tell is `–`."""

    def amount(name: str, value: int) -> str:
        return money(value, language) if name in swap_list.MONEY else str(value)

    rows = []
    for name in ("rows", *SUMMED):
        here, there = getattr(found.ours, name), getattr(found.theirs, name)
        told = name in found.summed
        rows.append(
            {
                "label": f"office_ale_swap.sum_{name}",
                "ours": amount(name, here),
                "theirs": amount(name, there) if told else "–",
                "gap": amount(name, there - here) if told else "–",
                "differs": "yes" if told and here != there else "",
            }
        )
    return rows


def row(one: Difference, language: str) -> dict[str, Any]:
    """A difference with what each list says, what to do, and the one page to look at."""
    return {
        "one": one,
        "kind": f"office_ale_swap.kind_{one.kind}",
        "do": f"office_ale_swap.do_{one.kind}",
        "ours": swap_list.said(one.ours, one.kind, language),
        "theirs": swap_list.said(one.theirs, one.kind, language),
        **door(one, language),
    }


def door(one: Difference, language: str) -> dict[str, str]:
    mine = one.ours
    if mine is None:
        address = reverse("office_ale_cheques", args=[language])
        return {"door": f"{address}?{urlencode({'q': one.number})}", "open": "office_ale_swap.open_search"}
    if one.kind in OF_USER and mine.user:
        return {"door": reverse("office_ale_user", args=[language, mine.user]), "open": "office_ale_swap.open_user"}
    word = OF_BOOK.get(one.kind, "" if mine.user else "held")
    stands = mine.prepaid if word == "prepaid" else mine.cheques or mine.paper
    if word and stands:  # Otherwise the book may have no such account yet.
        unit = EURO if word == "prepaid" else mine.price or EURO
        return {"door": book_door(language, f"{word}:{one.number}", unit), "open": "office_ale_swap.open_entries"}
    return {"door": reverse("office_ale_cheques_of", args=[language, one.number]), "open": "office_ale_swap.open_place"}


def swap_said(upload: Upload, language: str) -> dict[str, Any]:
    """A swap that was written down."""
    kept = upload.report["swap"]
    return {
        "issuer": kept["issuer"], "day": brief_day_of(date.fromisoformat(kept["day"]), language), "sums": kept["sums"],
        "value": money(kept["sums"]["value"], language), "by": upload.committed_by,
    }  # fmt: skip
