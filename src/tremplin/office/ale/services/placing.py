"""Placing: a request is kept, somebody is proposed with the order of everybody, answers, is placed, and ends.

The ceiling belongs to the worker: whoever plans hours holds the worker's row until the end of the transaction, so two
who propose the last hours at once wait for each other, and the second finds them gone. A request is held first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import transaction

from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Authorisation, Placement, Proposal, Request, Worker
from tremplin.office.ale.ranking import Line, Slot, hundredths, minutes_of, month_of, overlap
from tremplin.office.ale.selectors.candidates import Ranked, ranked
from tremplin.office.ale.selectors.plans import as_json, days_of, open_proposals, slots_of
from tremplin.office.ale.selectors.requests import bars, is_authorised, planned_under, read, standing
from tremplin.office.ale.services.refusing_placing import Refused
from tremplin.office.documents.services import next_number

Kind = Proposal.Kind
MOST_DAYS = 370
ONE_DAY = timedelta(days=1)


@transaction.atomic
def ask_for(
    authorisation: Authorisation,
    days: Iterable[Slot],
    today: date,
    *,
    key: str,
    postal_code: str = "",
    town: str = "",
    language: str = "",
    demands: Sequence[str] = (),
    note: str = "",
) -> Request:
    """Keeps a request. The same `key` gives back what it made before. Raises Refused."""
    of = Authorisation.objects.select_for_update().get(pk=authorisation.pk)
    if found := Request.objects.filter(key=key).first():
        return found
    asked = sorted(set(days))
    refuse_days(of, asked)
    user = of.user
    return Request.objects.create(
        authorisation=of,
        number=f"D-{today.year}-{next_number(f'requests-{today.year}'):04d}",
        postal_code=postal_code or user.postal_code,
        town=town or user.town,
        days=as_json(asked),
        language=language,
        demands=list(dict.fromkeys(demands)),
        asked_on=today,
        note=note,
        key=key,
    )


def refuse_days(of: Authorisation, asked: Sequence[Slot]) -> None:
    """Days that cannot be asked for: none, too many, two at one time, beyond the authorisation."""
    if not asked:
        raise Refused("no_days", "first")
    if len(asked) > MOST_DAYS:
        raise Refused("too_many_days", "last")
    if any(not 0 <= first < end <= 1440 for _, first, end in asked):
        raise Refused("ends_before", "ends")
    if any(overlap(one, other) for one, other in zip(asked, asked[1:], strict=False)):
        raise Refused("days_overlap", "first")
    for day, _, _ in (asked[0], asked[-1]):
        if not is_authorised(of, day):
            raise Refused("not_authorised", "authorisation", day=day)
    months = planned_under(of)
    for slot in asked:
        month = month_of(slot[0])
        months[month] = months.get(month, 0) + minutes_of([slot])
        if hundredths(months[month]) > of.monthly_maximum:
            raise Refused("beyond_maximum", "authorisation", most=of.monthly_maximum, wanted=hundredths(months[month]))


def hold(request: Request) -> Request:
    """The request, nobody else's until the end of the transaction."""
    Request.objects.select_for_update().get(pk=request.pk)
    return read().get(pk=request.pk)


def hold_worker(pk: int) -> Worker:
    Worker.objects.select_for_update().get(pk=pk)
    return Worker.objects.select_related("person").get(pk=pk)


@transaction.atomic
def propose(
    request: Request, number: str, today: date, *, key: str, by: Agent | None, minutes: int | None = None
) -> Proposal:
    """Proposes a worker for what the law, the ceilings and the worker's time leave of the days; keeps the order of
    everybody with it. `minutes`: as the page showed them. Raises Refused, Worker.DoesNotExist."""
    held = hold(request)
    if found := Proposal.objects.filter(key=key).first():
        return found
    worker = hold_worker(Worker.objects.get(number=number).pk)
    stands = standing(held, today)
    if held.state != Request.State.OPEN or not stands.left:
        raise Refused("nothing_left")
    if any(bars(one) for one in stands.obstacles):
        raise Refused("barred_request")
    everybody = ranked(held, stands.left, today)
    line = next((one for one in everybody.lines if one.number == number), None)
    if line is None or line.place is None:
        raise Refused("no_longer", name=str(worker.person))
    if minutes is not None and minutes != line.minutes:
        raise Refused("hours_changed", name=str(worker.person), left=hundredths(line.minutes))
    return Proposal.objects.create(
        request=held,
        worker=worker,
        kind=Kind.PROPOSED,
        place=line.place,
        hours=hundredths(line.minutes),
        ranking=told(everybody, line),
        key=key,
        made_by=by,
    )


def told(everybody: Ranked, chosen: Line) -> list[dict[str, object]]:
    """The order of everybody at this moment, as it is kept; the days stand beside the one who is proposed."""
    return [
        {
            "worker": line.number,
            "place": line.place,
            "hours": hundredths(line.minutes),
            "left": [
                {"month": f"{of.month:%Y-%m}", "left": of.left, "year": of.left_year}
                for of in everybody.lefts.get(line.number, ())
            ],
            "reasons": [reason.as_json() for reason in line.reasons],
            **({"days": as_json(line.days)} if line is chosen else {}),
        }
        for line in everybody.lines
    ]


@transaction.atomic
def answer(proposal: Proposal, kind: str, today: date, *, key: str, by: Agent | None, reason: str = "") -> Proposal:
    """Keeps what became of a proposal: accepted (and placed at once), refused or withdrawn. Raises Refused."""
    held = hold(proposal.request)
    if found := Proposal.objects.filter(key=key).first():
        return found
    hold_worker(proposal.worker_id)
    waiting = [one for one in open_proposals(request=held.pk) if one.worker_id == proposal.worker_id]
    if not waiting or waiting[0].pk != proposal.pk:
        raise Refused("answered_already")
    days = days_of(waiting[0])
    if kind == Kind.ACCEPTED:
        if not days:  # Forgotten with the worker.
            raise Refused("no_days")
        refuse_plan(held, proposal.worker_id, days, today, but=proposal.pk)
        keep_placement(proposal.worker_id, held.authorisation, days, held, f"proposal:{proposal.pk}")
    said = Proposal.objects.create(
        request=held,
        worker=proposal.worker,
        kind=Kind(kind),
        place=proposal.place,
        hours=proposal.hours,
        reason=reason.strip()[:200],
        key=key,
        made_by=by,
    )
    settle(held)
    return said


def refuse_plan(request: Request, worker: int, days: Sequence[Slot], today: date, but: int | None = None) -> None:
    """Hours were noted, or a status changed, since they were proposed: what no longer fits is not placed."""
    if any(not is_authorised(request.authorisation, day) for day, _, _ in days):
        raise Refused("barred_request")
    found = ranked(request, days, today, workers=[worker], but=but)
    line = found.lines[0] if found.lines else None
    if line is None or line.days != tuple(days):
        raise Refused("fits_no_more", left=hundredths(line.minutes) if line else 0)


@transaction.atomic
def place(worker: Worker, authorisation: Authorisation, days: Iterable[Slot], today: date, *, key: str) -> Placement:
    """Places a worker on days without a request: the law and the ceilings hold as they do for one. Raises Refused."""
    held = hold_worker(worker.pk)
    if found := Placement.objects.filter(key=key).first():
        return found
    of = Authorisation.objects.select_related("user", "organisation").get(pk=authorisation.pk)
    asked = sorted(set(days))
    if not asked:
        raise Refused("no_days")
    unkept = Request(authorisation=of, organisation=of.organisation, days=as_json(asked))
    if any(bars(one) for one in standing(unkept, today).obstacles):
        raise Refused("barred_request")
    refuse_plan(unkept, held.pk, asked, today)
    return keep_placement(held.pk, of, asked, None, key)


def keep_placement(
    worker: int, of: Authorisation, days: Sequence[Slot], request: Request | None, key: str
) -> Placement:
    return Placement.objects.create(
        worker_id=worker,
        authorisation=of,
        request=request,
        period=(days[0][0], days[-1][0] + ONE_DAY),
        days=as_json(days),
        key=key,
    )


@transaction.atomic
def end(placement: Placement, last: date, version: int, *, why: str) -> Placement:
    """Ends a placement: days after the last one are free again. Raises Refused where somebody changed it meanwhile."""
    if placement.request:
        hold(placement.request)
    held = Placement.objects.select_for_update().get(pk=placement.pk)
    kept = [slot for slot in slots_of(held.days) if slot[0] <= last]
    if held.ended_why and len(kept) == len(held.days):
        return held
    if held.version != version:
        raise Refused("changed_meanwhile")
    held.days = as_json(kept)
    held.period = (held.period.lower, max(held.period.lower, last) + ONE_DAY)
    held.ended_why = why.strip()[:200] or "–"
    held.version += 1
    held.save()
    if placement.request:
        settle(placement.request)
    held.refresh_from_db()
    return held


@transaction.atomic
def close(request: Request, today: date, *, key: str, by: Agent | None, why: str = "") -> Request:
    """Closes a request that needs nobody any more; who was proposed is withdrawn. Twice is as once."""
    held = hold(request)
    if held.state == Request.State.CLOSED:
        return held
    for proposal in open_proposals(request=held.pk):
        answer(proposal, Kind.WITHDRAWN, today, key=f"{key[:40]}:{proposal.pk}", by=by, reason=why)
    held.state, held.version = Request.State.CLOSED, held.version + 1
    held.save(update_fields=["state", "version"])
    return held


def settle(request: Request) -> None:
    """A request is filled once somebody is placed on each of its days, and open again when one is free."""
    now = Request.objects.get(pk=request.pk)
    placed = Placement.objects.filter(request=now).values_list("days", flat=True)
    have = {slot for days in placed for slot in slots_of(days)}
    full = all(slot in have for slot in slots_of(now.days))
    if now.state == Request.State.CLOSED or full == (now.state == Request.State.FILLED):
        return
    now.state, now.version = (Request.State.FILLED if full else Request.State.OPEN), now.version + 1
    now.save(update_fields=["state", "version"])
