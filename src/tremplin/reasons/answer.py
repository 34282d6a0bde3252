"""An answer: the outcome of a case with what is told of it, made when it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tremplin.engine.decide import Outcome, read_case, settle
from tremplin.engine.doubt import Place
from tremplin.engine.facts import Case, Fact
from tremplin.engine.kinds import CONFIRMED, INFERRED, KINDS, STATUSES, UNKNOWN
from tremplin.engine.law import Decision, Law
from tremplin.engine.parameters import Parameter
from tremplin.engine.rules import Rule
from tremplin.reasons.missing import Missing
from tremplin.reasons.status import status_of
from tremplin.reasons.steps import in_force


def decide(law: Law, name: str, given: Mapping[str, Any], source: str = "") -> Answer:
    """Decides a case. `given`: public names of facts → values as in case files. Raises InputError."""
    decision = law.decision(name)
    return answer(law, decision, read_case(law, decision, given, source))


def answer(law: Law, decision: Decision, case: Case) -> Answer:
    """Decides a case that has been read."""
    return Answer(**vars(settle(law, decision, case)))


@dataclass(frozen=True)
class Answer(Outcome):
    """The outcome of one case, and what is told of it."""

    @cached_property
    def missing_places(self) -> list[Place]:
        """The missing facts as places in the case; those of the answer when it is unknown, else of all results."""
        found: set[Place] = set()
        for public in self.asked:
            found.update(self.second.missing(self.decision.then[public]))
        return sorted(found, key=lambda place: (place[0], place[1] or 0))

    @property
    def asked(self) -> list[str]:
        answer, aside = self.decision.answer, self.decision.aside
        return [answer] if answer in self.undetermined else [name for name in self.undetermined if name not in aside]

    @property
    def untold(self) -> list[str]:
        """The results that are undetermined, whole or (those of each month) in part; other nulls mean there is none."""
        columns = {name for name, found in self.columns.items() if found is None or UNKNOWN in found.values()}
        return [name for name in self.decision.then if name in columns or self.values.get(name) == UNKNOWN]

    @cached_property
    def missing(self) -> list[str]:
        """The facts of the smallest sets that would decide it: `birth_date`, `work[2].benefit_paid`."""
        return sorted({self.public(place) for place in self.missing_places})

    @cached_property
    def unset(self) -> list[str]:
        """The parameters that are not set and would have to be."""
        return sorted({name for public in self.asked for name in self.second.unset(self.decision.then[public])})

    @cached_property
    def second(self) -> Missing:
        return Missing(self.law, self.decision, self.case, self.steps)

    @cached_property
    def statuses(self) -> dict[str, int]:
        """The status that each rule and parameter touched brings to this answer."""
        return status_of(self.second, self.decision.then.values())

    @cached_property
    def weighing(self) -> dict[str, int]:
        """Those of them that weigh on how sure it is: all but what only results that stand aside touched."""
        rules = [rule for public, rule in self.decision.then.items() if public not in self.decision.aside]
        return status_of(self.second, rules) if self.decision.aside else self.statuses

    @property
    def status(self) -> str:
        return STATUSES[max(self.weighing.values(), default=CONFIRMED)]

    def sureness(self, public: str) -> str:
        """How sure one result is."""
        return STATUSES[max(status_of(self.second, [self.decision.then[public]]).values(), default=CONFIRMED)]

    def fact_at(self, place: Place) -> Fact | None:
        """The fact or column of a place; of two facts for one argument (a day, a month) that of the decision."""
        name, row = place
        table, _, column = name.rpartition("__")
        if row is not None:
            found: Fact | None = self.decision.program.plan.columns[table][column]
            return found
        known = self.decision.facts(self.law).values()
        return next((fact for fact in known if isinstance(fact, Fact) and fact.argument == name), None)

    def public(self, place: Place) -> str:
        name, row = place
        fact = self.fact_at(place)
        if row is None:
            inverse = {argument: public for public, argument in self.decision.given.items()}
            return inverse.get(fact.name if fact else name, name)
        table = name.rpartition("__")[0]
        return f"{table}[{self.case.places[table][row]}].{fact.name if fact else name}"

    def step_list(self) -> list[dict[str, Any]]:
        """Every step in the order of working: name, value (or values by row, as given), article and status."""
        found: list[dict[str, Any]] = self.assumptions()
        for step in self.decision.program.plan.steps:
            source, value = step.source, self.steps[step.ident]
            status = STATUSES[self.statuses[source.name]] if source.name in self.statuses else None
            articles = (
                [source.versions[n].article for n in in_force(step, self.steps)] if isinstance(source, Rule) else []
            )
            entry: dict[str, Any] = {
                "name": source.name,
                "article": "; ".join(articles) or source.article,
                "status": status,
            }
            if isinstance(source, Parameter):
                entry["value"] = None if value is None or isinstance(value, list) else plain_parameter(source, value)
            elif step.scope:
                entry |= {"rows": step.scope, "values": self.by_given_row(source, step.scope, value)}
            else:
                entry["value"] = source.kind.plain(value) if source.kind else None
            found.append(entry)
        return found

    def assumptions(self) -> list[dict[str, Any]]:
        """Facts that were not given and have a value all the same."""
        return [
            {
                **{"name": public, "value": fact.plain(fact.blank), "assumed": True, "article": None},
                "status": STATUSES[INFERRED] if fact.texts.get("assumed") else None,
            }
            for public, fact in self.decision.facts(self.law).items()
            if isinstance(fact, Fact) and fact.left_out is not None and public not in self.case.given
        ]

    def by_given_row(self, rule: Rule, table: str, column: list[int] | None) -> list[Any] | None:
        if column is None:
            return None
        plain = [(rule.kind or KINDS["number"]).plain(value) for value in column]
        places = self.case.places.get(table, range(len(plain)))
        return [value for _, value in sorted(zip(places, plain, strict=True))] if table in self.case.places else plain

    def as_json(self, steps: bool = True) -> dict[str, Any]:
        return {
            "decision": self.decision.name,
            "law": self.law.fingerprint,
            "result": self.result,
            "undetermined": self.untold,
            "ranges": self.plain_ranges,
            "missing": self.missing,
            "unset": self.unset,
            "status": self.status,
            **({"steps": self.step_list()} if steps else {}),
        }


def plain_parameter(parameter: Parameter, value: Any) -> Any:
    """A parameter's value for JSON: one value, or its fields."""
    if isinstance(value, int):
        return parameter.kind.plain(value) if parameter.kind else None
    return {
        name: [kind.plain(item) for item in field] if isinstance(field, tuple) else kind.plain(field)
        for (name, kind), field in zip(parameter.fields.items(), value, strict=True)
    }
