"""What is ticked of the check list before the end, and what the records of a file say about its items."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tremplin.office.article60.facts import Records
from tremplin.office.article60.models import Convention, File, HandoverTick
from tremplin.office.article60.reminders.quarters import Quarter, undeclared
from tremplin.office.documents.models import Document

PAPERS = ("handover", "request", "letter", "worker", "pack")


def ticked(file: File) -> dict[str, HandoverTick]:
    """The items that are ticked now, each with its tick."""
    last = {one.item: one for one in history(file)}
    return {item: one for item, one in last.items() if one.is_done}


def history(file: File) -> list[HandoverTick]:
    """Every tick and every one taken back, in their order."""
    return list(HandoverTick.objects.filter(file=file).select_related("made_by").order_by("pk"))


@dataclass(frozen=True)
class Known:
    """What the records say. `papers`: the last paper of a kind that nothing replaced; `host`: who hears of the end."""

    sent_on: date | None
    answered_on: date | None
    undeclared: tuple[Quarter, ...]
    declared_until: date | None
    is_full_time: bool | None
    host: str
    papers: dict[str, Document]


def known(records: Records) -> Known:
    file = records.file
    request = records.requests[-1] if records.requests else None
    declared = [row.end_day for row in records.work if row.layer == "declared"]
    last = records.periods[-1] if records.periods else None
    convention = Convention.objects.filter(file=file).select_related("host").order_by("days").last()
    made = Document.objects.filter(subject=file.number, kind__in=PAPERS, replaced_by=None).defer("content")
    return Known(
        sent_on=request.sent_on if request else None,
        answered_on=request.answered_on if request else None,
        undeclared=tuple(undeclared(records)),
        declared_until=max(declared, default=None),
        is_full_time=None if last is None else last.weekly_hours >= last.full_time_weekly_hours,
        host=convention.host.name if convention else "",
        papers={paper.kind: paper for paper in made.order_by("pk")},
    )
