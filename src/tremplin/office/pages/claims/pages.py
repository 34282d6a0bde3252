"""The subsidy of a month: what is expected, what was claimed and what became of it, and what still may come."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from tremplin.office.article60.selectors import claims
from tremplin.office.article60.selectors.claims import Month
from tremplin.office.article60.services import claiming
from tremplin.office.article60.services.papers.clause import PaperFault
from tremplin.office.article60.services.papers.month import month_paper
from tremplin.office.organisations.selectors import law_here
from tremplin.office.pages.claims import export, showing
from tremplin.office.pages.claims.forms import EventForm
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import month_said
from tremplin.office.people.models import Reading

A_PAGE = 40
FIRST_YEAR, LAST_YEAR = 2000, 2100
MONTH = re.compile(r"(\d{4})-(\d{2})")


@office()
def month(request: Request, language: str) -> HttpResponse:
    """A month; `?year=` a year. Its buttons prepare, claim, and enter answers and payments of all that is ticked."""
    if request.method == "POST":
        return act(request, language)
    today = timezone.localdate()
    if re.fullmatch(r"\d{4}", request.GET.get("year", "")):
        return year(request, language, int(request.GET["year"]))
    asked = asked_month(request.GET, today)
    found = claims.month_of(asked)
    if request.GET.get("as") == "xlsx":
        logged(request, found.lines, f"claims {asked:%Y-%m}")
        shown = claims.matching(found.lines, request.GET.get("state", ""), request.GET.get("q", ""))
        return saved(export.month_book(shown, language), f"claims-{asked:%Y-%m}.xlsx")
    return render(request, "office/claims/month.html", context(request, language, found, today))


def context(request: Request, language: str, found: Month, today: date) -> dict[str, Any]:
    state, words = request.GET.get("state", ""), request.GET.get("q", "")[:80]
    lines = claims.matching(found.lines, state, words)
    page = Paginator(lines, A_PAGE).get_page(request.GET.get("page"))
    law, ages = law_here(), claims.ages(today)
    return {
        "month": found,
        "named": month_said(found.month, language),
        "before": step(found.month, -1),
        "after": step(found.month, 1),
        "rows": [showing.row_of(line, law, language) for line in page],
        "page": page,
        "query": urlencode({"month": f"{found.month:%Y-%m}", "state": state, "q": words}),
        "state": state,
        "words": words,
        "chips": showing.chips(found, language, state),
        "expected": showing.money(found.total.expected, language),
        "equation": showing.equation(found.total, language),
        "open_claimed": showing.money(found.open.claimed, language) if found.open.claimed else "",
        "open_paid": showing.money(found.open.paid, language) if found.open.paid else "",
        "booked": showing.money(found.booked, language),
        "ages": showing.ages_said(ages.steps, language),
        "ages_total": showing.money(ages.total, language),
        "oldest": [
            (
                line,
                month_said(line.month, language),
                showing.money(line.sums.outstanding, language),
                (today - (line.last_claimed or today)).days,
            )
            for line in ages.oldest
        ],  # fmt: skip
        "ready": len(found.ready),
        "ready_amount": showing.money(sum(line.sums.to_claim for line in found.ready), language),
        "unanswered": sum(1 for line in found.lines if line.sums.waiting > 0),
        "unpaid": sum(1 for line in found.lines if line.sums.owed > 0),
        "may_write": request.seat.writes,
        "form": EventForm(),
        "today": today,
    }


ACTS = ("prepare", "paper", "claimed", "accepted", "paid")


def act(request: Request, language: str) -> HttpResponse:
    """Carries out a button and comes back to the month."""
    today, agent = timezone.localdate(), request.seat.agent
    asked = asked_month(request.POST, today)
    back = f"{reverse('office_claims', args=[language])}?month={asked:%Y-%m}"
    wanted = request.POST.get("act", "")
    if wanted == "prepare":
        run = claiming.prepare(asked, today, agent)
        told(request, "prepared", made=run.made, renewed=run.renewed)
    elif wanted == "paper":
        try:
            made = month_paper(request.seat.organisation, asked, today, agent)
        except PaperFault as fault:
            messages.warning(request, say(fault.key, **fault.words), extra_tags="care")
        else:
            year_, count = made.number.split("/")
            return HttpResponseRedirect(reverse("office_paper", args=[language, int(year_), int(count)]))
    elif wanted in ACTS:
        many(request, wanted, asked)
    return HttpResponseRedirect(back)


def many(request: Request, wanted: str, asked: date) -> None:
    """Enters the same event for each claim that was ticked, or for all that are ready for it."""
    form = EventForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for of in form.errors.values() for error in of), extra_tags="stop")
        return
    found = claims.month_of(asked)
    ticked = {int(pk) for pk in request.POST.getlist("claim") if pk.isascii() and pk.isdigit() and len(pk) < 19}
    able = {
        "claimed": [line for line in found.lines if (line.sums.to_claim > 0 if ticked else line.is_ready)],
        "accepted": [line for line in found.lines if line.sums.waiting > 0],
        "paid": [line for line in found.lines if line.sums.owed > 0],
    }[wanted]
    pks = [line.pk for line in able if not ticked or line.pk in ticked]
    event = claiming.Event(form.cleaned_data["on"], request.seat.agent, form.cleaned_data["key"])
    verb = {"claimed": claiming.mark_claimed, "accepted": claiming.answer_all, "paid": claiming.pay}[wanted]
    told(request, f"done_{wanted}", count=verb(pks, event))
    for why, count in left_out(found, wanted, ticked, set(pks)).items():
        messages.warning(request, say(f"office_claims.left_{why}", count=count), extra_tags="care")


def left_out(found: Month, wanted: str, ticked: set[int], done: set[int]) -> Counter[str]:
    """Why lines were left out, and how many: of those that were ticked; where none was, of those still to claim."""
    left = [line for line in found.lines if line.pk not in done and (line.pk in ticked or not ticked)]
    if wanted != "claimed":
        return Counter("nothing" for _ in left if ticked)
    return Counter(why for line in left if (why := why_left(line)) != "nothing" or ticked)


def why_left(line: claims.Line) -> str:
    sums = line.sums
    if sums.expected is None:
        return "unset" if sums.live == 0 else "nothing"
    if sums.to_claim > 0:
        return "lacking"
    return "refused" if sums.lost else "nothing"


def told(request: Request, key: str, **words: object) -> None:
    messages.success(request, say(f"office_claims.{key}", **words), extra_tags="good")


def year(request: Request, language: str, wanted: int) -> HttpResponse:
    """Months × persons."""
    wanted = min(max(wanted, FIRST_YEAR), LAST_YEAR)
    found = claims.year_of(wanted)
    if request.GET.get("as") == "xlsx":
        logged(request, [first for first, _ in found.rows], f"claims {wanted}")
        return saved(export.year_book(found, language), f"claims-{wanted}.xlsx")
    page = Paginator(found.rows, A_PAGE).get_page(request.GET.get("page"))
    months = [date(wanted, at, 1) for at in range(1, 13)]
    rows = [
        (
            first,
            [
                line
                and (
                    line,
                    showing.expected(line.sums, language),
                    showing.BADGES[line.state],
                    say(f"office_claims.state_{line.state}"),
                )
                for line in lines
            ],
        )  # fmt: skip
        for first, lines in page
    ]
    shown = {
        "year": wanted,
        "months": [(month_, month_said(month_, language).rpartition(" ")[0]) for month_ in months],
        "rows": rows,
        "page": page,
        "query": f"year={wanted}",
        "totals": [
            (showing.money(total.expected, language) if total.count else "–", apart.count)
            for total, apart in found.totals
        ],  # fmt: skip
    }
    return render(request, "office/claims/year.html", shown)


def asked_month(given: QueryDict, today: date) -> date:
    """The month that is asked for; the one before this where none is, since a month is claimed when it is over."""
    found = MONTH.fullmatch(given.get("month", "") or "")
    if found and FIRST_YEAR <= int(found[1]) <= LAST_YEAR and 1 <= int(found[2]) <= 12:
        return date(int(found[1]), int(found[2]), 1)
    return step(today.replace(day=1), -1)


def step(month_: date, by: int) -> date:
    place = month_.year * 12 + month_.month - 1 + by
    return date(place // 12, place % 12 + 1, 1)


def logged(request: Request, lines: Any, what: str) -> None:
    """Who takes a list out of the office has read each person on it."""
    Reading.objects.bulk_create(
        Reading(agent=request.seat.agent, person_id=pk, what=what) for pk in sorted({one.person_id for one in lines})
    )


def saved(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=export.XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
