"""One file with everything that its page shows, in a few questions to the database however much it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Model, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from tremplin.engine.law import Law
from tremplin.ground.days import day_number
from tremplin.law.unemployment.planned import rows as planned_rows
from tremplin.office.accounts.models import Agent
from tremplin.office.article60.facts import Records, admission_facts, planned_periods
from tremplin.office.article60.models import (
    Aid,
    Claim,
    ClaimEntry,
    Contract,
    Convention,
    File,
    OnemRequest,
    Period,
    Projection,
)
from tremplin.office.article60.selectors.whole import again, rows, whole
from tremplin.office.article60.services.projecting import project
from tremplin.office.decisions.models import Decision
from tremplin.office.documents.models import Document
from tremplin.office.ledger.models import Upload, WorkRow
from tremplin.office.ledger.selectors import counting
from tremplin.reasons.answer import Answer, decide

Rows = list[dict[str, Any]]
MOST = 60
"""Papers, decisions and files handed in that the page of a file lists; the newest."""


@dataclass(frozen=True)
class Whole:
    """A file, what the law says of it, and what happened to it. Rows of JSON where only words are made of them."""

    records: Records
    projection: Projection
    conventions: Rows
    papers: Rows
    decisions: Rows
    uploads: Mapping[int, dict[str, Any]]
    claims: Rows
    written: Rows
    """Who wrote a contract's period down, and when."""
    others: Rows
    """Other files of the same person."""

    @property
    def file(self) -> File:
        return self.records.file


def whole_file(asked: str, today: date) -> Whole:
    """A file by its number. Raises File.DoesNotExist, for another office's number as for none at all."""
    file: Any = selected().get(number=asked)
    records = Records(
        file=file,
        region=file.organisation.region,
        aids=tuple(again(Aid, row) for row in file.all_aids),
        contracts=tuple(again(Contract, row) for row in file.all_contracts),
        periods=tuple(again(Period, row) for row in file.all_periods),
        requests=tuple(again(OnemRequest, row) for row in file.all_requests),
        work=tuple(counting([file.person_id])),
        today=today,
    )
    return Whole(
        records=records,
        projection=projection_of(file, today),
        conventions=file.all_conventions,
        papers=file.all_papers,
        decisions=file.all_decisions,
        uploads={row["pk"]: row for row in file.all_uploads},
        claims=with_entries(file.all_claims, file.all_entries),
        written=file.all_written,
        others=file.other_files,
    )


def selected() -> QuerySet[File]:
    """A file with its person, its projection, and everything that hangs on it, as one row."""
    mine: dict[str, Any] = {"file_id": OuterRef("pk")}
    papers = Document.objects.filter(subject=OuterRef("number")).order_by("-made_at", "-pk")[:MOST]
    decisions = Decision.objects.filter(subject=OuterRef("number")).order_by("-made_at", "-pk")[:MOST]
    work = WorkRow.objects.filter(person_id=OuterRef(OuterRef("person_id"))).values("upload_id")
    uploads = Upload.objects.filter(pk__in=work).order_by("-committed_at", "-pk")[:MOST]
    entries = ClaimEntry.objects.filter(claim__file_id=OuterRef("pk")).order_by("on", "pk")
    history = history_of(Period).filter(file_id=OuterRef("pk"), pgh_label="insert").order_by("pgh_id")
    agent = Cast(KT("pgh_context__agent"), BigIntegerField())
    by = Agent.objects.filter(pk=OuterRef("agent")).values("name")
    history = history.annotate(agent=agent).annotate(who=Subquery(by))
    others = File.objects.filter(person_id=OuterRef("person_id")).exclude(pk=OuterRef("pk")).order_by("number")
    return File.objects.select_related("person", "organisation", "worker", "projection").annotate(
        all_aids=whole(Aid.objects.filter(**mine).order_by("period")),
        all_contracts=whole(Contract.objects.filter(**mine).order_by("pk")),
        all_periods=whole(Period.objects.filter(**mine).order_by("days")),
        all_requests=whole(OnemRequest.objects.filter(**mine).order_by("sent_on", "pk")),
        all_conventions=rows(
            Convention.objects.filter(**mine).order_by("days"),
            host="host__name", first="days__startswith", end="days__endswith", task="task", signed_on="signed_on",
        ),
        all_papers=rows(
            papers, number="number", title="title", kind="kind", sha256="sha256", made_at="made_at",
            who="made_by__name", replaces="replaces_id", replaced="replaced_by__number", language="language",
        ),
        all_decisions=rows(decisions, question="question", status="status", made_at="made_at", who="made_by__name"),
        all_uploads=rows(
            uploads, pk="pk", name="name", format="format", committed_at="committed_at", who="committed_by__name"
        ),
        all_claims=rows(
            Claim.objects.filter(**mine).order_by("month"),
            pk="pk", month="month", least="expected_least", most="expected_most",
        ),
        all_entries=rows(entries, claim="claim_id", kind="kind", amount="amount", on="on", reason="reason"),
        all_written=rows(history, period="pgh_obj_id", at="pgh_created_at", who="who"),
        other_files=rows(others, number="number", opened_on="opened_on", closed_on="closed_on"),
    )  # fmt: skip


def history_of(model: type[Model]) -> QuerySet[Any]:
    """The history that pghistory keeps of a model."""
    tracked: Any = model
    found: QuerySet[Any] = tracked.pgh_event_models["insert"].objects.all()
    return found


def with_entries(claims: Rows, entries: Rows) -> Rows:
    return [claim | {"entries": [one for one in entries if one["claim"] == claim["pk"]]} for claim in claims]


def projection_of(file: File, today: date) -> Projection:
    """The projection that is kept; worked out now where there is none, or where it is of another day."""
    kept: Projection | None = getattr(file, "projection", None)
    if kept is not None and not kept.is_waiting and kept.made_on == today:
        return kept
    return project([file], today)[0]


def followed(law: Law, records: Records, claim: date) -> Answer:
    """The admission asked on a day, the contract worked until then: its rows are those of the file in their order, and
    after them those that are planned. Raises InputError."""
    facts, until = admission_facts(records), day_number(claim)
    work = [*facts["work"], *planned_rows(planned_periods(records, until), until)]
    return decide(law, "admission", {**facts, "work": work, "claim_date": claim})
