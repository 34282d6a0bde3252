"""The second pass: what doubt leaves of an answer, what is missing, and how sure the answer is.

Unknown facts take each of their choices or their two ends, at most 64 combinations; doubts of rules and conflicts
of sources take their least and their most favourable end in two whole runs of each. Where all agree, it is decided.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tremplin.engine.facts import Case, Fact, RowTable
from tremplin.engine.kinds import CONFIRMED, UNKNOWN, UNSET
from tremplin.engine.one import Steps
from tremplin.engine.parameters import Parameter
from tremplin.engine.plan import COLUMN, ROW, Step, Use, call
from tremplin.engine.rules import ALL, FIRST, Rule, Version
from tremplin.engine.words import month_of, month_start

if TYPE_CHECKING:
    from tremplin.engine.law import Decision, Law

COMBINATIONS = 64
TRIES = 400
Place = tuple[str, int | None]
"""A value of a case: a name of the program and, for a value of a row, its place."""


def applies(fact: Fact, values: dict[str, int]) -> bool:
    """A fact that does not apply is not unknown: its condition on another fact is not met."""
    for other, wanted in fact.applies.items():
        value = values.get(other, UNKNOWN)
        if value == UNKNOWN or value != int(wanted):
            return False
    return True


def ends(fact: Fact) -> tuple[int, ...]:
    """The values that stand for an unknown fact: each choice, or the two ends that the law declares."""
    if fact.kind.name == "yes_no":
        return (0, 1)
    if fact.kind.name == "choice":
        return tuple(range(len(fact.kind.names)))
    return fact.trials


def changed(case: Case, changes: Iterable[tuple[Place, int]]) -> Case:
    """The case with other values of some facts (`work__days` of row 3, or `birth_date`)."""
    made = copy(case)
    made.values, made.rows = dict(case.values), dict(case.rows)
    for (name, place), value in changes:
        table, _, column = name.rpartition("__")
        if name in made.rows:
            made.rows[name] = defaultdict(list)
        elif place is None:
            made.values[name] = value
        else:
            columns = dict(made.rows[table] or {})
            columns[column] = [value if at == place else old for at, old in enumerate(columns[column])]
            made.rows[table] = columns
    return made


class Second:
    """The second pass over one case of a decision whose first pass left `targets` unknown."""

    def __init__(self, law: Law, decision: Decision, case: Case, steps: Steps) -> None:
        self.law, self.decision, self.case, self.steps = law, decision, case, steps
        self.plan = decision.program.plan

    def settle(self, targets: Sequence[str]) -> tuple[dict[str, int], dict[str, tuple[int, int]]]:
        """What can be decided all the same, and the ranges of what cannot: by name of rule."""
        free = [name for name, fact in self.plan.facts.items() if self.case.values[name] == UNKNOWN and ends(fact)]
        while free and self.count(free) > COMBINATIONS:
            free.pop()
        runs = [
            self.decision.program.doubtful(case.values, case.rows, favourable)
            for case in self.every(free)
            for favourable in (False, True)
        ]
        decided: dict[str, int] = {}
        ranges: dict[str, tuple[int, int]] = {}
        for target in targets:
            values = {int(run[target]) for run in runs}
            if UNKNOWN in values:
                continue
            kind = self.law.rules[target].kind
            if len(values) == 1:
                decided[target] = values.pop()
            elif kind is not None and kind.name in ("number", "money", "day", "month"):
                ranges[target] = (min(values), max(values))
        return decided, ranges

    @cached_property
    def settled(self) -> dict[str, int]:
        """What can be decided all the same of all that the first pass left unknown."""
        once = [step.ident for step in self.plan.steps if isinstance(step.source, Rule) and not step.scope]
        unknown = [name for name in once if self.steps[name] == UNKNOWN]
        return self.settle(unknown)[0] if unknown else {}

    def count(self, names: Iterable[str]) -> int:
        total = 1
        for name in names:
            total *= len(ends(self.plan.facts[name]))
        return total

    def every(self, names: Sequence[str]) -> Iterator[Case]:
        for values in itertools.product(*(ends(self.plan.facts[name]) for name in names)):
            yield changed(self.case, zip(((name, None) for name in names), values, strict=True))

    def missing(self, target: str) -> list[Place]:
        """The facts of the smallest sets that would decide a target."""
        found = [place for place in unknown_under(self, target) if isinstance(place, tuple)]
        candidates = sorted(set(found), key=lambda place: (place[0], place[1] or 0))
        tries = 0
        for size in range(1, len(candidates) + 1):
            deciding: set[Place] = set()
            for chosen in itertools.combinations(candidates, size):
                for values in itertools.product(*(self.trials(place) for place in chosen)):
                    tries += 1
                    if tries > TRIES:
                        return [place for place in candidates if self.unknown(place)]
                    case = changed(self.case, zip(chosen, values, strict=True))
                    if self.decides(case, target):
                        deciding.update(chosen)
                        break
            if deciding:
                return sorted(deciding, key=lambda place: (place[0], place[1] or 0))
        return [place for place in candidates if self.unknown(place)]

    def unknown(self, place: Place) -> bool:
        """Whether a place is really unknown (a known fact may be what leaves a rule without an answer)."""
        name, row = place
        value = self.steps.get(name, UNKNOWN)
        return (value if row is None or value is None else value[row]) in (UNKNOWN, None)

    def decides(self, case: Case, target: str) -> bool:
        steps = self.decision.program.run(case)
        if steps[target] != UNKNOWN:
            return True
        return target in Second(self.law, self.decision, case, steps).settle([target])[0]

    def trials(self, place: Place) -> tuple[int, ...]:
        name, row = place
        table, _, column = name.rpartition("__")
        fact = self.plan.columns[table][column] if row is not None else self.plan.facts.get(name)
        if fact is None:
            return (0,)
        low, high = fact.low, fact.high
        if fact.kind.name in ("day", "month"):
            clock = self.law.facts[self.decision.given[self.decision.clock]]
            today = self.case.values[clock.argument]
            if today == UNKNOWN:
                today = max((parameter.checked_on for parameter in self.law.parameters.values()), default=0)
            elif clock.kind.name == "month":
                today = month_start(today)
            days = (today,) if fact is clock else (today - 21915, today - 7305)
            return ends(fact) or (days if fact.kind.name == "day" else tuple(month_of(day) for day in days))
        return ends(fact) or (low or 0, high or 100 * fact.kind.scale)

    def unset(self, target: str) -> list[str]:
        """The parameters that would have to be set to decide a target."""
        return sorted({place for place in unknown_under(self, target) if isinstance(place, str)})


def unknown_under(second: Second, target: str) -> Iterator[Place | str]:
    """The unknown facts (places) and unset parameters (names) on which an unknown value rests."""
    seen: set[Place] = set()
    queue: list[Place] = [(target, None)]
    while queue:
        place = queue.pop()
        if place in seen:
            continue
        seen.add(place)
        for ident, row, source in causes(second, place):
            if isinstance(source, Fact):
                if row is not None or applies(source, second.case.values):
                    yield ident, row
            elif isinstance(source, RowTable):
                yield source.name, None
            elif (ident, row) == place:
                yield source.name
            else:
                queue.append((ident, row))


Cause = tuple[str, int | None, Fact | RowTable | Parameter | Rule]
"""What may leave a value unknown: a name of the program, a place in its rows, and what it is."""


def causes(second: Second, place: Place) -> list[Cause]:
    """The unknown arguments of an unknown value; where all are known, what may leave it open."""
    ident, row = place
    steps = second.steps
    step = second.plan.by_name[ident.rpartition("__")[2]]
    found: list[Cause] = []
    insisted: list[Cause] = []
    uses = () if isinstance(step.source, Parameter) else active(step, steps, row)
    dated = isinstance(step.source, Parameter) or len(step.source.versions) > 1
    for use in (*uses, *([step.group] if step.group else []), *([step.clock] if dated else [])):
        into = found if use.maybe else insisted
        if use.role == COLUMN or (use.role == ROW and row is None):
            table = use.ident.split("__")[0]
            if steps[f"n_{table}"] < 0:
                opened = second.plan.opened.get(table)
                into.append((opened.ident, None, opened.source) if opened else (table, None, second.law.rows[table]))
            else:
                into += [(use.ident, at, use.source) for at, value in enumerate(steps[use.ident]) if value == UNKNOWN]
        else:
            value = steps[use.ident][row] if use.role == ROW else steps[use.ident]
            if isinstance(value, int) and value == UNKNOWN:
                into.append((use.ident, row if use.role == ROW else None, use.source))
    found = insisted or found
    if isinstance(step.source, Parameter):
        return found or [(ident, row, step.source)]
    open_questions = [use for use in uses if use.maybe or isinstance(use.source, Parameter)]
    return found or [(use.ident, row if use.role == ROW else None, use.source) for use in open_questions]


def version_at(step: Step, steps: Steps, row: int | None) -> int:
    """The number of the version in force (on a row); the first where its clock is unknown."""
    rule = step.source
    assert isinstance(rule, Rule)
    clock = steps[step.clock.ident]
    if isinstance(clock, list):
        clock = clock[row or 0] if clock else None
    when = day_on(step, UNKNOWN if clock is None else clock)
    return sum(1 for version in rule.versions if version.since is not None and when >= version.since)


def day_on(step: Step, clock: int) -> int:
    """The day of a value of a step's clock; of a month, its first."""
    source = step.clock.source
    month = source.kind is not None and source.kind.name == "month"
    return month_start(clock) if month and clock != UNKNOWN else clock


def active(step: Step, steps: Steps, row: int | None) -> tuple[Use, ...]:
    """The arguments of the version in force."""
    return step.uses[version_at(step, steps, row)]


def in_force(step: Step, steps: Steps) -> dict[int, list[int] | None]:
    """The versions in force by number; each with its rows, for a rule on rows."""
    rule = step.source
    assert isinstance(rule, Rule)
    if not rule.each:
        return {version_at(step, steps, None): None}
    numbers = [version_at(step, steps, row) for row in range(steps[f"n_{rule.each}"])]
    return {number: [row for row, own in enumerate(numbers) if own == number] for number in dict.fromkeys(numbers)}


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
            if isinstance(source, Parameter) and not untouched(second, step, use, source):
                status = parameter_status(second, source, rows if use.role == ROW else None)
                statuses[source.name] = max(status, statuses.get(source.name, CONFIRMED))
            if isinstance(source, Rule) and source.name not in seen:
                seen.add(source.name)
                queue.append(source.name)
    return statuses


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


def untouched(second: Second, step: Step, use: Use, parameter: Parameter) -> bool:
    """A policy whose other choices change nothing here, or a gap that the rule did without."""
    if parameter.policy:
        return indifferent(second, step, parameter)
    values = second.steps[step.ident]
    answered = UNKNOWN not in values if isinstance(values, list) else values != UNKNOWN
    return use.maybe and second.steps[use.ident] == UNKNOWN and answered


def indifferent(second: Second, step: Step, policy: Parameter) -> bool:
    """Whether every other choice of a policy would have given this rule the same values."""
    rule = step.source
    assert isinstance(rule, Rule) and policy.kind is not None
    for number, rows in in_force(step, second.steps).items():
        outcomes = []
        for choice in range(len(policy.kind.names)):
            values = evaluated(second, step, rule.versions[number], {policy.name: choice})
            outcomes.append(values if rows is None else [values[row] for row in rows])
        if any(outcome != outcomes[0] for outcome in outcomes):
            return False
    return True


def evaluated(second: Second, step: Step, version: Version, other: dict[str, int] | None = None) -> list[Any]:
    """A function of a rule on the steps already worked out: one value, or one a row of `each`."""
    rule, steps = step.source, second.steps
    assert isinstance(rule, Rule)
    scopes = (rule.each, rule.gathers)
    uses = second.plan.uses(version, rule, scopes)
    count = max(0, steps[f"n_{rule.each}"]) if rule.each else 1
    if any(use.role == COLUMN and steps[use.ident] is None for use in uses):
        return []
    found = []
    for at in range(count):
        values = [
            (other or {}).get(use.name, steps[use.ident][at] if use.role == ROW and rule.each else steps[use.ident])
            for use in uses
        ]
        insisted = [value for value, use in zip(values, uses, strict=True) if not use.maybe]
        unknown = any(UNKNOWN in value if isinstance(value, list) else value == UNKNOWN for value in insisted)
        found.append(UNKNOWN if unknown or version.function is None else called(version, uses, values))
    return found


def called(version: Version, uses: Sequence[Use], values: Sequence[Any]) -> Any:
    """A version's function on the values of its uses, its bundles put together."""
    names = {f"v{place}": value for place, value in enumerate(values)}
    placed = [replace(use, ident=f"v{place}") for place, use in enumerate(uses)]
    bundles = {f"b_{part.annotation.__name__}": part.annotation for part in version.every if part.parts}
    return eval(call("f", version, placed), {"f": version.function, **names, **bundles})  # noqa: S307


__all__ = ["UNSET", "Place", "Second", "applies", "evaluated", "status_of"]
