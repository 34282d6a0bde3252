"""The year of one user and of one worker: what stands in the book, and the statement to send."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from tremplin.engine.kinds import UNKNOWN
from tremplin.office.ale.ranking import hundredths
from tremplin.office.ale.selectors.allowed import activity_said
from tremplin.office.ale.selectors.year_user import Tax, UserYear, tax_of, user_year, years_of
from tremplin.office.ale.selectors.year_worker import Month, worker_year
from tremplin.office.ale.services.year_papers import make_user_year, make_worker_year, papers_of
from tremplin.office.documents.models import Document
from tremplin.office.ledger.services.booking import EURO
from tremplin.office.organisations.selectors import law_here
from tremplin.office.pages.ale.cheques.place import door
from tremplin.office.pages.ale.users.showing import named
from tremplin.office.pages.ale.users.showing import opened as opened_user
from tremplin.office.pages.ale.workers.opening import opened as opened_worker
from tremplin.office.pages.ale.year.drawing import columns
from tremplin.office.pages.ale.year.figures import hours_said, known
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import month_said
from tremplin.papers.office.card import grouped
from tremplin.papers.saying import Ends, amount, hours, money

MOST_VOUCHERS = 10_000_000
"""Cents: more was typed wrongly."""


def paper_address(language: str, document: Document) -> str:
    year, count = document.number.split("/")
    return reverse("office_paper", args=[language, int(year), int(count)])


def chips(page: str, language: str, number: str, since: date, year: int, today: date) -> list[tuple[int, str, bool]]:
    return [
        (one, reverse(page, args=[language, one, number]), one == year) for one in years_of(since, today)
    ]  # fmt: skip


@office()
def user(request: Request, language: str, year: int, number: str) -> HttpResponse:
    today = timezone.localdate()
    year, of = known(year, today), opened_user(request, number, f"year {year}")
    asked = request.POST if request.method == "POST" else request.GET
    text = asked.get("vouchers", "")
    vouchers, wrong = typed(text)
    if request.method == "POST" and not wrong:
        made = make_user_year(request.seat.organisation, of, year, today, request.seat.agent, vouchers)
        return HttpResponseRedirect(paper_address(language, made))
    found = user_year(of, year)
    tax = tax_of(law_here(), request.seat.organisation.region, found, language, vouchers)
    words = {
        "user": of, "name": named(of), "year": year, "found": found, "typed": text[:20], "wrong": wrong,
        "flows": flows(found, language), "hours": hours_said(found.minutes, language),
        "paid": [
            (grouped(number), money(cents, language), door(language, f"prepaid:{number}", EURO))
            for number, cents in found.paid_by.items()
        ],
        "sums": (money(found.paid, language), money(found.refunded, language)),
        "tax": tax_said(tax, language) if tax else None,
        "years": chips("office_ale_year_user", language, number, of.registered_on, year, today),
        "papers": papers_of(of.number),
    }  # fmt: skip
    return render(
        request, "office/ale/year/user.html", words, status=422 if wrong and request.method == "POST" else 200
    )


def typed(text: str) -> tuple[int | None, bool]:
    """Cents of what was typed (`120`, `120,50`); and whether it cannot be read. Nothing typed: None."""
    text = text.replace("\0", "").replace("\u00a0", "").replace(" ", "").replace("€", "").replace(",", ".").strip()
    if not text:
        return None, False
    try:
        cents = Decimal(text[:20]) * 100
    except InvalidOperation:
        return None, True
    if not cents.is_finite() or cents != cents.to_integral_value() or not 0 <= cents <= MOST_VOUCHERS:
        return None, True
    return int(cents), False


def flows(found: UserYear, language: str) -> list[dict[str, Any]]:
    activities = {one.number: activity_said(one.activity, language) for one in found.authorisations}
    return [
        {
            "of": of, "number": grouped(of.number), "activity": activities[of.number],
            "price": money(of.price, language), "door": door(language, f"held:{of.number}", of.price),
        }
        for of in found.flows
    ]  # fmt: skip


def tax_said(of: Tax, language: str) -> dict[str, Any]:
    def ends(found: Ends | None) -> str:
        if found is None:
            return say("office.undetermined")
        return amount(found[0] if found[0] == found[1] else UNKNOWN, found, language)

    return {
        "none": of.none_given,
        "base": ends(of.base), "reduction": ends(of.reduction), "ceiling": ends(of.ceiling), "left": ends(of.left),
        "status": say(f"status.{of.status}"), "lacks": ", ".join(of.lacks), "supposed": of.vouchers is None,
        "vouchers": money(of.vouchers or 0, language),
    }  # fmt: skip


@office()
def worker(request: Request, language: str, year: int, number: str) -> HttpResponse:
    today = timezone.localdate()
    year, of = known(year, today), opened_worker(request, number, f"year {year}")
    if request.method == "POST":
        made = make_worker_year(request.seat.organisation, of, year, today, request.seat.agent)
        return HttpResponseRedirect(paper_address(language, made))
    found = worker_year(of, year, today)
    left = found.left.left_year
    title = say("office_ale_year.picture", hours=hours_said(found.minutes, language))
    shown = [one for one in found.months if one.minutes or one.elsewhere or one.contested or one.paid]
    open_ = [one.paid is None for one in found.months]
    words = {
        "worker": of, "year": year, "found": found,
        "months": [row(one, language) for one in shown],
        "picture": columns([one.minutes for one in found.months], open_, title, language),
        "activities": [
            (activity_said(name, language), hours_said(minutes, language))
            for name, minutes in found.by_activity.items()
        ],
        "total": (
            hours_said(found.minutes, language), hours_said(found.elsewhere, language), money(found.paid, language),
            sum(one.cheques for one in found.months),
        ),
        "planned": hours(found.planned, language) if found.planned else "",
        "limit": hours(found.left.year_limit, language) if found.left.year_limit is not None else "",
        "left": " – ".join(dict.fromkeys(hours(end, language) for end in left)) if left else "",
        "door": door(language, f"owed:{of.number}", EURO) if found.paid else "",
        "years": chips("office_ale_year_worker", language, number, of.registered_on, year, today),
        "papers": papers_of(of.number),
    }  # fmt: skip
    return render(request, "office/ale/year/worker.html", words)


def row(one: Month, language: str) -> dict[str, Any]:
    return {
        "name": month_said(one.month, language), "hours": hours(hundredths(one.minutes), language),
        "cheques": one.cheques, "elsewhere": hours(hundredths(one.elsewhere), language) if one.elsewhere else "–",
        "contested": hours(hundredths(one.contested), language) if one.contested else "", "waiting": one.waiting,
        "paid": money(one.paid, language) if one.paid is not None else "",
        "address": reverse("office_ale_hours_month", args=[language, f"{one.month:%Y-%m}"]),
    }  # fmt: skip
