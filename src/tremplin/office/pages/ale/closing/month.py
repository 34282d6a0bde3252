"""Closing a month: what agrees, the exceptions with one action each, and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode

from tremplin.office.ale.models import Closing, ClosingLine, IssuerLine
from tremplin.office.ale.selectors import closing as selector
from tremplin.office.ale.selectors.closing_sums import goes
from tremplin.office.ale.services import closing as service
from tremplin.office.ale.services.refusing_closing import Refused
from tremplin.office.ale.services.resolving import ACTIONS, resolve
from tremplin.office.pages.ale.closing import showing
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office

A_PAGE, EXCEPTIONS = 60, 100
State = Closing.State
STATE = "office_ale_closing.state_"
STEPS = ("import", "match", "preview", "approve", "papers")


@office()
def listing(request: Request, language: str) -> HttpResponse:
    """The months, with the one to close first."""
    today = timezone.localdate()
    wanted = step(today.replace(day=1), -1)
    found = selector.months()
    rows = [
        (of, door(of, request, language), showing.month_name(of.month, language), say(f"{STATE}{of.state}"))
        for of in found
    ]
    shown = {
        "rows": rows,
        "wanted": None if wanted in {of.month for of in found} else f"{wanted:%Y-%m}",
        "wanted_name": showing.month_name(wanted, language),
    }
    return render(request, "office/ale/closing/listing.html", shown)


def door(of: Closing, request: Request, language: str) -> str:
    """The page of a month; where it waits for the yes of whoever asks, that of its preview."""
    waits = of.state == State.PREVIEWED and of.prepared_by_id != request.seat.agent.pk
    return reverse("office_ale_close_preview" if waits else "office_ale_close", args=[language, f"{of.month:%Y-%m}"])


@office()
def close(request: Request, language: str, month: str) -> HttpResponse:
    asked = showing.asked(month)
    if request.method == "POST":
        return act(request, language, asked)
    closings = selector.closings_of(asked)
    closing = closings[-1] if closings else None
    return render(request, "office/ale/closing/month.html", context(request, language, asked, closing, closings))


def context(
    request: Request, language: str, month: date, closing: Closing | None, closings: list[Closing]
) -> dict[str, Any]:  # fmt: skip
    approved = closing is not None and closing.state == State.APPROVED
    if closing is None:
        lines: list[ClosingLine] = []
    elif approved:
        lines = selector.pending(month)
    else:
        lines = list(selector.exceptions(closing))
    total = closing.lines.count() if closing else 0
    excepted = closing.lines.exclude(cause="").count() if closing else 0
    shown, source = lines[:EXCEPTIONS], told_source(month)
    has_files = bool(source["issuer"] and source["bank"])
    return {
        **head(language, month),
        "closing": closing,
        "approved": approved,
        "steps": stepper(closing, has_files),
        "rows": rows_of(shown, language),
        "count": len(lines),
        "hidden": len(lines) - len(shown),
        "left": sum(1 for of in lines if not of.resolved),
        "chase": sum(1 for of in lines if ACTIONS[of.cause] == "chase" and not of.resolved) if not approved else 0,
        "total": total,
        "agreeing": total - excepted,
        "share": percent(excepted, total),
        "source": source,
        "has_files": has_files,
        "before": [of for of in closings if of.state == State.APPROVED and of != closing],
        "over": month <= timezone.localdate(),
        "may_write": request.seat.writes,
    }


def head(language: str, month: date) -> dict[str, Any]:
    before, after = step(month, -1), step(month, 1)
    return {
        "month": f"{month:%Y-%m}", "named": showing.month_name(month, language), "prior": f"{before:%Y-%m}",
        "prior_name": showing.month_name(before, language), "next": f"{after:%Y-%m}",
        "next_name": showing.month_name(after, language),
    }  # fmt: skip


def step(month: date, by: int) -> date:
    place = month.year * 12 + month.month - 1 + by
    return date(place // 12, place % 12 + 1, 1)


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}".replace(".", ",") if whole else "0"


def stepper(closing: Closing | None, has_files: bool = True) -> list[tuple[str, str]]:
    """Each step with where it stands: done, now, or nothing."""
    places = {State.MATCHING: 1, State.PREVIEWED: 3, State.APPROVED: 4}
    now = int(has_files) if closing is None else places.get(State(closing.state), 1)
    return [
        (say(f"office_ale_closing.step_{name}"), "done" if place < now else "now" if place == now else "")
        for place, name in enumerate(STEPS)
    ]


def rows_of(lines: list[ClosingLine], language: str) -> list[showing.Row]:
    names = showing.Names.of(lines)
    counts = dict(
        IssuerLine.objects.filter(pk__in={pk for of in lines for pk in of.issuer_lines}).values_list("pk", "count")
    )
    return [showing.row_of(of, names, counts, language) for of in lines]


def told_source(month: date) -> dict[str, Any]:
    found = selector.source(month)
    channels = ", ".join(
        say(f"office_ale_closing.channel_{name}", count=count) for name, count in found.channels.items()
    )  # fmt: skip
    return {"visits": found.visits, "channels": channels, "issuer": found.issuer, "bank": found.bank}


@office()
def agreed(request: Request, language: str, month: str) -> HttpResponse:
    """The lines that agree, a page at a time."""
    asked = showing.asked(month)
    closing = get_object_or_404(
        Closing.objects.exclude(state=State.LEFT), month=asked, number=number_of(request, asked)
    )  # fmt: skip
    page = Paginator(selector.agreeing(closing), A_PAGE).get_page(request.GET.get("page"))
    shown = head(language, asked) | {
        "closing": closing, "rows": rows_of(list(page), language), "page": page,
        "query": urlencode({"n": closing.number}),
    }  # fmt: skip
    return render(request, "office/ale/closing/agreed.html", shown)


def number_of(request: Request, month: date) -> int:
    """The closing that is asked for, otherwise the last one."""
    text = request.GET.get("n", "")
    if text.isascii() and text.isdigit() and len(text) < 5:
        return int(text)
    closings = selector.closings_of(month)
    return closings[-1].number if closings else 0


def act(request: Request, language: str, month: date) -> HttpResponse:
    """Carries out a button of the page and comes back to it."""
    back = reverse("office_ale_close", args=[language, f"{month:%Y-%m}"])
    acts: dict[str, Callable[[Request, date], str]] = {
        "prepare": prepare, "preview": preview, "leave": leave, "chase": chase, "resolve": resolve_one,
    }  # fmt: skip
    name = "resolve" if "line" in request.POST else request.POST.get("act", "")
    if name in acts:
        try:
            onward = acts[name](request, month)
        except Refused as refused:
            messages.warning(request, refused.text(translation.get_language() or "fr"), extra_tags="care")
            if refused.key.endswith("changed"):
                service.prepare(month, request.seat.agent)
        else:
            if onward:
                return HttpResponseRedirect(reverse(onward, args=[language, f"{month:%Y-%m}"]))
    return HttpResponseRedirect(back)


def prepare(request: Request, month: date) -> str:
    if month > timezone.localdate():
        raise Refused("too_early")
    was = Closing.objects.filter(month=month).order_by("-number").first()
    now = service.prepare(month, request.seat.agent)
    if was is not None and was == now and was.state == State.APPROVED:
        told(request, "nothing_differs")
    return ""


def preview(request: Request, month: date) -> str:
    service.preview(month, request.seat.agent, version_of(request))
    return "office_ale_close_preview"


def version_of(request: Request) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def leave(request: Request, month: date) -> str:
    service.leave(month, request.seat.agent)
    told(request, "left")
    return ""


def chase(request: Request, month: date) -> str:
    """Notes for all that are late at once that they were chased."""
    closing = Closing.objects.filter(month=month, state__in=service.UNDER_WAY).first()
    lines = list(selector.exceptions(closing).filter(resolved="")) if closing else []
    late = [of for of in lines if ACTIONS[of.cause] == "chase"]
    for of in late:
        resolve(of, "chase", request.seat.agent)
    told(request, "chased", count=len(late))
    return ""


def resolve_one(request: Request, month: date) -> str:
    text = request.POST.get("line", "")
    pk = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
    line = get_object_or_404(ClosingLine, pk=pk, closing__month=month)
    done = resolve(line, ACTIONS.get(line.cause, ""), request.seat.agent)
    again(done, request)
    told(request, f"told_{done.resolved}")
    return ""


def again(line: ClosingLine, request: Request) -> None:
    """Matches the month again where a record was mended."""
    if showing.mends(line.resolved) and not goes_already(line):
        service.prepare(line.closing.month, request.seat.agent)


def goes_already(line: ClosingLine) -> bool:
    return line.closing.state == State.APPROVED and goes(line, line.closing)


def told(request: Request, key: str, **words: object) -> None:
    messages.success(request, say(f"office_ale_closing.{key}", **words), extra_tags="good")
