"""One act on a booklet or wallet: its form, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Booklet
from tremplin.office.ale.selectors.cheques import Stock, stock_of
from tremplin.office.ale.services import cheques
from tremplin.office.ale.services.cheques import ChequeFault
from tremplin.office.pages.ale.cheques.forms import (
    DayForm,
    EndForm,
    EventForm,
    ExchangeForm,
    HandOverForm,
    IssueForm,
    RefundForm,
)
from tremplin.office.pages.ale.cheques.words import fault_said
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office
from tremplin.web.dropped.upload import Refused

MOST_ID = 2**63 - 1
Form = Callable[..., EventForm]
BEFORE: dict[str, Form] = {"issue": IssueForm, "pay": DayForm, "cancel": DayForm}
"""Acts on an order."""
AFTER: dict[str, Form] = {
    "hand_over": HandOverForm, "exchange": ExchangeForm, "refund": RefundForm, "expire": DayForm, "lose": EndForm,
    "invalidate": EndForm, "unissue": DayForm,
}  # fmt: skip
"""Acts on cheques that were issued."""


@office()
def act(
    request: Request, language: str, number: str, pk: int, act: str, refusal: Refused | None = None
) -> HttpResponse:
    act = act.replace("-", "_")
    booklets = Booklet.objects.select_related("authorisation__user__person", "organisation")
    booklet = booklets.filter(pk=pk, authorisation__number=number).first() if pk <= MOST_ID else None
    back = reverse("office_ale_cheques_of", args=[language, number])
    if booklet is None or act not in {**BEFORE, **AFTER}:
        if booklet is None and request.method == "POST" and act == "cancel" and is_there(number):
            return HttpResponseRedirect(back)  # It is cancelled already: the second click.
        raise Http404
    stock = stock_of(booklet) if booklet.issued_on else None
    make = {**BEFORE, **AFTER}[act]
    form = make(stock, booklet, request.POST) if request.method == "POST" else make(stock, booklet)
    status = 200
    if request.method == "POST":
        if form.is_valid() and done(act, booklet, form, request.seat.agent):
            messages.success(request, say(f"office_ale_cheques.done_{act}"))
            return HttpResponseRedirect(back)
        status = 422
    words = {
        "act": act, "form": form, "booklet": booklet, "stock": stock, "back": back, "place": booklet.authorisation,
        "possible": (act in AFTER) == (booklet.issued_on is not None),
    }  # fmt: skip
    return render(request, "office/ale/cheques/act.html", words, status=status)


def is_there(number: str) -> bool:
    from tremplin.office.ale.models import Authorisation

    return Authorisation.objects.filter(number=number).exists()


def done(act: str, booklet: Booklet, form: EventForm, agent: Agent) -> bool:
    """Does it; what cannot be is a fault of the form."""
    said = form.cleaned_data
    try:
        ACTS[act](booklet, said, agent)
    except ChequeFault as fault:
        form.add_error(None, fault_said(fault))
    except Booklet.DoesNotExist:
        form.add_error(None, say("office_ale_cheques.fault_gone"))
    return form.is_valid()


def part(said: dict[str, Any], agent: Agent) -> dict[str, Any]:
    """What acts on some cheques have in common."""
    key = said["key"] or f"{said['on']}:{said.get('first_number')}:{said['count']}"
    return {"count": said["count"], "on": said["on"], "first_number": said.get("first_number"), "key": key, "by": agent}


ACTS: dict[str, Callable[[Booklet, dict[str, Any], Agent], object]] = {
    "issue": lambda booklet, said, by: cheques.issue(
        booklet, said["on"], first_number=said["first_number"], valid_until=said["valid_until"], by=by
    ),
    "pay": lambda booklet, said, by: cheques.pay(booklet, said["on"], by=by),
    "cancel": lambda booklet, said, by: cheques.cancel(booklet, said["on"], by=by),
    "unissue": lambda booklet, said, by: cheques.take_back_issue(booklet, said["on"], by=by),
    "hand_over": lambda booklet, said, by: cheques.hand_over(booklet, said["worker"], **part(said, by)),
    "lose": lambda booklet, said, by: cheques.lose(booklet, worker=said["worker"], **part(said, by)),
    "invalidate": lambda booklet, said, by: cheques.invalidate(booklet, worker=said["worker"], **part(said, by)),
    "expire": lambda booklet, said, by: cheques.expire(booklet, said["on"], key=said["key"] or "page", by=by),
    "refund": lambda booklet, said, by: cheques.refund(
        booklet, certified=said["certified"], amount=said["amount"], **part(said, by)
    ),
    "exchange": lambda booklet, said, by: cheques.exchange(
        booklet, new_first_number=said["new_first_number"], new_valid_until=said["new_valid_until"], **part(said, by)
    ),
}


def acts_of(booklet: Booklet, stock: Stock | None, is_paid: bool) -> list[str]:
    """What can be done with a booklet now, the likeliest first."""
    if stock is None:
        return ["issue", *([] if is_paid else ["pay"]), "cancel"]
    if stock.held:
        untouched = ["unissue"] if stock.held == booklet.count else []
        return ["hand_over", "exchange", "refund", "lose", "invalidate", "expire", *untouched]
    return ["lose", "invalidate"] if stock.given else []
