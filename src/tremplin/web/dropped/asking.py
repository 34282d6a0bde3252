"""What the law answers to what is known, and what is still to be asked: what is missing and would tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tremplin.engine.law import Law
from tremplin.law.article60.euros import FACTS as OF_THE_SUBSIDY
from tremplin.law.article60.planner import Planned
from tremplin.reasons.answer import Answer
from tremplin.reasons.found import Found, ask
from tremplin.web.dropped.kept import Kept, row_of
from tremplin.web.dropped.subjects import Subject

MOST = 8
"""Facts that the page asks for of its own accord; what is open then stands under what would change the answer."""
BEFORE, PREVIOUS = "admitted_before", "previous_admission"
RESULTS = ("admissible", "missing_days")
"""Results of the admission that questions are asked for."""


def found(law: Law, subject: Subject, kept: Kept) -> Answer | Found:
    """What the law answers to what is known. Raises InputError."""
    return ask(law, subject.question, asked(law, subject, kept))


def asked(law: Law, subject: Subject, kept: Kept) -> dict[str, Any]:
    """What the law is asked with. A plan supposes that nobody was admitted before who does not know it, and says so."""
    known = law.question(subject.question).given
    given = {name: value for name, value in kept.given.items() if name in known}
    if subject.plans and given.get(BEFORE) is None:
        given.pop(BEFORE, None)
    return {**subject.fixed, **given}


def needed(subject: Subject, kept: Kept) -> list[str]:
    """The facts without which nothing is answered; of a plan of somebody who worked, an earlier admission too: to try
    whether it tells would take as long as the plan."""
    found = [name for name in subject.first if subject.facts[name].required and kept.value(name) is None]
    if not subject.plans or not kept.rows:
        return found
    admission = [BEFORE, *([PREVIOUS] if kept.value(BEFORE) is True else [])]
    return found + [name for name in admission if not kept.knows(name)]


def open_facts(subject: Subject, kept: Kept, answer: Answer | Found) -> list[str]:
    """The facts to ask now; none once so many were asked, or nothing more would tell."""
    names = [name for name in missing(subject, answer) if not kept.knows(name) and name not in subject.leave]
    return names[: max(0, MOST - len(kept.asked))]


def missing(subject: Subject, answer: Answer | Found) -> Sequence[str]:
    """The facts that are missing and would tell, in the order of the law."""
    names = missing_of(answer) if isinstance(answer, Answer) else missing_in(answer, subject)
    order = [*subject.facts]
    return sorted(
        (name for name in names if name in order or row_of(name)),
        key=lambda name: (order.index(name) if name in order else len(order), row_of(name) or (0, "")),
    )


def missing_of(answer: Answer) -> Sequence[str]:
    """The facts of the smallest sets that would settle the first result that is open."""
    for public in RESULTS:
        if public in answer.undetermined and (places := answer.second.missing(answer.decision.then[public])):
            return [answer.public(place) for place in places]
    return []


def missing_in(plan: Found, subject: Subject) -> Sequence[str]:
    """What a plan lacks: once the end of each way it names is one day, only what the subsidy waits for."""
    named = [plan.earliest, plan.gentlest] if isinstance(plan, Planned) else []
    ends = [plan.variants[at].contract_end for at in named if at is not None] if isinstance(plan, Planned) else []
    if ends and all(end is not None and end[0] == end[1] for end in ends):
        return [name for name in plan.missing if name in OF_THE_SUBSIDY and "region" not in subject.leave]
    return plan.missing
