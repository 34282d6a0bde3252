"""Answers that come to the same: of those that no rule can tell apart here, one is tried."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from tremplin.engine.facts import Case
from tremplin.engine.kinds import UNKNOWN
from tremplin.engine.one import Steps
from tremplin.engine.plan import Plan, Step


class Classes:
    """What hangs on which unknown facts, by the form of the rules; `places`: the names of the program that an open
    fact goes to."""

    def __init__(self, plan: Plan, case: Case, places: Sequence[set[str]], targets: Sequence[str]) -> None:
        self.plan = plan
        self.under: dict[str, frozenset[str]] = {}
        for names in places:
            self.under |= dict.fromkeys(names, frozenset([min(names)]))
        for name, value in case.values.items():
            if value == UNKNOWN:
                self.under.setdefault(name, frozenset([name]))
        self.heard = {plan.by_name[target].ident for target in targets}
        self.told: dict[frozenset[str], list[str]] = {}
        upstream = self.upstream()
        for step in plan.steps:
            if step.ident in upstream:
                self.follow(step)

    def upstream(self) -> set[str]:
        """What the targets hang on at all."""
        found = set(self.heard)
        for step in reversed(self.plan.steps):
            if step.ident in found:
                found |= self.uses(step)
        return found

    def uses(self, step: Step) -> set[str]:
        """What a step takes: its arguments, its day, and the rows that it stands in."""
        uses = {use.ident for use in (*chain.from_iterable(step.uses), *step.doubt, step.clock)}
        opening = self.plan.opened.get(step.scope or "")
        return uses | {of.ident for of in (step.group, opening) if of is not None}

    def follow(self, step: Step) -> None:
        """Notes what a step hangs on, and what it hears of facts that it brings together."""
        uses = self.uses(step)
        used = [self.under.get(ident, frozenset()) for ident in uses]
        together = frozenset().union(*used)
        self.under[step.ident] = together
        for ident, of in zip(uses, used, strict=True):
            if of and of != together:
                self.told.setdefault(of, []).append(ident)
        if step.ident in self.heard and together:
            self.told.setdefault(together, []).append(step.ident)

    def apart(self, names: set[str], values: Sequence[int], run: Callable[[int], Steps]) -> tuple[int, ...]:
        """Of some values of a fact, the first of each class: those that all that is heard of it alone tells apart."""
        heard = self.told.get(frozenset([min(names)]), [])
        if names & set(heard):
            return tuple(values)
        found: dict[object, int] = {}
        for value in values:
            steps = run(value)
            told = tuple(tuple(of) if isinstance(of := steps[ident], list) else of for ident in heard)
            unsure = any(one in (UNKNOWN, None) or (isinstance(one, tuple) and UNKNOWN in one) for one in told)
            found.setdefault((value, told) if unsure else told, value)
        return tuple(found.values())
