"""The second pass: what doubt leaves of an answer.

Unknown facts take each of their choices or their two ends, at most 64 combinations; doubts of rules and conflicts
of sources take their least and their most favourable end in two whole runs of each. Where all agree, it is decided.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING

from tremplin.engine.facts import Case, Fact
from tremplin.engine.kinds import NONE, UNKNOWN
from tremplin.engine.one import Steps
from tremplin.engine.rules import Rule

if TYPE_CHECKING:
    from tremplin.engine.law import Decision, Law

COMBINATIONS = 64
Place = tuple[str, int | None]
"""A value of a case: a name of the program and, for a value of a row, its place."""


def applies(fact: Fact, values: dict[str, int]) -> bool:
    """A fact that does not apply is not unknown: its condition on another fact is not met."""
    return all(values.get(other, UNKNOWN) == int(wanted) for other, wanted in fact.applies.items())


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

    @cached_property
    def runs(self) -> list[Steps]:
        """The whole case worked out in every way that doubt leaves."""
        return list(self.ways())

    def ways(self) -> Iterator[Steps]:
        """The same, one after the other: who has seen enough need not wait for the rest."""
        free = [name for name, fact in self.plan.facts.items() if self.case.values[name] == UNKNOWN and ends(fact)]
        while math.prod(len(ends(self.plan.facts[name])) for name in free) > COMBINATIONS:
            free.pop()
        for values in itertools.product(*(ends(self.plan.facts[name]) for name in free)):
            case = changed(self.case, zip(((name, None) for name in free), values, strict=True))
            for favourable in (False, True):
                yield self.decision.program.doubtful(case.values, case.rows, favourable)

    def settle(self, targets: Sequence[str]) -> tuple[dict[str, int], dict[str, tuple[int, int]]]:
        """What can be decided all the same, and the ranges of what cannot: by name of rule."""
        decided: dict[str, int] = {}
        ranges: dict[str, tuple[int, int]] = {}
        for target in targets:
            values = {int(run[target]) for run in self.runs}
            if UNKNOWN in values:
                continue
            kind = self.law.rules[target].kind
            if len(values) == 1:
                decided[target] = values.pop()
            elif NONE not in values and kind is not None and kind.name in ("number", "money", "day", "month"):
                ranges[target] = (min(values), max(values))
        return decided, ranges

    @cached_property
    def settled(self) -> dict[str, int]:
        """What can be decided all the same of all that the first pass left unknown."""
        once = [step.ident for step in self.plan.steps if isinstance(step.source, Rule) and not step.scope]
        unknown = [name for name in once if self.steps[name] == UNKNOWN]
        return self.settle(unknown)[0] if unknown else {}
