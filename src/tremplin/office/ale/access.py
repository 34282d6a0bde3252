"""The one seam from a status to the facts of `ale_access`: which are asked, what they are on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tremplin.engine.facts import Fact
from tremplin.engine.kinds import day_date
from tremplin.engine.law import Law
from tremplin.engine.parameters import Parameter
from tremplin.engine.rules import Rule
from tremplin.ground.days import day_number
from tremplin.reasons.answer import Answer, decide
from tremplin.reasons.explain import Explanation
from tremplin.reasons.flips import months_gone
from tremplin.reasons.steps import active

ACCESS = "ale_access"
ELSEWHERE = ("region", "on", "birth_date")
"""What the agency, the page and the person tell: no status holds it."""
WITH_ALLOWANCE = "benefit_ends_on"
"""Asked along with an allowance: the law takes it that none ends, which is what most often is not so."""


def facts_of(
    law: Law, region: str, birth: date | None, told: Mapping[str, Any], on: date, since: date | None = None
) -> dict[str, Any]:
    """What `ale_access` is given on a day. `since`: the day of which a status tells; months go on counting from it."""
    given: dict[str, Any] = {"region": region, "on": on.isoformat()}
    if birth is not None:
        given["birth_date"] = birth.isoformat()
    known = law.decision(ACCESS).facts(law)
    gone = months_gone(day_number(since), day_number(on)) if since else 0
    for name, value in told.items():
        fact = known.get(name)
        if isinstance(fact, Fact) and fact.grows and isinstance(value, int):
            value = max(fact.lowest, min(fact.highest, value + gone))
        given[name] = value
    return given


@dataclass(frozen=True)
class Asking:
    """What a form asks of a status, given what is told so far."""

    law: Law
    given: Mapping[str, Any]

    @cached_property
    def answer(self) -> Answer:
        """Raises InputError."""
        return decide(self.law, ACCESS, self.given)

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """All that a status may tell, by name, in the order of the law."""
        found = self.law.decision(ACCESS).facts(self.law)
        return {name: fact for name, fact in found.items() if isinstance(fact, Fact) and name not in ELSEWHERE}

    @cached_property
    def in_play(self) -> frozenset[str]:
        """The arguments that routes open in this region on this day go by."""
        told = Explanation(self.answer)
        return frozenset(arguments_under(told, told.target, set()))

    @cached_property
    def names(self) -> list[str]:
        """What is asked now: what was told, what the decision misses, and the end of an allowance."""
        wanted = {*self.given, *self.answer.missing}
        if self.given.get("allowance") not in (None, "none"):
            wanted.add(WITH_ALLOWANCE)
        return [name for name in self.facts if name in wanted]

    @cached_property
    def supposed(self) -> list[str]:
        """What is taken as met unless somebody says otherwise, of what is in play here."""
        facts = self.facts
        return [
            name
            for name, fact in facts.items()
            if fact.left_out is not None and fact.argument in self.in_play and name not in self.names
        ]


def arguments_under(told: Explanation, rule: Rule, seen: set[str]) -> set[str]:
    """The facts that a rule stands on, without the routes that are closed to everybody here."""
    if rule.name in seen:
        return set()
    seen.add(rule.name)
    if rule.combine and not rule.scope:
        return {name for part in told.parts(rule) for name in arguments_under(told, part, seen)}
    found: set[str] = set()
    for use in active(told.plan.by_name[rule.name], told.steps, None):
        if isinstance(use.source, Rule):
            found |= arguments_under(told, use.source, seen)
        elif not isinstance(use.source, Parameter):
            found.add(use.source.argument)
    return found


def law_days(law: Law, region: str, first: date, last: date) -> list[date]:
    """The days between two on which the law of access is another: a value begins, or a last day has passed."""
    ends = day_number(first), day_number(last)
    found: set[int] = set()
    for parameter in law.parameters.values():
        if not parameter.stem.startswith("ale/access"):
            continue
        for version in parameter.versions:
            if parameter.groups and parameter.groups[version.group] != region:
                continue
            found.add(version.first_day)
            if parameter.kind and parameter.kind.name == "day" and isinstance(version.value, int):
                found.add(version.value + 1)
    return [day_date(day) for day in sorted(found) if ends[0] <= day <= ends[1]]
