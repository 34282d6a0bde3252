"""Training and follow-up of a worker: modules done and lacking, goals, talks, outcomes."""

from __future__ import annotations

from secrets import token_hex
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from tremplin.office.ale.models import FollowUp, Worker
from tremplin.office.ale.selectors.following import MONTHS, dues_of, outcome_day
from tremplin.office.ale.selectors.training import Module, lacking, module_named, modules_on
from tremplin.office.ale.services import following
from tremplin.office.organisations.selectors import law_here
from tremplin.office.pages.ale.workers.course_forms import AttendForm, GoalForm, OutcomeForm, TalkForm
from tremplin.office.pages.ale.workers.opening import address, done, opened
from tremplin.office.pages.ale.workers.wording import activity_name
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office


@office()
def course(request: Request, language: str, number: str) -> HttpResponse:
    worker = opened(request, number, "course")
    forms = forms_of(request, worker, language)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if act in ("done", "reached", "dropped"):
        settled(worker, act, request.POST.get("pk", ""))
        return HttpResponseRedirect(address(language, worker, "course"))
    if act in forms and forms[act].is_valid():
        answer = written(request, language, worker, act, forms[act])
        if answer is not None:
            return answer
    return render(request, "office/ale/workers/course.html", words_of(worker, language) | forms)


def forms_of(request: Request, worker: Worker, language: str) -> dict[str, Any]:
    """A form of each kind, filled with what was sent where it is the one that was."""
    today, act = timezone.localdate(), request.POST.get("act", "")

    def given(name: str) -> Any:
        return request.POST if request.method == "POST" and act == name else None

    due = next((one.kind for one in dues_of(worker, today) if one.kind in MONTHS), "")
    modules, on = modules_on(worker.organisation.region, today), {"on": today}
    return {
        "attend": AttendForm(modules, language, given("attend"), initial=on, auto_id="attend_%s"),
        "talk": TalkForm(given("talk"), initial=on, auto_id="talk_%s"),
        "goal": GoalForm(given("goal"), auto_id="goal_%s"),
        "outcome": OutcomeForm(given("outcome"), initial={**on, "kind": due}, auto_id="outcome_%s"),
    }


def settled(worker: Worker, act: str, pk: str) -> None:
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        return
    today = timezone.localdate()
    if act == "done":
        following.mark_done(worker, int(pk), today)
    else:
        following.settle_goal(worker, int(pk), today, reached=act == "reached")


def written(request: Request, language: str, worker: Worker, act: str, form: Any) -> HttpResponse | None:
    of, agent, today = form.cleaned_data, request.seat.agent, timezone.localdate()
    key = of["key"] or token_hex(16)

    def carry() -> Any:
        if act == "attend":
            told = {"hours": of["hours"] or 0, "cost": of["cost"] or 0, "proof": of["proof"]}
            return following.attend(worker, of["module"], of["on"], key=key, is_done=of["on"] <= today, **told)
        if act == "talk":
            told = {"said": of["said"], "skills": form.named_skills, "next_on": of["next_on"]}
            return following.talk(worker, of["on"], agent=agent, key=key, **told)
        if act == "goal":
            return following.set_goal(worker, of["words"], today, key=key)
        return following.note_outcome(
            worker, of["kind"], of["outcome"], of["on"], agent=agent, key=key, said=of["said"]
        )

    return done(request, form, language, carry, address(language, worker, "course"), f"office_ale_workers.noted_{act}")


def words_of(worker: Worker, language: str) -> dict[str, Any]:
    today, law = timezone.localdate(), law_here()
    held = list(worker.follow_ups.select_related("agent").order_by("-on", "-pk"))
    named = {one.name: one for one in modules_on(worker.organisation.region, today)}
    by_activity = {name: lacking(worker, name, today) for name in worker.activities}
    base = lacking(worker, None, today)
    return {
        "worker": worker,
        "today": today,
        "attended": [
            {"row": one, "label": label_of(one.module, language)} for one in worker.attendances.order_by("-on", "-pk")
        ],
        "base": [told(one, language) for one in base],
        "by_activity": [
            (activity_name(law, name, language), [told(one, language) for one in found if one not in base])
            for name, found in by_activity.items()
            if any(one not in base for one in found)
        ],
        "sources": list(dict.fromkeys(one.source(language) for one in named.values())),
        "goals": worker.goals.order_by("reached_on", "dropped_on", "-set_on", "-pk"),
        "talks": [one for one in held if one.kind == FollowUp.Kind.TALK],
        "outcomes": [outcome_said(worker, kind, held) for kind in MONTHS],
        "dues": [{"text": say(f"office_ale_workers.due_{one.kind}"), "on": one.on} for one in dues_of(worker, today)],
    }


def told(module: Module, language: str) -> dict[str, str]:
    return {"label": module.label(language), "status": say(f"office_ale_workers.module_{module.status}")}


def label_of(name: str, language: str) -> str:
    module = module_named(name)
    return module.label(language) if module else name


def outcome_said(worker: Worker, kind: str, held: list[FollowUp]) -> dict[str, Any]:
    row = next((one for one in held if one.kind == kind), None)
    said = say(f"office_ale_workers.outcome_{row.outcome}") if row and row.outcome else ""
    name = say(f"office_ale_workers.kind_{kind}")
    return {"name": name, "due_on": outcome_day(worker, kind), "row": row, "said": said}
