"""What differs under today's law: the last decision of each file and question, asked again."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from tremplin.ground.errors import InputError
from tremplin.law import belgian_law
from tremplin.office.decisions.models import Decision, Difference
from tremplin.office.decisions.services import replay

QUESTIONS = ("article60_plan", "article60_subsidy", "admission")


def latest() -> QuerySet[Decision]:
    """The last decision of each file on each question, of people who are still known."""
    last = (
        Decision.objects.filter(question__in=QUESTIONS, person__anonymised_at=None)
        .order_by("subject", "person_id", "question", "-pk")
        .distinct("subject", "person_id", "question")
        .values("pk")
    )
    return Decision.objects.filter(pk__in=last).select_related("person", "difference").order_by("subject", "question")


def compared(decision: Decision, law: str) -> bool:
    """Whether it was already asked again under the law of this fingerprint."""
    found = getattr(decision, "difference", None)
    return found is not None and found.law == law


def stale() -> list[Decision]:
    """Those of the last decisions that were not asked again under the law of today."""
    law = belgian_law().fingerprint
    return [decision for decision in latest() if not compared(decision, law)]


def compare(decisions: Sequence[Decision]) -> int:
    """Asks decisions again under today's law, with the office's amounts of then, and keeps what differs; how many."""
    found = [difference(decision, belgian_law().fingerprint) for decision in decisions]
    Difference.objects.bulk_create(
        found,
        update_conflicts=True,
        unique_fields=["decision"],
        update_fields=["law", "differs", "outcome", "made_at"],
    )
    return sum(bool(of.differs) for of in found)


def difference(decision: Decision, law: str) -> Difference:
    try:
        asked = replay(decision)
    except InputError as error:
        # Facts that the law of today refuses: the answer is another, and these are the reasons.
        faults = [[fault.key, fault.place] for fault in error.faults]
        return Difference(decision=decision, law=law, differs=["faults"], outcome={"result": {}, "faults": faults})
    outcome = asked.outcome if asked.differs else {}
    return Difference(decision=decision, law=law, differs=list(asked.differs), outcome=outcome)
