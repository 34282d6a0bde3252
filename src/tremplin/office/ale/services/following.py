"""Training and follow-up written down: modules, talks, goals, outcomes. The same key writes once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Attendance, FollowUp, Goal, Worker
from tremplin.office.ale.selectors.training import module_named
from tremplin.office.ale.services.refusing_working import Refused

OUTCOMES = ("job", "training", "ale", "none", "unknown")
Kind = FollowUp.Kind


@transaction.atomic
def attend(
    worker: Worker,
    module: str,
    on: date,
    *,
    key: str,
    hours: int = 0,
    cost: int = 0,
    is_done: bool = True,
    proof: str = "",
) -> Attendance:
    """A module that the worker did, or is to do on a day. Raises Refused for a module that is not on the list."""
    found = module_named(module)
    if found is None or not found.on(worker.organisation.region, on):
        raise Refused("office_ale_workers.fault_module", "module")
    Worker.objects.select_for_update().get(pk=worker.pk)  # Two at once wait for each other.
    told = {"hours": hours, "cost": cost, "is_done": is_done, "proof": proof.strip()}
    made, _ = Attendance.objects.get_or_create(key=key, defaults={"worker": worker, "module": module, "on": on, **told})
    return made


@transaction.atomic
def mark_done(worker: Worker, pk: int, today: date) -> bool:
    """A module that was planned was done. False where there is none, or its day has not come."""
    planned = Attendance.objects.select_for_update().filter(worker=worker, pk=pk, is_done=False, on__lte=today).first()
    if planned is None:
        return False
    planned.is_done = True
    planned.save()
    return True


@transaction.atomic
def talk(
    worker: Worker,
    on: date,
    *,
    agent: Agent | None,
    key: str,
    said: str = "",
    skills: Sequence[str] = (),
    next_on: date | None = None,
) -> FollowUp:
    """A talk with a worker, and when the next one is."""
    if next_on is not None and next_on <= on:
        raise Refused("office_ale_workers.fault_next", "next_on", day=on)
    Worker.objects.select_for_update().get(pk=worker.pk)
    told = {"said": said.strip(), "skills": list(skills), "next_on": next_on, "agent": agent}
    made, _ = FollowUp.objects.get_or_create(key=key, defaults={"worker": worker, "kind": Kind.TALK, "on": on, **told})
    return made


@transaction.atomic
def note_outcome(
    worker: Worker, kind: str, outcome: str, on: date, *, agent: Agent | None, key: str, said: str = ""
) -> FollowUp:
    """What became of a worker after six or twelve months: one answer each, which a later one replaces."""
    Worker.objects.select_for_update().get(pk=worker.pk)
    if made := FollowUp.objects.filter(key=key).first():
        return made
    there = FollowUp.objects.filter(worker=worker, kind=kind).first()
    row = there or FollowUp(worker=worker, kind=kind)
    row.outcome, row.on, row.agent, row.said, row.key = outcome, on, agent, said.strip(), key
    row.save()
    return row


@transaction.atomic
def set_goal(worker: Worker, words: str, on: date, *, key: str) -> Goal:
    Worker.objects.select_for_update().get(pk=worker.pk)
    made, _ = Goal.objects.get_or_create(key=key, defaults={"worker": worker, "words": words.strip(), "set_on": on})
    return made


@transaction.atomic
def settle_goal(worker: Worker, pk: int, on: date, reached: bool) -> bool:
    """A goal was reached, or given up. False where there is none that is still open."""
    open_ = {"worker": worker, "pk": pk, "reached_on": None, "dropped_on": None}
    goal = Goal.objects.select_for_update().filter(**open_).first()
    if goal is None:
        return False
    if reached:
        goal.reached_on = on
    else:
        goal.dropped_on = on
    goal.save()
    return True
