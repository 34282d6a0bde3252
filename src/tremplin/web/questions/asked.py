"""A fact that may be asked, and its place in the case of a decision."""

from __future__ import annotations

from dataclasses import dataclass

from tremplin.engine.doubt import Place, changed
from tremplin.engine.facts import Case, Fact
from tremplin.engine.law import Decision, Law


@dataclass(frozen=True)
class Asked:
    """A fact that may be asked: its public name (`birth_date`, `contract.first_day`) and its place in the case. `also`:
    other places that take the same answer, each at most so much."""

    name: str
    place: Place
    fact: Fact
    also: tuple[tuple[Place, int | None], ...] = ()

    @property
    def places(self) -> set[str]:
        return {self.place[0], *(place[0] for place, _ in self.also)}

    def put(self, case: Case, value: int) -> Case:
        """The case with this answer."""
        others = [(place, value if most is None else min(value, most)) for place, most in self.also]
        return changed(case, [(self.place, value), *others])


def asked(law: Law, decision: Decision, name: str) -> Asked:
    """A fact by its public name, or a column of the only row of a table."""
    table, dot, column = name.rpartition(".")
    if dot:
        fact = law.rows[decision.given[table]].columns[column]
        return Asked(name, (f"{decision.given[table]}__{fact.argument}", 0), fact)
    fact = law.facts[decision.given[name]]
    return Asked(name, (fact.argument, None), fact)
