"""Keeps what the radar says of each worker: asked again only where a record, the law or the month is another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from tremplin.engine.law import Law
from tremplin.office.ale.models import Outlook, Worker
from tremplin.office.ale.selectors.radar import Step, Turn, in_order, seen_until, turns_of, window
from tremplin.reasons.flips import Cause


def outlooks(law: Law, workers: Iterable[Worker], today: date, language: str) -> list[Turn]:
    """Every turn in the window, in the order of days; workers come with their person, organisation and statuses."""
    first, last = window(today)
    found = list(workers)
    kept = {of.worker_id: of for of in Outlook.objects.filter(worker__in=[one.pk for one in found])}
    changed = []
    for worker in found:
        key = key_of(law, worker, today)
        outlook = kept.get(worker.pk)
        if outlook is None or outlook.key != key:
            outlook = kept[worker.pk] = Outlook(worker=worker, key=key)
        if language not in outlook.turns:
            turns = turns_of(law, worker, first, seen_until(today), language)
            outlook.turns = outlook.turns | {language: [plain(turn) for turn in turns]}
            changed.append(outlook)
    keep(changed)
    told = [turn for worker in found for turn in told_of(worker, kept[worker.pk].turns[language])]
    return in_order(turn for turn in told if turn.day <= last)


def keep(changed: list[Outlook]) -> None:
    """Two at once make the same; who comes second stands for both."""
    Outlook.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["worker"], update_fields=["key", "turns", "made_at"]
    )


def key_of(law: Law, worker: Worker, today: date) -> str:
    """Of all that the turns of a worker are worked out from."""
    statuses = [[one.pk, str(one.period), one.facts] for one in worker.statuses.all()]
    birth, region = worker.person.birth_date, worker.organisation.region
    stated = json.dumps([law.fingerprint, region, birth, statuses, seen_until(today)], default=str, sort_keys=True)
    return hashlib.sha256(stated.encode()).hexdigest()


def plain(turn: Turn) -> dict[str, Any]:
    return {
        "status": turn.status.pk, "day": turn.day.isoformat(), "kind": turn.kind,
        "causes": [asdict(cause) for cause in turn.causes], "steps": [asdict(step) for step in turn.steps],
    }  # fmt: skip


def told_of(worker: Worker, kept: Iterable[dict[str, Any]]) -> Iterable[Turn]:
    statuses = {one.pk: one for one in worker.statuses.all()}
    for of in kept:
        causes = tuple(Cause(**cause) for cause in of["causes"])
        steps = tuple(Step(**step) for step in of["steps"])
        yield Turn(worker, statuses[of["status"]], date.fromisoformat(of["day"]), of["kind"], causes, steps)
