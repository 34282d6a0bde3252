"""Declarations made up: DmfA XML from plain rows, with people and employers who do not exist but whose check digits
hold. Rows have the public names; keys that begin with `_` say what else the declaration tells of them."""

import datetime
import io
import zipfile
from decimal import Decimal
from itertools import groupby
from xml.sax.saxutils import escape

BLOCKS = {
    "root": ("DmfAOriginal", "DmfAConsultationAnswer"),
    "form": ("Form", "Form"),
    "declaration": ("EmployerDeclaration", "EmployerDeclarationConsult"),
    "person": ("NaturalPerson", "NaturalPersonConsult"),
    "worker": ("WorkerRecord", "WorkerRecordConsult"),
    "occupation": ("Occupation", "OccupationConsultation"),
    "service": ("Service", "ServiceAction"),
    "remun": ("Remun", "RemunAction"),
    "deduction": ("OccupationDeduction", "OccupationDeductionAction"),
}
START_BEFORE = "2001-05-07"
"""A first day that lies before every quarter: it must be clipped."""


def inss(birth, number=0, shift=0):
    """A national number whose check digits hold, of nobody: the `number`s of a day that are given out are 001 to 998.

    `shift` is added to the month, as in the numbers of people outside the national register (20 or 40).
    """
    start = f"{birth:%y}{birth.month + shift:02d}{birth:%d}{number:03d}"
    whole = int(f"2{start}" if birth.year >= 2000 else start)
    return f"{start}{97 - whole % 97:02d}"


def company(number):
    """The number of an enterprise, ten digits; those from 19,990,000 on have not been given out."""
    return f"{number:08d}{97 - number % 97:02d}"


def people(count):
    """National numbers of people who do not exist, at most 108,000."""
    first = datetime.date(1950, 1, 1)
    series = [(number, shift) for shift in (0, 20, 40) for number in (0, 999)]
    return [inss(first + datetime.timedelta(n % DAYS), *series[n // DAYS]) for n in range(count)]


DAYS = 18_000
ANNA, BRAM, CELA = (inss(datetime.date(*day)) for day in ((1971, 5, 10), (1988, 11, 2), (2001, 3, 29)))
CPAS, SHOP = company(19_990_001), company(19_990_002)


def quarter_of(day):
    date = datetime.date.fromisoformat(day)
    return f"{date.year}{(date.month + 2) // 3}"


def quarter_ends(quarter):
    year, number = int(quarter[:4]), int(quarter[4])
    after = datetime.date(year + number // 4, number % 4 * 3 + 1, 1)
    return f"{year}-{3 * number - 2:02d}-01", str(after - datetime.timedelta(1))


def hundredths(value, width=0):
    return f"{int(Decimal(str(value)) * 100):0{width}d}"


class Writer:
    """Writes declarations. `consultation`: the answer to a consultation; `padded`: figures with zeros in front."""

    def __init__(self, consultation=False, padded=False, encoding="UTF-8", indent=True):
        self.side, self.padded, self.encoding, self.indent = int(consultation), padded, encoding, indent
        self.texts = []

    def document(self, given):
        """A whole file: `given` maps national numbers to rows. One form for each employer and quarter."""
        self.texts = [f'<?xml version="1.0" encoding="{self.encoding}"?>\n']
        self.open("root", 0)
        declared = [(row.get("employer", CPAS), quarter_of(row.get("_quarter_of", row["first_day"])), key, row) for key, rows in given.items() for row in rows]  # fmt: skip  # noqa: E501
        order = list(dict.fromkeys((employer, quarter) for employer, quarter, _, _ in declared))
        for employer, quarter in order:
            rows = {}
            for of, when, key, row in declared:
                if (of, when) == (employer, quarter):
                    rows.setdefault(key, []).append(row)
            self.form(employer, quarter, rows)
        self.close("root", 0)
        return "".join(self.texts).encode(self.encoding, "xmlcharrefreplace")

    def form(self, employer, quarter, given):
        self.open("form", 1)
        identification = "DMFADB" if self.side else "DMFA"
        self.fields(2, Identification=identification, FormCreationDate="2026-02-03", TypeForm="SU")
        self.open("declaration", 2)
        company_id = employer if len(employer) == 10 else ""
        onss = "0" if company_id else employer
        self.fields(3, Quarter=quarter, NOSSRegistrationNbr=onss, CompanyID=company_id, System5="0")
        for number, (key, rows) in enumerate(given.items(), 1):
            self.person(key, rows, number, quarter)
        self.close("declaration", 2)
        self.close("form", 1)

    def person(self, key, rows, number, quarter):
        self.open("person", 3)
        names = rows[0].get("_name", ("", ""))
        self.fields(4, NaturalPersonSequenceNbr=number, INSS=key, WorkerName=names[1], WorkerFirstName=names[0])
        for worker, group in groupby(rows, key=lambda row: row.get("_worker_code", "090")):
            self.open("worker", 4)
            self.fields(5, EmployerClass="951", WorkerCode=worker)
            occupations = groupby(group, key=occupation_of)
            for place, (_, lines) in enumerate(occupations, 1):
                self.occupation(list(lines), place, quarter)
            self.close("worker", 4)
        self.close("person", 3)

    def occupation(self, rows, place, quarter):
        row = rows[0]
        start, end = quarter_ends(quarter)
        self.open("occupation", 5)
        whole = row["first_day"] == start and "_quarter_of" not in row
        self.fields(
            6,
            OccupationSequenceNbr=row.get("_number", place),
            OccupationStartingDate=START_BEFORE if whole else row["first_day"],
            OccupationEndingDate="" if row["last_day"] == end else row["last_day"],
            JointCommissionNbr="999",
            WorkingDaysSystem=self.figure(row.get("days_per_week", 0), 3),
            ContractType=row.get("_contract", ""),
            RefMeanWorkingHours=self.figure(row.get("full_time_weekly_hours"), 4),
            WorkerStatus=row.get("_status", ""),
            MeanWorkingHours=self.figure(row.get("weekly_hours"), 4),
            DaysJustification=row.get("_justification", ""),
        )
        for number, line in enumerate(rows, 1):
            self.open("service", 6)
            self.fields(
                7,
                ServiceSequenceNbr=number,
                ServiceCode=f"{line['service_code']:03d}" if "service_code" in line else "",
                ServiceNbrDays=self.figure(line.get("days"), 5),
                ServiceNbrHours=self.figure(line.get("hours"), 7),
            )
            self.close("service", 6)
        for number, code in enumerate(row.get("_pay", (3,) if row.get("termination") else (1,)), 1):
            self.open("remun", 6)
            self.fields(7, RemunSequenceNbr=number, RemunCode=code, RemunAmount="00000123456")
            self.close("remun", 6)
        if "_deduction" in row:
            self.open("deduction", 6)
            self.fields(7, DeductionCode=row["_deduction"], DeductionAmount="000000050000")
            self.close("deduction", 6)
        self.close("occupation", 5)

    def figure(self, value, width):
        if value is None:
            return ""
        return hundredths(value, width if self.padded else 0)

    def open(self, name, depth):
        self.texts.append(f"{self.gap(depth)}<{BLOCKS[name][self.side]}>{self.end()}")

    def close(self, name, depth):
        self.texts.append(f"{self.gap(depth)}</{BLOCKS[name][self.side]}>{self.end()}")

    def fields(self, depth, **values):
        """Fields that have a value, each on its line."""
        for name, value in values.items():
            if value != "":
                self.texts.append(f"{self.gap(depth)}<{name}>{escape(str(value))}</{name}>{self.end()}")

    def gap(self, depth):
        return "  " * depth if self.indent else ""

    def end(self):
        return "\n" if self.indent else ""


def occupation_of(row):
    """What rows of one occupation share."""
    shared = ("first_day", "last_day", "days_per_week", "weekly_hours", "full_time_weekly_hours", "_number", "_pay")
    return tuple(row.get(name) for name in shared) + (row.get("termination", False),)


def dmfa(given, **how):
    """A declaration as bytes: `dmfa({"71051012338": [{"first_day": …}]}, consultation=True)`."""
    return Writer(**how).document(given)


def large(path, size):
    """One employer's declaration of about so many bytes, written person by person; returns how many people."""
    row = {
        "first_day": "2025-01-01",
        "last_day": "2025-03-31",
        "days_per_week": 5,
        "weekly_hours": 38,
        "full_time_weekly_hours": 38,
    }
    writer, keys, count = Writer(), people(6 * DAYS), 0
    with open(path, "wb") as file:
        file.write(dmfa({}).replace(b"</DmfAOriginal>\n", b"") + b"<Form>\n<EmployerDeclaration>\n")
        file.write(f"<Quarter>20251</Quarter>\n<CompanyID>{CPAS}</CompanyID>\n".encode())
        while file.tell() < size:
            rows = [
                {
                    **row,
                    "service_code": 1,
                    "days": 62 - count % 5,
                    "hours": Decimal("7.6") * (62 - count % 5),
                },
                {**row, "service_code": 30 if count % 7 else 50, "days": 3, "hours": Decimal("22.8")},
            ]
            writer.texts = []
            writer.person(keys[count], rows, count + 1, "20251")
            file.write("".join(writer.texts).encode())
            count += 1
        file.write(b"</EmployerDeclaration>\n</Form>\n</DmfAOriginal>\n")
    return count


def archive(parts):
    """A ZIP, as workbooks are: parts by name, whatever they hold."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return found.getvalue()
