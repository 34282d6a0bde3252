"""The subsidy of a month: what is expected is worked out and kept; what happens to it is entered, never edited."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from tremplin.engine.decide import column_of
from tremplin.engine.kinds import UNKNOWN
from tremplin.engine.law import Law
from tremplin.ground.errors import InputError
from tremplin.office.accounts.models import Agent
from tremplin.office.article60.facts import Records, subsidy_facts
from tremplin.office.article60.models import Claim, ClaimEntry, File
from tremplin.office.article60.selectors.claims import next_month, periods_in, summed, unprepared
from tremplin.office.article60.selectors.records import records_of
from tremplin.office.article60.selectors.sums import Sums, sums_of
from tremplin.office.decisions.models import Decision
from tremplin.office.decisions.services import decided
from tremplin.office.documents.models import Document
from tremplin.office.documents.services import held
from tremplin.office.organisations.selectors import amounts, law_with
from tremplin.reasons.answer import Answer, decide

SUBSIDY = "article60_subsidy"
Kind = ClaimEntry.Kind
Ends = tuple[int, int]


class ClaimFault(Exception):
    """An entry that cannot be. `key`: of the sentence that says why, filled with `words` (cents)."""

    def __init__(self, key: str, **words: int) -> None:
        super().__init__(key)
        self.key, self.words = key, words


@dataclass(frozen=True)
class Run:
    """What a preparation did: claims made, and claims not yet claimed whose expected amount is another now."""

    made: int
    renewed: int


def to_prepare(month: date) -> list[int]:
    """The files of a month's claims that are worked out: those without a claim, and those not claimed yet."""
    untouched = untouched_in(month).values_list("file_id", flat=True)
    return sorted({*untouched, *unprepared(month).values_list("pk", flat=True)})


def untouched_in(month: date) -> QuerySet[Claim]:
    return Claim.objects.filter(month=month).exclude(Exists(ClaimEntry.objects.filter(claim=OuterRef("pk"))))


@transaction.atomic
def prepare(month: date, today: date, agent: Agent | None, only: Sequence[int] | None = None) -> Run:
    """Makes the claims of a month, one a file with a contract in it; those that were not claimed yet are worked out
    again. Twice is as once; two at once wait for each other. `only`: some files, a part of a long run."""
    held(f"claims-{month:%Y-%m}")
    mine = Q() if only is None else Q(file_id__in=only)
    # Nothing is entered on them meanwhile: a claim that goes has no entry.
    list(Claim.objects.select_for_update().filter(mine, month=month).order_by("pk").values_list("pk"))
    known = {claim.file_id: claim for claim in untouched_in(month).filter(mine)}
    new = set(unprepared(month).values_list("pk", flat=True))
    wanted = {*known, *new} if only is None else {*known, *new}.intersection(only)
    files = list(File.objects.select_related("person", "organisation").filter(pk__in=wanted).order_by("pk"))
    entries = amounts()
    law, kept = law_with(entries), decisions_of([file.number for file in files])
    made: list[Claim] = []
    renewed: list[Claim] = []
    others: list[Claim] = []
    for records in records_of(files, today):
        claim = known.get(records.file.pk) or Claim(file=records.file, month=month)
        before, decision = (claim.expected_least, claim.expected_most), claim.decision_id
        ends, claim.decision = expect(law, entries, records, claim, kept.get(records.file.number, []), agent)
        claim.expected_least, claim.expected_most = ends or (None, None)
        changed = before != (claim.expected_least, claim.expected_most) or claim.decision is None
        if claim.pk is None or changed or claim.decision_id != decision:
            (made if claim.pk is None else renewed if changed else others).append(claim)
    decisions = [claim.decision for claim in (*made, *renewed, *others) if claim.decision]
    Decision.objects.bulk_create(one for one in decisions if one.pk is None)
    for claim in (*made, *renewed, *others):
        claim.decision = claim.decision  # Its number is known now.
    Claim.objects.bulk_create(made)
    Claim.objects.bulk_update([*renewed, *others], ["expected_least", "expected_most", "decision"])
    present = set(periods_in(month).values_list("file_id", flat=True))
    Claim.objects.filter(pk__in=[claim.pk for claim in known.values() if claim.file_id not in present]).delete()
    return Run(len(made), len(renewed))


def decisions_of(numbers: Sequence[str]) -> dict[str, list[Decision]]:
    """The decisions on the subsidy by file, the last first; of each outcome its months alone are read."""
    found: dict[str, list[Decision]] = {}
    rows = Decision.objects.filter(question=SUBSIDY, subject__in=numbers).defer("outcome").order_by("-pk")
    for one in rows.annotate(months=F("outcome__result__months")):
        found.setdefault(one.subject, []).append(one)
    return found


def expect(
    law: Law,
    entries: list[dict[str, Any]],
    records: Records,
    claim: Claim,
    kept: Sequence[Decision],
    agent: Agent | None,
) -> tuple[Ends | None, Decision | None]:
    """What the law says of a month: its amount or both its ends, and the decision, kept once for the same facts. What
    was decided on the same facts is not decided again; a decision that is new is not stored yet."""
    facts = facts_of(records, claim.month)
    same = next((of for of in kept if (of.facts, of.amounts, of.law) == (facts, entries, law.fingerprint)), None)
    if same is not None:
        told = (getattr(same, "months", None) or {}).get(f"{claim.month:%Y-%m}")
        if told is not None:
            cents = int(Decimal(told).scaleb(2))
            return (cents, cents), same
        if claim.decision_id == same.pk:
            least, most = claim.expected_least, claim.expected_most
            return None if least is None or most is None else (least, most), same
    try:
        answer = decide(law, SUBSIDY, facts)
    except InputError:
        return None, None
    person, number = records.file.person, records.file.number
    return ends_of(answer, claim.month), same or decided(
        person, SUBSIDY, facts, answer, entries, subject=number, agent=agent
    )


def facts_of(records: Records, month: date) -> dict[str, Any]:
    """The facts; a contract without an end is asked until the end of the month."""
    last = records.periods[-1].days.lower if records.periods else month
    return subsidy_facts(records, max(next_month(month) - timedelta(days=1), last))


def ends_of(answer: Answer, month: date) -> Ends | None:
    """Both ends of a month's subsidy in cents, over every way that doubt leaves; None where one has no bound."""
    place = month.year * 12 + month.month - 1
    column = answer.columns["months"]
    if column is not None and column.get(place, UNKNOWN) != UNKNOWN:
        return column[place], column[place]
    rule = answer.decision.then["months"]
    found = [column_of(answer.law, answer.decision, run, rule) for run in answer.second.runs]
    values = [UNKNOWN if one is None else one.get(place, UNKNOWN) for one in found]
    return None if not values or UNKNOWN in values else (min(values), max(values))


def locked(pks: Iterable[int]) -> list[tuple[Claim, Sums]]:
    """Claims held until the end of the transaction, with their sums. Those of nobody here are left out."""
    claims = list(Claim.objects.select_for_update().filter(pk__in=list(pks)).order_by("pk"))
    rows = {row.pk: row for row in summed(Claim.objects.filter(pk__in=[claim.pk for claim in claims]))}
    return [(claim, sums_of(rows[claim.pk])) for claim in claims]


@dataclass(frozen=True)
class Event:
    """Who entered something, of which day, and `key`: which opening of a form asked for it, if that is known."""

    on: date
    agent: Agent | None
    key: str
    reason: str = ""
    document: Document | None = None


@transaction.atomic
def mark_claimed(pks: Iterable[int], event: Event, amount: int | None = None) -> int:
    """Enters that claims were sent; `amount`: of a single one, else what is expected and neither claimed nor refused:
    what was refused is claimed again one by one, with its reason. Says how many."""
    made = 0
    for claim, sums in locked(pks):
        cents = sums.to_claim if amount is None else amount
        if cents > 0:
            made += enter(claim, sums, event, [(Kind.CLAIMED, cents)])
    return made


@transaction.atomic
def answer_all(pks: Iterable[int], event: Event) -> int:
    """Enters that all that waits was accepted."""
    return sum(enter(claim, sums, event, [(Kind.ACCEPTED, sums.waiting)]) for claim, sums in locked(pks))


@transaction.atomic
def answered(pk: int, event: Event, accepted: int, refused: int) -> int:
    """Enters an answer: what was accepted, and what was refused with its reason. Raises ClaimFault."""
    if refused and not event.reason.strip():
        raise ClaimFault("office_claims.fault_reason")
    return sum(
        enter(claim, sums, event, [(Kind.ACCEPTED, accepted), (Kind.REFUSED, refused)]) for claim, sums in locked([pk])
    )


@transaction.atomic
def pay(pks: Iterable[int], event: Event, amount: int | None = None) -> int:
    """Enters payments; `amount`: of a single one, else all that was accepted. Who pays has accepted: what waits for an
    answer is accepted as far as the payment goes."""
    made = 0
    for claim, sums in locked(pks):
        cents = sums.owed if amount is None else amount
        accepted = max(0, min(cents - sums.owed, sums.waiting))
        made += enter(claim, sums, event, [(Kind.ACCEPTED, accepted), (Kind.PAID, cents)])
    return made


@transaction.atomic
def take_back(pk: int, event: Event, kind: str, amount: int) -> int:
    """Enters a correction: an amount of a kind that was entered too much, with its reason. Raises ClaimFault."""
    if not event.reason.strip():
        raise ClaimFault("office_claims.fault_reason")
    return sum(enter(claim, sums, event, [(Kind(kind), -amount)]) for claim, sums in locked([pk]))


def told(event: Event, kind: Kind, cents: int) -> str:
    """A key for an entry of which nobody says what asked for it: the same words twice are one entry."""
    words = [kind.value, cents, event.on.isoformat(), event.reason.strip(), event.document and event.document.pk]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()[:32]


def enter(claim: Claim, sums: Sums, event: Event, rows: Sequence[tuple[Kind, int]]) -> int:
    """Writes the entries of one event of a claim, once for each key. Raises ClaimFault when the sums would be unsound:
    more answered than claimed, or less than nothing."""
    rows = [(kind, cents) for kind, cents in rows if cents]
    keys = {kind: f"{kind}:{claim.pk}:{event.key or told(event, kind, cents)}" for kind, cents in rows}
    if not rows or ClaimEntry.objects.filter(key__in=keys.values()).exists():
        return 0
    after = {kind.value: getattr(sums, kind) + cents for kind, cents in rows}
    then = Sums(sums.least, sums.most, **{kind: after.get(kind, getattr(sums, kind)) for kind in Kind.values})
    if not then.is_sound:
        raise ClaimFault("office_claims.fault_beyond", waiting=sums.waiting, claimed=sums.claimed, paid=sums.paid)
    ClaimEntry.objects.bulk_create(
        ClaimEntry(
            claim=claim,
            kind=kind,
            amount=cents,
            on=event.on,
            reason=event.reason.strip(),
            document=event.document,
            key=keys[kind],
            made_by=event.agent,
        )
        for kind, cents in rows
    )
    return 1
