"""One decision: a case in, its outcome with every step out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tremplin.engine.doubt import Second
from tremplin.engine.facts import Case, Reader
from tremplin.engine.kinds import NONE, UNKNOWN
from tremplin.engine.law import Decision, Law, Question
from tremplin.engine.one import Steps


def read_case(law: Law, question: Question, given: Any, source: str = "") -> Case:
    return Reader(question.facts(law), question.checks, source).read(given)


def settle(law: Law, decision: Decision, case: Case) -> Outcome:
    """Decides a case that has been read: the strict pass, then the second where a result is unknown."""
    steps = decision.program.run(case)
    once = {public: rule for public, rule in decision.then.items() if law.rules[rule].scope is None}
    values = {public: steps[rule] for public, rule in once.items()}
    columns = {
        public: column_of(law, decision, steps, rule) for public, rule in decision.then.items() if public not in once
    }
    ranges: dict[str, tuple[int, int]] = {}
    unknown = [public for public, value in values.items() if value == UNKNOWN]
    if unknown or any(column is None or UNKNOWN in column.values() for column in columns.values()):
        second = Second(law, decision, case, steps)
        decided, between = second.settle([once[public] for public in unknown])
        values |= {public: decided.get(once[public], UNKNOWN) for public in unknown}
        ranges = {public: between[once[public]] for public in unknown if once[public] in between}
        for public in columns:
            found = [column_of(law, decision, run, decision.then[public]) for run in second.runs]
            columns[public] = agreed(found)
    return Outcome(law, decision, case, steps, values, ranges, columns)


def column_of(law: Law, decision: Decision, steps: Steps, rule: str) -> dict[int, int] | None:
    """A result that has one value for each row that a rule opens: key → value, `NONE` left out; None: unknown."""
    plan = decision.program.plan
    opening = plan.opened[law.rules[rule].scope or ""].ident
    if steps[opening] is None:
        return None
    pairs = zip(steps[opening], steps[plan.by_name[rule].ident], strict=True)
    return {key: value for key, value in pairs if value != NONE}


def agreed(columns: list[dict[int, int] | None]) -> dict[int, int] | None:
    """What is the same in every run; unknown where it is not."""
    first = columns[0]
    if first is None or any(column is None or column.keys() != first.keys() for column in columns):
        return None
    return {
        key: value if all(column and column[key] == value for column in columns) else UNKNOWN
        for key, value in first.items()
    }


@dataclass(frozen=True)
class Outcome:
    """The outcome of one case: `values` and `ranges` by public name, as exact integers, and every step.

    `columns`: the results that have one value a month (or whatever a rule opens), None where even those are unknown.
    """

    law: Law
    decision: Decision
    case: Case
    steps: Steps
    values: dict[str, int]
    ranges: dict[str, tuple[int, int]]
    columns: dict[str, dict[int, int] | None]

    @property
    def result(self) -> dict[str, Any]:
        """Every result by public name; None where undetermined (or where there is none)."""
        return {public: self.plain(public) for public in self.decision.then}

    def plain(self, public: str) -> Any:
        kind = self.fact_or_rule(public)
        if public in self.values:
            return kind.plain(self.values[public])
        column = self.columns[public]
        plan = self.decision.program.plan
        keys: Any = plan.opened[self.law.rules[self.decision.then[public]].scope or ""].source.kind
        return None if column is None else {keys.plain(key): kind.plain(value) for key, value in column.items()}

    @property
    def outcome(self) -> Any:
        """The result that is the answer: True, False, an amount…, None when undetermined."""
        return self.result[self.decision.answer]

    @property
    def plain_ranges(self) -> dict[str, list[Any]]:
        return {public: [self.fact_or_rule(public).plain(end) for end in ends] for public, ends in self.ranges.items()}

    def fact_or_rule(self, public: str) -> Any:
        return self.law.rules[self.decision.then[public]].kind

    @property
    def undetermined(self) -> list[str]:
        return [public for public, value in self.values.items() if value == UNKNOWN]
