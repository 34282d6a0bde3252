"""What the pages of a closing show: where a month stands, its exceptions, the lines that agree, the files behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from tremplin.office.ale.models import BankLine, Closing, ClosingLine, IssuerLine, Opening, Visit
from tremplin.office.ale.selectors.closing_rows import NOT_COUNTED, end_of
from tremplin.office.ledger.models import Upload

State = Closing.State


def months() -> list[Closing]:
    """The last closing of each month, the latest month first."""
    rows = Closing.objects.exclude(state=State.LEFT).order_by("month", "number")
    found = {closing.month: closing for closing in rows}
    return sorted(found.values(), key=lambda closing: closing.month, reverse=True)


def closings_of(month: date) -> list[Closing]:
    """The closings of a month that were not given up, the last one last."""
    found = Closing.objects.filter(month=month).exclude(state=State.LEFT).order_by("number")
    return list(found.select_related("prepared_by", "approved_by"))


def lines_of(closing: Closing) -> QuerySet[ClosingLine]:
    lines = ClosingLine.objects.filter(closing=closing)
    return lines.select_related("worker__person", "authorisation__user__person", "resolved_by").order_by("pk")


def exceptions(closing: Closing) -> QuerySet[ClosingLine]:
    return lines_of(closing).exclude(cause="")


def agreeing(closing: Closing) -> QuerySet[ClosingLine]:
    return lines_of(closing).filter(cause="").order_by("worker__person__sort_key", "pk")


def openings(month: date) -> QuerySet[Opening]:
    """What approved closings of a month left open, and no later one has closed."""
    return Opening.objects.filter(line__closing__month=month, closed_in=None).order_by("pk")


def pending(month: date) -> list[ClosingLine]:
    """The lines that wait after the last approval."""
    found = ClosingLine.objects.filter(opening__in=openings(month)).order_by("pk")
    return list(found.select_related("worker__person", "authorisation__user__person", "resolved_by", "closing"))


@dataclass(frozen=True)
class Source:
    """What a month rests on: visits by channel, and the files with their lines."""

    visits: int
    channels: dict[str, int]
    issuer: list[tuple[Upload, int]]
    bank: list[tuple[Upload, int]]


def source(month: date) -> Source:
    live = Visit.objects.filter(day__gte=month, day__lt=end_of(month), taken_back_at=None, replaced_by=None)
    channels = dict(live.values_list("channel").annotate(Count("pk")).order_by("channel"))
    return Source(sum(channels.values()), channels, files(IssuerLine, month), files(BankLine, month))


def files(model: type[IssuerLine | BankLine], month: date) -> list[tuple[Upload, int]]:
    lines = model.objects.filter(month=month).exclude(upload__state__in=NOT_COUNTED)
    counts = dict(lines.values_list("upload").annotate(Count("pk")).order_by())
    # What a file contains is not read here: it may be large.
    return [
        (of, counts[of.pk]) for of in Upload.objects.filter(pk__in=counts).defer("content", "report").order_by("pk")
    ]
