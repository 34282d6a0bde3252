"""Agencies of the four regions and workers made up for tests."""

from datetime import date

from psycopg.types.range import DateRange

from tests.office import made
from tremplin.office.ale.models import Coverage, Worker
from tremplin.office.ale.services.working import register_worker
from tremplin.office.database.isolation import enter
from tremplin.office.organisations.models import Signer

TODAY = date(2026, 11, 22)
REGIONS = ("wallonia", "brussels", "flanders", "german_community")
SERVICE = {"wallonia": "forem", "brussels": "actiris", "flanders": "vdab", "german_community": "adg"}
POSTAL = "5995"


def agency(prefix="VAL", region="wallonia"):
    """An agency with one agent a role, one commune and one signer; the connection is inside its wall."""
    found = made.office(prefix, region)
    office = found["office"]
    office.kind, office.name, office.town = "ale", f"ALE {prefix}", "Valmarche"
    office.save()
    enter(office.pk)
    Coverage.objects.create(
        commune=POSTAL, name="Valmarche", postal_codes=[POSTAL], period=DateRange(date(2020, 1, 1), None)
    )
    Signer.objects.create(name="Martine Collard", function="agente ALE")
    return found


def person(name="Mensah", given="Kofi", born=date(1980, 3, 2), **fields):
    told = {"family_name": name, "given_name": given, "birth_date": born, "language": "fr", "postal_code": POSTAL}
    return told | {"street": "Rue du Moulin 8", "town": "Valmarche"} | fields


def worker(agency, key=None, registered=date(2026, 1, 5), activities=("small_garden",), **fields):
    values = {"registered_on": registered, "activities": list(activities), "languages": ["fr"]}
    made = register_worker(agency["office"], person(**fields), values, today=TODAY, key=key)
    return Worker.objects.select_related("person", "organisation").get(pk=made.pk)


def registered_facts(region, months=14, **more):
    told = {"allowance": "none", "employment_service": SERVICE[region], "registered_jobseeker": True}
    return told | {"months_registered": months, "cpas_aid": False} | more
