"""Which talks and outcomes are due: the next date of the last talk; six and twelve months after the work began."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tremplin.engine.kinds import day_date
from tremplin.engine.words import months_after
from tremplin.ground.days import day_number
from tremplin.office.ale.models import FollowUp, Worker

Kind = FollowUp.Kind
MONTHS = {Kind.OUTCOME_6: 6, Kind.OUTCOME_12: 12}


@dataclass(frozen=True)
class Due:
    """Something that an agent owes a worker. `kind`: as of a follow-up."""

    kind: str
    on: date


def began(worker: Worker) -> date:
    """The day that outcomes are counted from: the first contract's, before it the registration's."""
    first = min((one.starts_on for one in worker.contracts.all()), default=None)
    return first or worker.registered_on


def outcome_day(worker: Worker, kind: str) -> date:
    return day_date(months_after(day_number(began(worker)), MONTHS[Kind(kind)]))


def dues_of(worker: Worker, today: date) -> list[Due]:
    """What is due by a day, the oldest first. The worker comes with follow-ups and contracts."""
    held = list(worker.follow_ups.all())
    noted = {one.kind for one in held}
    found = [Due(kind, outcome_day(worker, kind)) for kind in MONTHS if kind not in noted]
    talks = [one for one in held if one.kind == Kind.TALK]
    last = max(talks, key=lambda one: (one.on, one.pk), default=None)
    if last and last.next_on and worker.ended_on is None:
        found.append(Due(Kind.TALK, last.next_on))
    return sorted((one for one in found if one.on <= today), key=lambda one: (one.on, one.kind))


def next_talk(follow_ups: Iterable[FollowUp]) -> date | None:
    talks = [one for one in follow_ups if one.kind == Kind.TALK]
    last = max(talks, key=lambda one: (one.on, one.pk), default=None)
    return last.next_on if last else None
