"""The agency's year for its board and its region: pictures with their tables, a workbook, all statements at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from tremplin.office.ale.ranking import hundredths
from tremplin.office.ale.selectors import year as selected
from tremplin.office.ale.selectors.allowed import activity_said
from tremplin.office.ale.selectors.year import Figures, Row, Training
from tremplin.office.ale.services.year_papers import made_of, whose
from tremplin.office.jobs.tasks import later
from tremplin.office.organisations.selectors import law_here
from tremplin.office.pages.ale.year import workbook
from tremplin.office.pages.ale.year.drawing import bar, columns
from tremplin.office.pages.claims.export import XLSX
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import day_of, month_said
from tremplin.papers.saying import hours, money

EARLIEST = 1994
"""The first year of an ALE."""
MONEY = (
    ("paid", "prepaid"), ("used", "used"), ("owed", "owed"), ("owed_body", "owed_body"), ("share", "share"),
    ("office_share", "office_share"), ("refunded", "refunded"),
)  # fmt: skip
"""The columns of money, and the accounts of the book that each opens."""

MONTHLY = ("paid", "used", "owed", "owed_body", "share", "office_share")
"""Those that are shown month by month; the workbook has all."""


@office()
def now(request: Request, language: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("office_ale_year_of", args=[language, timezone.localdate().year]))


def known(year: int, today: date) -> int:
    """Raises Http404 for a year that no agency has."""
    if not EARLIEST <= year <= today.year:
        raise Http404
    return year


@office()
def page(request: Request, language: str, year: int) -> HttpResponse:
    today, here = timezone.localdate(), request.seat.organisation
    year = known(year, today)
    if request.method == "POST":
        started = later("year_papers", here.pk, year=year)
        messages.success(request, say("office_ale_year.started" if started else "office_ale_year.runs"), "good")
        return HttpResponseRedirect(reverse("office_ale_year_of", args=[language, year]))
    law = law_here()
    found = selected.figures(law, here, year, today)
    if request.GET.get("as") == "xlsx":
        answer = HttpResponse(workbook.of(found, language), content_type=XLSX)
        answer["Content-Disposition"] = f'attachment; filename="ale-{year}.xlsx"'
        return answer
    names = selected.lacking(law, found.training.lacks, language)
    words = shown(found, language) | {
        "training": training(found.training, language, names),
        "years": [
            (one, reverse("office_ale_year_of", args=[language, one]), one == year) for one in selected.years(today)
        ],
        "made": made_of(year),
        "all": len(whose(year)),
        "year": year,
    }  # fmt: skip
    return render(request, "office/ale/year/figures.html", words)


def shown(found: Figures, language: str) -> dict[str, Any]:
    total = sum(found.hours)
    open_ = [number not in found.closed for number in range(1, 13)]
    title = say("office_ale_year.picture", hours=hours_said(total, language))
    activities = parts(found.by_activity, total, language, lambda name: activity_said(name, language))
    return {
        "found": found,
        "total": hours_said(total, language),
        "picture": columns(found.hours, open_, title, language),
        "months": [
            month_row(found, number, language)
            for number in range(1, 13)
            if found.hours[number - 1] or any(of[number - 1] for of in found.money.values())
        ],
        "parts": [
            ("office_ale_year.by_activity", activities),
            ("office_ale_year.by_kind", parts(found.by_kind, total, language, kind_said)),
            ("office_ale_year.by_commune", parts(found.by_commune, total, language, str)),
        ],
        "sums": [(name, told(name, sum(found.money[name]), language), word) for name, word in MONEY],
    }  # fmt: skip


def kind_said(kind: str) -> str:
    return say(f"office_ale_users.kind_{kind}")


def hours_said(minutes: int, language: str) -> str:
    return hours(hundredths(minutes), language)


def told(name: str, amount: int, language: str) -> str:
    """Cheques as a count, the rest as euros."""
    return str(amount) if name == "used" else money(amount, language)


def month_row(found: Figures, number: int, language: str) -> dict[str, Any]:
    at = number - 1
    return {
        "name": month_said(date(found.year, number, 1), language),
        "hours": hours_said(found.hours[at], language),
        "busy": found.busy[at],
        "served": found.served[at],
        "open": number not in found.closed and found.hours[at] > 0,
        "money": [(f"office_ale_year.brief_{name}", told(name, found.money[name][at], language)) for name in MONTHLY],
    }


def parts(rows: Iterable[Row], whole: int, language: str, said: Any) -> list[dict[str, Any]]:
    return [
        {
            "name": said(row.name), "hours": hours_said(row.total, language), "bar": bar(row.total, whole),
            "percent": f"{round(100 * row.total / whole)} %" if whole else "",
        }
        for row in rows
    ]  # fmt: skip


def training(of: Training, language: str, lacks: list[str]) -> dict[str, Any]:
    unknown = say("office.undetermined")
    left = None if of.least is None else max(0, of.least - of.spent - of.spent_after)
    return {
        "income": unknown if of.income is None else money(of.income, language),
        "least": unknown if of.least is None else money(of.least, language),
        "none": of.least == 0,
        "by": day_of(of.spend_by, language) if of.spend_by else "",
        "spent": money(of.spent + of.spent_after, language),
        "left": unknown if left is None else money(left, language),
        "lacks": ", ".join(lacks),
    }
