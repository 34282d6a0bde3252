"""What is missing: the facts of the smallest sets that would decide, and the parameters that would have to be set."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from tremplin.engine.doubt import Place, Second, applies, changed, ends
from tremplin.engine.facts import Fact, RowTable
from tremplin.engine.kinds import UNKNOWN
from tremplin.engine.parameters import Parameter
from tremplin.engine.plan import COLUMN, ROW, Step, Use
from tremplin.engine.rules import Rule
from tremplin.engine.words import month_of, month_start
from tremplin.reasons.steps import active, evaluated, version_at

TRIES = 400
"""Answers to sets of facts that are tried, at most; then all that is unknown is asked for."""
SETS = 400
"""Where more sets than these could decide, the facts that every one of them needs are looked for first."""


class Missing(Second):
    """The second pass, asked what would decide."""

    def missing(self, target: str) -> list[Place]:
        """The facts of the smallest sets that would decide a target."""
        under = self.under(target)
        found = [place for place in under if isinstance(place, tuple)]
        if not found or (len(found) < len(under) and self.only_the_law(target, found)):
            return []
        candidates = in_order(found)
        needed: tuple[Place, ...] = ()
        if math.prod(1 + len(self.trials(place)) for place in candidates) > SETS:
            candidates = [place for place in candidates if self.unknown(place)]
            if not self.decided_at_an_end(target, candidates):
                return candidates
            needed = self.always_needed(target, candidates)
        others = [place for place in candidates if place not in needed]
        tries = 0
        for size in range(0 if needed else 1, len(others) + 1):
            deciding: set[Place] = set()
            for chosen in ((*needed, *more) for more in itertools.combinations(others, size)):
                for values in self.answers(chosen):
                    tries += 1
                    if tries > TRIES:
                        return [place for place in candidates if self.unknown(place)]
                    if self.decides(zip(chosen, values, strict=True), target):
                        deciding.update(chosen)
                        break
            if deciding:
                return in_order(deciding)
        return [place for place in candidates if self.unknown(place)]

    def always_needed(self, target: str, candidates: Sequence[Place]) -> tuple[Place, ...]:
        """The facts without which all the others, at their ends, do not decide."""
        return tuple(
            one
            for one in candidates
            if not self.decided_at_an_end(target, [other for other in candidates if other != one])
        )

    def decided_at_an_end(self, target: str, places: Sequence[Place]) -> bool:
        """Whether these facts decide where all stand at their first trial, or all at their last."""
        trials = [(place, self.trials(place)) for place in places]
        return any(self.decides([(place, of[end]) for place, of in trials], target) for end in (0, -1))

    def answers(self, chosen: Sequence[Place]) -> Iterator[tuple[int, ...]]:
        """Answers to facts, those where all stand at the same end first."""
        trials = [self.trials(place) for place in chosen]
        same = [tuple(of[end] for of in trials) for end in (0, -1)]
        yield from dict.fromkeys(same)
        yield from (values for values in itertools.product(*trials) if values not in same)

    def only_the_law(self, target: str, found: Sequence[Place]) -> bool:
        """Whether both ends of what the law leaves open decide, whatever the unknown facts are: none need be asked."""
        facts = [self.plan.facts[name] for name, row in found if row is None and name in self.plan.facts]
        if len(facts) < len(found) or not all(ends(fact) for fact in facts):
            return False
        ends_of = [{int(run[target]) for run in self.runs[end::2]} for end in (0, 1)]
        return all(len(values) == 1 and UNKNOWN not in values for values in ends_of)

    def unknown(self, place: Place) -> bool:
        """Whether a place is really unknown (a known fact may be what leaves a rule without an answer)."""
        name, row = place
        value = self.steps.get(name, UNKNOWN)
        return (value if row is None or value is None else value[row]) in (UNKNOWN, None)

    def decides(self, answers: Iterable[tuple[Place, int]], target: str) -> bool:
        """Whether answers to some facts decide a target, or leave it to the law alone."""
        tried = self.answered(tuple(answers))
        if tried.steps[target] != UNKNOWN:
            return True
        return target in tried.settle([target])[0] or all(isinstance(of, str) for of in tried.under(target))

    def answered(self, answers: tuple[tuple[Place, int], ...]) -> Missing:
        """The case with some facts answered: several targets try the same ones."""
        if answers not in self.kept:
            case = changed(self.case, answers)
            self.kept[answers] = Missing(self.law, self.decision, case, self.decision.program.run(case))
        return self.kept[answers]

    @cached_property
    def kept(self) -> dict[tuple[tuple[Place, int], ...], Missing]:
        return {}

    def trials(self, place: Place) -> tuple[int, ...]:
        name, row = place
        table, _, column = name.rpartition("__")
        fact = self.plan.columns[table][column] if row is not None else self.plan.facts.get(name)
        if fact is None:
            return (0,)
        low, high = fact.low, fact.high
        if fact.kind.name in ("day", "month", "first_of_month", "first_of_year"):
            clock = self.law.facts[self.decision.given[self.decision.clock]]
            today = self.case.values[clock.argument]
            if today == UNKNOWN:
                today = max((parameter.checked_on for parameter in self.law.parameters.values()), default=0)
            elif clock.kind.name == "month":
                today = month_start(today)
            days = (today,) if fact is clock else (today - 21915, today - 7305)
            return ends(fact) or (tuple(month_of(day) for day in days) if fact.kind.name == "month" else days)
        return ends(fact) or (low or 0, high or 100 * fact.kind.scale)

    def unset(self, target: str) -> list[str]:
        """The parameters that would have to be set to decide a target."""
        return sorted({place for place in self.under(target) if isinstance(place, str)})

    def under(self, target: str) -> list[Place | str]:
        """What an unknown target rests on, found once: what is missing and what is unset both ask."""
        if target not in self.rests:
            self.rests[target] = list(unknown_under(self, target))
        return self.rests[target]

    @cached_property
    def rests(self) -> dict[str, list[Place | str]]:
        return {}


def in_order(places: Iterable[Place]) -> list[Place]:
    return sorted(set(places), key=lambda place: (place[0], place[1] or 0))


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


def needed_of(second: Second, step: Step, row: int | None, found: list[Cause]) -> list[Cause]:
    """Of unknown arguments that a rule can do without, those of the smallest sets whose values would give it one."""
    rule = step.source
    assert isinstance(rule, Rule)
    idents = list(dict.fromkeys(ident for ident, _, _ in found))
    if not idents or rule.combine or (row is None and rule.each):
        return found
    uses = {use.ident: use for use in active(step, second.steps, row)}
    version = rule.versions[version_at(step, second.steps, row)]
    for size in range(1, len(idents) + 1):
        deciding: set[str] = set()
        for chosen, value in itertools.product(itertools.combinations(idents, size), (0, 1)):
            tried = {uses[ident].name: known_instead(second.steps[ident], uses[ident], value) for ident in chosen}
            if any(of != UNKNOWN for of in evaluated(second, step, version, tried, row or 0)):
                deciding.update(chosen)
        if deciding:
            return [cause for cause in found if cause[0] in deciding]
    return []


def known_instead(found: Any, use: Use, value: int) -> Any:
    """Something known in the place of an unknown argument; in a column, only where it is unknown."""
    return [value if each == UNKNOWN else each for each in found] if use.role == COLUMN else value


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
    if isinstance(step.source, Parameter):
        return insisted or found or [(ident, row, step.source)]
    found = insisted or needed_of(second, step, row, found)
    open_questions = [use for use in uses if use.maybe or isinstance(use.source, Parameter)]
    return found or [(use.ident, row if use.role == ROW else None, use.source) for use in open_questions]
