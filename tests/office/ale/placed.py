"""An agency made up for tests of placing: workers who may work, a user with a signed sheet, requests."""

from datetime import date

from tests.office import made
from tremplin.office.ale.models import Authorisation, Contract, Coverage, SafetySheet, Status, User, Visit, Worker
from tremplin.office.ale.services.placing import ask_for
from tremplin.office.organisations.models import Organisation

TODAY = date(2026, 11, 22)
NUMBERS = ("85071200157", "90051400123")
"""Made, with valid check digits for the first."""
AFTERNOONS = [[day, 900, 1080] for day in range(5)]


def number_of(serial):
    """A made national number of a serial, with its check digits."""
    nine = 850712000 + serial
    return f"{nine:09d}{97 - nine % 97:02d}"


def agency(prefix="VAL-ALE", region="wallonia"):
    found = made.office(prefix, region)
    Organisation.objects.filter(pk=found["office"].pk).update(kind="ale", name=f"ALE {prefix}")
    found["office"].refresh_from_db()
    return found


def worker(number, *, national=None, name="Naciri", given="Aïcha", access=True, signed=True, **fields):
    """A worker with access from 2025 on and a signed contract, unless said otherwise."""
    person = made.person(name, given, national_number=national, postal_code=fields.pop("postal_code", "5995"))
    values = {"activities": ["child_care"], "slots": AFTERNOONS, "languages": ["fr"], **fields}
    found = Worker.objects.create(person=person, number=number, registered_on=date(2025, 1, 6), **values)
    Status.objects.create(worker=found, period=(date(2025, 1, 6), None), eligible=access)
    if signed:
        days = dict.fromkeys(("worker", "agency", "user"), "2025-01-08")
        Contract.objects.create(worker=found, form="wallonia", starts_on=date(2025, 1, 8), signed=days)
    return found


def authorisation(number="0417226031", activity="child_care", kind="household", *, sheet=True, maximum=10000):
    person = made.person("Ngoma-Servais", "Lise") if kind == "household" else None
    user = User.objects.create(
        kind=kind, person=person, number=f"U-{number}", name="" if person else "ASBL Le Pré", postal_code="5995",
        town="Valmarche", registered_on=date(2026, 1, 5),
    )  # fmt: skip
    covered = {"name": "Valmarche", "postal_codes": ["5995", "5996"], "period": (date(2020, 1, 1), None)}
    Coverage.objects.get_or_create(commune="5995", defaults=covered)
    if sheet:
        SafetySheet.objects.create(user=user, activity=activity, signed_on=date(2026, 2, 2), signed_by="L. N.")
    return Authorisation.objects.create(
        user=user, number=number, activity=activity, price=595, monthly_maximum=maximum, cheques="electronic",
        period=(date(2026, 3, 1), date(2027, 3, 1)),
    )  # fmt: skip


def december(count=11, first=930, end=1050):
    """So many weekdays from the first of December on."""
    days = [date(2026, 12, day) for day in range(1, 32) if date(2026, 12, day).weekday() < 5]
    return [(day, first, end) for day in days[:count]]


def request(of=None, days=None, key="r", **fields):
    return ask_for(of or authorisation(), december() if days is None else days, TODAY, key=key, **fields)


def visit(of, under, day, minutes, starts=None):
    """Hours that were worked."""
    return Visit.objects.create(
        worker=of, authorisation=under, day=day, minutes=minutes, starts=starts, cheques=-(-minutes // 60),
        channel="grid",
    )  # fmt: skip


def hours_done(of, under, hours, month=date(2026, 10, 1)):
    """So many hours in a month, day and night."""
    day, left = 1, hours * 60
    while left > 0:
        visit(of, under, month.replace(day=day), min(left, 1440))
        day, left = day + 1, left - 1440
