"""Files to practise on, each broken in one way; `broken.yaml` says what is wrong and what the report should say."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from tremplin.samples.commune.declaration import Declared, dmfa, payslips, table
from tremplin.samples.commune.moving import last_declared, month_days, quarter_days
from tremplin.samples.commune.numbers import national_number
from tremplin.samples.commune.office import Expected, Office, Upload
from tremplin.samples.commune.reading import content
from tremplin.samples.commune.rows import rows
from tremplin.samples.commune.story import Birth, Person, Row
from tremplin.samples.commune.uploads import benefits

OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"
ENTITIES = b'<!DOCTYPE DmfAOriginal [<!ENTITY cpas "CPAS de Valmarche">]>\n'
BOMB_BYTES = 8_000_000
Made = tuple[str, str, bytes, tuple[Expected, ...]]
"""Its name in `broken.yaml`, the name of the file, its bytes, and what the report says."""


def broken(office: Office, today: date) -> tuple[Upload, ...]:
    """Each broken file, of the last declared quarter."""
    practice = Practice(office, today)
    about = content("broken.yaml")
    return tuple(
        Upload(
            name=name,
            kind="broken",
            content=made,
            first_day=practice.first,
            last_day=practice.last,
            received_on=today,
            expected=expected,
            refused=key in REFUSED,
            unknown=(practice.stranger.national_number,) if key == "nobody" else (),
            about=about[key],
        )
        for key, name, made, expected in practice.files()
    )


REFUSED = ("cut", "old-workbook", "bomb", "empty", "no-headings", "doctype", "pdf")


class Practice:
    """Three people of the office with whole weeks in a quarter, and ways to spoil their declaration."""

    def __init__(self, office: Office, today: date) -> None:
        self.employer = office.enterprise_number
        self.quarter = last_declared(today)
        self.first, self.last = quarter_days(self.quarter)
        self.label = f"{self.quarter[0]}-T{self.quarter[1]}"
        declared = (file for file in office.files if not file.undeclared)
        worked = [(file, rows(file, self.first, self.last, "declared")) for file in declared]
        self.everybody = [(file, of_file) for file, of_file in worked if of_file]
        plain = [(file.person, of_file) for file, of_file in worked if is_plain(of_file, self.first, self.last)]
        self.people = plain[:3]
        born = Birth(1990, 1, 2)
        number = national_number(born, "f", False)
        self.stranger = Person("Odette", "Rochefort-Lemaire", born, "f", number, False, "fr", "", "", "")

    def files(self) -> Iterator[Made]:
        yield from self.declarations()
        yield from self.tables()
        yield "old-workbook", "prestations-2019.xls", OLD_WORKBOOK + bytes(4096), whole("doubt.old_workbook")
        yield "bomb", "prestations.xlsx", bomb(), whole("doubt.zip_bomb")
        yield "empty", "fiches-vides.csv", b"", whole("doubt.empty")
        yield "pdf", "fiche-de-paie.xml", PDF, whole("doubt.not_known")

    def declarations(self) -> Iterator[Made]:
        """Broken XML."""
        (ann, _), (bob, _), (cat, _) = self.people
        end = self.last
        short = {"first_day": (end - timedelta(1)).isoformat(), "last_day": end.isoformat(), "days": 2, "hours": 152}
        before = {
            "first_day": (self.first - timedelta(30)).isoformat(),
            "last_day": (self.first - timedelta(2)).isoformat(),
        }
        yield self.two_lines(cat, bob, short)
        yield self.spoilt("code-99", "code-inconnu", ann, {"service_code": 99}, "doubt.code_unknown")
        yield self.spoilt("hours", "heures", bob, short, "doubt.hours_beyond")
        yield self.spoilt("wrong-quarter", "mauvais-trimestre", cat, before, "doubt.outside_quarter")
        declared = self.declared()
        again = [(person, code, list(of)) for person, code, of in declared[:2]]
        again[1] = (bob, 90, [{**declared[1][2][0], "days": 40, "hours": 304}])
        said = (one("doubt.twice", ann), one("doubt.other_version", bob))
        yield "twice", self.named("en-double"), self.dmfa([*declared, *again]), said
        sound = self.dmfa(declared)
        yield "cut", self.named("coupe"), sound[: len(sound) * 2 // 3], whole("doubt.cut_off")
        head, _, rest = sound.partition(b"\n")
        yield "doctype", self.named("entites"), head + b"\n" + ENTITIES + rest, whole("doubt.doctype")
        stranger = self.dmfa([*declared, (self.stranger, 90, declared[0][2])])
        yield "nobody", self.named("personne-inconnue"), stranger, ()
        number = ann.national_number
        turned = number[:-2] + number[:-3:-1] if number[-1] != number[-2] else number[:-1] + str(9 - int(number[-1]))
        wrong = sound.replace(number.encode(), turned.encode())
        yield "check-digits", self.named("numero-inverse"), wrong, (Expected("doubt.inss", 1, turned),)

    def two_lines(self, ann: Person, bob: Person, short: dict[str, Any]) -> Made:
        """The declaration of the whole office, with two lines to look at."""
        changes = {ann.national_number: {"service_code": 99}, bob.national_number: short}
        declared = [
            (file.person, file.contract.worker_code, changed(of_file, changes.get(file.person.national_number, {})))
            for file, of_file in self.everybody
            if file.contract
        ]
        said = (one("doubt.code_unknown", ann), one("doubt.hours_beyond", bob), *benefits(self.everybody))
        return "two-lines", f"dmfa-{self.label}-deux-lignes.xml", self.dmfa(declared), said

    def tables(self) -> Iterator[Made]:
        """Broken tables of payslips."""
        first, last = month_days(self.last)
        (ann, of_ann), (bob, _), _ = self.people
        month = {**of_ann[0], "first_day": first.isoformat(), "last_day": last.isoformat(), "days": 20, "hours": 152}
        month["layer"] = "paid"
        across = {**month, "last_day": (last + timedelta(14)).isoformat(), "days": 30, "hours": 228}
        said = (one("doubt.two_quarters", ann),)
        yield "two-quarters", "fiches-deux-trimestres.csv", self.paid((ann, 90, [across]), (bob, 90, [month])), said
        minutes = {**month, "weekly_hours": "30.24", "hours": "121.6"}
        said = (one("doubt.minutes", ann),)
        yield "minutes", "fiches-minutes.csv", self.paid((ann, 90, [minutes]), (bob, 90, [month])), said
        named = {"person": bob.national_number, "name": f"{bob.name} (à vérifier)", "employer": self.employer, **month}
        yield "western", "fiches-ancien-programme.csv", table([named], "cp1252"), whole("doubt.western")
        body = self.paid((ann, 90, [month])).partition(b"\r\n")[2]
        yield "no-headings", "fiches-sans-titres.csv", body, whole("doubt.no_headings")

    def declared(self) -> list[tuple[Person, int, list[Row]]]:
        return [(person, 90, of_person) for person, of_person in self.people]

    def spoilt(self, key: str, called: str, whose: Person, change: dict[str, Any], doubt: str) -> Made:
        """The declaration of three people, one row of one of them changed."""
        declared = self.declared()
        spoilt = [(person, code, changed(of, change if person is whose else {})) for person, code, of in declared]
        return key, self.named(called), self.dmfa(spoilt), (one(doubt, whose),)

    def dmfa(self, declared: Declared) -> bytes:
        return dmfa(self.employer, self.quarter, declared, self.last + timedelta(20))

    def paid(self, *paid: tuple[Person, int, list[Row]]) -> bytes:
        return payslips(self.employer, paid)

    def named(self, called: str) -> str:
        return f"dmfa-{self.label}-{called}.xml"


def changed(of_person: list[Row], change: dict[str, Any]) -> list[Row]:
    """The rows, the first of them changed."""
    return [{**of_person[0], **change}, *of_person[1:]]


def is_plain(of_quarter: list[Row], first: date, last: date) -> bool:
    """Worked the whole quarter, full-time, five days a week, and nothing else."""
    if len(of_quarter) != 1:
        return False
    row = of_quarter[0]
    whole_quarter = (row["first_day"], row["last_day"]) == (first.isoformat(), last.isoformat())
    return whole_quarter and row["days_per_week"] == 5 and row["weekly_hours"] >= row["full_time_weekly_hours"]


def one(key: str, whose: Person) -> Expected:
    return Expected(key, 1, whose.national_number)


def whole(key: str) -> tuple[Expected, ...]:
    """Said of the whole file."""
    return (Expected(key, 1),)


def bomb() -> bytes:
    """A workbook of a few kilobytes that unpacks to megabytes; the same bytes each time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        part = zipfile.ZipInfo("xl/worksheets/sheet1.xml", (2026, 1, 1, 0, 0, 0))
        archive.writestr(part, b" " * BOMB_BYTES, zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()
