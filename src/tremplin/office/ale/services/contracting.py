"""The ALE contract: printed before the first hour, signed party by party, ended by the agency with notice."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import transaction

from tremplin.engine.law import Law
from tremplin.ground.days import day_number
from tremplin.ground.sentences import sentence
from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Contract, Coverage, Worker
from tremplin.office.ale.services.refusing_working import Refused
from tremplin.office.decisions.services import take
from tremplin.office.documents.models import Document
from tremplin.office.documents.parties import office_of, worker_of
from tremplin.office.documents.services import keep
from tremplin.office.organisations.selectors import law_here
from tremplin.papers.office.ale_contract import Terms, contract_of
from tremplin.papers.office.parties import Contact, Office
from tremplin.papers.office.parties import Worker as Party
from tremplin.papers.typesetting import as_pdf
from tremplin.reasons.answer import Answer, decide

HOST = "host_"
SHORT = {"german_community": "community"}
"""Names of regions that do not fit behind `host_`."""


def form_of(region: str, host: bool) -> str:
    return HOST + SHORT.get(region, region) if host else region


def is_host(contract: Contract) -> bool:
    return contract.form.startswith(HOST)


def at_home(worker: Worker, on: date) -> bool | None:
    """Whether the agency covers the commune where the worker lives; None while that is not known."""
    code = worker.person.postal_code
    covered = [code in one.postal_codes for one in Coverage.objects.filter(period__contains=on)]
    if not code or not covered:
        return None
    return any(covered)


def parties_of(region: str, on: date) -> tuple[str, ...]:
    """Who signs, by law; empty where the law says nothing of that day."""
    return named(law_here(), region, on.isoformat())


@lru_cache(maxsize=256)
def named(law: Law, region: str, on: str) -> tuple[str, ...]:
    return tuple(decide(law, "ale_contract", {"region": region, "on": on}).result["parties"] or ())


def signs(worker: Worker, on: date, home_has_agency: bool | None) -> Answer:
    """Which agency signs: that of the worker's home, or this one as host. `home_has_agency`: as the agent says, where
    this agency does not cover the worker's commune."""
    home = at_home(worker, on)
    has = True if home else home_has_agency
    facts = {"on": on.isoformat(), "activity_in_host_area": True}
    return decide(law_here(), "ale_agency", facts if has is None else {**facts, "home_commune_has_agency": has})


@transaction.atomic
def draw_up(
    worker: Worker,
    starts_on: date,
    *,
    today: date,
    agent: Agent | None,
    key: str | None = None,
    home_has_agency: bool | None = None,
    sure: bool = False,
) -> Contract:
    """The contract and its paper. `sure`: where the agency of the worker's home signs by law, this one signs its own
    as well. Raises Refused, InputError (no typesetting)."""
    worker = Worker.objects.select_for_update().get(pk=worker.pk)
    if key and (made := Contract.objects.filter(key=key).first()):
        return made
    if worker.ended_on is not None:
        raise Refused("office_ale_workers.fault_ended", "starts_on", day=worker.ended_on)
    running = worker.contracts.order_by("-starts_on").first()
    if running and (running.ended_on is None or running.ended_on >= starts_on):
        raise Refused("office_ale_workers.fault_contract", "starts_on", day=running.starts_on)
    if not parties_of(worker.organisation.region, starts_on):
        raise Refused("office_ale_workers.fault_no_law", "starts_on", day=starts_on)
    result = signs(worker, starts_on, home_has_agency).result["signs"]
    home = at_home(worker, starts_on)
    if result not in ("home", "host"):
        raise Refused("office_ale_workers.fault_who_signs", "home_has_agency")
    if result == "home" and not home and not sure:
        raise Refused("office_ale_workers.fault_home_signs", "sure")
    region = worker.organisation.region
    contract = Contract.objects.create(
        worker=worker, form=form_of(region, result == "host"), starts_on=starts_on, key=key
    )
    return printed(contract, today=today, agent=agent)


def terms_of(contract: Contract) -> Terms:
    """What the paper says, each figure and each party by a decision of the law on the first day."""
    on, region = contract.starts_on, contract.worker.organisation.region
    law, day, language = law_here(), on.isoformat(), contract.worker.person.language
    answer = decide(law, "ale_contract", {"region": region, "on": day}).result
    notice = decide(law, "ale_notice", {"notified_on": day}).result if answer["suspended_by"] else {}
    pay = decide(law, "ale_month_pay", {"region": region, "month": day[:7], "hours": 1}).result["worker_receives"]
    days = None
    if notice.get("first_day") and notice.get("last_day"):
        first, last = (date.fromisoformat(str(notice[name])) for name in ("first_day", "last_day"))
        days = (last - first).days + 1
    return Terms(
        region=region,
        starts_on=day_number(on),
        host=is_host(contract),
        parties=tuple(answer["parties"] or ()),
        suspended_by=tuple(grounds(law, name, language) for name in answer["suspended_by"] or ()),
        notice_days=days,
        hour_pay=round(float(pay) * 100) if pay else None,
        fingerprint=law.fingerprint,
    )


def grounds(law: Law, name: str, language: str) -> str:
    """What suspends the contract, in the law's own words."""
    return str(law.choices[f"ale_contract_suspended_by.{name}"][language])


@dataclass(frozen=True)
class Matter:
    """What the paper of a contract is made from."""

    office: Office
    worker: Party
    terms: Terms

    @property
    def stated(self) -> dict[str, Any]:
        office = replace(self.office, contact=Contact())
        found: dict[str, Any] = json.loads(
            json.dumps({"office": asdict(office), "person": asdict(self.worker), "terms": asdict(self.terms)})
        )
        return found


def matter_of(contract: Contract) -> Matter:
    worker = contract.worker
    party = worker_of(worker.person, worker.number)
    return Matter(office_of(worker.organisation), party, terms_of(contract))


def outdated(contract: Contract) -> tuple[str, ...]:
    """The parts that the paper says otherwise than the records of today; none once somebody signed it."""
    made = contract.document
    if made is None or contract.signed:
        return ()
    now = matter_of(contract).stated
    return tuple(name for name in now if made.stated.get(name) != now[name])


@transaction.atomic
def print_again(contract: Contract, *, today: date, agent: Agent | None) -> Contract:
    """The paper of today's records, where nobody signed the one before. Twice is as once."""
    contract = Contract.objects.select_for_update().get(pk=contract.pk)
    return printed(contract, today=today, agent=agent) if outdated(contract) or not contract.document_id else contract


def printed(contract: Contract, *, today: date, agent: Agent | None) -> Contract:
    """Makes the paper in the worker's language and keeps it, with the decision on who signs."""
    worker, matter, before = contract.worker, matter_of(contract), contract.document
    language, stated = worker.person.language, matter.stated
    asked = {"region": worker.organisation.region, "on": contract.starts_on.isoformat()}
    decision, _ = take(worker.person, "ale_contract", asked, subject=worker.number, agent=agent)
    text = json.dumps([stated, before.number if before else ""], sort_keys=True)
    contract.document = keep(
        lambda number: as_pdf(
            contract_of(matter.office, matter.worker, matter.terms, language, number, day_number(today))
        ),
        kind="ale_contract",
        title=sentence("office_ale_contract.title", language),
        name=f"contrat-{worker.number}-{{number}}.pdf",
        language=language,
        on=today,
        person=worker.person,
        subject=worker.number,
        key=f"ale_contract:{contract.pk}:{hashlib.sha256(text.encode()).hexdigest()}",
        decision=decision,
        replaces=before,
        agent=agent,
        stated=stated,
    )
    contract.save()
    return contract


def must_sign(contract: Contract) -> tuple[str, ...]:
    """The parties that the law names for the contract's region and first day."""
    return parties_of(contract.worker.organisation.region, contract.starts_on)


def signed_on(contract: Contract, parties: tuple[str, ...]) -> date | None:
    """The day on which the last party signed; None while one has not, or the law names none."""
    if not parties or any(party not in contract.signed for party in parties):
        return None
    return max(date.fromisoformat(contract.signed[party]) for party in parties)


@transaction.atomic
def note_signature(contract: Contract, party: str, on: date, *, today: date) -> Contract:
    """A party signed on a day. The same twice is once. Raises Refused."""
    contract = Contract.objects.select_for_update().get(pk=contract.pk)
    if contract.signed.get(party) == on.isoformat():
        return contract
    if party not in must_sign(contract):
        raise Refused("office_ale_workers.fault_party", "party")
    if on > today:
        raise Refused("office_ale_workers.fault_future", "signed_on")
    contract.signed = {**contract.signed, party: on.isoformat()}
    contract.version += 1
    contract.save()
    return contract


def notice_of(notified_on: date) -> tuple[date, date] | None:
    """First and last day of the notice by law; None where it does not say."""
    found = decide(law_here(), "ale_notice", {"notified_on": notified_on.isoformat()}).result
    if not found["first_day"] or not found["last_day"]:
        return None
    return date.fromisoformat(str(found["first_day"])), date.fromisoformat(str(found["last_day"]))


@transaction.atomic
def end_with_notice(contract: Contract, notified_on: date, why: str, *, agent: Agent | None) -> Contract:
    """The agency ends the contract: the law says its last day, the agency why. Raises Refused."""
    contract = Contract.objects.select_for_update().get(pk=contract.pk)
    if contract.notified_on == notified_on and contract.ended_why == why.strip():
        return contract
    if contract.ended_on is not None:
        raise Refused("office_ale_workers.fault_ended_already", "notified_on", day=contract.ended_on)
    if notified_on < contract.starts_on:
        raise Refused("office_ale_workers.fault_notice_before", "notified_on", day=contract.starts_on)
    if not why.strip():
        raise Refused("office_ale_workers.fault_why", "why")
    days = notice_of(notified_on) if contract_law_holds(contract) else None
    if days is None:
        raise Refused("office_ale_workers.fault_no_notice", "notified_on")
    worker = contract.worker
    take(worker.person, "ale_notice", {"notified_on": notified_on.isoformat()}, subject=worker.number, agent=agent)
    contract.notified_on, contract.ended_on, contract.ended_why = notified_on, days[1], why.strip()
    contract.version += 1
    contract.save()
    return contract


def contract_law_holds(contract: Contract) -> bool:
    """Whether the federal law on the contract is the one that speaks here: it says what suspends it."""
    asked = {"region": contract.worker.organisation.region, "on": contract.starts_on.isoformat()}
    return bool(decide(law_here(), "ale_contract", asked).result["suspended_by"])


def papers_of(worker: Worker) -> list[Document]:
    """The papers made of a worker, the newest first, without their content."""
    return list(
        Document.objects.filter(subject=worker.number, person=worker.person_id).defer("content").order_by("-pk")
    )
