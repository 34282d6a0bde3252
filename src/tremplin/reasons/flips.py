"""On which days an answer changes, and why.

Every day is tried (every month, every year where the decision goes by these): no answer is monotone by nature, for
windows slide, birthdays and reforms cut. The case is read once; the decision's clock moves, and with it the facts that
count months which go on (`grows`); what belongs to the month or the year of the clock (`of_month`, `of_year`) is not
carried into another. Where the day makes a case that is refused, the search ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tremplin.engine.doubt import Second, changed
from tremplin.engine.facts import Case, Fact
from tremplin.engine.kinds import UNKNOWN, Kind
from tremplin.engine.law import Decision, Law
from tremplin.engine.parameters import Parameter
from tremplin.engine.plan import Use
from tremplin.engine.rules import Rule
from tremplin.engine.words import month_of, months_after
from tremplin.ground.errors import Fault, InputError
from tremplin.ground.sentences import label, sentence
from tremplin.reasons.left import left
from tremplin.reasons.passing import later, passing
from tremplin.reasons.status import clock_days
from tremplin.reasons.steps import active
from tremplin.reasons.wording import said


@dataclass(frozen=True)
class Cause:
    """Why an answer changes: `birthday`, `law`, `window` (what rows give changes) or `ceiling` (a limit is reached)."""

    kind: str
    name: str
    text: str


@dataclass(frozen=True)
class Flip:
    """A day (month, year) from which the answer is another. `before`, `after`: exact values of the answer's kind."""

    day: int
    before: int
    after: int
    causes: tuple[Cause, ...]


def start_of(law: Law, decision: Decision, case: Case, source: str = "") -> int:
    """The day of the decision's clock; it must be given."""
    clock = law.facts[decision.given[decision.clock]]
    if case.values[clock.argument] == UNKNOWN:
        raise InputError([Fault(f"{source}, {decision.clock}" if source else decision.clock, "required")])
    return case.values[clock.argument]


def moments(kind: Kind, start: int, months: int) -> Sequence[int]:
    """What the clock is set to, first to last: days, months, or the years that these months reach."""
    if kind.name == "first_of_month":
        return [months_after(start, ahead) for ahead in range(months + 1)]
    if kind.name == "first_of_year":
        return [months_after(start, ahead) for ahead in range(0, months + 12, 12)]
    return range(start, (start + months if kind.name == "month" else months_after(start, months)) + 1)


def flips(law: Law, decision: Decision, case: Case, tried: Sequence[int], language: str) -> tuple[int, list[Flip]]:
    """The answer at the first moment, and each change of it after that one up to and including the last."""
    clock = law.facts[decision.given[decision.clock]].argument
    counts, passes = growing(law, decision, case), passing(law, decision, tried)

    def on(day: int) -> Case:
        gone = months_gone(tried[0], day) if counts else 0
        moved = changed(case, [((clock, None), day), *(((name, None), case.values[name] + gone) for name in counts)])
        return later(law, decision, moved, tried[0], day) if passes else moved

    return course(law, decision, ((day, on(day)) for day in tried), decision.then[decision.answer], language)


def course(
    law: Law, decision: Decision, cases: Iterable[tuple[int, Case]], target: str, language: str
) -> tuple[int, list[Flip]]:
    """The value of a rule in the first of some cases, each with its moment, and each change of it after that one."""
    found: list[Flip] = []
    first = before = UNKNOWN
    last: Second | None = None
    for day, moved in cases:
        if refused(decision, moved):
            break
        steps = decision.program.run(moved)
        second = Second(law, decision, moved, steps)
        value: int = steps[target]
        if value == UNKNOWN:
            *_, told = left(second, target)
            value = told[0] if len(told) == 1 else UNKNOWN
        if last is None:
            first = value
        elif value != before:
            causes = Causes(last, second, language)
            found.append(Flip(day, before, value, tuple(causes.of(target))))
        before, last = value, second
    return first, found


def as_plain(
    law: Law, decision: Decision, tried: Sequence[int], first: int, found: Sequence[Flip], supposed: Sequence[str] = ()
) -> dict[str, Any]:
    """For programs: what was looked through, what was supposed, the first answer, and each change of it."""
    clock = law.facts[decision.given[decision.clock]].kind
    kind = law.rules[decision.then[decision.answer]].kind
    plain = kind.plain if kind else int
    listed = [
        {
            "day": clock.plain(flip.day),
            "before": plain(flip.before),
            "after": plain(flip.after),
            "causes": [asdict(cause) for cause in flip.causes],
        }
        for flip in found
    ]
    scanned = {"from": clock.plain(tried[0]), "until": clock.plain(tried[-1])}
    known = {"decision": decision.name, "law": law.fingerprint, **scanned, "supposed": [*supposed]}
    return known | {"first": plain(first), "flips": listed}


def growing(law: Law, decision: Decision, case: Case) -> list[str]:
    """The facts of the case that go on counting months (their arguments)."""
    facts = (fact for fact in decision.facts(law).values() if isinstance(fact, Fact) and fact.grows)
    return [fact.argument for fact in facts if case.values[fact.argument] != UNKNOWN]


def supposed(law: Law, decision: Decision, case: Case, tried: Sequence[int], language: str) -> list[str]:
    """What the search takes for granted of the facts, in sentences."""
    facts = decision.facts(law)
    counting = [label(law.arguments[name].texts, language) for name in growing(law, decision, case)]
    ending = [label(facts[name].texts, language) for name in passing(law, decision, tried)]
    said = {"flips.growing": counting, "flips.passing": ending}
    return [sentence(key, language, names=", ".join(names)) for key, names in said.items() if names]


def months_gone(start: int, day: int) -> int:
    """Whole months from one day to another."""
    months = month_of(day) - month_of(start)
    return months - (1 if months_after(start, months) > day else 0)


def refused(decision: Decision, case: Case) -> bool:
    """Whether a check of the decision refuses the case."""
    faults: list[object] = []
    for check in decision.checks:
        check(case, lambda *fault, **_: faults.append(fault))
    return bool(faults)


class Causes:
    """What made an answer change between two days: followed down from the answer through what changed."""

    def __init__(self, old: Second, new: Second, language: str) -> None:
        self.old, self.new, self.language, self.law = old, new, language, new.law
        self.before, self.after = resolved(old), resolved(new)

    def of(self, target: str) -> list[Cause]:
        found: dict[Cause, None] = {}
        queue, seen = [target], {target}
        while queue:
            for cause in self.under(queue.pop(0)):
                if isinstance(cause, Cause):
                    found[cause] = None
                elif cause not in seen:
                    seen.add(cause)
                    queue.append(cause)
        return list(found)

    def under(self, name: str) -> Iterator[Cause | str]:
        """The causes that a rule shows itself, or the names of the changed rules under it."""
        step = self.new.plan.by_name[name]
        rule = step.source
        if not isinstance(rule, Rule):
            return
        uses = active(step, self.new.steps, None)
        version = next(of for of, own in zip(rule.versions, step.uses, strict=True) if own is uses)
        if uses is not active(step, self.old.steps, None):
            yield Cause("law", name, f"{self.label(rule)} ({version.article})")
        elif version.function is not None and "years_between" in version.function.__code__.co_names:
            yield Cause("birthday", name, self.change(rule))
        elif rule.gathers:
            changed = [*self.parameters_below(name, set())]
            yield from changed or [Cause("window", name, self.change(rule))]
        else:
            deciding = self.deciding(rule, uses)
            for use in deciding:
                if isinstance(use.source, Parameter):
                    yield Cause("law", use.name, self.label(use.source))
                elif isinstance(use.source, Rule):
                    yield use.name
            if all(isinstance(use.source, Fact) for use in deciding):
                follows_the_day = rule.kind is not None and rule.kind.name == "day"
                yield Cause("window" if follows_the_day else "ceiling", name, self.change(rule))

    def deciding(self, rule: Rule, uses: tuple[Use, ...]) -> list[Use]:
        """The changed arguments of a rule: those that change it alone, or all where none does."""
        changed = [use for use in uses if self.before[use.ident] != self.after[use.ident]]
        version = next((of for of in rule.versions if of.names == tuple(use.name for use in uses)), None)
        if rule.combine or version is None or version.function is None or len(changed) < 2:
            return changed
        values = {use.ident: self.before[use.ident] for use in uses}
        values_after = {use.ident: self.after[use.ident] for use in changed}
        if any(value == UNKNOWN or isinstance(value, tuple) for of in (values, values_after) for value in of.values()):
            return changed
        alone = []
        for use in changed:
            tried = values | {use.ident: values_after[use.ident]}
            if version.function(*tried.values()) != version.function(*values.values()):
                alone.append(use)
        return alone or changed

    def parameters_below(self, name: str, seen: set[str]) -> Iterator[Cause]:
        """Parameters that rows are judged by, whose version changed."""
        seen.add(name)
        for use in active(self.new.plan.by_name[name], self.new.steps, None):
            source = use.source
            if isinstance(source, Parameter) and self.versions(self.old, source) != self.versions(self.new, source):
                yield Cause("law", source.name, self.label(source))
            elif isinstance(source, Rule) and source.name not in seen and (source.scope or source.gathers):
                yield from self.parameters_below(source.name, seen)

    def versions(self, second: Second, parameter: Parameter) -> set[int]:
        days, group = clock_days(second, parameter)
        return {found.key for day in days if (found := parameter.at(day, group))}

    def label(self, source: Rule | Parameter) -> str:
        return label(source.texts, self.language)

    def change(self, rule: Rule) -> str:
        """`âge : 35 → 36`."""
        texts = [self.text(rule, values[rule.name]) for values in (self.before, self.after)]
        return f"{self.label(rule)}{sentence('place.colon', self.language)}{' → '.join(texts)}"

    def text(self, rule: Rule, value: Any) -> str:
        ends = [said(self.law, rule.kind, end, self.language, rule.name) for end in flat(value)] if rule.kind else [""]
        return sentence("value.between", self.language, low=ends[0], high=ends[1]) if ends[1:] else ends[0]


def flat(value: Any) -> tuple[int, ...]:
    return value if isinstance(value, tuple) else (value,)


def resolved(second: Second) -> dict[str, Any]:
    """The steps, and what the second pass settles of what they leave unknown: a value, or both ends of a range."""
    rules = [step.source.name for step in second.plan.steps if isinstance(step.source, Rule) and not step.scope]
    unknown = [name for name in rules if second.steps[name] == UNKNOWN]
    decided, ranges = second.settle(unknown) if unknown else ({}, {})
    return {**second.steps, **decided, **ranges}
