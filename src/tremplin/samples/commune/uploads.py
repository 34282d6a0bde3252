"""The files that reach an office: declarations each quarter, payslips each month since, answers about other work."""

from __future__ import annotations

from datetime import date, timedelta

from tremplin.samples.commune.declaration import Declaration, dmfa, payslips
from tremplin.samples.commune.moving import (
    due_on,
    last_declared,
    months,
    next_quarter,
    quarter_days,
    quarter_of,
    quarters,
)
from tremplin.samples.commune.office import Expected, Office, Upload
from tremplin.samples.commune.rows import job_rows, rows
from tremplin.samples.commune.story import File, Row

NEEDS_BENEFIT = {50, 51, 52, 53, 60, 61, *range(70, 78)}
"""Codes behind which a benefit must have been paid; a declaration does not say it, and the report notes it."""


def declarations(office: Office, today: date) -> list[Upload]:
    """One declaration a quarter of everybody under article 60, from the first contract on."""
    begun = [file.contract.first_day for file in office.files if file.contract]
    latest = last_declared(today)
    found = []
    for quarter in quarters(min(begun), latest):
        first, last = quarter_days(quarter)
        declared = [
            (file, of_file)
            for file in office.files
            if (of_file := rows(file, first, last, "declared")) and not (file.undeclared and quarter == latest)
        ]
        if declared:
            found.append(declaration(office, quarter, declared))
    return found


def declaration(office: Office, quarter: tuple[int, int], declared: list[tuple[File, list[Row]]]) -> Upload:
    year, number = quarter
    written = due_on(quarter) - timedelta(2)
    people = [(file.person, file.contract.worker_code, of_file) for file, of_file in declared if file.contract]
    return Upload(
        name=f"dmfa-{year}-T{number}.xml",
        kind="dmfa",
        content=dmfa(office.enterprise_number, quarter, people, written),
        first_day=quarter_days(quarter)[0],
        last_day=quarter_days(quarter)[1],
        received_on=written,
        expected=tuple(benefits(declared)),
        refused=False,
        unknown=(),
        about=f"Déclaration du {number}{'er' if number == 1 else 'e'} trimestre {year}, {len(people)} personnes.",
    )


def months_paid(office: Office, today: date) -> list[Upload]:
    """The payslips of each month since the last declaration; those of this month go up to yesterday."""
    since, yesterday = quarter_days(next_quarter(last_declared(today)))[0], today - timedelta(1)
    found = []
    for first, last in months(since, yesterday):
        until = min(last, yesterday)
        paid = [(file, of_file) for file in office.files if (of_file := rows(file, first, until, "paid"))]
        people = [(file.person, file.contract.worker_code, of_file) for file, of_file in paid if file.contract]
        found.append(
            Upload(
                name=f"fiches-{first:%Y-%m}.csv",
                kind="payslips",
                content=payslips(office.enterprise_number, people),
                first_day=first,
                last_day=until,
                received_on=min(last + timedelta(1), today),
                expected=tuple(benefits(paid)),
                refused=False,
                unknown=(),
                about=f"Fiches de paie, {len(people)} personnes : payé, pas encore déclaré.",
            )
        )
    return found


def elsewhere(office: Office, today: date) -> list[Upload]:
    """The answer to a consultation for those who worked elsewhere: a form for each employer and quarter."""
    worked = [(file, job, row) for file in office.files for job in file.jobs for row in job_rows(job)]
    if not worked:
        return []
    written = min(max(file.opened_on for file, _, _ in worked) + timedelta(3), today)
    answer = Declaration(written, "DmfAConsultationAnswer")
    for file, job, row in worked:
        quarter = quarter_of(date.fromisoformat(row["first_day"]))
        answer.form(job.enterprise_number, quarter, [(file.person, job.worker_code, [row])])
    count = len({file.number for file, _, _ in worked})
    days = min(job.first_day for _, job, _ in worked), max(job.last_day for _, job, _ in worked)
    about = f"Réponse à une consultation DmfA : le travail ailleurs de {count} personne{'s' if count > 1 else ''}."
    return [Upload("consultation-dmfa.xml", "elsewhere", answer.content(), *days, written, (), False, (), about)]


def benefits(worked: list[tuple[File, list[Row]]]) -> list[Expected]:
    """The only thing that the report notes of a sound file."""
    return [
        Expected("doubt.benefit_unknown", 1, file.person.national_number)
        for file, of_file in worked
        if any(row["service_code"] in NEEDS_BENEFIT for row in of_file)
    ]
