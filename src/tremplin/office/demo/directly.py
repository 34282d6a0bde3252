"""Rows of a file written without the ledger's services, until those are there."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tremplin.intake import read_bytes
from tremplin.office.accounts.models import Agent
from tremplin.office.ledger.models import Upload, WorkRow
from tremplin.office.people.models import Person
from tremplin.samples.commune import office

FIGURES = ("days", "hours", "days_per_week", "weekly_hours", "full_time_weekly_hours")
OTHERS = ("proof", "termination", "benefit_paid", "extension_ground")


def import_(said: office.Upload, agent: Agent) -> Upload:
    found = read_bytes(said.content, said.name, split=True)
    people = {person.national_number: person for person in Person.objects.all()}
    upload = Upload.objects.create(
        name=said.name,
        sha256=found.sha256,
        content=said.content,
        size=len(said.content),
        format=found.format,
        state=Upload.State.COMMITTED,
        handed_in_by=agent,
        committed_by=agent,
        committed_at=timezone.now(),
    )
    rows, positions = [], Counter[int]()
    for read in found.people:
        if (person := people.get(read.key)) is None:
            continue
        for row, place in zip(read.rows, read.places, strict=True):
            rows.append(work_row(row, upload, person, place, positions[person.pk]))
            positions[person.pk] += 1
    WorkRow.objects.bulk_create(rows)
    assert upload.sha256 == hashlib.sha256(said.content).hexdigest()
    return upload


def work_row(row: dict[str, Any], upload: Upload, person: Person, place: str, position: int) -> WorkRow:
    return WorkRow(
        person=person,
        upload=upload,
        layer=row.get("layer", WorkRow.Layer.DECLARED),
        first_day=date.fromisoformat(row["first_day"]),
        end_day=date.fromisoformat(row["last_day"]) + timedelta(1),
        service_code=row.get("service_code"),
        employer=str(row.get("employer", "")),
        others={name: row[name] for name in OTHERS if name in row},
        place=place,
        position=position,
        **{name: int(row[name] * 100) for name in FIGURES if row.get(name) is not None},
    )
