"""The second pass over the people that the strict one left open: what `engine/doubt.py` does for one case.

People are taken together whose unknown facts are the same; each unknown fact takes each of its values for all of
them, with every doubt at its least and at its most favourable. What is the same in all these runs is decided.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from math import prod
from typing import Any

import numpy as np

from tremplin.engine.doubt import COMBINATIONS, ends
from tremplin.engine.facts import Fact
from tremplin.engine.kinds import UNKNOWN
from tremplin.population.columns import Columns
from tremplin.population.kernel import Kernel


def settle(kernel: Kernel, columns: Columns, values: dict[str, Any], threads: int | None) -> tuple[int, int]:
    """Decides what can be decided all the same, in place; gives back the people left open before and after."""
    left = undecided(values)
    for members, facts in by_unknown_facts(kernel, columns.of_people(left)):
        people = left[members]
        decided = agreed(kernel, columns.of_people(people), facts, threads)
        for public, column in values.items():
            column[people] = np.where(column[people] == UNKNOWN, decided[public], column[people])
    return len(left), len(undecided(values))


def undecided(values: dict[str, Any]) -> Any:
    """The places of people with an unknown result."""
    return np.flatnonzero(np.logical_or.reduce([column == UNKNOWN for column in values.values()]))


def by_unknown_facts(kernel: Kernel, columns: Columns) -> Iterator[tuple[Any, list[tuple[str, Fact]]]]:
    """People by which of their facts are unknown and can be tried, with those facts and their public names."""
    given = kernel.decision.facts(kernel.law)
    publics = {fact.argument: (public, fact) for public, fact in given.items() if isinstance(fact, Fact)}
    tried = [publics[name] for name, fact in kernel.decision.program.plan.facts.items() if ends(fact)]
    unknown = [np.broadcast_to(columns.fact(*each) == UNKNOWN, columns.people) for each in tried]
    patterns, members = np.unique(
        np.array(unknown, bool).reshape(len(tried), columns.people), axis=1, return_inverse=True
    )
    for number, pattern in enumerate(patterns.T):
        facts = [each for each, is_unknown in zip(tried, pattern, strict=True) if is_unknown]
        while facts and prod(len(ends(fact)) for _, fact in facts) > COMBINATIONS:
            facts.pop()
        yield np.flatnonzero(members == number), facts


def agreed(kernel: Kernel, columns: Columns, facts: list[tuple[str, Fact]], threads: int | None) -> dict[str, Any]:
    """Each result that is the same in every run; unknown where it is not."""
    found: dict[str, Any] = {}
    for tries in itertools.product(*(ends(fact) for _, fact in facts)):
        tried = {public: [value - fact.add] for (public, fact), value in zip(facts, tries, strict=True)}
        case = Columns(columns.people, columns.facts | tried, columns.rows)
        for favourable in (False, True):
            got = kernel.run(case, threads, favourable=favourable)
            found = {
                public: np.where(column == found.get(public, column), column, UNKNOWN) for public, column in got.items()
            }
    return found
