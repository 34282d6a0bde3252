"""An agency made up for tests of hours: workers, users, authorisations, placements, contracts."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from tests.office import made
from tremplin.office.ale.models import Authorisation, Contract, Placement, User, Worker
from tremplin.office.organisations.models import Organisation

YEAR = DateRange(date(2026, 1, 1), date(2027, 1, 1))


def offices(region="wallonia"):
    found = made.office("VAL-A", region), made.office("HAU-A", region)
    Organisation.objects.update(kind="ale")
    for one in found:
        one["office"].refresh_from_db()
    return found


def worker(number=42, name="Piret", given="Josiane", contract=True, **fields):
    person = made.person(name, given, **fields)
    found = Worker.objects.create(person=person, number=f"VAL-W-{number:04d}", registered_on=date(2026, 1, 5))
    if contract:
        Contract.objects.create(worker=found, form="wallonia", starts_on=date(2026, 1, 5))
    found.refresh_from_db()
    return found


def place(number=1, name="Pirotte", activity="small_garden", maximum=4500, period=YEAR, **fields):
    user = User.objects.create(
        kind="association", name=name, number=f"VAL-U-{number:04d}", registered_on=date(2026, 1, 5)
    )
    found = Authorisation.objects.create(
        user=user,
        number=f"26{number:08d}",
        activity=activity,
        price=650,
        monthly_maximum=maximum,
        cheques="electronic",
        period=period,
        **fields,
    )
    found.refresh_from_db()
    return found


def placed(who, where, period=YEAR):
    return Placement.objects.create(worker=who, authorisation=where, period=period)
