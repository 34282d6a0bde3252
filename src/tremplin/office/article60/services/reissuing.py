"""Which papers carry a date that has changed since they were made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tremplin.office.article60.models import Convention, File, Period, Projection
from tremplin.office.article60.services.overlapping import last_of
from tremplin.office.documents.models import Document

CARRY_THE_CONTRACT = ("contract", "amendment")
CARRY_ITS_END = ("convention", "request", "letter", "worker", "report")


@dataclass(frozen=True)
class Reissue:
    """A paper to make again, or for the first time (`document` None), and the date that changed."""

    kind: str
    document: Document | None
    was: date | None
    now: date | None


def papers_to_reissue(file: File) -> list[Reissue]:
    """The kinds of papers of a file whose date changed: each once, the last paper of its kind against the records."""
    papers = latest(file)
    current = list(Period.objects.filter(file=file).order_by("days"))
    found = [of for kind in CARRY_THE_CONTRACT if (of := of_contract(kind, papers.get(kind), current, file))]
    ends = current[-1].days if current else None
    for kind in CARRY_ITS_END:
        paper = papers.get(kind)
        if paper is None:
            continue
        then = days_at(Period, file, paper.made_at)
        was, now = last_of(then[-1]) if then else None, last_of(ends) if ends else None
        if kind == "convention":
            was, now = (end_of_conventions(days, end) for days, end in ((days_at(Convention, file, paper.made_at), was), (conventions(file), now)))  # fmt: skip  # noqa: E501
        if kind in ("letter", "worker", "report"):
            was, now = projected(file, paper.made_at, was), projected(file, None, now)
        if was != now:
            found.append(Reissue(kind, paper, was, now))
    return found


def latest(file: File) -> dict[str, Document]:
    """The last paper of each kind of a file."""
    found: dict[str, Document] = {}
    for paper in Document.objects.filter(subject=file.number).defer("content").order_by("made_at", "pk"):
        found[paper.kind] = paper
    return found


def of_contract(kind: str, paper: Document | None, current: Sequence[Period], file: File) -> Reissue | None:
    """The contract is made again when its own first days or hours change; a later period is an amendment."""
    if not current:
        return None
    if kind == "amendment":
        contract = [of for of in current if of.contract_id == current[-1].contract_id]
        since = paper.made_at if paper else None
        if len(contract) < 2 or (since and days_at(Period, file, since) == [of.days for of in current]):
            return None
        was = days_at(Period, file, since) if since else []
        return Reissue(kind, paper, last_of(was[-1]) if was else None, last_of(current[-1].days))
    if paper is None:
        return None
    then = days_at(Period, file, paper.made_at)
    first = next(of for of in current if of.contract_id == current[-1].contract_id)
    if first.days.lower in [days.lower for days in then]:
        return None
    return Reissue(kind, paper, then[0].lower if then else None, first.days.lower)


def days_at(model: Any, file: File, at: datetime) -> list[Any]:
    """The days of a file's periods or conventions as they were at a moment, in order, from their history."""
    state: dict[int, Any] = {}
    for event in model.pgh_event_model.objects.filter(file_id=file.pk, pgh_created_at__lte=at).order_by("pgh_id"):
        if event.pgh_label == "delete":
            state.pop(event.pgh_obj_id, None)
        else:
            state[event.pgh_obj_id] = event.days
    return sorted(state.values(), key=lambda days: days.lower)


def conventions(file: File) -> list[Any]:
    return list(Convention.objects.filter(file=file).order_by("days").values_list("days", flat=True))


def end_of_conventions(days: Sequence[Any], end: date | None) -> date | None:
    """A convention without an end goes on as long as the contract."""
    return (last_of(days[-1]) or end) if days else end


def projected(file: File, at: datetime | None, end: date | None) -> date | None:
    """The end that a letter tells of: that of the contract, else the projected one."""
    if end is not None:
        return end
    kept = Projection.objects.filter(file=file).first() if at is None else None
    return kept.opens_last if kept else None
