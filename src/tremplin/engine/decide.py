"""One decision: a case in, its outcome with every step out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tremplin.engine.doubt import Second
from tremplin.engine.facts import Case, Reader
from tremplin.engine.kinds import UNKNOWN
from tremplin.engine.law import Decision, Law
from tremplin.engine.one import Steps


def read_case(law: Law, decision: Decision, given: Any, source: str = "") -> Case:
    return Reader(decision.facts(law), decision.checks, source).read(given)


def settle(law: Law, decision: Decision, case: Case) -> Outcome:
    """Decides a case that has been read: the strict pass, then the second where a result is unknown."""
    steps = decision.program.run(case)
    values = {public: steps[rule] for public, rule in decision.then.items()}
    ranges: dict[str, tuple[int, int]] = {}
    unknown = [public for public, value in values.items() if value == UNKNOWN]
    if unknown:
        decided, between = Second(law, decision, case, steps).settle([decision.then[public] for public in unknown])
        values |= {public: decided.get(decision.then[public], UNKNOWN) for public in unknown}
        ranges = {public: between[decision.then[public]] for public in unknown if decision.then[public] in between}
    return Outcome(law, decision, case, steps, values, ranges)


@dataclass(frozen=True)
class Outcome:
    """The outcome of one case: `values` and `ranges` by public name, as exact integers, and every step."""

    law: Law
    decision: Decision
    case: Case
    steps: Steps
    values: dict[str, int]
    ranges: dict[str, tuple[int, int]]

    @property
    def result(self) -> dict[str, Any]:
        """Every result by public name; None where undetermined (or where there is none)."""
        return {public: self.fact_or_rule(public).plain(value) for public, value in self.values.items()}

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
