"""The parties to a paper, as the records have them: the office with who signs for it, and the person."""

from __future__ import annotations

from typing import Any

from tremplin.ground.days import day_number
from tremplin.office.accounts.models import Agent
from tremplin.office.organisations.models import Organisation
from tremplin.office.organisations.models import Signer as OurSigner
from tremplin.office.people.models import Person
from tremplin.papers.office.parties import Contact, Office, Signer, Worker


def office_of(organisation: Organisation, agent: Agent | None = None) -> Office:
    """The office, who signs for it, and whom to ask: the agent, else the office itself."""
    signers = OurSigner.objects.filter(is_active=True).order_by("place", "pk")
    reach = Contact(agent.name if agent else "", "", organisation.phone, agent.email if agent else organisation.email)
    return Office(
        name=organisation.name,
        address=address(organisation),
        number=organisation.enterprise_number,
        commune=organisation.town,
        signers=tuple(Signer(one.name, one.function) for one in signers),
        contact=reach,
    )


def worker_of(person: Person, number: str) -> Worker:
    """`number`: of their file, or as a worker of an agency."""
    return Worker(
        family=person.family_name,
        given=person.given_name,
        national_number=person.national_number or "",
        born=day_number(person.birth_date) if person.birth_date else None,
        birth_year=person.birth_year,
        birth_month=person.birth_month,
        address=address(person),
        file_number=number,
    )


def address(of: Any) -> tuple[str, ...]:
    """Of whoever has a street, a postal code and a town."""
    return tuple(filter(None, (of.street, f"{of.postal_code} {of.town}".strip())))
