"""The radar: who loses access to the agency and who gains it, by day, as the law's dated tables and the statuses say.

Each status is decided on every day on which its answer may turn: the law changes, an allowance ends, a month more is
counted, a birthday that the law asks for. Months go on counting; everything else stays as it was told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tremplin.engine.decide import read_case
from tremplin.engine.kinds import day_date
from tremplin.engine.law import Law
from tremplin.engine.words import months_after
from tremplin.ground.days import day_number
from tremplin.ground.errors import InputError
from tremplin.office.ale.access import ACCESS, facts_of, law_days
from tremplin.office.ale.models import Status, Worker
from tremplin.reasons.answer import decide
from tremplin.reasons.explain import Explanation
from tremplin.reasons.flips import Cause, flips
from tremplin.reasons.lacking import Change

SINCE = date(2026, 1, 1)
"""From here on the radar looks: the first day of the changes of 2026."""
AHEAD = 12
"""Months that it looks ahead."""
MOST_STEPS = 3
BODIES = {
    "route_e4": "cpas", "route_e6a": "forem", "route_e6b": "forem", "route_brussels_2026": "actiris",
    "route_vdab_referral": "vdab", "route_ocmw_referral": "cpas", "route_lba_registered": "adg",
    "route_lba_from_day_one": "adg",
}  # fmt: skip
"""Who opens a route, as the law's route itself says; others have no step that an agency can point to."""


@dataclass(frozen=True)
class Step:
    """What would open a route: its name, what it lacks in the law's words, and whose door it is."""

    route: str
    lacks: str
    body: str


@dataclass(frozen=True)
class Turn:
    """A worker's access is another from a day on. `kind`: `loses`, `gains` or `unsure`."""

    worker: Worker
    status: Status
    day: date
    kind: str
    causes: tuple[Cause, ...]
    steps: tuple[Step, ...]


def window(today: date) -> tuple[date, date]:
    return SINCE, day_date(months_after(day_number(today), AHEAD))


def seen_until(today: date) -> date:
    """The last day that is looked at for whatever day of this month, so that what is kept lasts until its end."""
    return day_date(months_after(day_number(today.replace(day=1)), AHEAD + 1))


def turns(law: Law, workers: Iterable[Worker], today: date, language: str) -> list[Turn]:
    """Every turn in the window, in the order of days; workers come with their person and statuses."""
    first, last = window(today)
    return in_order(turn for worker in workers for turn in turns_of(law, worker, first, last, language))


def in_order(found: Iterable[Turn]) -> list[Turn]:
    return sorted(found, key=lambda one: (one.day, one.worker.person.sort_key, one.worker.number))


def turns_of(law: Law, worker: Worker, first: date, last: date, language: str) -> Iterator[Turn]:
    for status in worker.statuses.all():
        start, upper = status.period.lower, status.period.upper
        end = min(last, upper - timedelta(days=1)) if upper else last
        if end <= start or end < first:
            continue
        yield from turned(law, worker, status, (max(start, first), end), language)


def turned(law: Law, worker: Worker, status: Status, ends: tuple[date, date], language: str) -> Iterator[Turn]:
    """The turns of one status. Where the law cannot read it there are none: its page says so."""
    region, birth = worker.organisation.region, worker.person.birth_date
    decision = law.decision(ACCESS)
    start = status.period.lower
    before = max(start, ends[0] - timedelta(days=1))
    try:
        case = read_case(law, decision, facts_of(law, region, birth, status.facts, start))
        days = {start, before, *days_to_try(law, worker, status, before, ends[1])}
        _, found = flips(law, decision, case, sorted(map(day_number, days)), language)
    except InputError:
        return
    for flip in found:
        kind = {0: "loses", 1: "gains"}.get(flip.after, "unsure")
        day = day_date(flip.day)
        if day <= before:
            continue
        steps = () if kind == "gains" else steps_on(law, worker, status, day, language)
        yield Turn(worker, status, day, kind, flip.causes, steps)


def days_to_try(law: Law, worker: Worker, status: Status, after: date, last: date) -> list[date]:
    """The days after one on which an answer may turn."""
    found = set(law_days(law, worker.organisation.region, after, last))
    ends_on = status.facts.get("benefit_ends_on")
    if isinstance(ends_on, str):
        found.add(date.fromisoformat(ends_on))
    start, stop = day_number(after), day_number(last)
    facts = law.decision(ACCESS).facts(law)
    if any(getattr(facts.get(name), "grows", False) for name in status.facts):
        of_status = day_number(status.period.lower)
        found |= {day_date(day) for day in steps_between(of_status, start, stop, 1)}
    if worker.person.birth_date:  # A birthday that the law asks for is one of them, whichever the age.
        for birthday in steps_between(day_number(worker.person.birth_date), start, stop, 12):
            found |= {day_date(birthday), day_date(birthday + 1)}  # Of a 29 February the law may take the day after.
    return sorted(day for day in found if after < day <= last)


def steps_between(origin: int, first: int, last: int, months: int) -> Iterator[int]:
    """The days a number of months apart from an origin that lie between two days."""
    gone = max(0, (first - origin) // 31 // months * months)
    while (day := months_after(origin, gone)) <= last:
        if day >= first:
            yield day
        gone += months


def steps_on(law: Law, worker: Worker, status: Status, day: date, language: str) -> tuple[Step, ...]:
    """What would open a route on a day to who has none, the nearest first; only what the law's own routes say."""
    given = facts_of(law, worker.organisation.region, worker.person.birth_date, status.facts, day, status.period.lower)
    told = Explanation(decide(law, ACCESS, given), language)
    wanted = [change for change in told.changes if change.kind == "short" and change.place in BODIES]
    return tuple(step(change) for change in wanted[:MOST_STEPS])


def step(change: Change) -> Step:
    return Step(change.label, change.text, BODIES[change.place])


def unknown_now(workers: Iterable[Worker], today: date) -> list[Worker]:
    """Workers whose status of today says neither yes nor no, or who have none."""
    found = []
    for worker in workers:
        now = next((one for one in worker.statuses.all() if today in one.period), None)
        if now is None or now.eligible is None:
            found.append(worker)
    return found
