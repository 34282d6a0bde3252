"""The preview of a closing, and the approval by a second person."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from tremplin.office.ale.models import Closing, User
from tremplin.office.ale.selectors import closing as selector
from tremplin.office.ale.services import closing as service
from tremplin.office.ale.services.refusing_closing import Refused
from tremplin.office.jobs.selectors import is_under_way
from tremplin.office.jobs.tasks import later
from tremplin.office.organisations.models import Membership
from tremplin.office.pages.ale.closing import month as page_of_month
from tremplin.office.pages.ale.closing import showing
from tremplin.office.pages.forms import say
from tremplin.office.pages.roles import WORKING
from tremplin.office.pages.seat import Request, office

State = Closing.State
JOB, LARGE = "close_month", 600
"""Lines from which a month is approved in the background."""
PARTS = ("workers", "payment_body", "agency", "office")


@office()
def preview(request: Request, language: str, month: str) -> HttpResponse:
    """What goes and to whom; whoever did not prepare it may approve it here."""
    asked = showing.asked(month)
    back = reverse("office_ale_close", args=[language, month])
    if request.method == "POST":
        try:
            if approved_later(request, asked):
                return HttpResponseRedirect(reverse("office_ale_close_papers", args=[language, month]))
        except Refused as refused:
            messages.warning(request, refused.text(translation.get_language() or "fr"), extra_tags="care")
            if refused.key.endswith("changed"):
                service.prepare(asked, request.seat.agent)
                return HttpResponseRedirect(back)
            return HttpResponseRedirect(request.path)
        page_of_month.told(request, "approved")
        return HttpResponseRedirect(back)
    closings = selector.closings_of(asked)
    if not closings or closings[-1].state == State.MATCHING:
        return HttpResponseRedirect(back)
    closing = closings[-1]
    return render(request, "office/ale/closing/preview.html", context(request, language, closing))


def approved_later(request: Request, month: date) -> bool:
    """Approves; a large month in the background, once what can be seen at once stands against nothing. Raises
    Refused."""
    agent, version = request.seat.agent, page_of_month.version_of(request)
    closing, is_done = service.approvable(month, agent, version)
    if is_done or closing.lines.count() < LARGE:
        service.approve(month, agent, version)
        return False
    ids = {"closing": closing.pk, "agent": agent.pk, "version": closing.version}
    later(JOB, request.seat.organisation.pk, **ids)
    return True


def context(request: Request, language: str, closing: Closing) -> dict[str, Any]:
    totals, agent = closing.totals, request.seat.agent
    others = Membership.objects.filter(organisation=request.seat.organisation, is_active=True, role__in=WORKING)
    others = others.exclude(agent=closing.prepared_by_id).select_related("agent").order_by("agent__name")
    users = User.objects.filter(number__in=totals["invoices"]).select_related("person")
    names = {user.number: str(user) for user in users}
    return page_of_month.head(language, closing.month) | {
        "closing": closing,
        "approved": closing.state == State.APPROVED,
        "steps": page_of_month.stepper(closing),
        "totals": totals,
        "parts": [(say(f"office_ale_closing.part_{name}"), open_or(totals[name], language)) for name in PARTS],
        "bodies": [
            (body_name(name), one["workers"], one["cheques"], open_or(one["cents"], language))
            for name, one in totals["bodies"].items()
        ],
        "invoices": [
            (names.get(number, number), number, one["cheques"], showing.money(one["cents"], language))
            for number, one in totals["invoices"].items()
        ],
        "unset": ", ".join(totals["unset"]),
        "refused": refused_said(totals),
        "approving": is_under_way(JOB, request.seat.organisation.pk, closing=closing.pk),
        "mine": closing.prepared_by_id == agent.pk,
        "others": ", ".join(of.agent.name for of in others),
        "may_write": request.seat.writes,
    }


def refused_said(totals: dict[str, Any]) -> str:
    """Why an approval in the background was refused; empty: none was."""
    why = totals.get(service.REFUSED)
    return say(why["key"], **why["words"]) if why else ""


def open_or(cents: int | None, language: str) -> str:
    """An amount, or that the law leaves it open."""
    return say("office.undetermined") if cents is None else showing.money(cents, language)


def body_name(name: str) -> str:
    if not name:
        return say("office_ale_closing.body_none")
    return say("office_ale_closing.body_cpas") if name == "cpas" else name.upper()
