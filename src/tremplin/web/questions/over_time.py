"""What changes for somebody over some time: the facts that matter on any day of it, and the days of each change.

Months are said as of today. All days are looked through; for what to ask, those on which the law, an age or a count of
months changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tremplin.engine.doubt import changed
from tremplin.engine.facts import Case
from tremplin.engine.kinds import KINDS, UNKNOWN, day, day_date
from tremplin.engine.one import Steps
from tremplin.engine.plan import Step
from tremplin.engine.rules import Rule
from tremplin.engine.words import months_after
from tremplin.ground.sentences import label, sentence
from tremplin.reasons.flips import Cause, Flip, course, growing, moments
from tremplin.reasons.wording import day_text, said
from tremplin.web.questions import giving
from tremplin.web.questions.asking import Asking, alone
from tremplin.web.questions.topics import Part

if TYPE_CHECKING:
    from tremplin.web.questions.state import State

AHEAD = 12
"""Months ahead of today that are looked through."""


def span(state: State, part: Part) -> Sequence[int]:
    """The moments of a decision's clock: from the day before the first of the topic to a year ahead of today."""
    decision = state.decisions[part.decision]
    kind = state.law.facts[decision.given[decision.clock]].kind
    since, today = day(str(state.topic.since)), day(state.today.isoformat())
    start = since - 1
    if kind.name in ("first_of_month", "first_of_year"):
        start = months_after(since, -1 if kind.name == "first_of_month" else -12)
    months = (day_date(today).year - day_date(start).year) * 12 + day_date(today).month - day_date(start).month
    end = months_after(today, AHEAD)
    return [moment for moment in moments(kind, start, months + AHEAD + 1) if moment <= end]


# What is asked.


def following(state: State, known: Sequence[str]) -> str | None:
    """The first fact that may tell on some day; all of those of work that is planned."""
    for part in state.parts():
        if part.planned:
            found = next((name for name in part.ask if name not in known), None)
        else:
            questions, told = giving.asking(state, part), giving.settled(state, part, known)
            cases = (giving.case(state, part, day_date(moment)) for moment in turns(state, part))
            found = questions.first(cases, told)
        if found:
            return found
    return None


def still(state: State, known: Sequence[str]) -> set[str]:
    """The facts that may still be asked on some day, by the form of the rules."""
    found: set[str] = set()
    for part in state.parts():
        if part.planned:
            found |= {name for name in part.ask if name not in known}
            continue
        questions, told = giving.asking(state, part), giving.settled(state, part, known)
        for moment in turns(state, part):
            found |= set(questions.open(giving.case(state, part, day_date(moment)), told))
    return found


def supposed(state: State, part: Part, taken: Mapping[str, Any]) -> set[str]:
    """Of the facts that are supposed, those that the answer may hang on some day."""
    bare = Asking(state.law, state.decisions[part.decision], list(taken), part.results)
    found: set[str] = set()
    for moment in turns(state, part) if state.topic.since else [day(state.today.isoformat())]:
        case = giving.case(state, part, day_date(moment))
        for one in bare.may:
            case = one.put(case, UNKNOWN)
        found |= set(bare.open(case, ()))
    return found


def turns(state: State, part: Part) -> list[int]:
    """The days on which the law, an age or a count of months that the law compares with changes, today first."""
    questions, tried = giving.asking(state, part), span(state, part)
    today = day(state.today.isoformat())
    if len(tried) < 3 * AHEAD:
        return list(tried)
    case = giving.case(state, part)
    steps = questions.run(case)
    days = {tried[0], tried[-1]}.union(*(law_days(step, steps) for step in questions.plan.steps))
    if birth := state.answers.get("birth_date"):
        days |= {months_after(day(str(birth)), 12 * age) for age in range(120)}
    limits = {limit + over for limit in questions.trials.limits for over in (0, 1)}
    for name in growing(state.law, questions.decision, case):
        counts = range(-AHEAD, AHEAD + 1)
        days |= {months_after(today, months) for months in counts if case.values[name] + months in limits}
    kept = [one for one in sorted(days) if tried[0] <= one <= tried[-1] and one != today]
    return [today, *kept]


def law_days(step: Step, steps: Steps) -> set[int]:
    """The days on which a rule or a number of the law changes here, and those that the number names."""
    source = step.source
    if isinstance(source, Rule):
        return {version.since for version in source.versions if version.since is not None}
    group = steps[step.group.ident] if step.group else 0
    versions = [version for version in source.versions if group in (version.group, UNKNOWN)]
    days = {version.first_day for version in versions}
    if source.kind is not None and source.kind.name == "day":
        days |= {version.value + after for version in versions for after in (0, 1)}
    return days


# What is answered.


@dataclass(frozen=True)
class Reason:
    """Why an answer changes, in words, with the address of what changes in the law."""

    text: str
    address: str


@dataclass(frozen=True)
class Turn:
    """A stretch of time with one answer: when it begins, what the answer is, and why it is another than before."""

    when: str
    answer: str
    mark: str
    reasons: tuple[Reason, ...]
    place: str
    """`past`, `now` or `ahead`."""


class Course:
    """How one result of a decision goes over the time, in a language."""

    def __init__(self, state: State, part: Part, public: str, language: str) -> None:
        self.state, self.part, self.public, self.language = state, part, public, language
        self.decision = alone(state.decisions[part.decision], (public,))
        self.rule = state.law.rules[self.decision.then[public]]
        self.clock = state.law.facts[self.decision.given[self.decision.clock]]
        self.span = span(state, part)
        self.since, today = day(str(state.topic.since)), day(state.today.isoformat())
        self.until = months_after(today, AHEAD)

    @cached_property
    def found(self) -> tuple[int, list[Flip]]:
        if any(self.state.answers.get(name, "") is None for name in self.state.topic.needs):
            return UNKNOWN, []
        return course(self.state.law, self.decision, self.cases(), self.rule.name, self.language)

    def cases(self) -> Iterator[tuple[int, Case]]:
        """The case of each day; only its clock moves where nothing counts months."""
        base = giving.case(self.state, self.part)
        moving = self.part.planned or growing(self.state.law, self.decision, base)
        for moment in self.span:
            if moving:
                yield moment, giving.case(self.state, self.part, day_date(moment))
            else:
                yield moment, changed(base, [((self.clock.argument, None), moment)])

    @property
    def label(self) -> str:
        return label(self.rule.texts, self.language)

    @cached_property
    def today(self) -> int:
        return max(
            (moment for moment in self.span if moment <= day(self.state.today.isoformat())), default=self.span[0]
        )

    @cached_property
    def now(self) -> int:
        """The value today."""
        first, flips = self.found
        return next((flip.after for flip in reversed(flips) if flip.day <= self.today), first)

    @property
    def tone(self) -> str:
        yes_no = self.rule.kind is not None and self.rule.kind.name == "yes_no"
        return self.mark(self.now) if yes_no or self.now == UNKNOWN else "yes"

    def mark(self, value: int) -> str:
        if value == UNKNOWN:
            return "unsure"
        yes_no = self.rule.kind == KINDS["yes_no"]
        return ("no" if value == 0 else "yes") if yes_no else ""

    def text(self, value: int) -> str:
        if self.rule.kind is None:
            return str(value)
        return said(self.state.law, self.rule.kind, value, self.language, self.public, self.rule.name)

    @property
    def text_now(self) -> str:
        return self.text(self.now)

    def when(self, moment: int) -> str:
        return day_text(moment, self.language)

    @property
    def what(self) -> str:
        """What changes: the answer, or an amount."""
        yes_no = self.rule.kind == KINDS["yes_no"]
        return sentence(f"ask.over_{'answer' if yes_no else 'amount'}", self.language, label=self.label)

    @property
    def next(self) -> Flip | None:
        return next((flip for flip in self.found[1] if flip.day > self.today), None)

    @cached_property
    def lead(self) -> str:
        """The sentence that answers: the next change, or the last one, or that there is none."""
        flips = self.found[1]
        told = self.next or (flips[-1] if flips else None)
        words = {"what": self.what, "start": self.when(self.since), "end": self.when(self.until)}
        if told is None:
            key = "open" if self.now == UNKNOWN else "none"
            return sentence(f"ask.over_{key}", self.language, answer=self.text(self.now), **words)
        words |= {"day": self.when(told.day), "before": self.text(told.before), "after": self.text(told.after)}
        why = next((self.because(cause) for cause in told.causes), "")
        return sentence(f"ask.over_{'ahead' if self.next else 'past'}", self.language, why=why, **words)

    def because(self, cause: Cause) -> str:
        return sentence(f"ask.because_{cause.kind}", self.language, text=cause.text)

    @cached_property
    def turns(self) -> list[Turn]:
        """Every stretch of the time, in order."""
        first, flips = self.found
        begins = [(self.span[0], first, ()), *((flip.day, flip.after, flip.causes) for flip in flips)]
        current = max(at for at, (begin, _, _) in enumerate(begins) if begin <= self.today)
        return [
            Turn(
                when=self.when(begin) if at else sentence("ask.over_before", self.language, day=self.when(self.since)),
                answer=self.text(value),
                mark=self.mark(value),
                reasons=tuple(Reason(self.because(cause), self.address(cause)) for cause in causes),
                place="now" if at == current else "past" if at < current else "ahead",
            )
            for at, (begin, value, causes) in enumerate(begins)
        ]

    def address(self, cause: Cause) -> str:
        law = self.state.law
        kind = "parameters" if cause.name in law.parameters else "rules" if cause.name in law.rules else ""
        return f"/{self.language}/law/{kind}/{cause.name}" if kind else ""


def courses(state: State, language: str) -> list[Course]:
    """Every result of a topic over the time: that which answers first."""
    found = []
    for part in state.parts():
        decision = state.decisions[part.decision]
        found += [Course(state, part, public, language) for public in part.results or (decision.answer,)]
    return found
