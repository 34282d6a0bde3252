"""One request: who could do it, in order and why; who was proposed, what they said, who is placed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from secrets import token_hex
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from tremplin.office.ale.models import Placement, Proposal, Worker
from tremplin.office.ale.models import Request as Asked
from tremplin.office.ale.ranking import Line
from tremplin.office.ale.selectors.candidates import Ranked, ranked
from tremplin.office.ale.selectors.plans import days_of, slots_of
from tremplin.office.ale.selectors.requests import Standing, bars, by_number, said_of, standing
from tremplin.office.ale.services.placing import answer, close, end, propose
from tremplin.office.ale.services.refusing_placing import Refused
from tremplin.office.pages.ale.placing.bars import bars as drawn
from tremplin.office.pages.ale.placing.said import days_said, demand, hours_of, lead, reason_said, said, tongue, who
from tremplin.office.pages.plan.fields import FIRST_DAY, LAST_DAY
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import brief_day_of
from tremplin.office.people.services import read_by
from tremplin.papers.saying import hours

SHOWN = 8
MOST_SHOWN = 30
STATES = {"open": "is_open", "filled": "is_filled", "closed": "is_closed"}
ANSWERS = {"accept": Proposal.Kind.ACCEPTED, "refuse": Proposal.Kind.REFUSED, "withdraw": Proposal.Kind.WITHDRAWN}


@office()
def one(request: Request, language: str, number: str) -> HttpResponse:
    found = opened(number)
    if request.method == "POST":
        return act(request, language, found)
    return render(request, "office/ale/placing/one.html", context(request, language, found, SHOWN))


@office()
def others(request: Request, language: str, number: str) -> HttpResponse:
    """Everybody else, one by one, and why."""
    found = opened(number)
    today = timezone.localdate()
    stands = standing(found, today)
    everybody = ranked(found, stands.left, today)
    rows = [
        {
            "worker": everybody.workers[line.number],
            "place": line.place,
            "why": [reason_said(reason, language) for reason in line.reasons],
        }
        for line in (*everybody.able[SHOWN:], *everybody.others)
    ]
    words = {"asked": found, "who": who(found, language), "rows": rows}
    return render(request, "office/ale/placing/others.html", words)


def opened(number: str) -> Asked:
    try:
        return by_number(number)
    except Asked.DoesNotExist:
        raise Http404 from None


def context(request: Request, language: str, found: Asked, shown: int) -> dict[str, Any]:
    today = timezone.localdate()
    stands = standing(found, today)
    shown = MOST_SHOWN if request.GET.get("all") else shown
    key = token_hex(16)
    words: dict[str, Any] = {
        "who": who(found, language), "stands": stands, "key": key, "state": str(found.state),
        "state_said": said(STATES[str(found.state)], language),
        "days": days_said(stands.days, language), "hours": hours_of(stands.days, language),
        "left": days_said(stands.left, language), "left_hours": hours_of(stands.left, language),
        "partial": stands.left and stands.left != stands.days,
        "obstacles": [obstacle(of.key, of.day, language) for of in stands.obstacles],
        "barred": any(bars(of) for of in stands.obstacles),
        "due": [waiting(of, key, language) for of in stands.proposals],
        "placed": [placed(of, language) for of in stands.placements],
        "history": [history(of, language) for of in said_of(found)],
        "demands": [demand(name, language) for name in found.demands],
        "tongue": tongue(found.language, language) if found.language else "",
    }  # fmt: skip
    if found.state == "open" and stands.left:
        words |= order_of(request, language, found, stands, today, key, shown)
    return words


def order_of(
    request: Request, language: str, found: Asked, stands: Standing, today: date, key: str, shown: int
) -> dict[str, Any]:
    everybody = ranked(found, stands.left, today)
    for line in everybody.able[:shown]:
        read_by(request.seat.agent, everybody.workers[line.number].person, "placing")
    return {
        "cards": [card(line, everybody, key, language) for line in everybody.able[:shown]],
        "more": max(0, len(everybody.able) - shown),
        "others": len(everybody.others),
        "limits": limits(everybody, language),
        "any_able": bool(everybody.able),
    }


def card(line: Line, everybody: Ranked, key: str, language: str) -> dict[str, Any]:
    worker, one = everybody.workers[line.number], everybody.candidates[line.number]
    whole = len(line.days) == len(everybody.asked.days)
    return {
        "worker": worker,
        "place": line.place,
        "short": line.is_short,
        "lead": lead(line, one, len(everybody.asked.days), language),
        "bars": drawn(everybody.lefts.get(line.number, ()), line, everybody.asked.days, language),
        "why": [reason_said(reason, language) for reason in line.reasons],
        "minutes": line.minutes,
        "key": f"{key}:{line.number}"[:64],
        "do": said("propose", language)
        if whole
        else said("propose_some", language, hours=hours_of(line.days, language)),
    }


def limits(everybody: Ranked, language: str) -> list[str]:
    """The ceilings as the law gives them for this work: of each month that has one, and of the year."""
    lefts = next((of for of in everybody.lefts.values() if of), ())
    found = [said("limit_month", language, hours=hours(of.limit, language)) for of in lefts if of.limit is not None]
    found += [
        said("limit_year", language, hours=hours(of.year_limit, language)) for of in lefts if of.year_limit is not None
    ]
    return list(dict.fromkeys(found))


def obstacle(key: str, day: date | None, language: str) -> dict[str, str]:
    words = {"day": brief_day_of(day, language)} if day else {"day": "–"}
    return {"key": key, "text": said(f"bar_{key}", language, **words)}


def waiting(proposal: Proposal, key: str, language: str) -> dict[str, Any]:
    days = days_of(proposal)
    return {
        "proposal": proposal,
        "days": days_said(days, language),
        "hours": hours_of(days, language),
        "key": f"{key}:a{proposal.pk}"[:64],
    }


def placed(placement: Placement, language: str) -> dict[str, Any]:
    days = slots_of(placement.days)
    return {"placement": placement, "days": days_said(days, language), "hours": hours_of(days, language)}


def history(one: Proposal, language: str) -> dict[str, Any]:
    return {"said": one, "kind": said(f"kind_{one.kind}", language), "hours": hours(one.hours, language)}


def act(request: Request, language: str, found: Asked) -> HttpResponse:
    """What a button asks for; what cannot be is said, and the page is shown anew."""
    given = request.POST
    acts: dict[str, Callable[[], str]] = {
        "propose": lambda: proposed(request, found, language),
        "end": lambda: ended(request, found, language),
        "close": lambda: closed(request, found, language),
        **dict.fromkeys(ANSWERS, lambda: answered(request, found, language)),
    }
    if given.get("act") not in acts:
        raise Http404
    try:
        messages.success(request, acts[given["act"]](), extra_tags="good")
    except Refused as refusal:
        messages.warning(request, refusal.text(language), extra_tags="care")
    return HttpResponseRedirect(reverse("office_ale_request", args=[language, found.number]))


def key_given(request: Request) -> str:
    return request.POST.get("key", "").replace("\0", "")[:64] or token_hex(16)


def numbered(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None


def proposed(request: Request, found: Asked, language: str) -> str:
    worker = get_object_or_404(Worker, number=request.POST.get("worker", "").replace("\0", ""))
    minutes = numbered(request.POST.get("minutes"))
    made = propose(
        found, worker.number, timezone.localdate(), key=key_given(request), by=request.seat.agent, minutes=minutes
    )
    return said("proposed", language, name=str(made.worker.person), hours=hours(made.hours, language))


def answered(request: Request, found: Asked, language: str) -> str:
    pk = numbered(request.POST.get("proposal"))
    proposal = get_object_or_404(Proposal, pk=pk, request=found, kind=Proposal.Kind.PROPOSED)
    kind = ANSWERS[request.POST["act"]]
    reason = request.POST.get("reason", "").replace("\0", "")
    answer(proposal, kind, timezone.localdate(), key=key_given(request), by=request.seat.agent, reason=reason)
    return said(f"done_{kind}", language, name=str(proposal.worker.person))


def ended(request: Request, found: Asked, language: str) -> str:
    placement = get_object_or_404(Placement, pk=numbered(request.POST.get("placement")), request=found)
    try:
        last = date.fromisoformat(request.POST.get("last", ""))
    except ValueError:
        raise Refused("end_day") from None
    if not FIRST_DAY <= last <= LAST_DAY:
        raise Refused("end_day")
    why = request.POST.get("why", "").replace("\0", "")
    end(placement, last, numbered(request.POST.get("version")) or 0, why=why)
    return said("done_ended", language, name=str(placement.worker.person), day=brief_day_of(last, language))


def closed(request: Request, found: Asked, language: str) -> str:
    close(found, timezone.localdate(), key=key_given(request), by=request.seat.agent)
    return said("done_closed", language, number=found.number)
