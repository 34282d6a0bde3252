"""Works out what waits for somebody at an agency, and keeps it as the lines of its day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tremplin.engine.kinds import LANGUAGES
from tremplin.engine.words import month_of
from tremplin.ground.days import day_number
from tremplin.office.ale.models import Closing, Worker
from tremplin.office.ale.ranking import hundredths
from tremplin.office.ale.selectors import waiting
from tremplin.office.ale.selectors.following import dues_of
from tremplin.office.ale.selectors.radar import Turn
from tremplin.office.ale.selectors.visits import next_month
from tremplin.office.ale.selectors.workers import whole, workers
from tremplin.office.ale.services.handing_in import FORMATS
from tremplin.office.ale.services.outlooks import outlooks
from tremplin.office.deadlines.due import CARE, NOTE, STOP, Due
from tremplin.office.deadlines.services import keep_kinds
from tremplin.office.ledger.models import Upload
from tremplin.office.organisations.models import Organisation
from tremplin.office.organisations.selectors import law_here
from tremplin.papers.saying import month as month_text

AHEAD = timedelta(days=60)
"""How long before it somebody's access ends that is told."""
PRESSING = timedelta(days=14)
RENEWING = timedelta(days=30)
CEILINGS = ("ale_ceiling_month", "ale_ceiling_year")
"""Kept by the night: they ask other agencies, and each asking is written down there."""
KINDS = (
    "ale_close", "ale_approve", "ale_pending", "ale_renew", "ale_answer", "ale_contested", "ale_unconfirmed",
    "ale_outcome", "ale_contract_end", "ale_import", "ale_import_failed", "ale_access", "ale_lost",
)  # fmt: skip


def remind_agency(office: Organisation, today: date) -> None:
    """What is due at the agency of this wall; as many questions to the database whatever it holds."""
    law, found = law_here(), list(whole(workers()))
    turns = outlooks(law, found, today, office.language)
    dues = [*months(today), *authorisations(today), *proposals(), *visits(today), *outcomes(found, today)]
    keep_kinds([*dues, *contracts(today), *files(), *access(turns, today)], KINDS, today)


def remind_ceilings(office: Organisation, today: date) -> None:
    """The workers near a ceiling of hours, over all agencies; each asking is written down at those that answer."""
    dues = []
    for of in waiting.near_ceilings(law_here(), office.region, today):
        words = {"left": {"hundredths": max(0, of.left)}, "limit": {"hundredths": of.limit}, "at": of.worker.number}
        key = f"ale:ceiling:{of.worker.pk}:{today:%Y-%m}"
        dues.append(of_worker(key, f"ale_ceiling_{of.over}", STOP if of.left <= 0 else CARE, None, of.worker, words))
    keep_kinds(dues, CEILINGS, today)


def of_worker(key: str, kind: str, weight: int, on: date | None, worker: Worker, words: dict[str, Any]) -> Due:
    return Due(key, kind, weight, on, words, subject=worker.number, person=worker.person_id)


def named(month: date) -> dict[str, Any]:
    """A month as its words."""
    return {"texts": {language: month_text(month_of(day_number(month)), language) for language in LANGUAGES}}


def months(today: date) -> Iterator[Due]:
    """Months to close, closings that a second person has not approved, and lines that a closing left."""
    for of in waiting.open_months(today):
        at, on = f"{of.month:%Y-%m}", next_month(of.month)
        words: dict[str, Any] = {"month": named(of.month), "at": at}
        if of.closing and of.closing.state == Closing.State.PREVIEWED:
            words["who"] = str(of.closing.prepared_by)
            yield Due(f"ale:approve:{at}", "ale_approve", CARE, on, words)
        else:
            words |= {"hours": {"hundredths": hundredths(of.minutes)}, "count": of.workers}
            yield Due(f"ale:close:{at}", "ale_close", STOP if on < today.replace(day=1) else CARE, on, words)
    for month, count in waiting.left_open():
        words = {"month": named(month), "at": f"{month:%Y-%m}", "count": str(count)}
        yield Due(f"ale:pending:{month:%Y-%m}", "ale_pending", CARE, None, words)


def authorisations(today: date) -> Iterator[Due]:
    first = today.replace(day=1)
    for month, count, last in waiting.ending_in([first, next_month(first)]):
        words = {"month": named(month), "at": f"{month:%Y-%m}", "count": count, "first": last.isoformat()}
        weight = STOP if last < today + PRESSING else CARE
        yield Due(f"ale:renew:{month:%Y-%m}", "ale_renew", weight, last - RENEWING, words)


def proposals() -> Iterator[Due]:
    for of in waiting.answers():
        day, number = timezone.localdate(of.made_at), of.request.number
        words: dict[str, Any] = {
            "day": day.isoformat(),
            "number": number,
            "at": number,
            "hours": {"hundredths": of.hours},
        }
        yield of_worker(f"ale:answer:{of.pk}", "ale_answer", CARE, day, of.worker, words)


def visits(today: date) -> Iterator[Due]:
    words: dict[str, Any]
    for of in waiting.contested(today):
        words = {"day": of.day.isoformat(), "said": of.contested_why or "–", "at": str(of.pk)}
        yield of_worker(f"ale:contested:{of.pk}", "ale_contested", STOP, of.said_on or of.day, of.worker, words)
    for month, count, first in waiting.unconfirmed(today):
        words = {"month": named(month), "at": f"{month:%Y-%m}", "count": count, "first": first.isoformat()}
        yield Due(f"ale:unconfirmed:{month:%Y-%m}", "ale_unconfirmed", CARE, first + waiting.CONFIRMING, words)


def outcomes(found: Iterable[Worker], today: date) -> Iterator[Due]:
    """Talks and outcomes at six and twelve months, told together: the list has each."""
    dues = [due for worker in found for due in dues_of(worker, today)]
    if dues:
        counts = {name: sum(due.kind == kind for due in dues) for name, kind in OUTCOMES.items()}
        yield Due("ale:outcome", "ale_outcome", NOTE, min(due.on for due in dues), {"count": len(dues), **counts})


OUTCOMES = {"talks": "talk", "six": "outcome_6", "twelve": "outcome_12"}


def contracts(today: date) -> Iterator[Due]:
    found = waiting.contracts_ending(today, today + AHEAD)
    placed = waiting.placed([of.worker_id for of in found], today)
    for of in found:
        last = of.ended_on or today
        words = {"end": last.isoformat(), "count": placed.get(of.worker_id, 0), "at": of.worker.number}
        yield of_worker(f"ale:contract:{of.pk}", "ale_contract_end", CARE, last - RENEWING, of.worker, words)


def files() -> Iterator[Due]:
    for of in waiting.half_read(FORMATS):
        kind = "ale_import_failed" if of.state == Upload.State.FAILED else "ale_import"
        words = {"file": of.name, "at": str(of.pk)}
        yield Due(f"ale:import:{of.pk}", kind, CARE, None, words, agent=of.handed_in_by_id)


def access(turns: Iterable[Turn], today: date) -> Iterator[Due]:
    """Who loses access soon, and who lost it and still is on the list."""
    now: dict[int, Turn] = {}
    ahead: dict[int, Turn] = {}
    for turn in turns:
        if turn.day <= today:
            now[turn.worker.pk] = turn
        else:
            ahead.setdefault(turn.worker.pk, turn)
    lost = [turn for turn in now.values() if turn.kind == "loses"]
    soon = [turn for turn in ahead.values() if turn.kind == "loses" and turn.day <= today + AHEAD]
    placed = waiting.placed([turn.worker.pk for turn in lost + soon], today)
    for kind, turns_ in (("ale_lost", lost), ("ale_access", soon)):
        for turn in turns_:
            words = {"day": turn.day.isoformat(), "count": placed.get(turn.worker.pk, 0), "at": turn.worker.number}
            weight = STOP if turn.day <= today + PRESSING else CARE
            on = turn.day if kind == "ale_lost" else turn.day - AHEAD
            yield of_worker(f"ale:access:{turn.worker.pk}:{turn.day}", kind, weight, on, turn.worker, words)
