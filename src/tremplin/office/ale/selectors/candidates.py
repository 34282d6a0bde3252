"""The workers of an agency as the ranking knows them, read in a few queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Prefetch, Q

from tremplin.engine.law import Law
from tremplin.office.ale.models import Contract, Coverage, Proposal, Request, Status, Worker
from tremplin.office.ale.ranking import (
    ELSEWHERE,
    SAME_CODE,
    SAME_COMMUNE,
    UNKNOWN_PLACE,
    Asked,
    Candidate,
    Line,
    Slot,
    Span,
    minutes_of,
    month_of,
    order,
)
from tremplin.office.ale.selectors.ceilings import Done, Left, done_by, left_of, room
from tremplin.office.ale.selectors.plans import planned, worked
from tremplin.office.ale.selectors.training import done_by as done_by_course
from tremplin.office.ale.selectors.training import lacking
from tremplin.office.organisations.communes import communes_of
from tremplin.office.organisations.selectors import law_here
from tremplin.reasons.found import ask

ONE_DAY = timedelta(days=1)
Kind = Proposal.Kind


@dataclass(frozen=True)
class Ranked:
    """The order for a request, and what it was made from, by the workers' numbers."""

    asked: Asked
    lines: tuple[Line, ...]
    workers: dict[str, Worker]
    candidates: dict[str, Candidate]
    lefts: dict[str, tuple[Left, ...]]

    @property
    def able(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.place is not None)

    @property
    def others(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.place is None)


def ranked(
    request: Request, days: Sequence[Slot], today: date, *, workers: Iterable[int] | None = None, but: int | None = None
) -> Ranked:
    """Everybody for the days of a request that are to be filled. `workers`: only these; `but`: as if that proposal
    were not."""
    asked = Asked(tuple(days), request.authorisation.activity, request.language, tuple(request.demands))
    people = read_workers(asked, today, workers)
    law, region = law_here(), request.organisation.region
    months = sorted({month_of(day) for day, _, _ in asked.days}) or [month_of(today)]
    done = hours_of(asked, people, months, today, but)
    kind = (request.authorisation.user.kind, asked.activity)
    busy = busy_of(asked, people, but)
    turns, here = turns_of(people, today), communes_by_code()
    parties = parties_of(law, region, months[0])
    found: dict[str, Candidate] = {}
    lefts: dict[str, tuple[Left, ...]] = {}
    taught = done_by_course(people, today)
    for worker in people:
        each: tuple[Left, ...] = ()
        if worker.pk in done:
            each = tuple(left_of(law, region, done[worker.pk], month, kind) for month in months)
            lefts[worker.number] = each
        proposed, refused = turns.get(worker.pk, (0, 0))
        found[worker.number] = Candidate(
            worker.number,
            (worker.registered_on, worker.ended_on and worker.ended_on + ONE_DAY),
            tuple(((of.period.lower, of.period.upper), of.eligible) for of in worker.statuses.all()),
            tuple(span for of in worker.contracts.all() if (span := signed_span(of, parties))),
            room(each),
            tuple(worker.activities),
            tuple((int(day), int(first), int(end)) for day, first, end in worker.slots),
            tuple(worker.languages),
            tuple(worker.limits),
            nearness(worker.person.postal_code, request.postal_code, here),
            busy.get(worker.pk, ()),
            proposed,
            refused,
            tuple(one.name for one in lacking(worker, asked.activity, today, taught.get(worker.pk, ()))),
        )
    lines = order(asked, found.values())
    return Ranked(asked, lines, {worker.number: worker for worker in people}, found, lefts)


def read_workers(asked: Asked, today: date, only: Iterable[int] | None) -> list[Worker]:
    first = asked.days[0][0] if asked.days else today
    found = Worker.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=first), person__anonymised_at=None)
    found = found if only is None else found.filter(pk__in=list(only))
    statuses = Prefetch("statuses", Status.objects.order_by("period"))
    contracts = Prefetch("contracts", Contract.objects.order_by("starts_on", "pk"))
    return list(found.select_related("person", "organisation").prefetch_related(statuses, contracts).order_by("number"))


def hours_of(
    asked: Asked, people: Sequence[Worker], months: Sequence[date], today: date, but: int | None
) -> dict[int, Done]:
    """Other agencies are asked only of those who do this work."""
    doing = [worker for worker in people if asked.activity in worker.activities]
    return done_by(doing, {month.year for month in months}, today, but) if doing else {}


def busy_of(asked: Asked, people: Sequence[Worker], but: int | None) -> dict[int, tuple[Slot, ...]]:
    """When each worker is expected somewhere, or was, on the days asked for."""
    if not asked.days:
        return {}
    pks = [worker.pk for worker in people]
    first, before = asked.days[0][0], asked.days[-1][0] + ONE_DAY
    visits = worked(pks, first, before)
    rows = [(of.worker, of.slot) for of in planned(pks, first, before) if but is None or of.proposal != but]
    rows += [(of.worker, (of.day, of.starts, of.starts + of.minutes)) for of in visits if of.starts is not None]
    found: dict[int, tuple[Slot, ...]] = {}
    for worker, slot in sorted(rows):
        found[worker] = (*found.get(worker, ()), slot)
    return found


def turns_of(people: Sequence[Worker], today: date) -> dict[int, tuple[int, int]]:
    """How often each was proposed, and refused, this quarter."""
    first = quarter_of(today)[0]
    said = Proposal.objects.filter(worker__in=[worker.pk for worker in people], made_at__date__gte=first)
    counts = said.values("worker").annotate(
        proposed=Count("pk", filter=Q(kind=Kind.PROPOSED)), refused=Count("pk", filter=Q(kind=Kind.REFUSED))
    )
    return {row["worker"]: (row["proposed"], row["refused"]) for row in counts}


def quarter_of(day: date) -> tuple[date, date]:
    """The first day of a quarter, and the day before which it ends."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return first, date(first.year + (first.month == 10), (first.month + 2) % 12 + 1, 1)


def parties_of(law: Law, region: str, on: date) -> tuple[str, ...]:
    """Who signs the contract: the law's names. What calls the agency an organiser means it too."""
    said = ask(law, "ale_contract", {"region": region, "on": on.isoformat()}).as_json(steps=False)
    return tuple(said["result"].get("parties") or ())


def signed_span(contract: Contract, parties: Sequence[str]) -> Span | None:
    """From when to when a contract holds: from the day on which the last of those who must had signed."""
    days = []
    for party in parties:
        names = ("agency", "organiser") if party in ("agency", "organiser") else (party,)
        said = next((contract.signed[name] for name in names if contract.signed.get(name)), None)
        if said is None:
            return None
        days.append(date.fromisoformat(str(said)[:10]))
    if not days:
        return None
    return max(contract.starts_on, *days), contract.ended_on and contract.ended_on + ONE_DAY


def communes_by_code() -> dict[str, str]:
    """The commune of each postal code that the agency covers, invented ones too."""
    return {str(code): of.commune for of in Coverage.objects.all() for code in of.postal_codes}


def nearness(home: str, place: str, here: dict[str, str]) -> int:
    """How near two postal codes are: no source gives their distance, so the same code or the same commune."""
    if not home or not place:
        return UNKNOWN_PLACE
    if home == place:
        return SAME_CODE
    communes = [{here[code]} if code in here else {one.code for one in communes_of(code)} for code in (home, place)]
    if not all(communes):
        return UNKNOWN_PLACE
    return SAME_COMMUNE if communes[0] & communes[1] else ELSEWHERE


def minutes_by_month(days: Iterable[Slot]) -> dict[date, int]:
    found: dict[date, int] = {}
    for slot in days:
        month = month_of(slot[0])
        found[month] = found.get(month, 0) + minutes_of([slot])
    return found
