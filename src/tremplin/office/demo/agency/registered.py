"""Workers, users and their authorisations: with what the law says of access and activities, decided and kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import (
    Authorisation,
    Contract,
    Coverage,
    Duty,
    Fee,
    Offer,
    Price,
    SafetySheet,
    Status,
    User,
    Worker,
)
from tremplin.office.decisions.models import Decision
from tremplin.office.decisions.services import take
from tremplin.office.demo.told import bare, days
from tremplin.office.organisations.models import Organisation
from tremplin.office.people.models import Person
from tremplin.samples.agency import said as story

SOURCE = "Conseil d'administration"
DANGERS = {
    "small_garden": ("machines", "Pas de tondeuse sans démonstration ; gants et chaussures fournis"),
    "small_repair": ("heights", "Escabeau à deux mètres au plus ; jamais seul"),
    "sick_care": ("heavy_loads", "Lève-personne ; on ne soulève personne seul"),
    "local_authority_task": ("traffic", "Gilet fluorescent et signalisation"),
    "seasonal_agriculture": ("heavy_loads", "Caisses de dix kilos au plus ; eau et ombre"),
}
OTHER_DANGER = ("falls", "Escalier éclairé, main courante")


@dataclass
class Known:
    """What was written, by the numbers that the sample knows it by."""

    office: Organisation
    agents: Mapping[str, Agent]
    workers: dict[str, Worker] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    places: dict[str, Authorisation] = field(default_factory=dict)

    def by_role(self, said: story.Agency, role: str) -> Agent:
        return next(self.agents[one.key] for one in said.agents if role in one.roles)


def agency(said: story.Agency, agent: Agent) -> None:
    """What it covers, offers and asks, by date."""
    Coverage.objects.create(
        commune=said.nis_code, name=said.commune, postal_codes=[said.postcode], period=(said.since, None)
    )
    for kind, activity, most in said.offers:
        Offer.objects.create(activity=activity, user_kind=kind, period=(said.since, None), monthly_maximum=most)
    for kind, cents in said.prices:
        Price.objects.create(user_kind=kind, cents=cents, since=said.since, source=SOURCE, made_by=agent)
    for kind, cents in said.fees:
        Fee.objects.create(user_kind=kind, cents=cents, since=said.since, source=SOURCE, made_by=agent)


def people(said: story.Agency) -> dict[str, Person]:
    """By national number."""
    told = [one.person for one in said.workers] + [one.person for one in said.users if one.person]
    made = Person.objects.bulk_create(
        Person(
            family_name=one.family_name,
            given_name=one.given_name,
            sort_key=bare(f"{one.family_name} {one.given_name}"),
            national_number=one.national_number,
            birth_date=one.birth,
            language=one.language,
            email=one.email,
            phone=one.phone,
            street=one.street,
            postal_code=said.postcode,
            town=said.commune,
        )
        for one in told
    )
    return {one.national_number or "": one for one in made}


def workers(said: story.Agency, known: Known, persons: Mapping[str, Person], agent: Agent) -> None:
    made = Worker.objects.bulk_create(
        Worker(
            person=persons[one.person.national_number],
            number=one.number,
            registered_on=one.registered_on,
            iban=one.iban,
            payment_body=one.payment_body,
            issuer_number=one.issuer_number,
            activities=list(one.activities),
            slots=[list(slot) for slot in one.slots],
            languages=list(one.languages),
            limits=list(one.limits),
            farthest_km=one.farthest_km,
        )
        for one in said.workers
    )
    known.workers.update((one.number, one) for one in made)
    for one, worker in zip(said.workers, made, strict=True):
        for status in one.statuses:
            statuses(said.region, worker, one, status, agent)
        signed = {party: one.signed_on.isoformat() for party in ("worker", "agency")} if one.signed_on else {}
        Contract.objects.create(worker=worker, form=said.region, starts_on=one.starts_on, signed=signed)


def statuses(region: str, worker: Worker, one: story.Worker, status: story.Status, agent: Agent) -> None:
    """One status of a worker, with what the law said on its first day."""
    about = {"region": region, "on": status.first.isoformat(), "birth_date": one.person.birth.isoformat()}
    decision, found = take(worker.person, "ale_access", about | status.facts, subject=worker.number, agent=agent)
    Status.objects.create(
        worker=worker,
        period=days(status.first, status.last),
        facts=status.facts,
        eligible=found.result["eligible"],
        routes=found.result["routes"] or [],
        decision=decision,
        proof=status.proof,
    )


def users(said: story.Agency, known: Known, persons: Mapping[str, Person]) -> None:
    made = User.objects.bulk_create(
        User(
            kind=one.kind,
            person=persons[one.person.national_number] if one.person else None,
            number=one.number,
            name=one.name,
            enterprise_number=one.enterprise_number,
            contact=one.contact,
            street=one.street,
            postal_code=said.postcode,
            town=said.commune,
            email=one.email,
            phone=one.phone,
            language=one.language,
            registered_on=one.registered_on,
        )
        for one in said.users
    )
    known.users.update((one.number, one) for one in made)
    Duty.objects.bulk_create(
        Duty(user=user, kind=duty.kind, state=duty.state, on=duty.on, proof=duty.proof)
        for one, user in zip(said.users, made, strict=True)
        for duty in one.duties
    )


def authorisations(said: story.Agency, known: Known, agent: Agent) -> None:
    """Those that were renewed first, so that the others can say which."""
    for later in (False, True):
        wanted = [one for one in said.authorisations if bool(one.renews) is later]
        made = Authorisation.objects.bulk_create(authorisation(said, known, one, agent) for one in wanted)
        known.places.update((one.number, one) for one in made)
    SafetySheet.objects.bulk_create(sheets(said, known))


def authorisation(said: story.Agency, known: Known, one: story.Authorisation, agent: Agent) -> Authorisation:
    user = known.users[one.user]
    return Authorisation(
        user=user,
        number=one.number,
        activity=one.activity,
        place=one.place,
        price=one.price,
        monthly_maximum=one.maximum,
        cheques=one.cheques,
        period=days(one.first, one.last),
        renews=known.places[one.renews] if one.renews else None,
        decision=allowed(said, user, one, agent),
    )


def allowed(said: story.Agency, user: User, one: story.Authorisation, agent: Agent) -> Decision | None:
    """Whether the law lets this be done for a person; an enterprise has no decisions of its own."""
    if user.person is None:
        return None
    facts: dict[str, Any] = {
        "region": said.region, "on": one.first.isoformat(), "user": user.kind, "activity": one.activity,
        "on_ale_list": True,
    }  # fmt: skip
    return take(user.person, "ale_activity", facts, subject=one.number, agent=agent)[0]


def sheets(said: story.Agency, known: Known) -> Iterable[SafetySheet]:
    """One for each user and activity, signed where it was."""
    told: set[tuple[str, str]] = set()
    called = {one.number: one.contact or one.called for one in said.users}
    for one in reversed(said.authorisations):
        if (one.user, one.activity) not in told:
            told.add((one.user, one.activity))
            danger, measure = DANGERS.get(one.activity, OTHER_DANGER)
            yield SafetySheet(
                user=known.users[one.user],
                activity=one.activity,
                dangers=[{"danger": danger, "measure": measure}],
                signed_on=one.signed_on,
                signed_by=called[one.user] if one.signed_on else "",
            )


def next_day(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
