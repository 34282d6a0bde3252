"""Deciding a population: the strict pass compiled, then one by one what it left open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from tremplin.engine.decide import settle
from tremplin.engine.kinds import UNKNOWN
from tremplin.engine.law import Law
from tremplin.population.columns import Columns
from tremplin.population.kernel import Progress, kernel_of


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
    values = kernel_of(law, decision).run(columns, threads, progress)
    open_people = np.zeros(columns.people, bool)
    for column in values.values():
        open_people |= column == UNKNOWN
    left = np.flatnonzero(open_people)
    settled = 0
    for person in left.tolist() if second else ():
        answer = settle(law, law.decision(decision), columns.case(law, decision, person))
        for public, column in values.items():
            column[person] = answer.values[public]
        settled += all(answer.values[public] != UNKNOWN for public in values)
    return Outcome(law, decision, values, columns.people, len(left), settled)
