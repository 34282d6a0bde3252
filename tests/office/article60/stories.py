"""Files as offices have them, made with the models directly: one rich story, and the shapes at its edges."""

from datetime import date, timedelta

from tests.office import made
from tests.office.article60.test_projecting import a_file, declared
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
from tremplin.office.database.isolation import enter
from tremplin.office.documents.services import keep
from tremplin.office.ledger.models import Upload, WorkRow

TODAY = date(2026, 11, 23)
QUARTERS = ((date(2026, 1, 1), 20), (date(2026, 4, 1), 45), (date(2026, 7, 1), 60))
"""First day and ordinary days worked of the quarters that were declared."""


def samira(office, agent, number="VAL-60-0147"):
    """Part-time, then full-time at a host; sick days in doubt, unpaid days, October on pay slips only."""
    enter(office.pk)
    person = made.person(national_number="90051400168", language="fr")
    file = File.objects.create(
        person=person, number=number, worker=agent, opened_on=date(2025, 9, 1), admitted_before=False,
        work_known_since=date(2022, 1, 1), monthly_cost=320_000,
    )  # fmt: skip
    Aid.objects.create(file=file, kind="integration_income", period=(date(2025, 1, 1), None))
    contract = Contract.objects.create(
        file=file, form="fixed", function="Aide de cuisine", signed_on=date(2025, 9, 29), clause_days=312
    )
    for days, hours, why in (
        ((date(2025, 10, 1), date(2026, 3, 2)), 1900, ""),
        ((date(2026, 3, 2), date(2027, 1, 1)), 3800, "la crèche a une place"),
    ):
        Period.objects.create(
            file=file, contract=contract, days=days, weekly_hours=hours, full_time_weekly_hours=3800, why=why
        )
    host = Host.objects.create(name="Cuisine centrale des Tilleuls ASBL", form="association")
    Convention.objects.create(file=file, host=host, days=(date(2026, 3, 2), date(2027, 1, 1)), task="Cuisine", price=45_000)  # fmt: skip  # noqa: E501
    OnemRequest.objects.create(file=file, sent_on=date(2026, 11, 17), reference="CPAS-2026-118")
    upload = an_upload(agent)
    place = "dmfa-2026-T3.xml, line 212"
    declared_part_time(person, upload, date(2025, 10, 1), date(2026, 1, 1), 247)
    declared_part_time(person, upload, date(2026, 1, 1), date(2026, 3, 2), 155)
    for n, (first, days, code) in enumerate(
        ((date(2026, 3, 2), 22, 1), (date(2026, 4, 1), 45, 1), (date(2026, 4, 1), 5, 10), (date(2026, 4, 1), 15, 50),
         (date(2026, 7, 1), 52, 1), (date(2026, 7, 1), 5, 71), (date(2026, 7, 1), 5, 30), (date(2026, 7, 1), 3, 2))
    ):  # fmt: skip
        declared_row(person, upload, first, after_quarter(first), days, code, place=place, position=10 + n)
    declared_row(person, None, date(2026, 10, 1), date(2026, 11, 23), 34, 1, layer="paid")
    declared_row(person, None, date(2026, 10, 6), date(2026, 10, 9), 3, 30, layer="paid")
    for kind, title, on in (
        ("contract", "Contrat de travail article 60 § 7", date(2025, 9, 29)),
        ("amendment", "Avenant 1 : temps plein", date(2026, 2, 27)),
        ("request", "Demande CPAS@ONEM", date(2026, 11, 17)),
    ):
        keep(title.encode(), kind=kind, title=title, name=f"{kind}.pdf", language="fr", on=on, person=person, subject=number, agent=agent)  # fmt: skip  # noqa: E501
    claims(file, agent)
    return file


def claims(file, agent):
    for month, kinds in ((date(2026, 8, 1), ("claimed", "accepted", "paid")), (date(2026, 9, 1), ("claimed",))):
        claim = Claim.objects.create(file=file, month=month, expected_least=181_157, expected_most=181_157)
        for n, kind in enumerate(kinds):
            ClaimEntry.objects.create(
                claim=claim, kind=kind, amount=181_157, on=month + timedelta(40 + n), key=f"{file.number}-{month}-{kind}", made_by=agent  # noqa: E501
            )  # fmt: skip


def an_upload(agent, name="dmfa-2026-T3.xml"):
    return Upload.objects.create(
        name=name, sha256=f"{name:0<64}"[:64], content=b"<DmfAOriginal/>", size=15, format="dmfa", state="committed",
        handed_in_by=agent, committed_by=agent, committed_at="2026-10-30T09:12:00Z",
    )  # fmt: skip


def declared_row(person, upload, first, end, days, code=1, layer="declared", **fields):
    return WorkRow.objects.create(
        person=person, upload=upload, layer=layer, first_day=first, end_day=end, service_code=code, days=days * 100,
        hours=days * 760, days_per_week=500, weekly_hours=3800, full_time_weekly_hours=3800, **fields,
    )  # fmt: skip


def declared_part_time(person, upload, first, end, hours):
    return WorkRow.objects.create(
        person=person, upload=upload, first_day=first, end_day=end, service_code=1, hours=hours * 100,
        days_per_week=500, weekly_hours=1900, full_time_weekly_hours=3800, position=100 + first.month,
    )  # fmt: skip


def after_quarter(day):
    month = (day.month - 1) // 3 * 3 + 4
    return date(day.year + (month > 12), (month - 1) % 12 + 1, 1)


def empty(office, number="VAL-60-0001", **person):
    """A file that was just opened: a person with one name and no birth day."""
    enter(office.pk)
    who = made.person(**({"name": "Souleymane", "given": "", **person}))
    type(who).objects.filter(pk=who.pk).update(birth_date=None, birth_year=1994)
    who.refresh_from_db()
    return File.objects.create(person=who, number=number, opened_on=date(2026, 11, 2))


def sure(office, number="VAL-60-0022"):
    """A contract that lasts long enough."""
    file = a_file(office, number, days=(date(2026, 1, 5), date(2027, 3, 1)))
    for first, days in QUARTERS:
        declared(file, max(first, date(2026, 1, 5)), after_quarter(first), days)
    return file


def closed(office, number="VAL-60-0009"):
    """A contract that is over, its file closed, under the law of 2015."""
    file = a_file(office, number, days=(date(2023, 1, 2), date(2024, 7, 1)))
    for year, month in ((2023, 1), (2023, 4), (2023, 7), (2023, 10), (2024, 1), (2024, 4)):
        first = date(year, month, 1)
        declared(file, max(first, date(2023, 1, 2)), after_quarter(first), 64)
    File.objects.filter(pk=file.pk).update(closed_on=date(2024, 7, 15), closed_why="Droit ouvert, suivi terminé")
    file.refresh_from_db()
    return file


def many_rows(office, number="VAL-60-0400", rows=400):
    """So many rows, monthly and of several codes, since long ago."""
    file = a_file(office, number)
    day = date(2026, 10, 1)
    for n in range(rows):
        end = day
        day = (day - timedelta(1)).replace(day=1) if n % 3 == 0 else day
        first, until = (day, end) if n % 3 == 0 else (day, day + timedelta(20))
        WorkRow.objects.create(
            person=file.person, first_day=first, end_day=until, service_code=(1, 50, 30)[n % 3],
            days=(1500, 200, 100)[n % 3], days_per_week=500, weekly_hours=3800, full_time_weekly_hours=3800, position=n,
        )  # fmt: skip
    return file
