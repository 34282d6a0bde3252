"""The page of a worker: what holds today and why, the history of statuses, the contract, training and follow-up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tremplin.engine.law import Law
from tremplin.office.ale.access import Asking
from tremplin.office.ale.models import Status, Worker
from tremplin.office.ale.selectors import workers
from tremplin.office.ale.selectors.following import dues_of, next_talk
from tremplin.office.ale.selectors.training import lacking
from tremplin.office.ale.services.contracting import must_sign, papers_of, signed_on
from tremplin.office.ale.services.working import iban_holds
from tremplin.office.organisations.selectors import law_here
from tremplin.office.pages.ale.workers.forms import SPOKEN, day_name
from tremplin.office.pages.ale.workers.opening import opened
from tremplin.office.pages.ale.workers.wording import (
    TONES,
    activity_name,
    answer_said,
    facts_said,
    lack_said,
    route_name,
)
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office
from tremplin.office.people.numbers import masked

ONE_DAY = timedelta(days=1)


@office()
def worker(request: Request, language: str, number: str) -> HttpResponse:
    found, law, today = opened(request, number, ""), law_here(), timezone.localdate()
    now = workers.status_on(found, today)
    answer = workers.answer_on(law, found, now, today) if now else None
    row = workers.listed(law, [found], today)[0]
    contract = workers.contract_on(found, today)
    words = {
        "worker": found,
        "masked": masked(found.person.national_number),
        "now": now,
        "answer": answer_said(answer, language) if answer else None,
        "turned": now is not None and answer is not None and answer.result["eligible"] != now.eligible,
        "lacks": [lack_said(one) for one in row.lacks],
        "history": [status_said(law, one, language) for one in workers.history(found)],
        "contract": contract,
        "signed": signed_on(contract, must_sign(contract)) if contract else None,
        "papers": papers_of(found),
        "modules": [one.label(language) for one in lacking(found, None, today)],
        "dues": [{"text": say(f"office_ale_workers.due_{one.kind}"), "on": one.on} for one in dues_of(found, today)],
        "next_talk": next_talk(found.follow_ups.all()),
        "facts": particulars(law, found, language),
        "year": today.year,
        "iban_fault": bool(found.iban) and not iban_holds(found.iban),
    }
    return render(request, "office/ale/workers/worker.html", words)


def status_said(law: Law, status: Status, language: str) -> dict[str, Any]:
    """A status as it was decided when it was kept."""
    facts = Asking(law, {"region": "wallonia", "on": "2026-01-01"}).facts
    upper = status.period.upper
    key = {True: "may", False: "may_not", None: "unsure"}[status.eligible]
    return {
        "first": status.period.lower,
        "last": upper - ONE_DAY if upper else None,
        "tone": TONES[status.eligible],
        "said": say(f"office_ale_workers.state_{key}"),
        "routes": ", ".join(route_name(law, name, language) for name in status.routes),
        "facts": facts_said(law, facts, status.facts, language),
        "proof": status.proof,
        "decided": status.decision,
    }


def particulars(law: Law, found: Worker, language: str) -> list[tuple[str, str]]:
    """What is told of the work, by name; what nobody told is left out."""
    slots = "; ".join(f"{day_name(day)} {clock(first)}–{clock(last)}" for day, first, last in found.slots)
    told = {
        "activities": ", ".join(activity_name(law, name, language) for name in found.activities),
        "languages": ", ".join(SPOKEN.get(name, name) for name in found.languages),
        "free": slots,
        "limits": ", ".join(say(f"office_ale_workers.limit_{name}") for name in found.limits),
        "farthest_km": f"{found.farthest_km} km" if found.farthest_km is not None else "",
        "payment_body": say(f"office_ale_workers.body_{found.payment_body}") if found.payment_body else "",
        "issuer_number": found.issuer_number,
        "note": found.note,
    }
    return [(say(f"office_ale_workers.label_{name}"), text) for name, text in told.items() if text]


def clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"
