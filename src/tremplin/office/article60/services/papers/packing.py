"""The inspection pack of a file as it was at a moment: the same bytes each time that it is made."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tremplin.ground.days import day_number
from tremplin.ground.sentences import sentence
from tremplin.office.article60.facts import ONE_DAY
from tremplin.office.article60.models import ClaimEntry, File, OnemRequest
from tremplin.office.decisions.models import Decision
from tremplin.office.documents.models import Document
from tremplin.office.documents.parties import office_of, worker_of
from tremplin.office.ledger.models import WorkRow
from tremplin.office.people.models import Reading
from tremplin.papers.office.pack import Access, PackFile, pack, plain

Table = tuple[Sequence[str], Iterable[Sequence[Any]]]


def pack_of(file: File, as_of: datetime) -> bytes:
    """The ZIP: papers, days with their sources, decisions, claims, ONEM's answers and the access log, as they were.

    `as_of`: with its time zone, not in the future. What came or changed later is not in it.
    """
    language = file.organisation.language
    found = papers(file, as_of) + [
        table("days", language, days(file, as_of)),
        decisions(file, as_of, language),
        table("claims", language, claims(file, as_of)),
        table("onem", language, answers(file, as_of)),
    ]
    return pack(
        office_of(file.organisation),
        worker_of(file.person, file.number),
        found,
        log(file, as_of),
        language,
        f"{file.number} {moment(as_of)}",
        day_number(as_of.astimezone(UTC).date()),
    )


def papers(file: File, as_of: datetime) -> list[PackFile]:
    made = Document.objects.filter(subject=file.number, person=file.person_id, made_at__lte=as_of).order_by("pk")
    return [
        PackFile(one.number, one.title, one.name, bytes(one.content), day_number(one.made_at.astimezone(UTC).date()))
        for one in made
    ]


def days(file: File, as_of: datetime) -> Table:
    """Every row of work that there was, those replaced and taken back too, each with where it stands in its file."""
    heads = (
        "first_day", "last_day", "layer", "service_code", "days", "hours", "days_per_week", "weekly_hours",
        "full_time_weekly_hours", "employer", "others", "file", "sha256", "place", "replaced_by", "taken_back",
    )  # fmt: skip
    rows = WorkRow.objects.filter(person=file.person_id, made_at__lte=as_of).select_related("upload", "replaced_by")
    rows = rows.defer("upload__content", "upload__report", "replaced_by__content", "replaced_by__report")
    return heads, [
        (
            row.first_day,
            row.end_day - ONE_DAY,
            row.layer,
            row.service_code,
            *(
                hundredths(getattr(row, name))
                for name in ("days", "hours", "days_per_week", "weekly_hours", "full_time_weekly_hours")
            ),
            row.employer,
            json.dumps(row.others, sort_keys=True) if row.others else "",
            row.upload.name if row.upload else "",
            row.upload.sha256 if row.upload else "",
            row.place,
            row.replaced_by.name if row.replaced_by and before(row.replaced_by.committed_at, as_of) else "",
            moment(row.taken_back_at) if before(row.taken_back_at, as_of) else "",
        )
        for row in rows.order_by("first_day", "pk")
    ]


def before(at: datetime | None, as_of: datetime) -> bool:
    return at is not None and at <= as_of


def decisions(file: File, as_of: datetime, language: str) -> PackFile:
    """The decisions with their facts, outcome and law, oldest first."""
    found = [
        {
            "question": one.question,
            "subject": one.subject,
            "made_at": moment(one.made_at),
            "law": one.law,
            "amounts": one.amounts,
            "facts": one.facts,
            "status": one.status,
            "outcome": one.outcome,
        }
        for one in Decision.objects.filter(person=file.person_id, made_at__lte=as_of).order_by("pk")
    ]
    text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
    return PackFile("", sentence("office_documents.pack_decisions", language), "decisions.json", text.encode())


def claims(file: File, as_of: datetime) -> Table:
    """What happened to the claims. A claim without an entry yet is only what the decisions say."""
    heads = ("month", "expected_least", "expected_most", "what", "amount", "on", "reason", "paper", "entered_at", "by")
    rows = ClaimEntry.objects.filter(claim__file=file, made_at__lte=as_of).select_related(
        "claim", "made_by", "document"
    )
    rows = rows.defer("document__content").order_by("claim__month", "pk")
    return heads, [
        (
            f"{one.claim.month:%Y-%m}",
            hundredths(one.claim.expected_least),
            hundredths(one.claim.expected_most),
            one.kind,
            hundredths(one.amount),
            one.on,
            one.reason,
            one.document.number if one.document else "",
            moment(one.made_at),
            one.made_by.name if one.made_by else "",
        )
        for one in rows
    ]


def answers(file: File, as_of: datetime) -> Table:
    """The requests to ONEM and its answers, as they stood."""
    heads = ("sent_on", "reference", "answered_on", "days_to_work", "end_date", "counted_until")
    history = OnemRequest.pgh_event_model.objects  # type: ignore[attr-defined]
    past = history.filter(file_id=file.pk, pgh_created_at__lte=as_of).order_by("pgh_obj_id", "-pgh_id")
    rows = sorted(past.distinct("pgh_obj_id"), key=lambda one: (one.sent_on, one.pgh_obj_id))
    return heads, [
        (
            one.sent_on,
            one.reference,
            one.answered_on,
            hundredths(one.days_to_work),
            one.end_date,
            one.counted_until,
        )
        for one in rows
    ]


def log(file: File, as_of: datetime) -> list[Access]:
    """Who read what of the person until then."""
    found = Reading.objects.filter(person=file.person_id, at__lte=as_of).select_related("agent").order_by("at", "pk")
    return [
        Access(moment(one.at), f"{one.agent.name} <{one.agent.email}>" if one.agent else "", "", one.what, one.reason)
        for one in found
    ]


def table(name: str, language: str, given: Table) -> PackFile:
    """A CSV that spreadsheets read as it is; no cell can be a formula. Its columns have the public names."""
    heads, rows = given
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([cell(value) for value in row])
    title = sentence(f"office_documents.pack_{name}", language)
    return PackFile("", title, f"{name}.csv", text.getvalue().encode("utf-8-sig"))


def cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return plain(value) if isinstance(value, str) else str(value)


def hundredths(value: int | None) -> Decimal | None:
    """`12.34`: with a point, so that it is the same in every language."""
    return None if value is None else Decimal(value).scaleb(-2)


def moment(at: datetime | None) -> str:
    """To the microsecond, in UTC."""
    return "" if at is None else at.astimezone(UTC).isoformat(timespec="microseconds")
