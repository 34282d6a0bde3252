"""The book: how much stands on each account, and the entries behind a figure."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from tremplin.office.ledger.models import Account, Entry
from tremplin.office.ledger.selectors.book import balances, entries_of
from tremplin.office.ledger.services.booking import EURO
from tremplin.office.pages.ale.cheques.place import door
from tremplin.office.pages.ale.cheques.words import NAMED, account_said, amount_said, entry_said, opposite
from tremplin.office.pages.seat import Request, office

A_PAGE, ENTRIES = 60, 30
MOST_UNIT = 2**31 - 1


@office()
def accounts(request: Request, language: str) -> HttpResponse:
    """Each account that is not at nothing; `of`: those whose word it is."""
    word = request.GET.get("of", "")
    found = [
        (code, unit, amount)
        for (code, unit), amount in balances().items()
        if word not in NAMED or code.partition(":")[0] == word
    ]
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "name": account_said(code), "door": door(language, code, unit),
            "said": amount_said(-amount if opposite(code) else amount, unit),
        }
        for code, unit, amount in page
    ]  # fmt: skip
    there = {code.partition(":")[0] for code in Account.objects.values_list("code", flat=True)}
    kinds = [(name, account_said(name)) for name in NAMED if name in there]
    return render(request, "office/ale/cheques/book.html", {"rows": rows, "page": page, "kinds": kinds, "word": word})


@office()
def entries(request: Request, language: str) -> HttpResponse:
    """The entries of an account in a unit, the latest first, and what they come to."""
    code, said = request.GET.get("code", ""), request.GET.get("unit", "0")
    unit = int(said) if said.isascii() and said.isdigit() and len(said) < 11 else -1
    if "\0" in code or not 0 <= unit <= MOST_UNIT or not Account.objects.filter(code=code).exists():
        raise Http404
    page = Paginator(entries_of(code, unit), ENTRIES).get_page(request.GET.get("page"))
    total = balances(code).get((code, unit), 0)
    words = {
        "name": account_said(code), "code": code, "unit": unit, "page": page,
        "total": amount_said(-total if opposite(code) else total, unit),
        "rows": [row(entry, code, unit) for entry in page],
    }  # fmt: skip
    return render(request, "office/ale/cheques/entries.html", words)


def row(entry: Entry, code: str, unit: int) -> dict[str, Any]:
    lines = sorted(entry.lines.all(), key=lambda line: (line.unit != EURO, -line.amount))
    mine = sum(line.amount for line in lines if line.account.code == code and line.unit == unit)
    return {
        "entry": entry, "what": entry_said(entry.what, entry.reverses_id is not None),
        "amount": amount_said(-mine if opposite(code) else mine, unit),
        "others": [(account_said(line.account.code), amount_said(line.amount, line.unit)) for line in lines],
    }  # fmt: skip
