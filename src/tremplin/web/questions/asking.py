"""Which fact to ask next, on any law.

A question is worth asking when some answers to the others make its own answer, "I don't know" included, tell on a
result. `loose` says, without trying, what may still change at all; `tells` then looks for such answers, the fewest
first. Where trying would take too long, the question is asked: one too many rather than an answer less sure.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from tremplin.engine.doubt import Place, Second, changed, ends
from tremplin.engine.facts import Case, Fact
from tremplin.engine.kinds import NONE, UNKNOWN
from tremplin.engine.law import Decision, Law
from tremplin.engine.one import Steps
from tremplin.engine.parameters import Parameter
from tremplin.engine.plan import Step, Use
from tremplin.engine.rules import ALL, ANY
from tremplin.engine.words import month_of, months_after
from tremplin.reasons.steps import version_at

RUNS = 3_000
"""How often a case is worked out, at most, to see whether one question tells."""
DOUBTFUL = 20_000
"""The same for runs with what doubt leaves."""
LIMITS = 24
"""How many of the law's numbers are tried for one fact, at most."""
SPANS = (21_915, 7_305, 30, -365)
"""Days before today that stand for a day nobody knows: 60 and 20 years, a month; and a year ahead."""


@dataclass(frozen=True)
class Asked:
    """A fact that may be asked: its public name (`birth_date`, `contract.first_day`) and its place in the case."""

    name: str
    place: Place
    fact: Fact


def asked(law: Law, decision: Decision, name: str) -> Asked:
    """A fact by its public name, or a column of the only row of a table."""
    table, dot, column = name.rpartition(".")
    if dot:
        fact = law.rows[decision.given[table]].columns[column]
        return Asked(name, (f"{decision.given[table]}__{fact.argument}", 0), fact)
    fact = law.facts[decision.given[name]]
    return Asked(name, (fact.argument, None), fact)


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
    ) -> None:
        self.offered = offered or {}
        self.law, self.decision, self.plan = law, decision, decision.program.plan
        self.may = [asked(law, decision, name) for name in may]
        self.targets = [decision.then[name] for name in results or (decision.answer,)]
        self.left = self.doubtful = 0

    def next(self, case: Case, known: Sequence[str] | set[str]) -> str | None:
        """The first fact whose answer may tell on the first result that is still open; None: all are settled.

        `case`: what may still be asked is unknown in it. `known`: the names that are answered, unknown or not.
        """
        open_ = [one for one in self.may if one.name not in known]
        for target in self.targets:
            steps = self.run(case)
            reached = self.reach(target, steps, open_)
            if not reached or (steps[target] == UNKNOWN and self.agreed(case, target, steps, reached)):
                continue
            for one in reached:
                if self.tells(one, case, target, [other for other in reached if other is not one]):
                    return one.name
        return None

    def open(self, case: Case, known: Sequence[str] | set[str]) -> list[str]:
        """The facts that may still come, at most."""
        open_, steps = [one for one in self.may if one.name not in known], self.run(case)
        found = {one.name for target in self.targets for one in self.reach(target, steps, open_)}
        return [one.name for one in open_ if one.name in found]

    # What may still change, by the form of the rules alone.

    def reach(self, target: str, steps: Steps, open_: Sequence[Asked]) -> list[Asked]:
        """The open facts that a target hangs on through values that are not settled, in their order."""
        loose = {one.place[0] for one in open_}
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
        return [one for one in open_ if one.place[0] in seen]

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

    def tells(self, one: Asked, case: Case, target: str, others: Sequence[Asked]) -> bool:
        """Whether some answers to the others make the answers to this one differ."""
        self.left, self.doubtful = RUNS, DOUBTFUL
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
        tried = [(other.place, self.values(other, False)) for other in others]
        for start, stride in itertools.product(range(4), range(4)):
            chosen = [(place, values[(start + stride * at) % len(values)]) for at, (place, values) in enumerate(tried)]
            yield changed(case, chosen)

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
            self.differs(one, changed(case, [(other.place, value)]), target, near[place + 1 :], size - 1, whole, deep)
            for place, other in enumerate(near)
            for value in self.values(other, whole)
        )

    def differs_here(self, one: Asked, case: Case, target: str, whole: bool, deep: bool) -> bool:
        tried = [case, *(changed(case, [(one.place, value)]) for value in self.values(one, whole))]
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
        if self.left > 0:
            self.left -= 1 + self.weight(steps)
            if self.left <= 0:
                raise TooLong
        return steps

    def weight(self, steps: Steps) -> int:
        """What rows that a rule opens (one a month) add to the time of a run."""
        return sum(max(0, int(steps[f"n_{table}"])) for table in self.plan.opened) // 4

    def state(self, case: Case, target: str, steps: Steps) -> tuple[int, ...]:
        """A result as it is told: its value, or the range that doubt leaves, or unknown."""
        if steps[target] != UNKNOWN:
            return (int(steps[target]),)
        second = Second(self.law, self.decision, case, steps)
        decided, ranges = second.settle([target])
        self.doubtful -= len(second.runs) * (1 + self.weight(second.runs[0]))
        if self.doubtful <= 0:
            raise TooLong
        return (decided[target],) if target in decided else ranges.get(target, (UNKNOWN,))

    def agreed(self, case: Case, target: str, steps: Steps, reached: Sequence[Asked]) -> bool:
        """Whether every choice and both ends of all that is open agree: nothing need be asked."""
        if any(one.place[1] is not None or not ends(one.fact) for one in reached):
            return False
        self.left, self.doubtful = RUNS, DOUBTFUL
        state = self.state(case, target, steps)
        return len(state) == 1 and state != (UNKNOWN,)

    # The values to try.

    def values(self, one: Asked, whole: bool) -> tuple[int, ...]:
        """The answers to try: all choices, or the ends; `whole`: with each limit of the law and its neighbours."""
        fact, few = one.fact, ends(one.fact)
        if one.name in self.offered:
            return tuple(fact.kind.names.index(name) for name in self.offered[one.name])
        if fact.kind.name in ("yes_no", "choice"):
            return few
        near: Iterator[int]
        if fact.kind.name in ("number", "money"):
            tried = few or (fact.low or 0, 100 * fact.kind.scale if fact.high is None else fact.high)
            near = (limit * fact.kind.scale for limit in self.limits)
        else:
            month, of = fact.kind.name == "month", month_of if fact.kind.name == "month" else int
            tried = few or tuple(of(self.today - days) for days in SPANS)
            near = (of(months_after(self.today, -12 * years)) for years in self.limits if not month and years <= 120)
        every = [*tried, *((value + step for value in near for step in (0, -1, 1)) if whole else ())]
        return tuple(dict.fromkeys(value for value in every if fact.lowest <= value - fact.add <= fact.highest))

    @cached_property
    def today(self) -> int:
        return max((parameter.checked_on for parameter in self.law.parameters.values()), default=0)

    @cached_property
    def limits(self) -> list[int]:
        """The whole numbers that the rules of this decision compare with."""
        found: dict[int, None] = {}
        for step in self.plan.steps:
            if isinstance(step.source, Parameter):
                for version in step.source.versions:
                    found |= dict.fromkeys(whole_numbers(version.value))
        return sorted(found)[:LIMITS]


def first_of(uses: Sequence[Use], steps: Steps, loose: set[str]) -> list[Use]:
    """Of alternatives in their order, those that may still change before one that is settled and holds."""
    found = []
    for use in uses:
        if use.ident in loose:
            found.append(use)
        elif steps[use.ident] == 1:
            break
    return found


def whole_numbers(value: object) -> Iterator[int]:
    """The whole numbers in the value of a parameter, its fields and lists of one level."""
    for part in value if isinstance(value, tuple) else (value,):
        if isinstance(part, int) and part not in (UNKNOWN, NONE) and 2 < part < 1_000:
            yield part
