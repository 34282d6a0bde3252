"""Which fact to ask next, on any law.

A question is worth asking when some answers to the others make its own answer, "I don't know" included, tell on a
result. `loose` says, without trying, what may still change at all; `tells` then looks for such answers, the fewest
first. Where trying would take too long, the question is asked: one too many rather than an answer less sure.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import chain

from tremplin.engine.doubt import Place, Second
from tremplin.engine.facts import Case
from tremplin.engine.kinds import KINDS, UNKNOWN
from tremplin.engine.law import Decision, Law
from tremplin.engine.one import Steps
from tremplin.engine.parameters import Parameter
from tremplin.engine.plan import Step, Use
from tremplin.engine.rules import ALL, ANY
from tremplin.reasons.left import left
from tremplin.reasons.steps import version_at
from tremplin.web.questions.asked import Asked, asked
from tremplin.web.questions.classes import Classes
from tremplin.web.questions.trials import Trials

RUNS = 16_000
"""How often a case is worked out, at most, to find the next question."""
DOUBTFUL = 3
"""What a run with what doubt leaves adds to that."""

STEPS = 40
"""Rules and numbers that take as long as one run counts for."""


@cache
def alone(decision: Decision, results: tuple[str, ...]) -> Decision:
    """The decision with no more than some of its results: what the others take to work out is not waited for."""
    return replace(decision, then={name: decision.then[name] for name in results}, also=())


class TooLong(Exception):
    """Trying took too many runs."""


class Asking:
    """The questions of one decision. `results`: those that matter, the answer first; `may`: facts in their order;
    `offered`: the only choices that a question names."""

    def __init__(
        self,
        law: Law,
        decision: Decision,
        may: Sequence[str],
        results: Sequence[str] = (),
        offered: Mapping[str, Sequence[str]] | None = None,
        also: Mapping[str, Sequence[tuple[Place, int | None]]] | None = None,
    ) -> None:
        self.offered = offered or {}
        self.law, self.decision = law, alone(decision, tuple(results or (decision.answer,)))
        self.plan = self.decision.program.plan
        self.trials = Trials(law, self.plan)
        self.may = [replace(asked(law, decision, name), also=tuple((also or {}).get(name, ()))) for name in may]
        self.targets = [decision.then[name] for name in results or (decision.answer,)]
        self.left: int | None = None
        self.tried: dict[tuple[str, bool], tuple[int, ...]] = {}

    def first(self, cases: Iterable[Case], known: Sequence[str] | set[str]) -> str | None:
        """The next question of the first of some cases that has one; together they may try as much as one alone."""
        runs = RUNS
        for case in cases:
            if found := self.next(case, known, runs):
                return found
            runs = max(1, self.left or 0)
        return None

    def next(self, case: Case, known: Sequence[str] | set[str], runs: int = RUNS) -> str | None:
        """The first fact whose answer may tell on the first result that is still open; None: all are settled, or the
        answer is no whatever comes.

        `case`: what may still be asked is unknown in it. `known`: the names that are answered, unknown or not.
        """
        open_ = [one for one in self.may if one.name not in known]
        self.left, steps = None, self.run(case)
        self.left, self.tried = runs, {}
        for target in self.targets:
            reached = self.reach(target, steps, open_)
            settled = self.settled(case, target, steps, reached)
            if settled == 0 and target == self.targets[0] and self.law.rules[target].kind == KINDS["yes_no"]:
                return None
            if settled != UNKNOWN or not reached:
                continue
            self.sort_out(case, target, reached)
            for one in reached:
                if self.tells(one, case, target, [other for other in reached if other is not one]):
                    return one.name
        return None

    def open(self, case: Case, known: Sequence[str] | set[str]) -> list[str]:
        """The facts that may still come, at most."""
        self.left, open_, steps = None, [one for one in self.may if one.name not in known], self.run(case)
        found = {one.name for target in self.targets for one in self.reach(target, steps, open_)}
        return [one.name for one in open_ if one.name in found]

    # What may still change, by the form of the rules alone.

    def reach(self, target: str, steps: Steps, open_: Sequence[Asked]) -> list[Asked]:
        """The open facts that a target hangs on through values that are not settled, in their order."""
        loose = set[str]().union(*(one.places for one in open_))
        under: dict[str, list[Use]] = {}
        for step in self.plan.steps:
            uses = self.loose_uses(step, steps, loose)
            if uses:
                loose.add(step.ident)
                under[step.ident] = uses
        queue, seen = [self.plan.by_name[target].ident], set[str]()
        while queue:
            ident = queue.pop()
            if ident not in seen:
                seen.add(ident)
                queue += [use.ident for use in under.get(ident, ())]
        return [one for one in open_ if one.places & seen]

    def loose_uses(self, step: Step, steps: Steps, loose: set[str]) -> list[Use]:
        """What may still change a step; nothing where settled parts of a combination decide it."""
        source = step.source
        if isinstance(source, Parameter):
            return [use for use in (step.clock, step.group) if use is not None and use.ident in loose]
        uses = list(chain.from_iterable(step.uses)) if step.clock.ident in loose else self.in_force(step, steps)
        changing = [use for use in (*uses, *step.doubt, step.clock) if use.ident in loose]
        if source.combine and changing:
            deciding = {ANY: 1, ALL: 0}.get(source.combine)
            if any(use.ident not in loose and steps[use.ident] == deciding for use in uses):
                return []
            if deciding is None:
                return first_of(uses, steps, loose)
        return changing

    @staticmethod
    def in_force(step: Step, steps: Steps) -> list[Use]:
        if step.scope and len(step.uses) > 1:
            return list(chain.from_iterable(step.uses))
        return list(step.uses[version_at(step, steps, None)])

    # Whether an answer tells, by trying.

    def sort_out(self, case: Case, target: str, open_: Sequence[Asked]) -> None:
        """The values of each open fact that the rules can tell apart here; all, where a rule opens rows: a run that
        many months make long is not worth it."""
        classes = Classes(self.plan, case, [one.places for one in open_], [target])
        for one, whole in itertools.product(open_, (False, True)):
            values, run = self.values(one, whole), partial(self.answered, case, one)
            self.tried[one.name, whole] = values if self.plan.opened else classes.apart(one.places, values, run)

    def answered(self, case: Case, one: Asked, value: int) -> Steps:
        return self.decision.program.run(one.put(case, value))

    def tells(self, one: Asked, case: Case, target: str, others: Sequence[Asked]) -> bool:
        """Whether some answers to the others make the answers to this one differ."""
        try:
            if any(
                self.differs_here(one, all_others, target, False, False)
                for all_others in self.all_answered(case, others)
            ):
                return True
            for whole, deep in ((False, False), (True, False), (True, True)):
                for size in range(len(others) + 1):
                    if self.differs(one, case, target, others, size, whole, deep):
                        return True
        except TooLong:
            return True
        return False

    def all_answered(self, case: Case, others: Sequence[Asked]) -> Iterator[Case]:
        """Some ways to answer all the others at once: most questions are seen to tell by one of these."""
        tried = [(other, self.tried[other.name, False]) for other in others]
        for start, stride in itertools.product(range(4), range(4)):
            made = case
            for at, (other, values) in enumerate(tried):
                made = other.put(made, values[(start + stride * at) % len(values)])
            yield made

    def differs(
        self, one: Asked, case: Case, target: str, others: Sequence[Asked], size: int, whole: bool, deep: bool
    ) -> bool:
        """With exactly `size` of the others answered. `whole`: every value; `deep`: with what doubt leaves."""
        if size == 0:
            return self.differs_here(one, case, target, whole, deep)
        reached = self.reach(target, self.run(case), [one, *others])
        if one not in reached:
            return False
        near = [other for other in others if other in reached]
        return any(
            self.differs(one, other.put(case, value), target, near[place + 1 :], size - 1, whole, deep)
            for place, other in enumerate(near)
            for value in self.tried[other.name, whole]
        )

    def differs_here(self, one: Asked, case: Case, target: str, whole: bool, deep: bool) -> bool:
        tried = [case, *(one.put(case, value) for value in self.tried[one.name, whole])]
        runs = [self.run(of) for of in tried]
        found = {int(steps[target]) for steps in runs}
        if len(found - {UNKNOWN}) > 1:
            return True
        if found == {UNKNOWN} and not deep:
            return False
        if len(found) == 1 and UNKNOWN not in found:
            return False
        return len({self.state(of, target, steps) for of, steps in zip(tried, runs, strict=True)}) > 1

    def run(self, case: Case) -> Steps:
        steps = self.decision.program.run(case)
        self.spend(1 + self.weight(steps))
        return steps

    def spend(self, runs: int) -> None:
        """Counts what was tried; raises TooLong where it was enough."""
        if self.left is not None:
            self.left -= runs
            if self.left <= 0:
                raise TooLong

    def weight(self, steps: Steps) -> int:
        """What many rules add to the time of a run, and rows that a rule opens (one a month): each looks at all."""
        rows = sum(max(0, int(steps[f"n_{table}"])) for table in self.plan.opened)
        return len(self.plan.steps) // STEPS + rows // 4 + rows * rows // 32

    def state(self, case: Case, target: str, steps: Steps) -> tuple[int, ...]:
        """A result as it is told: its value, or the range that doubt leaves, or unknown."""
        if steps[target] != UNKNOWN:
            return (int(steps[target]),)
        weight, told = DOUBTFUL + self.weight(steps), tuple[int, ...]((UNKNOWN,))
        for so_far in left(Second(self.law, self.decision, case, steps), target):
            self.spend(weight)
            told = so_far
        return told

    def settled(self, case: Case, target: str, steps: Steps, reached: Sequence[Asked]) -> int:
        """The value that a result has whatever comes; unknown where it has none or that takes too long to see."""
        try:
            if steps[target] == UNKNOWN:
                state = self.state(case, target, steps)
                return state[0] if len(state) == 1 else UNKNOWN
            sure = not reached or self.whichever(case, target, steps, reached)
            return int(steps[target]) if sure else UNKNOWN
        except TooLong:
            return UNKNOWN

    def whichever(self, case: Case, target: str, steps: Steps, reached: Sequence[Asked]) -> bool:
        """Whether each choice of one open fact settles a value as it is."""
        for one in reached:
            if one.fact.kind.name in ("yes_no", "choice"):
                others = [other for other in reached if other is not one]
                runs = [self.run(one.put(case, value)) for value in self.values(one, False)]
                if all(run[target] == steps[target] and not self.reach(target, run, others) for run in runs):
                    return True
        return False

    def values(self, one: Asked, whole: bool) -> tuple[int, ...]:
        """The answers to try; `whole`: with each limit of the law and its neighbours."""
        if one.name in self.offered:
            return tuple(one.fact.kind.names.index(name) for name in self.offered[one.name])
        return self.trials.of(one.fact, whole)


def first_of(uses: Sequence[Use], steps: Steps, loose: set[str]) -> list[Use]:
    """Of alternatives in their order, those that may still change before one that is settled and holds."""
    found = []
    for use in uses:
        if use.ident in loose:
            found.append(use)
        elif steps[use.ident] == 1:
            break
    return found
