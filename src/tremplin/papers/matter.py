"""What a page is made from, out of facts: the admission, and the planned pathway where a start is given."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from tremplin.engine.decide import read_case
from tremplin.engine.facts import Fact
from tremplin.engine.kinds import Unreadable
from tremplin.engine.law import Law
from tremplin.ground import reading
from tremplin.ground.sentences import label
from tremplin.law.article60.planner import Planned
from tremplin.papers.content import Matter
from tremplin.reasons.answer import decide
from tremplin.reasons.found import ask
from tremplin.reasons.wording import said

DECISION, PLAN = "admission", "article60_plan"


def matter_of(
    law: Law, facts: dict[str, Any], source: str, language: str, made_on: int, found: Planned | None = None
) -> Matter:
    """The planned pathway and the admission on its first day. `found`: the plan of these facts, where it was made.

    Raises InputError.
    """
    if "start" in facts:
        facts.setdefault("claim_date", facts["start"])
    known = law.decision(DECISION).facts(law)
    planned, supposed = planned_of(law, facts, source, found)
    proof = planned.proof if planned else None
    return Matter(
        answer=proof or decide(law, DECISION, named_only(facts, known), source),
        language=language,
        made_on=made_on,
        planned=planned if proof else None,
        also=tuple(
            said_fact(law, name, value, language)
            for name, value in facts.items()
            if name not in known and value is not None
        ),
        supposed=supposed if proof else (),
    )


def planned_of(
    law: Law, facts: Mapping[str, Any], source: str, found: Planned | None = None
) -> tuple[Planned | None, tuple[str, ...]]:
    """The pathway from the first day of the contract on, and the facts that had to be supposed for it.

    The claim that an admission is asked for is that day.
    """
    start = facts.get("start") or facts.get("claim_date")
    if PLAN not in law.searches or start is None:
        return None, ()
    known = {name for name in law.searches[PLAN].facts(law) if name != "claim_date"}
    asked = named_only(facts, known)
    asked["start"] = start
    search = law.searches[PLAN]
    found = found or search.find(law, search, read_case(law, search, asked, source))
    assert found is not None
    if supposed := supposing(law, found, asked, source):
        return supposed, ("admitted_before",)
    return found, ()


def supposing(law: Law, planned: Planned, facts: Mapping[str, Any], source: str) -> Planned | None:
    """The plan of who was never admitted before, where that is all that is missing."""
    if planned.missing[:1] != ["admitted_before"] or planned.earliest is not None:
        return None
    found = ask(law, PLAN, {**facts, "admitted_before": False}, source)
    return found if isinstance(found, Planned) and found.earliest is not None else None


def named_only(facts: Mapping[str, Any], known: Container[str]) -> reading.Mapping:
    """The facts that a question knows, each with its line where a file gave it."""
    kept = reading.Mapping((name, value) for name, value in facts.items() if name in known)
    kept.lines = getattr(facts, "lines", {})
    return kept


def said_fact(law: Law, name: str, value: Any, language: str) -> tuple[str, str]:
    """A fact that the admission does not ask for, in words where the law has some."""
    fact = law.facts.get(name)
    if not isinstance(fact, Fact):
        return name, str(value)
    try:
        return label(fact.texts, language) or name, said(law, fact.kind, fact.kind.read(value), language, name)
    except Unreadable:
        return label(fact.texts, language) or name, str(value)
