"""Stock and wallets: what the book says of all cheques, what expires when, and who holds what."""

from __future__ import annotations

from datetime import timedelta

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tremplin.office.ale.models import Authorisation
from tremplin.office.ale.selectors.cheques import balances_of, endings, totals
from tremplin.office.organisations.selectors import law_here
from tremplin.office.pages.ale.cheques.words import amount_said
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office
from tremplin.papers.saying import money

A_PAGE, SOON = 40, 12
"""Authorisations on a page; booklets that are listed as ending."""
AHEAD = timedelta(90)
"""How long before their last day cheques are shown to expire."""


@office()
def cheques(request: Request, language: str) -> HttpResponse:
    sought = request.GET.get("q", "").strip().replace("\0", "")[:60]
    found = Authorisation.objects.select_related("user__person").order_by("-pk")
    for word in sought.split():
        found = found.filter(
            Q(number__startswith="".join(word.split("/")).strip("+")) | Q(user__name__icontains=word)
            | Q(user__person__sort_key__icontains=word.lower()) | Q(user__number__iexact=word)
        )  # fmt: skip
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "place": one.authorisation, "prepaid": money(one.prepaid, language) if one.prepaid else "–",
            "held": [amount_said(count, price) for price, count in one.held.items()],
        }
        for one in balances_of(list(page))
    ]  # fmt: skip
    today = timezone.localdate()
    ending = endings(today, request.seat.organisation.region, law_here())
    prices = [
        {
            "price": of.price, "issued": of.issued,
            "balances": of.balances,
            "places": [
                (say(f"office_ale_cheques.place_{word}"), word, count) for word, count in of.places.items() if count
            ],
        }
        for of in totals()
    ]  # fmt: skip
    words = {
        "rows": rows, "page": page, "sought": sought, "prices": prices,
        "over": [one for one in ending if one.is_over],
        "soon": [one for one in ending if not one.is_over and one.last_day and one.last_day <= today + AHEAD][:SOON],
    }  # fmt: skip
    return render(request, "office/ale/cheques/overview.html", words)
