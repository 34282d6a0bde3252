"""All that the papers of a file are made from, and the parties to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tremplin.engine.law import Law
from tremplin.ground.sentences import catalogue, sentence
from tremplin.office.article60 import models
from tremplin.office.article60.facts import Records
from tremplin.office.article60.selectors.records import records_of
from tremplin.office.documents.models import Document
from tremplin.office.documents.parties import address, office_of, worker_of
from tremplin.office.organisations.selectors import amounts, law_with
from tremplin.office.people.models import Person
from tremplin.papers.office.parties import Contact, Host, Office, Worker


@dataclass(frozen=True)
class Case:
    """A file with what its papers need. `documents`: those made, the newest first, without their content."""

    records: Records
    conventions: tuple[models.Convention, ...]
    projection: models.Projection | None
    office: Office
    documents: tuple[Document, ...]
    law: Law
    entries: list[dict[str, Any]]

    @property
    def file(self) -> models.File:
        return self.records.file

    @property
    def person(self) -> Person:
        return self.records.file.person

    @property
    def worker(self) -> Worker:
        return worker_of(self.file.person, self.file.number)

    @property
    def theirs(self) -> str:
        """The language of what the person reads."""
        return self.person.language

    @property
    def ours(self) -> str:
        """The language of what the office reads."""
        return self.file.organisation.language

    def periods(self, contract: models.Contract) -> list[models.Period]:
        return [period for period in self.records.periods if period.contract_id == contract.pk]

    def current(self, stem: str) -> Document | None:
        """The paper of a kind and target that stands now."""
        return next((one for one in self.documents if (one.key or "").startswith(f"{stem}:")), None)


def case_of(file: models.File, today: date) -> Case:
    """What the papers of a file are made from; the file has its person, organisation and worker selected."""
    (records,) = records_of([file], today)
    entries = amounts()
    return Case(
        records=records,
        conventions=tuple(models.Convention.objects.filter(file=file).select_related("host").order_by("days")),
        projection=models.Projection.objects.filter(file=file).first(),
        office=office_of(file.organisation, file.worker),
        documents=papers_of(file),
        law=law_with(entries),
        entries=entries,
    )


def papers_of(file: models.File) -> tuple[Document, ...]:
    """The papers made of a file, the newest first."""
    return tuple(
        Document.objects.filter(subject=file.number, person=file.person_id)
        .defer("content")
        .select_related("made_by", "replaced_by")
        .defer("content", "replaced_by__content")
        .order_by("-pk")
    )


def host_of(host: models.Host, language: str) -> Host:
    return Host(
        name=host.name,
        address=address(host),
        number=host.enterprise_number,
        nature=nature(host.form, language),
        contact=Contact(host.contact, "", host.phone, host.email),
    )


def nature(form: str, language: str) -> str:
    """What kind of body a host is: in words where it is one of ours, else as the office wrote it."""
    key = f"office_documents.form_{form}"
    return sentence(key, language) if key in catalogue() else form
