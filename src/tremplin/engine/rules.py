"""Rules: plain functions joined by the names of their arguments.

    @rule("Gardens Act, art. 4", clock="visit")
    def fee(age: Number, fees: Fees) -> Money:
        return fees.amount[band(fees.from_age, age)]

    each="trees"     once for every row of `trees`; its columns are arguments like others
    gathers="trees"  once; arguments that are columns of `trees` arrive whole, in the order of the rows
    fills="trees"    with `gathers`: gives back a column, one value a row
    opens="months"   gives back a `range`: one row of `months` for each, with the rule's name as its column

What belongs to a rule hangs on it:

    @fee.since("2020-01-01", "art. 4 as amended")   the version from that day of the rule's clock on
    @fee.in_doubt     the value at the least and at the most, where the strict one is unknown (`favourable: bool`)
    @fee.status       how sure this one value is, where a table or policy cannot say it
    @fee.short        by how much a yes is missed
"""

from __future__ import annotations

import inspect
import sys
import typing
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tremplin.engine.kinds import MAYBE, Kind, choice, day

Function = Callable[..., Any]
ANY, ALL, FIRST = "any", "all", "first"


@dataclass(frozen=True)
class Argument:
    """An argument of a function: its kind (None for a column or a table) and whether it may be unknown.

    `parts`: the fields of a NamedTuple. Where a parameter has its name it is that parameter, else a bundle: each
    field is an argument of its own (`runs: Runs` instead of eight columns).
    """

    name: str
    kind: Kind | None
    maybe: bool
    annotation: Any
    parts: tuple[Argument, ...] = ()


@dataclass(frozen=True)
class Version:
    """A rule's function from a day on (None: since the record begins). No function: a combination of rules."""

    since: int | None
    article: str
    function: Function | None
    arguments: tuple[Argument, ...]

    @property
    def every(self) -> tuple[Argument, ...]:
        """The arguments, and the fields of those that are tuples, to any depth."""
        return tuple(found for argument in self.arguments for found in unfolded(argument))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(argument.name for argument in self.every)


def unfolded(argument: Argument) -> list[Argument]:
    return [argument, *(found for part in argument.parts for found in unfolded(part))]


def kind_of(annotation: Any) -> tuple[Kind | None, bool]:
    marks = getattr(annotation, "__metadata__", ())
    kinds = [mark for mark in marks if isinstance(mark, Kind)]
    return (kinds[0] if kinds else None), MAYBE in marks


def arguments_of(function: Any) -> tuple[Argument, ...]:
    """The arguments of a function, or the fields of a NamedTuple."""
    hints = typing.get_type_hints(function, include_extras=True)
    names = getattr(function, "_fields", None) or inspect.signature(function).parameters
    found = []
    for name in names:
        hint = hints.get(name)
        parts = arguments_of(hint) if hasattr(hint, "_fields") else ()
        found.append(Argument(name, *kind_of(hint), hint, parts))
    return tuple(found)


@dataclass
class Rule:
    """One condition or amount of the law. Made by `rule`, `any_of`, `all_of` and `first_of`."""

    name: str
    article: str
    clock: str | None
    kind: Kind | None
    versions: list[Version]
    each: str | None = None
    gathers: str | None = None
    fills: str | None = None
    opens: str | None = None
    combine: str | None = None
    doubt: Version | None = None
    sureness: Version | None = None
    shortfall: Version | None = None
    module: str = ""
    stem: str = ""
    texts: dict[str, Any] = field(default_factory=dict)

    def since(self, first_day: str, article: str) -> Callable[[Function], Rule]:
        def add(function: Function) -> Rule:
            self.versions.append(Version(day(first_day), article, function, arguments_of(function)))
            self.versions.sort(key=lambda version: -(10**9) if version.since is None else version.since)
            return self

        return add

    def in_doubt(self, function: Function) -> Rule:
        self.doubt = Version(None, self.article, function, arguments_of(function))
        return self

    def status(self, function: Function) -> Rule:
        self.sureness = Version(None, self.article, function, arguments_of(function))
        return self

    def short(self, function: Function) -> Rule:
        self.shortfall = Version(None, self.article, function, arguments_of(function))
        return self

    @property
    def scope(self) -> str | None:
        """The rows that this rule's values belong to; None for the case."""
        return self.each or self.fills or self.opens

    def __call__(self, *values: Any) -> Any:
        """The first version, as the plain function that it is."""
        function = self.versions[0].function
        assert function is not None
        return function(*values)


def rule(
    article: str,
    *,
    clock: str,
    each: str | None = None,
    gathers: str | None = None,
    fills: str | None = None,
    opens: str | None = None,
) -> Callable[[Function], Rule]:
    """Makes a rule of a function. `article`: where the law says it; `clock`: the day that picks its version."""

    def make(function: Function) -> Rule:
        kind, _ = kind_of(typing.get_type_hints(function, include_extras=True).get("return"))
        version = Version(None, article, function, arguments_of(function))
        return Rule(
            function.__name__, article, clock, kind, [version], each, gathers, fills, opens, module=function.__module__
        )

    return make


def combination(name: str, article: str, parts: tuple[Rule, ...], combine: str, clock: str | None) -> Rule:
    kind = choice(*(part.name for part in parts)) if combine == FIRST else Kind("yes_no")
    clocks = {part.clock for part in parts}
    arguments = tuple(Argument(part.name, Kind("yes_no"), True, None) for part in parts)
    scopes = {part.each for part in parts}
    return Rule(
        name,
        article,
        clock or (clocks.pop() if len(clocks) == 1 else None),
        kind,
        [Version(None, article, None, arguments)],
        each=scopes.pop() if len(scopes) == 1 else None,
        combine=combine,
        module=sys._getframe(2).f_globals["__name__"],
    )


def any_of(name: str, article: str, *routes: Rule, clock: str | None = None) -> Rule:
    """Yes as soon as one route is yes, no when all are no, else unknown."""
    return combination(name, article, routes, ANY, clock)


def all_of(name: str, article: str, *conditions: Rule, clock: str | None = None) -> Rule:
    """No as soon as one condition is no, yes when all are yes, else unknown."""
    return combination(name, article, conditions, ALL, clock)


def first_of(name: str, article: str, *routes: Rule, clock: str | None = None) -> Rule:
    """The name of the first route that holds; none when all are no; unknown when an unknown one comes first."""
    return combination(name, article, routes, FIRST, clock)
