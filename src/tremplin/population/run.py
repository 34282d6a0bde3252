"""Deciding a population: the strict pass, then the second over what it left open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tremplin.engine.law import Law
from tremplin.population.columns import Columns
from tremplin.population.kernel import Progress, kernel_of
from tremplin.population.second import settle, undecided


@dataclass
class Outcome:
    """The answers of a population.

    `values`: by public name, one exact integer a person (days since 1970, cents…; `UNKNOWN` where undetermined,
    `NONE` where there is none). Counts are of people: `undetermined`, with a result that the strict pass left
    unknown; `settled`, those of them whose every result the second pass decided.
    """

    law: Law
    decision: str
    values: dict[str, Any]
    people: int
    undetermined: int
    settled: int

    def result(self, person: int) -> dict[str, Any]:
        """One person's results as in an answer's `result`: None where undetermined."""
        rules = self.law.decision(self.decision).then
        kinds = {public: self.law.rules[rules[public]].kind for public in self.values}
        return {public: kind.plain(int(self.values[public][person])) for public, kind in kinds.items() if kind}


def run(
    law: Law,
    decision: str,
    columns: Columns,
    threads: int | None = None,
    progress: Progress | None = None,
    second: bool = True,
) -> Outcome:
    """Decides all people of some columns.

    `threads`: all cores when left out. `progress(done, people)` is called as chunks of the strict pass are done.
    `second=False` leaves out the second pass. An interrupt (Ctrl-C) stops it at once. Raises InputError for names
    that the decision does not know, and for values that it would refuse of one case.
    """
    columns.check_names(law, decision)
    kernel = kernel_of(law, decision)
    values = kernel.run(columns, threads, progress)
    before = after = len(undecided(values))
    if second and before:
        before, after = settle(kernel, columns, values, threads)
    return Outcome(law, decision, values, columns.people, before, before - after)
