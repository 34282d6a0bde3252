"""Files as they leave a payroll office, from rows of work: a quarter's DmfA of a whole CPAS, a month's payslips."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from tremplin.samples.commune.moving import Quarter, quarter_days
from tremplin.samples.commune.story import Person, Row

BLOCKS = {
    "DmfAOriginal": ("EmployerDeclaration", "NaturalPerson", "WorkerRecord", "Occupation", "Service", "Remun"),
    "DmfAConsultationAnswer": (
        "EmployerDeclarationConsult",
        "NaturalPersonConsult",
        "WorkerRecordConsult",
        "OccupationConsultation",
        "ServiceAction",
        "RemunAction",
    ),
}
IDENTIFIED = {"DmfAOriginal": "DMFA", "DmfAConsultationAnswer": "DMFADB"}
CHANGED = ("first_day", "last_day", "weekly_hours", "full_time_weekly_hours", "days_per_week")
"""A new occupation begins where one of these changes."""
HEADINGS = {
    "person": "NISS",
    "name": "nom",
    "first_day": "du",
    "last_day": "au",
    "service_code": "code prestation",
    "days": "jours",
    "hours": "heures",
    "days_per_week": "jours par semaine",
    "weekly_hours": "heures par semaine",
    "full_time_weekly_hours": "heures temps plein",
    "employer": "numéro d'entreprise",
    "layer": "état",
}
Declared = Sequence[tuple[Person, int, Sequence[Row]]]
"""People with their worker code and their rows."""


class Declaration:
    """One file, form by form: an employer's quarter each."""

    def __init__(self, written_on: date, root: str = "DmfAOriginal") -> None:
        self.root, self.written_on = root, written_on
        self.declaration, self.person, self.worker, self.occupation, self.service, self.remun = BLOCKS[root]
        self.lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<{root}>"]

    def form(self, employer: str, quarter: Quarter, declared: Declared) -> None:
        self.open(1, "Form")
        self.fields(2, Identification=IDENTIFIED[self.root], FormCreationDate=self.written_on, TypeForm="SU")
        self.open(2, self.declaration)
        year, number = quarter
        self.fields(3, Quarter=f"{year}{number}", NOSSRegistrationNbr=0, CompanyID=employer, System5=0)
        for place, (person, code, rows) in enumerate(declared, 1):
            self.worked(person, code, rows, place, quarter)
        self.close(2, self.declaration)
        self.close(1, "Form")

    def worked(self, person: Person, code: int, rows: Sequence[Row], place: int, quarter: Quarter) -> None:
        self.open(3, self.person)
        names = {"WorkerName": person.family_name, "WorkerFirstName": person.given_name}
        self.fields(4, NaturalPersonSequenceNbr=place, INSS=person.national_number, **names)
        self.open(4, self.worker)
        self.fields(5, EmployerClass=951, WorkerCode=f"{code:03d}")
        jobs = groupby(rows, key=lambda row: [row.get(name) for name in CHANGED])
        for at, (_, lines) in enumerate(jobs, 1):
            self.occupied(list(lines), at, quarter)
        self.close(4, self.worker)
        self.close(3, self.person)

    def occupied(self, rows: list[Row], place: int, quarter: Quarter) -> None:
        row, end = rows[0], quarter_days(quarter)[1].isoformat()
        part_time = row["weekly_hours"] < row["full_time_weekly_hours"]
        self.open(5, self.occupation)
        self.fields(
            6,
            OccupationSequenceNbr=place,
            OccupationStartingDate=row["first_day"],
            OccupationEndingDate="" if row["last_day"] == end else row["last_day"],
            JointCommissionNbr=999,
            WorkingDaysSystem=figure(row["days_per_week"]),
            ContractType=int(part_time),
            RefMeanWorkingHours=figure(row["full_time_weekly_hours"]),
            MeanWorkingHours=figure(row["weekly_hours"]),
        )
        for number, line in enumerate(rows, 1):
            self.open(6, self.service)
            self.fields(7, ServiceSequenceNbr=number, ServiceCode=f"{line['service_code']:03d}")
            self.fields(7, ServiceNbrDays=figure(line["days"]), ServiceNbrHours=figure(line["hours"]))
            self.close(6, self.service)
        self.open(6, self.remun)
        self.fields(7, RemunSequenceNbr=1, RemunCode=1, RemunAmount="00000123456")
        self.close(6, self.remun)
        self.close(5, self.occupation)

    def content(self) -> bytes:
        return "\n".join([*self.lines, f"</{self.root}>", ""]).encode()

    def open(self, depth: int, block: str) -> None:
        self.lines.append(f"{'  ' * depth}<{block}>")

    def close(self, depth: int, block: str) -> None:
        self.lines.append(f"{'  ' * depth}</{block}>")

    def fields(self, depth: int, **values: Any) -> None:
        said = ((name, value) for name, value in values.items() if value != "")
        self.lines += [f"{'  ' * depth}<{name}>{escape(str(value))}</{name}>" for name, value in said]


def figure(value: int | Decimal) -> int:
    return int(value * 100)


def dmfa(employer: str, quarter: Quarter, declared: Declared, written_on: date) -> bytes:
    """One employer's declaration of one quarter."""
    declaration = Declaration(written_on)
    declaration.form(employer, quarter, declared)
    return declaration.content()


def table(lines: Iterable[Mapping[str, Any]], encoding: str = "utf-8") -> bytes:
    """Rows as a CSV with French headings, semicolons and decimal commas; `person` and `name` beside the public
    names."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS.values())
    for line in lines:
        writer.writerow([str(line.get(name, "")).replace(".", ",") for name in HEADINGS])
    return text.getvalue().encode(encoding, "replace")


def payslips(employer: str, paid: Declared) -> bytes:
    """The payslips of a month, in the layer of what is paid and not yet declared."""
    return table(
        {"person": person.national_number, "name": person.name, "employer": employer, **row}
        for person, _, rows in paid
        for row in rows
    )
