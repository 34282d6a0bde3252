"""Files whose subsidy is known, is a range, or is not known, in an office that sets the amounts of Wallonia."""

from datetime import date

from tests.office import made
from tremplin.office.article60.models import Aid, Contract, File, Period
from tremplin.office.database.isolation import enter
from tremplin.office.organisations.models import Amount

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
TODAY = date(2026, 11, 22)
WHOLE = (date(2026, 3, 1), date(2027, 1, 1))


def amounts_set(agent, full="1000.50", part="500.00"):
    for parameter, value in (("regional_full_time", full), ("regional_part_time", part)):
        Amount.objects.create(
            parameter=parameter,
            by="wallonia",
            value=value,
            since=date(2024, 4, 1),
            source="Décision du bureau",
            made_by=agent,
        )


def file_of(office, number, name="Benali", days=WHOLE, hours=3800, signed=True, aid=True, form="fixed", **person):
    enter(office.pk)
    of = made.person(name=name, **person)
    file = File.objects.create(person=of, number=number, opened_on=days[0], admitted_before=False)
    if aid:
        Aid.objects.create(file=file, kind="integration_income", period=(date(2025, 1, 1), None))
    contract = Contract.objects.create(
        file=file, form=form, signed_on=days[0] if signed else None, function="Aide de cuisine"
    )
    Period.objects.create(file=file, contract=contract, days=days, weekly_hours=hours, full_time_weekly_hours=3800)
    return file
