"""Workers of the agency: found by name or number, what the law says of them on a day, and what each still lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from tremplin.engine.law import Law
from tremplin.ground.errors import InputError
from tremplin.office.ale.access import ACCESS, facts_of
from tremplin.office.ale.models import Contract, Status, Worker
from tremplin.office.ale.selectors.following import dues_of
from tremplin.office.ale.selectors.training import done_by, lacking
from tremplin.office.ale.services.contracting import must_sign, signed_on
from tremplin.office.ale.services.working import iban_holds
from tremplin.office.people.names import key_of
from tremplin.office.people.numbers import digits
from tremplin.reasons.answer import Answer, decide

STOP, CARE, NOTE = "stop", "care", "note"


@dataclass(frozen=True)
class Lack:
    """Something that is not in order. `key`: of its sentence; `weight`: `stop` where no hour may be worked before."""

    key: str
    weight: str
    count: int = 0


@dataclass(frozen=True)
class Listed:
    """A worker in the list: the status that holds today, what the law says of it today, and what lacks."""

    worker: Worker
    status: Status | None
    eligible: bool | None
    lacks: tuple[Lack, ...]


def workers(asked: str = "", ended: bool = False) -> QuerySet[Worker]:
    """Those on the list (or those who left it), by name; all of them where something is asked for."""
    found = Worker.objects.select_related("person", "organisation").order_by("person__sort_key", "pk")
    asked = asked.strip()[:100]
    if not asked:
        return found.filter(ended_on__isnull=not ended)
    told = Q(number__icontains=asked) | Q(issuer_number=asked)
    number = digits(asked)
    if number:
        told |= Q(person__national_number=number)
    if key := key_of(asked):
        told |= Q(*(Q(person__sort_key__contains=word) for word in key.split()))
    return found.filter(told)


def whole(found: QuerySet[Worker]) -> QuerySet[Worker]:
    """With all that `listed` reads."""
    return found.prefetch_related("statuses", "contracts", "follow_ups")


def worker_by_number(number: str) -> Worker:
    """Raises Worker.DoesNotExist."""
    return Worker.objects.select_related("person", "organisation").get(number=number)


def status_on(worker: Worker, day: date) -> Status | None:
    return next((one for one in worker.statuses.all() if day in one.period), None)


def answer_on(law: Law, worker: Worker, status: Status, day: date) -> Answer | None:
    """What the law says of a status on a day; None where it cannot read it."""
    region, birth = worker.organisation.region, worker.person.birth_date
    try:
        return decide(law, ACCESS, facts_of(law, region, birth, status.facts, day, status.period.lower))
    except InputError:
        return None


def access_on(law: Law, worker: Worker, day: date) -> bool | None:
    """Whether a worker may work through the agency on a day; None: undetermined, or no status is told of that day."""
    status = status_on(worker, day)
    answer = answer_on(law, worker, status, day) if status else None
    found: bool | None = answer.result["eligible"] if answer else None
    return found


def contract_on(worker: Worker, day: date) -> Contract | None:
    """The contract in force on a day, or the last one that is ahead."""
    held = [one for one in worker.contracts.all() if one.ended_on is None or one.ended_on >= day]
    return max(held, key=lambda one: (one.starts_on <= day, one.starts_on, one.pk), default=None)


def listed(law: Law, found: Iterable[Worker], today: date) -> list[Listed]:
    """Workers with what lacks, as `whole` brought them."""
    rows = list(found)
    done = done_by(rows, today)
    return [row_of(law, worker, today, done.get(worker.pk, set())) for worker in rows]


def row_of(law: Law, worker: Worker, today: date, done: set[str]) -> Listed:
    status = status_on(worker, today)
    eligible = access_on(law, worker, today)
    lacks = () if worker.ended_on else (*of_access(status, eligible), *of_contract(worker, today), *of_record(worker))
    if not worker.ended_on:
        modules = lacking(worker, None, today, done)
        lacks += (Lack("training", NOTE, len(modules)),) if modules else ()
    dues = dues_of(worker, today)
    return Listed(worker, status, eligible, lacks + ((Lack("due", CARE, len(dues)),) if dues else ()))


def of_access(status: Status | None, eligible: bool | None) -> tuple[Lack, ...]:
    if status is None:
        return (Lack("no_status", STOP),)
    if eligible is None:
        return (Lack("undetermined", CARE),)
    if not eligible:
        return (Lack("lost" if status.eligible else "not_eligible", STOP),)
    return ()


def of_contract(worker: Worker, today: date) -> tuple[Lack, ...]:
    contract = contract_on(worker, today)
    if contract is None:
        return (Lack("no_contract", STOP),)
    signed = signed_on(contract, must_sign(contract))
    return () if signed else (Lack("not_signed", STOP),)


def of_record(worker: Worker) -> tuple[Lack, ...]:
    person = worker.person
    found: list[Lack] = []
    if not worker.iban or not iban_holds(worker.iban):
        found.append(Lack("iban_wrong" if worker.iban else "no_iban", CARE))
    for key, there in (("no_number", person.national_number), ("no_birth", person.birth_date)):
        if not there:
            found.append(Lack(key, CARE))
    for key, there in (("no_address", person.street), ("no_body", worker.payment_body), ("no_slots", worker.slots)):
        if not there:
            found.append(Lack(key, NOTE))
    return tuple(found)


def history(worker: Worker) -> list[Any]:
    """The statuses, the last first."""
    return list(worker.statuses.select_related("decision").order_by(F("period").desc()))
