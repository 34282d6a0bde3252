"""One claim: how its amount was found, all that happened to it, and what can be entered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from tremplin.office.article60.models import Claim
from tremplin.office.article60.selectors.claims import Line, claim_line
from tremplin.office.article60.services import claiming
from tremplin.office.organisations.selectors import law_here
from tremplin.office.pages.claims import showing
from tremplin.office.pages.claims.forms import AnswerForm, ClaimedForm, EventForm, PaymentForm, TakeBackForm
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import month_said
from tremplin.office.people.services import read_by

FORMS: dict[str, type[EventForm]] = {
    "claimed": ClaimedForm,
    "answered": AnswerForm,
    "paid": PaymentForm,
    "back": TakeBackForm,
}


@office()
def claim(request: Request, language: str, pk: int) -> HttpResponse:
    found = Claim.objects.select_related("file__person", "decision").filter(pk=pk).first()
    if found is None:
        raise Http404
    line = claim_line(found)
    wanted = request.POST.get("act", "") if request.method == "POST" else ""
    forms = made(wanted, request, line, language)
    status = 200
    if wanted in FORMS:
        if forms[wanted].is_valid() and entered(request, wanted, forms[wanted], pk):
            return HttpResponseRedirect(reverse("office_claim", args=[language, pk]))
        status = 422
    read_by(request.seat.agent, found.file.person, f"claim {found.month:%Y-%m}")
    return render(
        request, "office/claims/one.html", context(request, language, found, line, forms, wanted), status=status
    )


def made(wanted: str, request: Request, line: Line, language: str) -> dict[str, EventForm]:
    """The forms, each with what it most likely will say; the one that was sent with what was typed."""
    sums = line.sums
    likely: dict[str, dict[str, Any]] = {
        "claimed": {"amount": plain(sums.missing)},
        "answered": {"accepted": plain(sums.waiting)},
        "paid": {"amount": plain(sums.owed or sums.waiting)},
        "back": {},
    }
    return {
        name: form(request.POST, prefix=None, auto_id=f"{name}_%s")
        if name == wanted
        else form(initial=likely[name], auto_id=f"{name}_%s")
        for name, form in FORMS.items()
    }


def plain(cents: int) -> str:
    """As it is typed."""
    return f"{cents // 100},{cents % 100:02d}" if cents > 0 else ""


def entered(request: Request, wanted: str, form: EventForm, pk: int) -> bool:
    """Enters what was typed; a fault goes into the form."""
    said = form.cleaned_data
    event = claiming.Event(said["on"], request.seat.agent, said["key"], said.get("reason") or "")
    try:
        if wanted == "claimed":
            claiming.mark_claimed([pk], event, said["amount"])
        elif wanted == "answered":
            claiming.answered(pk, event, said["accepted"] or 0, said["refused"] or 0)
        elif wanted == "paid":
            claiming.pay([pk], event, said["amount"])
        else:
            claiming.take_back(pk, event, said["kind"], said["amount"])
    except claiming.ClaimFault as fault:
        words = {name: showing.money(cents, request.LANGUAGE_CODE) for name, cents in fault.words.items()}
        form.add_error(None, say(fault.key, **words))
        return False
    messages.success(request, say("office_claims.entered"), extra_tags="good")
    return True


def context(
    request: Request, language: str, found: Claim, line: Line, forms: dict[str, EventForm], wanted: str
) -> dict[str, Any]:
    row = showing.row_of(line, law_here(), language)
    entries = found.entries.select_related("made_by").order_by("pk")
    sums = line.sums
    likely = "claimed" if sums.missing else ("answered" if sums.waiting else ("paid" if sums.owed else ""))
    order = [name for name in FORMS if name != likely]
    return {
        "claim": found,
        "row": row,
        "named": month_said(found.month, language),
        "status": say(f"status.{found.decision.status}") if found.decision else "",
        "history": [
            (one, say(f"office_claims.kind_{one.kind}"), showing.money(one.amount, language)) for one in entries
        ],
        "lost": showing.money(sums.lost, language) if sums.lost else "",
        "forms": [
            (name, forms[name], say(f"office_claims.do_{name}"), name in (likely, wanted), name == (wanted or likely))
            for name in filter(None, [likely, *order])
            if name != "back" or line.sums.claimed
        ],
        "may_write": request.seat.writes,
    }
