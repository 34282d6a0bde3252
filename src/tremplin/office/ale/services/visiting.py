"""Writes down hours worked: one record whatever the channel. What was worked is never refused for a limit; it is
recorded, and the closing finds what stands against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Authorisation, Visit, Worker
from tremplin.office.ale.selectors.limits import NEW, STOPS, Around, Flag, around, cheques_for, elsewhere, flags
from tremplin.office.ale.selectors.visits import is_closed, live
from tremplin.office.decisions.models import Decision
from tremplin.office.decisions.services import take
from tremplin.office.organisations.selectors import law_here

DAY = 24 * 60
Channel, State = Visit.Channel, Visit.State
MOST_WHY = 200
FIRST_DAY = date(1994, 1, 1)


class VisitFault(Exception):
    """Hours that cannot be. `key`: of the sentence that says why, filled with `words`."""

    def __init__(self, key: str, **words: object) -> None:
        super().__init__(key)
        self.key, self.words = key, words


class Changed(Exception):
    """Somebody else changed the visit meanwhile: another stands for it, or it was taken back."""


@dataclass(frozen=True)
class Span:
    """So many minutes; from when on, where that is known (minutes since midnight)."""

    minutes: int
    starts: int | None = None

    def agrees(self, visit: Visit) -> bool:
        """Whether a visit may be the same, one of the two told without its times."""
        return self.minutes == visit.minutes and (self.starts is None or visit.starts in (None, self.starts))

    def is_exactly(self, visit: Visit) -> bool:
        return (self.minutes, self.starts) == (visit.minutes, visit.starts)


@transaction.atomic
def note(
    worker: Worker,
    authorisation: Authorisation,
    day: date,
    starts: int | None,
    minutes: int,
    channel: str,
    key: str | None,
    by: Agent | None = None,
) -> Visit:
    """Writes a visit down, once: the same `key` answers what it wrote, and the same hours told by another channel are
    the same visit. Raises VisitFault."""
    held(worker)
    if key and (found := Visit.objects.filter(key=key).first()):
        return standing(found)
    span = checked(Span(minutes, starts), day)
    here = list(live(day).filter(worker=worker, authorisation=authorisation, day=day).order_by("starts", "pk"))
    known = next((one for one in here if span.is_exactly(one) and told_again(span, one, channel)), None)
    known = known or next((one for one in here if span.agrees(one) and told_again(span, one, channel)), None)
    if known is not None:
        return precise(known, span, channel, key, by)
    return written(worker, authorisation, day, span, channel, key, by)


def told_again(span: Span, visit: Visit, channel: str) -> bool:
    """At the same hour it is the same visit; without its times only where another channel told it."""
    return (span.starts is not None and span.starts == visit.starts) or channel != visit.channel


def precise(visit: Visit, span: Span, channel: str, key: str | None, by: Agent | None) -> Visit:
    """The visit, with its times where it was told without them; what the user said of it stays."""
    if visit.starts is not None or span.starts is None:
        return visit
    more = {"state": visit.state, "said_on": visit.said_on, "contested_why": visit.contested_why, "km": visit.km}
    return written(visit.worker, visit.authorisation, visit.day, span, channel, key, by, replaces=visit, **more)


@transaction.atomic
def tell_day(
    worker: Worker,
    authorisation: Authorisation,
    day: date,
    spans: Sequence[Span],
    channel: str,
    by: Agent | None = None,
    *,
    whole: bool = True,
) -> list[Visit]:
    """Writes down all of a day at one place: what stands there and is told again stays, what is told otherwise is
    corrected, what is no longer told is taken back; not so where `whole` is false. Raises VisitFault."""
    held(worker)
    for span in spans:
        checked(span, day)
    left = list(live(day).filter(worker=worker, authorisation=authorisation, day=day).order_by("starts", "pk"))
    found: list[Visit] = []
    open_ = list(spans)
    for same in (Span.is_exactly, Span.agrees):
        for span in list(open_):
            known = next((one for one in left if same(span, one)), None)
            if known is not None:
                left.remove(known)
                open_.remove(span)
                found.append(precise(known, span, channel, None, by))
    for span in open_:
        if whole and left:
            found.append(correct(left.pop(0), span, channel, None, by))
        else:
            found.append(written(worker, authorisation, day, span, channel, None, by))
    for gone in left if whole else ():
        take_back(gone, "", by)
    return found


@transaction.atomic
def correct(
    visit: Visit, span: Span, channel: str, key: str | None, by: Agent | None = None, day: date | None = None
) -> Visit:
    """A new visit that stands for an old one, whether its month was closed or not. What the user said was of the old
    one. Raises VisitFault, Changed."""
    held(visit.worker)
    if key and (found := Visit.objects.filter(key=key).first()):
        return standing(found)
    visit = current(visit)
    on = day or visit.day
    checked(span, on)
    if span.is_exactly(visit) and on == visit.day:
        return visit
    return written(visit.worker, visit.authorisation, on, span, channel, key, by, replaces=visit, km=visit.km)


@transaction.atomic
def take_back(visit: Visit, why: str, by: Agent | None = None) -> Visit:
    """Hours that were not worked; of a closed month with a reason. Twice is as once. Raises VisitFault, Changed."""
    held(visit.worker)
    visit.refresh_from_db()
    if visit.taken_back_at:
        return visit
    visit = current(visit)
    if not why.strip() and is_closed(visit.day):
        raise VisitFault("office_ale_hours.fault_closed_why")
    visit.taken_back_at, visit.taken_back_by = timezone.now(), by
    visit.taken_back_why = why.strip()[:MOST_WHY]
    visit.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
    return visit


@transaction.atomic
def confirm(visit: Visit, on: date) -> Visit:
    """The user says that it was so. Raises Changed."""
    return said(visit, State.CONFIRMED, on, "")


@transaction.atomic
def contest(visit: Visit, on: date, why: str) -> Visit:
    """The user says that it was not so, and why. Raises VisitFault, Changed."""
    if not why.strip():
        raise VisitFault("office_ale_hours.fault_why")
    return said(visit, State.CONTESTED, on, why.strip()[:MOST_WHY])


def said(visit: Visit, state: str, on: date, why: str) -> Visit:
    held(visit.worker)
    visit = current(visit)
    if (visit.state, visit.contested_why) != (state, why):
        visit.state, visit.said_on, visit.contested_why = state, on, why
        visit.save(update_fields=["state", "said_on", "contested_why"])
    return visit


def against(worker: Worker, authorisation: Authorisation, day: date, span: Span, *, across: bool = True) -> list[Flag]:
    """What would stand against hours before they are recorded. `across`: hours at other agencies are asked too."""
    new = Visit(
        worker=worker, authorisation=authorisation, day=day, starts=span.starts, minutes=span.minutes, cheques=0
    )
    of = about(worker, day, Q(worker=worker) | Q(authorisation=authorisation), across=across)
    return flags(of, [*of.visits, new]).get(NEW, [])


def about(worker: Worker, day: date, only: Q, *, across: bool = True) -> Around:
    month = day.replace(day=1)
    there = elsewhere(worker.person.national_number if across else None, month)
    return around(month, law_here(), worker.organisation.region, only, {worker.pk: there})


@transaction.atomic
def warned(worker: Worker, visits: Sequence[Visit], by: Agent | None = None) -> dict[int, list[Flag]]:
    """What stands against visits of one month that were just recorded, by their ids. What the law itself says against
    one is kept as a decision, once."""
    if not visits:
        return {}
    places = {visit.authorisation_id for visit in visits}
    of = about(worker, visits[0].day, Q(worker=worker) | Q(authorisation__in=places))
    told, ours = flags(of), {visit.pk for visit in visits}
    found = {pk: of_visit for pk, of_visit in told.items() if pk in ours}
    for facts in (flag.facts for of_visit in found.values() for flag in of_visit if flag.cause in STOPS):
        same = {"question": "ale_hours", "subject": worker.number, "facts": facts}
        if not Decision.objects.filter(**same).exists():
            take(worker.person, "ale_hours", facts, subject=worker.number, agent=by)
    return found


def written(
    worker: Worker,
    authorisation: Authorisation,
    day: date,
    span: Span,
    channel: str,
    key: str | None,
    by: Agent | None,
    replaces: Visit | None = None,
    **more: object,
) -> Visit:
    region = worker.organisation.region
    return Visit.objects.create(
        worker=worker,
        authorisation=authorisation,
        day=day,
        starts=span.starts,
        minutes=span.minutes,
        # Where the law leaves open what an hour begun costs, the most: what is too much shows as open at the closing.
        cheques=cheques_for(law_here(), region, day, span.minutes).most,
        channel=channel,
        key=key,
        made_by=by,
        replaces=replaces,
        **more,
    )


def checked(span: Span, day: date) -> Span:
    if not 1 <= span.minutes <= DAY:
        raise VisitFault("office_ale_hours.fault_minutes")
    if span.starts is not None and not 0 <= span.starts <= DAY - span.minutes:
        raise VisitFault("office_ale_hours.fault_past_midnight")
    if day < FIRST_DAY:
        raise VisitFault("office_ale_hours.fault_day")
    return span


def held(worker: Worker) -> None:
    """Who writes hours of the same worker waits until this transaction is done."""
    Worker.objects.select_for_update().filter(pk=worker.pk).values_list("pk").get()


def current(visit: Visit) -> Visit:
    """As it stands now. Raises Changed where another stands for it."""
    found = Visit.objects.select_related("worker", "authorisation").get(pk=visit.pk)
    if found.taken_back_at or Visit.objects.filter(replaces=found).exists():
        raise Changed
    return found


def standing(visit: Visit) -> Visit:
    """The visit that stands for one today: itself, or the last that replaced it."""
    while later := Visit.objects.filter(replaces=visit).first():
        visit = later
    return visit
