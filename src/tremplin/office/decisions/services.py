"""Decides and keeps what was decided; decides again under today's law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tremplin.engine.law import Law
from tremplin.office.accounts.models import Agent
from tremplin.office.decisions.models import Decision
from tremplin.office.organisations.selectors import amounts, law_with
from tremplin.office.people.models import Person
from tremplin.reasons.answer import Answer
from tremplin.reasons.found import Found, ask


def take(
    person: Person | None, question: str, facts: Mapping[str, Any], *, subject: str = "", agent: Agent | None = None
) -> tuple[Decision, Answer | Found]:
    """Asks the law as this office reads it, and keeps the answer. `facts` are plain JSON. Raises InputError."""
    entries = amounts()
    found = ask(law_with(entries), question, facts)
    return keep(person, question, facts, found, entries, subject=subject, agent=agent), found


def keep(
    person: Person | None,
    question: str,
    facts: Mapping[str, Any],
    found: Answer | Found,
    entries: list[dict[str, Any]],
    *,
    subject: str = "",
    agent: Agent | None = None,
) -> Decision:
    """Keeps an answer that was already worked out."""
    made = decided(person, question, facts, found, entries, subject=subject, agent=agent)
    made.save(force_insert=True)
    return made


def decided(
    person: Person | None,
    question: str,
    facts: Mapping[str, Any],
    found: Answer | Found,
    entries: list[dict[str, Any]],
    *,
    subject: str = "",
    agent: Agent | None = None,
) -> Decision:
    """An answer that was worked out, as a decision that is not stored yet."""
    return Decision(
        person=person,
        subject=subject,
        question=question,
        facts=dict(facts),
        outcome=found.as_json(),
        status=found.status,
        law=found.law.fingerprint,
        amounts=entries,
        made_by=agent,
    )


@dataclass(frozen=True)
class Replay:
    """A decision asked again. `differs`: the public names whose result, range or sureness is another now."""

    decision: Decision
    outcome: dict[str, Any]
    differs: tuple[str, ...]

    @property
    def same(self) -> bool:
        return not self.differs


def replay(decision: Decision, law: Law | None = None) -> Replay:
    """Asks the same again: under the law of today with the amounts of then, or under another law that is given."""
    now = ask(law or law_with(decision.amounts), decision.question, decision.facts).as_json(steps=False)
    then = decision.outcome
    names = [
        name for name in {**then["result"], **now["result"]} if then["result"].get(name) != now["result"].get(name)
    ]
    names += [name for name in ("ranges", "missing", "unset", "status") if then.get(name) != now.get(name)]
    return Replay(decision, now, tuple(names))
