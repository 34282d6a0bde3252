"""Closing a month: match, look, and a second person approves. Once, whoever asks and however often."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, Sum
from django.utils import timezone

from tremplin.engine.law import Law
from tremplin.office.accounts.models import Agent
from tremplin.office.ale import matching
from tremplin.office.ale.matching import Before, Differences, Line
from tremplin.office.ale.models import Closing, ClosingLine, Opening
from tremplin.office.ale.selectors.closing_rows import end_of, given_of
from tremplin.office.ale.selectors.closing_sums import goes, totals_of
from tremplin.office.ale.selectors.visits import standing
from tremplin.office.ale.services.closing_book import write
from tremplin.office.ale.services.refusing_closing import Refused
from tremplin.office.database.isolation import SETTING, CurrentOrganisation
from tremplin.office.organisations.models import Organisation
from tremplin.office.organisations.selectors import law_here

REFUSED = "refused"
"""In the totals of a closing: why it was not approved."""
UNDER_WAY = (Closing.State.MATCHING, Closing.State.PREVIEWED)


def organisation_here() -> Organisation:
    return Organisation.objects.get(pk=CurrentOrganisation())


def lock(month: date) -> None:
    """Whoever else closes this month here waits until this transaction is over."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT pg_advisory_xact_lock(hashtextextended(%s || current_setting('{SETTING}'), 0))",
            [f"closing:{month:%Y-%m}:"],
        )


@transaction.atomic
def prepare(month: date, by: Agent) -> Closing:
    """Matches a month: the closing that is under way, once more, or a new one. After an approved one, a closing of the
    differences; where nothing differs, the approved one itself."""
    lock(month)
    closing = Closing.objects.filter(month=month, state__in=UNDER_WAY).first()
    found = found_now(month)
    if closing is None:
        last = Closing.objects.filter(month=month).order_by("-number").first()
        if last and last.state == Closing.State.APPROVED and not found.lines and not found.closes:
            return last
        number = Closing.objects.filter(month=month).aggregate(Max("number"))["number__max"] or 0
        closing = Closing.objects.create(month=month, number=number + 1, prepared_by=by)
    if signature(found.lines) != signature(as_line(of) for of in closing.lines.all()):
        rewrite(closing, found.lines)
    return closing


def found_now(month: date, law: Law | None = None) -> Differences:
    """What a closing of the month would say now."""
    given = given_of(month, organisation_here(), law or law_here())
    return matching.differences(matching.match(given), before_of(month))


def before_of(month: date) -> list[Before]:
    """The lines of the approved closings of a month, in their order."""
    lines = ClosingLine.objects.filter(closing__month=month, closing__state=Closing.State.APPROVED)
    found = []
    for of in lines.select_related("closing", "opening").order_by("closing__number", "pk"):
        opening = getattr(of, "opening", None)
        is_open = opening is not None and opening.closed_in_id is None
        found.append(Before(of.pk, as_line(of), goes(of, of.closing), is_open, of.resolved))
    return found


def as_line(of: ClosingLine) -> Line:
    return Line(
        of.worker_id, of.authorisation_id, of.hours, of.used, of.open, of.minutes, of.expected or 0, of.paid or 0,
        of.cause, of.words, of.visits, of.issuer_lines, of.bank_lines,
    )  # fmt: skip


def signature(lines: Iterable[Line]) -> list[Any]:
    """What makes two findings the same, whatever was done about them."""
    return sorted(
        repr((line.pair, line.basis, line.hours, line.used, line.expected, line.paid, sorted(line.words.items())))
        for line in lines
    )


def rewrite(closing: Closing, lines: list[Line]) -> None:
    """Puts the lines of a closing anew; what was done about one that is the same stays done."""
    done = {(as_line(of).pair, repr(as_line(of).basis)): of for of in closing.lines.exclude(resolved="")}
    waiting = ClosingLine.objects.filter(opening__closed_in=None, closing__month=closing.month).exclude(resolved="")
    since = {(of.worker_id, of.authorisation_id, of.cause): of for of in waiting}
    closing.lines.all().delete()
    made = []
    for line in lines:
        was = done.get((line.pair, repr(line.basis)))
        if was is None and line.resolved:
            was = since.get((line.worker, line.place, line.cause))
        made.append(as_record(closing, line, was))
    ClosingLine.objects.bulk_create(made, batch_size=1000)
    closing.hours, closing.used = sum(line.hours for line in lines), sum(line.used for line in lines)
    closing.open = sum(line.open for line in lines)
    closing.state, closing.totals, closing.version = Closing.State.MATCHING, {}, closing.version + 1
    closing.save(update_fields=["hours", "used", "open", "state", "totals", "version"])


def as_record(closing: Closing, line: Line, was: ClosingLine | None) -> ClosingLine:
    done = (
        {"resolved": was.resolved, "resolved_by_id": was.resolved_by_id, "resolved_at": was.resolved_at} if was else {}
    )
    return ClosingLine(
        organisation_id=closing.organisation_id, closing=closing, worker_id=line.worker, authorisation_id=line.place,
        hours=line.hours, used=line.used, open=line.open, minutes=line.minutes, expected=line.expected,
        paid=line.paid, cause=line.cause, words=line.words, visits=line.visits, issuer_lines=line.came,
        bank_lines=line.bank, **done,
    )  # fmt: skip


def under_way(month: date, version: int | None = None) -> Closing:
    """The closing that is not approved yet, held. Raises Refused."""
    lock(month)
    closing = Closing.objects.select_for_update().filter(month=month, state__in=UNDER_WAY).first()
    if closing is None:
        raise Refused("no_closing")
    if version is not None and version != closing.version:
        raise Refused("stale")
    return closing


@transaction.atomic
def preview(month: date, by: Agent, version: int | None = None) -> Closing:
    """Works out the figures of what goes and what waits, for the second person to see. Raises Refused."""
    closing = under_way(month, version)
    changed_since(closing)
    totals = totals_of(closing, organisation_here(), law_here())
    if closing.state != Closing.State.PREVIEWED or closing.totals != totals:
        closing.state, closing.totals, closing.version = Closing.State.PREVIEWED, totals, closing.version + 1
        closing.save(update_fields=["state", "totals", "version"])
    return closing


def changed_since(closing: Closing) -> Differences:
    """What a closing says, found again. Raises Refused where hours, cheques or money have changed meanwhile."""
    found = found_now(closing.month)
    if signature(found.lines) != signature(as_line(of) for of in closing.lines.all()):
        raise Refused("changed")
    return found


def conserved(closing: Closing, found: Differences) -> None:
    """Hours of the visits = cheques used + items open, over all closings of the month. Raises Refused."""
    told, closes = closing.hours, set(found.closes)
    for old in before_of(closing.month):
        waits = old.is_open and old.id not in closes
        told += old.line.used if old.went or waits else 0
        told += old.line.open if waits else 0
    hours = standing(closing.month, end_of(closing.month)).aggregate(Sum("cheques"))["cheques__sum"] or 0
    if hours != told:
        raise Refused("not_conserved", hours=hours, told=told, difference=hours - told)


@transaction.atomic
def approvable(month: date, by: Agent, version: int | None = None) -> tuple[Closing, bool]:
    """The closing that somebody may approve, and whether they have already. Raises Refused."""
    lock(month)
    last = Closing.objects.filter(month=month).order_by("-number").first()
    if last and last.state == Closing.State.APPROVED:
        if last.approved_by_id == by.pk:
            return last, True
        raise Refused("approved_already", name=last.approved_by.name if last.approved_by else "")
    closing = under_way(month, version)
    if closing.prepared_by_id == by.pk:
        raise Refused("same_person")
    if closing.state != Closing.State.PREVIEWED:
        raise Refused("preview_first")
    return closing, False


@transaction.atomic
def approve(month: date, by: Agent, version: int | None = None) -> Closing:
    """A second person lets go what agrees and what was resolved; what is open waits. Again by the same person: the
    same closing. Raises Refused."""
    closing, is_done = approvable(month, by, version)
    if is_done:
        return closing
    found, law = changed_since(closing), law_here()
    conserved(closing, found)
    lines = list(closing.lines.select_related("worker", "authorisation__user").order_by("worker__number", "pk"))
    write(closing, lines, organisation_here(), law, by)
    Opening.objects.filter(line_id__in=found.closes, closed_in=None).update(closed_in=closing)
    Opening.objects.bulk_create(Opening(line=of) for of in lines if of.open or not goes(of, closing))
    closing.state, closing.approved_by, closing.approved_at = Closing.State.APPROVED, by, timezone.now()
    closing.save(update_fields=["state", "approved_by", "approved_at"])
    return closing


def note_refused(closing: int, refused: Refused) -> None:
    """Keeps why an approval in the background was refused, until the closing is looked at again."""
    for of in Closing.objects.select_for_update().filter(pk=closing, state=Closing.State.PREVIEWED):
        of.totals = {**of.totals, REFUSED: {"key": refused.key, "words": refused.words}}
        of.save(update_fields=["totals"])


@transaction.atomic
def leave(month: date, by: Agent) -> Closing:
    """Gives up a closing that nobody has approved; its number is not used again. Raises Refused."""
    closing = under_way(month)
    closing.state = Closing.State.LEFT
    closing.save(update_fields=["state"])
    return closing
