"""Who reads what: the arrows of the law, both ways, worked out once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tremplin.engine.facts import Fact
from tremplin.engine.law import Decision, Law
from tremplin.engine.parameters import Parameter
from tremplin.engine.rules import Argument, Rule, Version

Source = Fact | Rule | Parameter


def bodies(rule: Rule) -> list[Version]:
    """Every function of a rule: its versions and what hangs on it."""
    return [*rule.versions, *(part for part in (rule.doubt, rule.sureness, rule.shortfall) if part)]


def leaves(law: Law, argument: Argument) -> Iterator[str]:
    """The names that an argument stands for: its own, or those of its bundle."""
    if argument.parts and argument.name not in law.parameters:
        for part in argument.parts:
            yield from leaves(law, part)
    elif argument.name != "favourable":
        yield argument.name


def resolved(law: Law, rule: Rule, name: str) -> Source:
    for table in (rule.each, rule.gathers):
        for fact in law.rows[table].columns.values() if table else ():
            if fact.argument == name:
                return fact
    return law.parameters.get(name) or law.rules.get(name) or law.arguments[name]


@cache
def read_by(law: Law, name: str) -> tuple[Source, ...]:
    """What a rule reads, in any of its versions; and the rules that pick its version or open its rows."""
    rule = law.rules[name]
    names = [leaf for body in bodies(rule) for argument in body.arguments for leaf in leaves(law, argument)]
    opening = [other.name for other in law.rules.values() if rule.each and other.opens == rule.each]
    picking = [clock for clock in [rule.clock or ""] if clock in law.rules]
    read = dict.fromkeys([*names, *opening, *picking])
    return tuple(resolved(law, rule, leaf) for leaf in read if leaf != name)


def picked_by(law: Law, parameter: Parameter) -> list[Rule]:
    """The rules that pick the value of a parameter: its day, and its group."""
    names = (parameter.clock.rpartition(".")[2], parameter.by or "")
    return [law.rules[name] for name in dict.fromkeys(names) if name in law.rules]


@cache
def readers(law: Law) -> dict[str, tuple[Rule | Parameter, ...]]:
    """Name of a rule or parameter → the rules that read it, and the parameters that it picks a value of."""
    found: dict[str, list[Rule | Parameter]] = {}
    for name, rule in law.rules.items():
        for source in read_by(law, name):
            if not isinstance(source, Fact):
                found.setdefault(source.name, []).append(rule)
    for parameter in law.parameters.values():
        for rule in picked_by(law, parameter):
            found.setdefault(rule.name, []).append(parameter)
    return {name: tuple(sources) for name, sources in found.items()}


@cache
def decisions_of(law: Law) -> dict[str, tuple[Decision, ...]]:
    """Name of a rule or parameter → the decisions that come to it."""
    found: dict[str, list[Decision]] = {}
    for decision in law.decisions.values():
        names = dict.fromkeys(decision.program.plan.by_name)
        for rule in [name for name in names if name in law.rules]:
            names |= dict.fromkeys(source.name for source in read_by(law, rule) if isinstance(source, Parameter))
        for name in names:
            found.setdefault(name, []).append(decision)
    return {name: tuple(of) for name, of in found.items()}


def clock_of(law: Law, name: str) -> Source | None:
    """The fact, column or rule by whose day a version is picked."""
    table, dot, column = name.partition(".")
    if dot:
        return next((fact for fact in law.rows[table].columns.values() if column in (fact.name, fact.argument)), None)
    columns = [fact for rows in law.rows.values() for fact in rows.columns.values()]
    return law.rules.get(name) or law.arguments.get(name) or next((fact for fact in columns if fact.argument == name), None)  # fmt: skip  # noqa: E501
