"""Offices, agents and people made up for tests."""

from datetime import date

from tremplin.office.accounts.models import Agent
from tremplin.office.database.isolation import within
from tremplin.office.organisations.models import Membership, Organisation, Role
from tremplin.office.people.models import Person

PASSWORD = "bonne-journee-a-tous"


def office(prefix, region="wallonia"):
    """An office with one agent a role: `{"office": …, "social_worker": …}`."""
    name = prefix.lower().replace("-", "")
    found = {"office": Organisation.objects.create(name=f"CPAS {prefix}", prefix=prefix, region=region)}
    for role in Role:
        agent = Agent.objects.create_user(f"{role}@{name}.example", PASSWORD, name=f"{role.label} {prefix}")
        Membership.objects.create(agent=agent, organisation=found["office"], role=role)
        found[str(role)] = agent
    return found


def offices():
    return office("VAL-60"), office("HAU-60")


def person(name="Benali", given="Samira", **fields):
    return Person.objects.create(
        family_name=name, given_name=given, sort_key=f"{name} {given}".lower(), birth_date=date(1990, 5, 14), **fields
    )


def person_of(organisation, **fields):
    with within(organisation.pk):
        return person(**fields)
