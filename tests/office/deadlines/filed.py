"""Files made up for the tests of reminders: a contract, its declared quarters, and a projection."""

from datetime import date

from tests.office import made
from tremplin.office.article60.models import Aid, Contract, File, Period
from tremplin.office.article60.services.projecting import project
from tremplin.office.database.isolation import enter
from tremplin.office.deadlines.models import Deadline
from tremplin.office.ledger.models import WorkRow

TODAY = date(2026, 11, 23)
WHOLE_YEAR = (date(2026, 1, 5), date(2026, 12, 26))


def a_file(office, number="VAL-60-0147", days=WHOLE_YEAR, form="fixed", clause=None, **fields):
    """A full-time contract and nothing declared."""
    enter(office.pk)
    person = made.person(**fields.pop("person", {}))
    file = File.objects.create(person=person, number=number, opened_on=days[0], admitted_before=False, **fields)
    Aid.objects.create(file=file, kind="integration_income", period=(date(2025, 1, 1), None))
    contract = Contract.objects.create(file=file, form=form, signed_on=days[0], clause_days=clause)
    Period.objects.create(file=file, contract=contract, days=days, weekly_hours=3800, full_time_weekly_hours=3800)
    return file


def declared(file, first, end, days, code=1, **fields):
    return WorkRow.objects.create(
        person=file.person, first_day=first, end_day=end, service_code=code, days=days * 100, hours=days * 760,
        days_per_week=500, weekly_hours=3800, full_time_weekly_hours=3800, **fields,
    )  # fmt: skip


def three_quarters(file):
    declared(file, date(2026, 1, 5), date(2026, 4, 1), 62)
    declared(file, date(2026, 4, 1), date(2026, 7, 1), 65)
    return declared(file, date(2026, 7, 1), date(2026, 10, 1), 66)


def followed(file, today=TODAY):
    """Works the file out; its projection."""
    return project([File.objects.select_related("person", "organisation").get(pk=file.pk)], today)[0]


def open_ones(**of):
    return {one.kind: one for one in Deadline.objects.filter(gone_at=None, **of)}


def everything():
    return list(Deadline.objects.order_by("pk").values())
