"""A user: authorisations, the five duties, safety sheets, the fee; each with one action."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from tremplin.office.ale.models import Authorisation, Duty, SafetySheet, User
from tremplin.office.ale.selectors.agency import fee_for
from tremplin.office.ale.selectors.allowed import activity_said
from tremplin.office.ale.selectors.users import paid_in
from tremplin.office.ale.services.duties import note_duty, sign_sheet, take_fee
from tremplin.office.ale.services.refusing_users import Refused
from tremplin.office.ale.services.registering import end_authorisation
from tremplin.office.ale.services.user_papers import danger_said, make_card, make_sheet
from tremplin.office.documents.models import Document
from tremplin.office.pages.ale.users.forms import days_of, words_of
from tremplin.office.pages.ale.users.showing import authorisation, named, opened
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office
from tremplin.papers import saying

MARKS = {"open": "note", "met": "good", "broken": "stop"}


@office()
def user(request: Request, language: str, number: str) -> HttpResponse:
    found = opened(request, number, "user")
    if request.method == "POST":
        return acted(request, language, found)
    return shown(request, language, found)


def acted(request: Request, language: str, found: User) -> HttpResponse:
    """Does what a small form asks, and comes back to its place; what is refused is said there."""
    act = ACTS.get(request.POST.get("do", ""))
    if act is None:
        raise Http404
    address = reverse("office_ale_user", args=[language, found.number])
    try:
        done = act(request, found)
    except Refused as refusal:
        messages.error(request, refusal.text(language), "stop")
        return HttpResponseRedirect(address)
    if isinstance(done, Document):
        return HttpResponseRedirect(paper_address(language, done))
    messages.success(request, say(done), "good")
    return HttpResponseRedirect(address)


def paper_address(language: str, document: Document) -> str:
    year, count = document.number.split("/")
    return reverse("office_paper", args=[language, int(year), int(count)])


def duty(request: Request, found: User) -> str:
    given, today = request.POST, timezone.localdate()
    kind, state = given.get("kind", ""), given.get("state", "")
    if kind not in Duty.Kind.values or state not in Duty.State.values:
        raise Http404
    on = None if state == Duty.State.OPEN else days_of("on", given) or today
    note_duty(found, kind, state, on, words_of("proof", given, 200))
    return "office_ale_users.noted"


def sheet_of(request: Request, found: User) -> SafetySheet:
    asked = request.POST.get("sheet", "")
    pk = int(asked) if asked.isdecimal() and len(asked) < 19 else 0
    return get_object_or_404(SafetySheet.objects.select_related("user__person"), pk=pk, user=found)


def sign(request: Request, found: User) -> str:
    sheet, name = sheet_of(request, found), words_of("name", request.POST, 120)
    day = days_of("on", request.POST)
    if not name:
        raise Refused("office_ale_users.name_needed")
    if day is None or day > timezone.localdate():
        raise Refused("office_ale_users.day_wrong")
    sign_sheet(sheet, name, day)
    return "office_ale_users.noted"


def sheet_paper(request: Request, found: User) -> Document:
    return make_sheet(request.seat.organisation, sheet_of(request, found), timezone.localdate(), request.seat.agent)


def authorisation_of(request: Request, found: User) -> Authorisation:
    asked = request.POST.get("authorisation", "").replace("\0", "")[:10]
    return get_object_or_404(Authorisation.objects.select_related("user__person"), number=asked, user=found)


def card(request: Request, found: User) -> Document:
    one = authorisation_of(request, found)
    return make_card(request.seat.organisation, one, timezone.localdate(), request.seat.agent)


def end(request: Request, found: User) -> str:
    one, last = authorisation_of(request, found), days_of("last", request.POST)
    if last is None:
        raise Refused("office_ale_users.day_wrong")
    end_authorisation(one, last, words_of("why", request.POST, 200))
    return "office_ale_users.ended_done"


def fee(request: Request, found: User) -> str:
    take_fee(found, timezone.localdate(), request.seat.agent)
    return "office_ale_users.noted"


ACTS: dict[str, Any] = {
    "duty": duty, "sign": sign, "sheet_paper": sheet_paper, "card": card, "end": end, "fee": fee,
}  # fmt: skip


def shown(request: Request, language: str, found: User) -> HttpResponse:
    today = timezone.localdate()
    rows = [authorisation(one, language, today) for one in of_user(found)]
    cents = fee_for(found.kind, today)
    paid = bool(paid_in([found.number], today.year))
    asked = request.GET.get("card", "")
    words = {
        "user": found, "name": named(found), "kind": say(f"office_ale_users.kind_{found.kind}"), "rows": rows,
        "duties": [duty_said(one) for one in found.duties.order_by("pk")], "sheets": sheets(found, language),
        "unsigned": unsigned(found, rows, language), "today": today,
        "printed": next((row for row in rows if row["one"].number == asked and row["one"].document_id), None),
        "fee": saying.money(cents, language) if cents else "", "fee_paid": paid, "year": today.year,
        "may": request.seat.writes and found.ended_on is None, "states": list(Duty.State.values),
    }  # fmt: skip
    return render(request, "office/ale/users/one.html", words)


def of_user(found: User) -> list[Authorisation]:
    return list(found.authorisations.select_related("document").defer("document__content").order_by("-period", "-pk"))


def duty_said(one: Duty) -> dict[str, Any]:
    return {
        "one": one, "name": say(f"office_ale_users.duty_{one.kind}"),
        "state": say(f"office_ale_users.duty_state_{one.state}"), "badge": MARKS[one.state],
    }  # fmt: skip


def sheets(found: User, language: str) -> list[dict[str, Any]]:
    return [
        {
            "one": one, "activity": activity_said(one.activity, language),
            "dangers": [(danger_said(each["danger"], language), each["measure"]) for each in one.dangers],
        }
        for one in found.safety_sheets.order_by("-pk")
    ]  # fmt: skip


def unsigned(found: User, rows: list[dict[str, Any]], language: str) -> list[dict[str, str]]:
    """The activities that run or come without any sheet."""
    known = set(found.safety_sheets.values_list("activity", flat=True))
    asked = dict.fromkeys(row["one"].activity for row in rows if row["state"] != "over")
    return [{"name": name, "said": activity_said(name, language)} for name in asked if name not in known]
