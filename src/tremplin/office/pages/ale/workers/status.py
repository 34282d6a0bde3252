"""The status of a worker: the facts that the law still misses are asked, its answer is shown, then it is kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tremplin.engine.law import Law
from tremplin.ground.errors import InputError
from tremplin.office.ale.access import ELSEWHERE, Asking, facts_of
from tremplin.office.ale.models import Worker
from tremplin.office.ale.selectors.workers import status_on
from tremplin.office.ale.services.refusing_working import Refused
from tremplin.office.ale.services.working import fitting, set_status
from tremplin.office.organisations.selectors import law_here
from tremplin.office.pages.ale.workers.forms import StatusForm, typed
from tremplin.office.pages.ale.workers.opening import address, digest, done, opened
from tremplin.office.pages.ale.workers.wording import answer_said
from tremplin.office.pages.forms import typed_again
from tremplin.office.pages.seat import Request, office

ONE_DAY = timedelta(days=1)


@office()
def status(request: Request, language: str, number: str) -> HttpResponse:
    worker, law = opened(request, number, "status"), law_here()
    every = Asking(law, {"region": worker.organisation.region, "on": timezone.localdate().isoformat()}).facts
    if request.method != "POST":
        return first_shown(request, language, worker, law)
    data = request.POST.copy()
    names = [name for name in every if f"f_{name}" in data]
    form = StatusForm(law, {name: every[name] for name in names}, language, data)
    if not form.is_valid():
        return render(request, "office/ale/workers/status.html", words_of(worker, form, names, []))
    asking = asked(law, worker, form.told, form.cleaned_data["since"])
    supposed = [name for name in asking.supposed if name not in form.told]
    wanted = {*asking.names, *form.told, *supposed}
    form = StatusForm(law, {name: every[name] for name in every if name in wanted}, language, data)
    form.is_valid()
    preview = previewed(worker, form, asking, language)
    if data.get("step") == "keep" and preview and data.get("seen") == stated(form):
        of = form.cleaned_data
        answer = done(
            request, form, language,
            lambda: set_status(
                worker, of["since"], form.told, agent=request.seat.agent, until=of["until"], proof=of["proof"],
                replace=of["replace"],
            ),
            address(language, worker), "office_ale_workers.status_kept",
        )  # fmt: skip
        if answer is not None:
            return answer
    seen = stated(form) if preview else ""
    form.data = typed_again(form, seen=seen)
    words = words_of(worker, form, [name for name in every if name in wanted and name not in supposed], supposed)
    return render(
        request, "office/ale/workers/status.html", words | {"preview": preview, "fresh": fresh(asking, names)}
    )


def first_shown(request: Request, language: str, worker: Worker, law: Law) -> HttpResponse:
    """With what the last status told, its months as they are today."""
    today = timezone.localdate()
    last = status_on(worker, today)
    since = last.period.lower if last else today
    region, birth = worker.organisation.region, worker.person.birth_date
    told = facts_of(law, region, birth, last.facts, today, since) if last else {}
    told = {name: value for name, value in told.items() if name not in ELSEWHERE}
    asking = asked(law, worker, told, today)
    every, names, supposed = asking.facts, asking.names, asking.supposed
    initial = {"since": today} | {f"f_{name}": typed(value) for name, value in told.items()}
    facts = {name: every[name] for name in every if name in {*names, *supposed}}
    form = StatusForm(law, facts, language, initial=initial)
    return render(request, "office/ale/workers/status.html", words_of(worker, form, names, supposed) | {"former": last})


def asked(law: Law, worker: Worker, told: dict[str, Any], since: date) -> Asking:
    """Of a birth day or a fact that the law refuses, the page says so when it is kept; the asking goes on without."""
    given = facts_of(law, worker.organisation.region, worker.person.birth_date, told, since)
    asking = Asking(law, given)
    try:
        _ = asking.answer
    except InputError:
        return Asking(law, {name: given[name] for name in ("region", "on")})
    return asking


def previewed(worker: Worker, form: StatusForm, asking: Asking, language: str) -> dict[str, Any] | None:
    """What the law says, and which status ends; None where periods would overlap, said beside the field."""
    of = form.cleaned_data
    same = worker.statuses.filter(period__startswith=of["since"]).first()
    try:
        ends = fitting(worker, of["since"], of["until"], same if of["replace"] else None)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text(language))
        form.asks_to_replace = same is not None  # type: ignore[attr-defined]
        return None
    if form.told and len(asking.given) <= 2:  # The law could not read them: what is wrong is said.
        try:
            region, birth = worker.organisation.region, worker.person.birth_date
            _ = Asking(asking.law, facts_of(asking.law, region, birth, form.told, of["since"])).answer
        except InputError as error:
            for fault in error.faults[:5]:
                form.add_error(None, fault.text(language))
            return None
    return answer_said(asking.answer, language) | {"ends": ends, "ends_on": of["since"] - ONE_DAY}


def fresh(asking: Asking, names: list[str]) -> list[str]:
    """Facts that are asked now and were not before."""
    return [name for name in asking.names if name not in names]


def stated(form: StatusForm) -> str:
    of = form.cleaned_data
    return digest(form.told, of["since"], of["until"], of["proof"], of["replace"])


def words_of(worker: Worker, form: StatusForm, names: list[str], supposed: list[str]) -> dict[str, Any]:
    return {
        "worker": worker,
        "form": form,
        "boxes": form.boxes(names),
        "aside": form.boxes(supposed),
        "replaces": getattr(form, "asks_to_replace", False) or form["replace"].value() in ("on", True),
    }
