"""What differs under today's law: the last decision of each file and question, asked again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from tremplin.ground.errors import InputError
from tremplin.law import belgian_law
from tremplin.office.decisions.models import Decision, Difference
from tremplin.office.decisions.services import replay
from tremplin.office.organisations.selectors import law_with
from tremplin.reasons.found import ask

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
    outcome = asked.outcome | {"causes": causes(decision)} if asked.differs else {}
    return Difference(decision=decision, law=law, differs=list(asked.differs), outcome=outcome)


def causes(decision: Decision) -> list[dict[str, Any]]:
    """What of the law is another in the steps of an answer: parameters by their values, rules by their articles. Values
    of rules follow from these, so they are no cause."""
    law = law_with(decision.amounts)
    now = ask(law, decision.question, decision.facts).as_json()
    then_by, now_by = (by_name(of.get("steps") or []) for of in (decision.outcome, now))
    if not then_by or not now_by:  # Kept without its steps.
        return []
    found = []
    for name in dict.fromkeys([*then_by, *now_by]):
        was, becomes = then_by.get(name, {}), now_by.get(name, {})
        is_other = was.get("article") != becomes.get("article")
        if name in law.parameters:
            is_other = is_other or was.get("value") != becomes.get("value")
        if is_other and not {True} & {was.get("assumed"), becomes.get("assumed")}:
            found.append(
                {"name": name, "was": was.get("value"), "now": becomes.get("value")}
                | {"article_was": was.get("article"), "article_now": becomes.get("article")}
            )
    return sorted(found, key=lambda one: one["name"] not in law.parameters)


def by_name(steps: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {step["name"]: step for step in steps}
