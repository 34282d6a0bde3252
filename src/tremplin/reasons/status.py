"""How sure an answer is: the worst status that it touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tremplin.engine.doubt import Second, ends
from tremplin.engine.facts import Fact
from tremplin.engine.kinds import CONFIRMED, INFERRED, UNKNOWN
from tremplin.engine.parameters import Parameter
from tremplin.engine.plan import COLUMN, ROW, Step, Use
from tremplin.engine.rules import ALL, FIRST, Rule
from tremplin.reasons.steps import day_on, evaluated, in_force


def status_of(second: Second, targets: Iterable[str]) -> dict[str, int]:
    """The worst status that each value under the targets touched, by name of rule or parameter.

    A policy touches only where another choice would have given its reader another value; of a yes by routes, only
    the route that holds; of a no, only the condition that fails.
    """
    statuses: dict[str, int] = {}
    queue, seen = list(targets), set(targets)
    while queue:
        step = second.plan.by_name[queue.pop()]
        if isinstance(step.source, Parameter):
            continue
        statuses[step.source.name] = own_status(second, step)
        for use, rows in touched(second, step):
            source = use.source
            if isinstance(source, Fact) and assumed(second, source) and not indifferent(second, step, source):
                statuses[step.source.name] = max(INFERRED, statuses[step.source.name])
            if use.maybe and not isinstance(source, Fact):
                rows = mattered(second, step, use, rows)
                if rows == []:
                    continue
            if isinstance(source, Parameter) and not (source.policy and indifferent(second, step, source)):
                status = parameter_status(second, source, rows if use.role == ROW else None)
                statuses[source.name] = max(status, statuses.get(source.name, CONFIRMED))
            if isinstance(source, Rule) and source.name not in seen:
                seen.add(source.name)
                queue.append(source.name)
    return statuses


def assumed(second: Second, fact: Fact) -> bool:
    """Whether a condition without which nothing would be decided was left out, and so taken as met."""
    return bool(fact.texts.get("assumed")) and fact.name not in given_names(second)


def given_names(second: Second) -> set[str]:
    """The facts that the case gives, by their own names."""
    return {second.decision.given[public] for public in second.case.given if public in second.decision.given}


def touched(second: Second, step: Step) -> Iterator[tuple[Use, list[int] | None]]:
    """The arguments that made the value, each with the rows where it did (None: all, or once)."""
    rule = step.source
    assert isinstance(rule, Rule)
    for number, rows in in_force(step, second.steps).items():
        uses = step.uses[number]
        wanted = 0 if rule.combine == ALL else 1
        known = second.steps | second.settled if rule.combine else {}
        place = next((place for place, use in enumerate(uses) if known.get(use.ident) == wanted), None)
        if rule.combine and place is not None:
            uses = uses[0 if rule.combine == FIRST else place : place + 1]
        yield from ((use, rows) for use in uses)


def clock_days(second: Second, parameter: Parameter, rows: list[int] | None = None) -> tuple[list[int], int]:
    """The days that pick the value of a parameter in this case (on some rows), and its group."""
    step = second.plan.by_name[parameter.name]
    clocks = second.steps[step.clock.ident]
    group = second.steps[step.group.ident] if step.group else 0
    days = clocks if isinstance(clocks, list) else [UNKNOWN if clocks is None else clocks]
    if rows is not None:
        days = [days[row] for row in rows]
    return [day_on(step, day) for day in days if UNKNOWN not in (day, group)], group


def parameter_status(second: Second, parameter: Parameter, rows: list[int] | None = None) -> int:
    days, group = clock_days(second, parameter, rows)
    return max((parameter.status(day, group) for day in days), default=CONFIRMED)


def own_status(second: Second, step: Step) -> int:
    rule = step.source
    assert isinstance(rule, Rule)
    if rule.sureness is None:
        return CONFIRMED
    return max((value for value in evaluated(second, step, rule.sureness) if value != UNKNOWN), default=CONFIRMED)


def mattered(second: Second, step: Step, use: Use, rows: list[int] | None) -> list[int] | None:
    """The rows on which an argument that may be unknown made a difference (None: all, or once): where it did not,
    the value would have been the same without it."""
    rule = step.source
    assert isinstance(rule, Rule)
    if rule.combine or rule.fills or rule.opens:
        return rows
    found = second.steps[use.ident]
    unknown = [UNKNOWN] * len(found) if use.role == COLUMN and found is not None else UNKNOWN
    kept: list[int] = []
    for number, own in in_force(step, second.steps).items():
        values = evaluated(second, step, rule.versions[number])
        without = evaluated(second, step, rule.versions[number], {use.name: unknown})
        every = range(len(values)) if own is None else own
        kept += [row for row in every if values[row] == UNKNOWN or values[row] != without[row]]
    if not kept:
        return []
    return [row for row in kept if rows is None or row in rows] if rule.each else rows


def indifferent(second: Second, step: Step, source: Parameter | Fact) -> bool:
    """Whether every other choice of a policy (or of a fact left out) would have given this rule the same values."""
    rule = step.source
    assert isinstance(rule, Rule) and source.kind is not None
    name, choices = (source.argument, ends(source)) if isinstance(source, Fact) else (source.name, of_policy(source))
    for number, rows in in_force(step, second.steps).items():
        outcomes = []
        for choice in choices:
            values = evaluated(second, step, rule.versions[number], {name: choice})
            outcomes.append(values if rows is None else [values[row] for row in rows])
        if any(outcome != outcomes[0] for outcome in outcomes):
            return False
    return True


def of_policy(policy: Parameter) -> tuple[int, ...]:
    assert policy.kind is not None
    return tuple(range(len(policy.kind.names)))
