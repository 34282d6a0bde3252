"""The cheques of one authorisation: what the book says, its booklets and wallets, and what happened to them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from tremplin.office.ale.models import Authorisation, Cheque
from tremplin.office.ale.selectors.cheques import balance_of, booklets_of, is_good, paid, stocks
from tremplin.office.ale.services import cheques
from tremplin.office.ale.services.cheques import ChequeFault
from tremplin.office.ledger.services.booking import EURO
from tremplin.office.organisations.selectors import law_here
from tremplin.office.pages.ale.cheques.acting import MOST_ID, acts_of
from tremplin.office.pages.ale.cheques.forms import OrderForm
from tremplin.office.pages.ale.cheques.words import amount_said, fault_said
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office
from tremplin.office.people.services import read_by

A_PAGE = 30


@office()
def place(request: Request, language: str, number: str) -> HttpResponse:
    found = Authorisation.objects.select_related("user__person", "organisation").filter(number=number).first()
    if found is None:
        raise Http404
    form, status = OrderForm(), 200
    if request.method == "POST" and "event" in request.POST:
        return taken_back(request, language, found)
    if request.method == "POST":
        form = OrderForm(request.POST)
        if form.is_valid() and ordered(request, found, form):
            messages.success(request, say("office_ale_cheques.done_order"))
            return HttpResponseRedirect(reverse("office_ale_cheques_of", args=[language, number]))
        status = 422
    if found.user.person:
        read_by(request.seat.agent, found.user.person, f"cheques {number}")
    return render(request, "office/ale/cheques/place.html", shown(request, language, found, form), status=status)


def ordered(request: Request, place: Authorisation, form: OrderForm) -> bool:
    said = form.cleaned_data
    try:
        cheques.order(
            place, said["count"], said["on"], paid=said["paid"], key=said["key"] or f"{said['on']}:{said['count']}",
            by=request.seat.agent,
        )  # fmt: skip
    except ChequeFault as fault:
        form.add_error(None, fault_said(fault))
    return form.is_valid()


def taken_back(request: Request, language: str, place: Authorisation) -> HttpResponse:
    """An event that was wrong."""
    said = request.POST["event"]
    pk = int(said) if said.isascii() and said.isdigit() and len(said) < 19 else 0
    event = Cheque.objects.select_related("booklet", "entry").filter(pk=pk, booklet__authorisation=place).first()
    if event is None or pk > MOST_ID:
        raise Http404
    try:
        cheques.take_back(event, timezone.localdate(), by=request.seat.agent)
        messages.success(request, say("office_ale_cheques.done_back"))
    except ChequeFault as fault:
        messages.error(request, fault_said(fault), extra_tags="stop")
    return HttpResponseRedirect(reverse("office_ale_cheques_of", args=[language, place.number]))


def shown(request: Request, language: str, place: Authorisation, form: OrderForm) -> dict[str, Any]:
    booklets = list(booklets_of(place).reverse())
    page = Paginator(booklets, A_PAGE).get_page(request.GET.get("page"))
    listed, law = list(page), law_here()
    stock, settled = stocks(listed), paid(listed)
    balance = balance_of(place)
    events = Cheque.objects.filter(booklet__in=listed).select_related("entry", "worker__person", "made_by", "booklet")
    region = request.seat.organisation.region
    rows = []
    for booklet in listed:
        mine = stock.get(booklet.pk)
        good, last = is_good(booklet, timezone.localdate(), region, law) if mine else (None, booklet.valid_until)
        rows.append(
            {
                "booklet": booklet, "stock": mine, "last": last, "is_over": good is False,
                "is_paid": booklet.pk in settled, "worth": booklet.count * booklet.price,
                "ended": [(say(f"office_ale_cheques.place_{word}"), count) for word, count in mine.ended.items()]
                if mine else [],
                "acts": acts_of(booklet, mine, booklet.pk in settled),
            }
        )  # fmt: skip
    happened = events.order_by("-pk")[: 2 * A_PAGE]
    back = set(events.filter(entry__reversed_by__isnull=False).values_list("pk", flat=True))
    return {
        "place": place, "form": form, "rows": rows, "page": page,
        "figures": figures(language, balance.prepaid, balance.held, place.number),
        "events": [(one, say(f"office_ale_cheques.entry_{one.kind}"), one.pk in back) for one in happened],
    }  # fmt: skip


def figures(language: str, prepaid: int, held: dict[int, int], number: str) -> list[dict[str, str]]:
    """What the book says, each figure with the door to its entries."""
    found = [(say("office_ale_cheques.account_prepaid"), f"prepaid:{number}", EURO, prepaid)]
    found += [(say("office_ale_cheques.account_held"), f"held:{number}", unit, count) for unit, count in held.items()]
    return [
        {"name": name, "said": amount_said(amount, unit), "door": door(language, code, unit)}
        for name, code, unit, amount in found
    ]


def door(language: str, code: str, unit: int) -> str:
    """The entries behind a figure."""
    return f"{reverse('office_ale_account', args=[language])}?{urlencode([('code', code), ('unit', unit)])}"
