"""Hours worked, what is asked for, and who was placed where."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Placement, Proposal, Request, Visit
from tremplin.office.demo.agency.booked import put
from tremplin.office.demo.agency.registered import Known, next_day
from tremplin.samples.agency import said as story

HOUR, WHOLE = 60, 100
Day = tuple[date, int, int]


def visits(said: story.Agency, known: Known, agent: Agent) -> list[Visit]:
    """In the order of the sample, so that a place in its list finds one."""
    return put(
        known.office,
        (
            Visit(
                worker=known.workers[one.worker],
                authorisation=known.places[one.authorisation],
                day=one.day,
                starts=one.starts,
                minutes=one.minutes,
                cheques=one.cheques,
                channel=one.channel,
                state=Visit.State.CONTESTED if one.why else Visit.State.CONFIRMED,
                said_on=next_day(one.day),
                contested_why=one.why,
                made_by=agent if one.channel == Visit.Channel.GRID else None,
            )
            for one in said.visits
        ),
    )


def requests(said: story.Agency, known: Known, agent: Agent) -> None:
    for one in said.requests:
        request = Request.objects.create(
            authorisation=known.places[one.authorisation],
            number=one.number,
            postal_code=said.postcode,
            town=said.commune,
            days=written(one.days),
            demands=list(one.demands),
            dangerous=False,
            state=one.state,
            asked_on=one.asked_on,
            note=one.note,
        )
        Proposal.objects.bulk_create(proposals(one, request, known, agent))


def proposals(one: story.Request, request: Request, known: Known, agent: Agent) -> Iterator[Proposal]:
    """That somebody was proposed, and what they said."""
    for worker, answer, _ in one.proposed:
        for kind in ("proposed", answer):
            yield Proposal(
                request=request,
                worker=known.workers[worker],
                kind=kind,
                place=1,
                hours=sum(until - since for _, since, until in one.days) * WHOLE // HOUR,
                reason="Horaire impossible" if kind == "refused" else "",
                key=f"demo:{one.number}:{worker}:{kind}",
                made_by=agent,
            )


def placements(said: story.Agency, known: Known) -> None:
    Placement.objects.bulk_create(
        Placement(
            worker=known.workers[one.worker],
            authorisation=known.places[one.authorisation],
            period=(one.first, None),
            days=written(one.days),
        )
        for one in said.placements
    )


def written(days: tuple[Day, ...]) -> list[list[str | int]]:
    return [[day.isoformat(), since, until] for day, since, until in days]
