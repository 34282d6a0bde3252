"""Keeps what is due: the same key is the same deadline, which moves and says why; done, undone, and one's own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from tremplin.office.accounts.models import Agent
from tremplin.office.deadlines.due import NOTE, OWN, Due
from tremplin.office.deadlines.models import Deadline, Watch

LIKE_DUE = ("kind", "weight", "words", "subject", "person_id", "agent_id")
KEPT = ("due_on", "was_due_on", "moved", "done_at", "done_by", "gone_at", "mailed_at")


def keep(dues: Iterable[Due], subjects: Collection[str], today: date) -> None:
    """All that is due for some subjects (`""`: the whole office). What is not named is gone; twice is once."""
    keep_instead(dues, Deadline.objects.filter(subject__in=subjects).exclude(kind=OWN), today)


def keep_kinds(dues: Iterable[Due], kinds: Collection[str], today: date) -> None:
    """All that is due of some kinds, whosever it is."""
    keep_instead(dues, Deadline.objects.filter(kind__in=kinds), today)


def keep_instead(dues: Iterable[Due], before: QuerySet[Deadline], today: date) -> None:
    kept = {of.key: of for of in before}
    wanted = {due.key: due for due in dues}
    new = [made(due, today) for key, due in wanted.items() if key not in kept]
    changed = [kept[key] for key, due in wanted.items() if key in kept and taken_over(kept[key], due)]
    gone = [of for key, of in kept.items() if key not in wanted and of.gone_at is None]
    for of in gone:
        of.gone_at = timezone.now()
    if new:
        Deadline.objects.bulk_create(new, ignore_conflicts=True)  # Two jobs at once find the same.
    if changed or gone:
        Deadline.objects.bulk_update([*changed, *gone], [name.removesuffix("_id") for name in (*LIKE_DUE, *KEPT)])


def made(due: Due, today: date) -> Deadline:
    return Deadline(key=due.key, due_on=due.due_on or today, **values(due))


def values(due: Due) -> dict[str, Any]:
    return {
        "kind": due.kind,
        "weight": due.weight,
        "words": due.words,
        "subject": due.subject,
        "person_id": due.person,
        "agent_id": due.agent,
    }


def taken_over(of: Deadline, due: Due) -> bool:
    """Whether anything is another now. What moved or became more pressing is to be looked at again."""
    now = values(due)
    moved = due.due_on is not None and due.due_on != of.due_on
    if not moved and of.gone_at is None and all(getattr(of, name) == now[name] for name in LIKE_DUE):
        return False
    if moved:
        of.was_due_on, of.due_on, of.moved = of.due_on, due.due_on or of.due_on, due.because
    if moved or due.weight < of.weight:
        of.done_at = of.done_by = of.mailed_at = None
    of.gone_at = None
    for name, value in now.items():
        setattr(of, name, value)
    return True


def watched(subjects: Collection[str]) -> dict[str, Watch]:
    """What was last seen of some subjects."""
    return {of.subject: of for of in Watch.objects.filter(subject__in=subjects)}


def watch(before: Mapping[str, Watch], seen: Mapping[str, tuple[dict[str, Any], dict[str, Any] | None]]) -> None:
    """Keeps what is seen now: by subject, its state and the last move."""
    new, changed = [], []
    for subject, (state, moved) in seen.items():
        of = before.get(subject)
        if of is None:
            new.append(Watch(subject=subject, state=state, moved=moved))
        elif (of.state, of.moved) != (state, moved):
            of.state, of.moved = state, moved
            changed.append(of)
    Watch.objects.bulk_create(new, ignore_conflicts=True)
    Watch.objects.bulk_update(changed, ["state", "moved"])


def done(deadline: Deadline, agent: Agent) -> None:
    """It is settled. Done twice, the first stays."""
    Deadline.objects.filter(pk=deadline.pk, done_at=None).update(done_at=timezone.now(), done_by=agent)


def undone(deadline: Deadline) -> None:
    """It is not settled after all."""
    Deadline.objects.filter(pk=deadline.pk).update(done_at=None, done_by=None)


def own(
    agent: Agent, text: str, due_on: date, *, key: str, subject: str = "", person: int | None = None, shared: bool
) -> Deadline:
    """A reminder that an agent writes; the same key makes one. `shared`: everybody's."""
    found, _ = Deadline.objects.get_or_create(
        key=f"{OWN}:{key}",
        defaults={
            "kind": OWN,
            "weight": NOTE,
            "due_on": due_on,
            "words": {"text": text},
            "subject": subject,
            "person_id": person,
            "agent": None if shared else agent,
        },
    )
    return found
