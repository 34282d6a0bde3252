"""One story as records: the person, the file, its contract and convention, ONEM, the months of subsidy."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta

from tremplin.office.accounts.models import Agent
from tremplin.office.article60.models import (
    Aid,
    Claim,
    ClaimEntry,
    Contract,
    Convention,
    File,
    Host,
    OnemRequest,
    Period,
)
from tremplin.office.people.models import Person
from tremplin.samples.commune import office, story

ONE_DAY = timedelta(1)
FORMS = {"fixed": Contract.Form.FIXED, "open_ended": Contract.Form.OPEN}
LANGUAGES = ("fr", "nl", "de", "en")


def file(said: story.File, worker: Agent, hosts: Mapping[str, Host], finance: Agent) -> File:
    """Days and hours are hundredths and money is cents on both sides; last days become the days before which."""
    found = File.objects.create(
        person=person(said),
        number=said.number,
        worker=worker,
        opened_on=said.opened_on,
        closed_on=said.closed.on if said.closed else None,
        closed_why=said.closed.about[:200] if said.closed else "",
        admitted_before=said.admitted_before,
        previous_admission=said.previous_admission,
        work_known_since=None if said.work_known else first_day(said),
        note="\n".join([said.note, *(f"{one.on:%d/%m/%Y} {one.at} : {one.about}" for one in said.evaluations)]),
    )
    if said.aid.kind and said.aid.first_day:
        Aid.objects.create(file=found, kind=said.aid.kind, period=days(said.aid.first_day, said.aid.last_day))
    if said.contract:
        contract(found, said.contract, said.closed)
    for one in said.conventions:
        Convention.objects.create(
            file=found,
            host=hosts[one.host],
            days=days(one.first_day, one.last_day),
            task=one.post,
            signed_on=one.signed_on,
        )
    for one_request in said.onem:
        request(found, one_request)
    for one_claim in said.claims:
        claim(found, one_claim, finance)
    return found


def first_day(said: story.File) -> date:
    return said.contract.first_day if said.contract else said.opened_on


def days(first: date, last: date | None) -> tuple[date, date | None]:
    return first, last + ONE_DAY if last else None


def person(said: story.File) -> Person:
    who = said.person
    name = f"{who.family_name} {who.given_name}".strip()
    return Person.objects.create(
        family_name=who.family_name or who.given_name,
        given_name=who.given_name if who.family_name else "",
        sort_key=bare(name),
        national_number=who.national_number,
        birth_date=who.birth.date,
        birth_year=None if who.birth.date else who.birth.year,
        birth_month=None if who.birth.date else who.birth.month,
        language=who.language if who.language in LANGUAGES else "fr",
        spoken=who.other_language,
        email=who.email,
        street=who.street,
        stay_until=said.permit.valid_until if said.permit else None,
    )


def recorded_twice() -> Person:
    """A second record of somebody whose birth day is known, as it is typed in a hurry: to practise on."""
    known = Person.objects.exclude(birth_date=None).exclude(given_name="").order_by("pk")[0]
    return Person.objects.create(
        family_name=known.family_name,
        given_name=known.given_name[:-1],
        sort_key=bare(f"{known.family_name} {known.given_name[:-1]}"),
        birth_date=known.birth_date,
        language=known.language,
        phone="0470 00 00 00",
    )


def bare(name: str) -> str:
    """Without accents, lower case."""
    signs = unicodedata.normalize("NFKD", name.lower())
    return "".join(sign for sign in signs if not unicodedata.combining(sign))


def host(said: office.Host) -> Host:
    return Host.objects.create(
        name=said.name,
        form=said.kind,
        enterprise_number=said.enterprise_number,
        contact=said.contact,
        email=said.email,
        street=said.street,
    )


def contract(found: File, said: story.Contract, closed: story.Closing | None) -> None:
    first = said.periods[0]
    made = Contract.objects.create(
        file=found,
        form=FORMS[said.kind],
        function="employé" if said.worker_code == 400 else "ouvrier",
        signed_on=first.signed_on,
        clause_days=said.clause_days,
        ended_on=closed.on if closed else None,
        ended_why=closed.about[:200] if closed else "",
    )
    for one in said.periods:
        Period.objects.create(
            file=found,
            contract=made,
            days=days(one.first_day, one.last_day),
            weekly_hours=one.weekly_hours,
            full_time_weekly_hours=one.full_time_weekly_hours,
            signed_on=one.signed_on,
            why="" if one is first else f"Avenant {one.number}",
        )


def request(found: File, said: story.OnemRequest) -> None:
    OnemRequest.objects.create(
        file=found,
        sent_on=said.sent_on,
        answered_on=said.answered_on,
        days_to_work=said.days_to_work,
        end_date=said.end_date,
        counted_until=said.counted_until,
    )


def claim(found: File, said: story.Claim, finance: Agent) -> None:
    made = Claim.objects.create(file=found, month=said.month, expected_least=said.expected, expected_most=said.expected)
    events = (
        ("claimed", said.claimed, said.claimed_on, ""),
        ("accepted", said.accepted, said.answered_on, ""),
        ("refused", said.refused, said.answered_on, said.about),
        ("paid", said.paid, said.paid_on, ""),
    )
    for kind, amount, on, reason in events:
        if amount and on:
            key = f"demo:{found.number}:{said.month:%Y-%m}:{kind}"
            words = {"kind": kind, "amount": amount, "on": on, "reason": reason, "made_by": finance}
            ClaimEntry.objects.create(claim=made, key=key, **words)
