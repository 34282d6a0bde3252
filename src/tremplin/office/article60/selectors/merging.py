"""Two records side by side: what hangs on each, and why they cannot become one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any

from tremplin.office.article60.models import Claim, File, Period
from tremplin.office.ledger.models import WorkRow
from tremplin.office.ledger.selectors.changes import same_employer
from tremplin.office.ledger.selectors.rows import counting
from tremplin.office.organisations.models import Organisation
from tremplin.office.people.models import Person

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Hanging:
    """What refers to one record."""

    files: tuple[File, ...]
    rows: int
    uploads: int
    decisions: int
    papers: int
    readings: int


@dataclass(frozen=True)
class Obstacle:
    """Why two records cannot be merged: the sentence `office_merge.no_…` and its words; days are dates."""

    key: str
    words: dict[str, Any]


def hanging(person: Person) -> Hanging:
    uploads = person.work.exclude(upload=None).values("upload").distinct().count()
    return Hanging(
        tuple(person.files.order_by("opened_on", "pk")), person.work.count(), uploads, person.decisions.count(),
        person.documents.count(), person.readings.count(),
    )  # fmt: skip


def obstacles(kept: Person, other: Person, organisation: Organisation) -> list[Obstacle]:
    """What would break; one of each kind is told."""
    if kept.anonymised_at or other.anonymised_at:
        return [Obstacle("anonymous", {})]
    files = [list(File.objects.filter(person=one).order_by("pk")) for one in (kept, other)]
    found = [next(of(*files), None) for of in (both_open, contracts, claims)]
    found.append(next(days(kept, other, organisation), None))
    return [one for one in found if one]


def both_open(ours: list[File], theirs: list[File]) -> Iterator[Obstacle]:
    for one, two in product(ours, theirs):
        if one.closed_on is None and two.closed_on is None:
            yield Obstacle("both_open", {"file": one.number, "other": two.number})


def contracts(ours: list[File], theirs: list[File]) -> Iterator[Obstacle]:
    for period in Period.objects.filter(file__in=ours).select_related("file").order_by("days"):
        for met in Period.objects.filter(file__in=theirs, days__overlap=period.days).select_related("file"):
            first = max(one.days.lower or date.min for one in (period, met))
            yield Obstacle("contracts", {"file": period.file.number, "other": met.file.number, "day": first})


def claims(ours: list[File], theirs: list[File]) -> Iterator[Obstacle]:
    months = dict(Claim.objects.filter(file__in=ours).order_by("month").values_list("month", "file__number"))
    for claim in Claim.objects.filter(file__in=theirs, month__in=months).select_related("file").order_by("month"):
        yield Obstacle("claims", {"file": months[claim.month], "other": claim.file.number, "day": claim.month})


def days(kept: Person, other: Person, organisation: Organisation) -> Iterator[Obstacle]:
    """Days of the same employer that would count twice."""
    ours, theirs = list(counting([kept.pk])), list(counting([other.pk]))
    for one, two in product(ours, theirs):
        if meets(one, two) and same_employer(one, two, organisation):
            first, end = max(one.first_day, two.first_day), min(one.end_day, two.end_day)
            yield Obstacle("days", {"day": first, "last": end - ONE_DAY})
    lines = set(WorkRow.objects.filter(person=kept).exclude(upload=None).values_list("upload", "position"))
    for row in WorkRow.objects.filter(person=other).exclude(upload=None).order_by("first_day"):
        if (row.upload_id, row.position) in lines:
            yield Obstacle("days", {"day": row.first_day, "last": row.end_day - ONE_DAY})


def meets(one: WorkRow, two: WorkRow) -> bool:
    return one.first_day < two.end_day and two.first_day < one.end_day
