"""A worker of an agency: registered, changed, ended; the status by date, decided by law and kept with its reasons."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from stdnum import iban

from tremplin.office.accounts.models import Agent
from tremplin.office.ale.access import ACCESS, facts_of
from tremplin.office.ale.models import Status, Worker
from tremplin.office.ale.services.refusing_working import Refused, Stale
from tremplin.office.decisions.services import take
from tremplin.office.documents.services import held, next_number
from tremplin.office.organisations.models import Organisation
from tremplin.office.organisations.selectors import law_here
from tremplin.office.people.models import Person
from tremplin.office.people.services import add_person, living

ONE_DAY = timedelta(days=1)
TOLD = (
    "iban", "payment_body", "issuer_number", "activities", "slots", "languages", "limits", "farthest_km", "note",
    "registered_on",
)  # fmt: skip
"""What a form tells of a worker."""
BODIES = ("capac", "fgtb", "csc", "cgslb", "cpas", "adg")
LIMITS = ("heavy_loads", "dogs", "heights", "no_car")
"""What a worker cannot do, by the names that requests use (`no_car` answers a request's `car`)."""
LANGUAGES = ("fr", "nl", "de", "en", "ar", "tr", "es", "it", "pt", "pl", "ro", "ru", "uk")
Slot = list[int]


def iban_holds(text: str) -> bool:
    """Whether an account number passes its checks, in Belgium the national one as well. Which banks there are is not
    asked: a list of them grows old."""
    if not text or not iban.is_valid(text, check_country=False):
        return False
    number = iban.compact(text)
    return not number.startswith("BE") or (int(number[4:-2]) % 97 or 97) == int(number[-2:])


def bare(text: str) -> str:
    """An account number without spaces, in capitals."""
    return "".join(text.split()).upper()[:34]


def joined(slots: list[Slot]) -> list[Slot]:
    """Free times in order; those of a day that touch are one."""
    found: list[Slot] = []
    for day, first, last in sorted(slots):
        if found and found[-1][0] == day and first <= found[-1][2]:
            found[-1][2] = max(found[-1][2], last)
        else:
            found.append([day, first, last])
    return found


class AlreadyWorker(Exception):
    """The person is a worker of this agency."""

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker.number)
        self.worker = worker


@transaction.atomic
def register_worker(
    organisation: Organisation,
    person: Person | dict[str, Any],
    values: dict[str, Any],
    *,
    today: date,
    key: str | None = None,
) -> Worker:
    """A worker under the next number (`VAL-W-0042`). A person told with a national number that is known is that person;
    another one is made. The same `key` gives back the worker that it made before. Raises AlreadyWorker, IntegrityError
    (the national number)."""
    held("workers")  # Whoever sends the same key waits here.
    if key and (made := Worker.objects.filter(key=key).select_related("person").first()):
        return made
    if isinstance(person, dict):
        told = person.get("national_number")
        known = Person.objects.filter(national_number=told, anonymised_at=None).first() if told else None
        person = known or add_person(person, key)
    person = living(Person.objects.select_for_update().get(pk=person.pk))
    if there := Worker.objects.filter(person=person).first():
        raise AlreadyWorker(there)
    number = f"{organisation.prefix}-W-{next_number('workers'):04d}"
    return Worker.objects.create(person=person, number=number, key=key, **{"registered_on": today, **cleaned(values)})


def cleaned(values: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of a worker. An account number that fails its check is kept as it was given."""
    found = {name: values[name] for name in TOLD if name in values}
    if "iban" in found:
        found["iban"] = bare(found["iban"])
    if "slots" in found:
        found["slots"] = joined(found["slots"])
    return found


@transaction.atomic
def save_worker(worker: Worker, values: Mapping[str, Any], version: int) -> Worker:
    """Saves what is told of a worker. Raises Stale where somebody saved after that version."""
    now = Worker.objects.select_for_update().get(pk=worker.pk)
    told = cleaned(values)
    if all(getattr(now, name) == value for name, value in told.items()):
        return now
    if now.version != version:
        raise Stale
    if now.ended_on and told.get("registered_on") and told["registered_on"] > now.ended_on:
        raise Refused("office_ale_workers.fault_after_end", "registered_on", day=now.ended_on)
    for name, value in told.items():
        setattr(now, name, value)
    now.version += 1
    now.save()
    return now


@transaction.atomic
def end_worker(worker: Worker, on: date | None, why: str = "") -> Worker:
    """Takes a worker off the list after a last day; None: puts the worker on it again. Raises Refused."""
    now = Worker.objects.select_for_update().get(pk=worker.pk)
    if (now.ended_on, now.ended_why) == (on, why.strip()):
        return now
    if on is not None and on < now.registered_on:
        raise Refused("office_ale_workers.fault_before_registered", "ended_on", day=now.registered_on)
    if on is not None and (running := now.contracts.filter(ended_on=None).order_by("starts_on").first()):
        raise Refused("office_ale_workers.fault_contract_runs", "ended_on", day=running.starts_on)
    now.ended_on, now.ended_why = on, why.strip() if on else ""
    now.version += 1
    now.save()
    return now


@transaction.atomic
def set_status(
    worker: Worker,
    since: date,
    told: Mapping[str, Any],
    *,
    agent: Agent | None = None,
    until: date | None = None,
    proof: str = "",
    replace: bool = False,
) -> Status:
    """What holds of a worker from a day on, decided by law; the status before it ends the day before. The same twice is
    once. `until`: its last day, where that is known. `replace`: it stands for the one that begins on that day.

    Raises Refused where periods would overlap, InputError where the law cannot read it.
    """
    worker = Worker.objects.select_for_update().get(pk=worker.pk)
    kept: dict[str, Any] = json.loads(json.dumps(dict(told)))
    upper = until + ONE_DAY if until else None
    same = worker.statuses.filter(period__startswith=since).first()
    if same and (same.facts, same.proof, same.period.upper) == (kept, proof.strip(), upper):
        return same
    before = fitting(worker, since, until, same if replace else None)
    facts = facts_of(law_here(), worker.organisation.region, worker.person.birth_date, kept, since)
    decision, found = take(worker.person, ACCESS, facts, subject=worker.number, agent=agent)
    if before is not None:
        before.period = DateRange(before.period.lower, since)
        before.save()
    status = same if replace and same else Status(worker=worker)
    status.period, status.facts, status.proof, status.decision = DateRange(since, upper), kept, proof.strip(), decision
    status.eligible, status.routes = found.as_json()["result"]["eligible"], found.as_json()["result"]["routes"] or []
    status.save()
    return status


def fitting(worker: Worker, since: date, until: date | None, instead: Status | None) -> Status | None:
    """The status that a new one ends; None where there is none. Raises Refused where it would overlap another."""
    others = [one for one in worker.statuses.order_by("period") if instead is None or one.pk != instead.pk]
    before: Status | None = None
    for one in others:
        first, upper = one.period.lower, one.period.upper
        if first == since:
            raise Refused("office_ale_workers.fault_same_day", "since", day=since)
        if first > since:
            if until is None or until >= first:
                raise Refused("office_ale_workers.fault_later", "since", day=first, last=first - ONE_DAY)
        elif upper is None or upper > since:
            if until is not None and upper is not None and upper > until + ONE_DAY:
                raise Refused("office_ale_workers.fault_inside", "until", day=upper - ONE_DAY)
            before = one
    return before
