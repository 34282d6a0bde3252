"""In which order a kernel works out the steps of a plan, and which of them it may leave out.

Steps of the same rows share a loop, as many as one loop can hold. And where a route holds, the routes after it need
not be looked at: what serves them alone is left out. One case works out every step, to explain it; a population asks
for the results only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from tremplin.engine.facts import Fact
from tremplin.engine.plan import ROW, Plan, Step, Use
from tremplin.engine.rules import ALL, Rule

Guard = tuple[str, ...]
"""Conditions that must all hold for a step to be needed (`own_band != 1`); always, where there is none."""


@dataclass(frozen=True)
class Group:
    """Steps to work out together: one, or those of one loop over rows."""

    steps: list[Step]
    guard: Guard


def in_rows(step: Step) -> bool:
    """Worked out in a loop over rows (rules that fill or open rows are called once)."""
    return bool(step.scope) and not (isinstance(step.source, Rule) and (step.source.fills or step.source.opens))


def uses_of(step: Step) -> list[Use]:
    versions = [use for uses in step.uses for use in uses]
    return [*versions, *step.doubt, step.clock, *([step.group] if step.group else [])]


def needs(plan: Plan, results: Iterable[str]) -> dict[str, Guard]:
    """When each step is needed, by name; a step that only an explanation asks for is not."""
    found: dict[str, Guard] = dict.fromkeys(results, ())

    def need(name: str, guard: Guard) -> None:
        pairs = takewhile(lambda pair: pair[0] == pair[1], zip(found.get(name, guard), guard, strict=False))
        found[name] = tuple(one for one, _ in pairs)

    for step in reversed(plan.steps):
        if step.source.name not in found:
            continue
        rule, guard = step.source, found[step.source.name]
        by_routes = isinstance(rule, Rule) and rule.combine and not step.scope
        for place, use in enumerate(uses_of(step)):
            if isinstance(use.source, Fact):
                continue
            if by_routes and place < len(step.uses[0]) and not guard:
                decides = 0 if rule.combine == ALL else 1
                need(use.source.name, tuple(f"{earlier.ident} != {decides}" for earlier in step.uses[0][:place]))
            else:
                need(use.source.name, guard)
        opening = plan.opened.get(step.scope or "")
        if opening is not None and opening is not step:
            need(opening.source.name, guard)
    return found


def groups(plan: Plan, results: Iterable[str]) -> Iterator[Group]:
    """Every step after what it needs: those that are always needed first, steps once a person before loops."""
    guards = needs(plan, results)
    names = {step.ident: step.source.name for step in plan.steps}
    left, done = [step for step in plan.steps if step.source.name in guards], set[str]()

    def ready(step: Step, made: set[str]) -> bool:
        opening = plan.opened.get(step.scope or "")
        awaited = {names[condition.split()[0]] for condition in guards[step.source.name]}
        if opening is not None and opening is not step:
            awaited.add(opening.source.name)
        return awaited <= done and all(
            isinstance(use.source, Fact) or use.source.name in done or (use.role == ROW and use.source.name in made)
            for use in uses_of(step)
        )

    while left:
        left.sort(key=lambda step: (len(guards[step.source.name]), in_rows(step)))
        first = next(step for step in left if ready(step, set()))
        guard, group, made = guards[first.source.name], [first], {first.source.name}
        for step in [step for step in plan.steps if step in left and in_rows(first) and in_rows(step)]:
            alike = step is not first and step.scope == first.scope and guards[step.source.name] == guard
            if alike and ready(step, made):
                group.append(step)
                made.add(step.source.name)
        yield Group(group, guard)
        done |= made
        left = [step for step in left if step.source.name not in made]
