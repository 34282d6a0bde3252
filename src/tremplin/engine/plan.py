"""The order in which the rules of a decision are worked out, and the text of each step as an expression.

Both readers of the law are written from one plan: `one.py` writes plain Python, `population/source.py` a loop for
Numba. An expression here is valid in both. `U` is the unknown; a name of a row is `rows__name`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tremplin.engine.facts import Fact
from tremplin.engine.kinds import UNKNOWN
from tremplin.engine.parameters import Parameter
from tremplin.engine.rules import ALL, ANY, Argument, Rule, Version
from tremplin.ground.errors import LawError

if TYPE_CHECKING:
    from tremplin.engine.law import Law

CASE, ROW, COLUMN = "case", "row", "column"


@dataclass(frozen=True)
class Use:
    """An argument in its place: its name in the program, and whether it is a value or a whole column there."""

    name: str
    ident: str
    role: str
    maybe: bool
    source: Fact | Rule | Parameter


@dataclass(frozen=True)
class Step:
    """A rule or a parameter to work out, in its scope (None: once a case)."""

    source: Rule | Parameter
    ident: str
    scope: str | None
    clock: Use
    uses: tuple[tuple[Use, ...], ...]
    doubt: tuple[Use, ...] = ()
    group: Use | None = None


class Plan:
    """The steps for some targets, in order; with the facts, tables of rows and parameters they need.

    `given`: rules whose values are handed in like facts (and columns), because who asks has worked them out before.
    """

    def __init__(self, law: Law, targets: Iterable[str], given: Iterable[str] = ()) -> None:
        self.law, self.targets, self.given = law, tuple(targets), frozenset(given)
        self.steps: list[Step] = []
        self.facts: dict[str, Any] = {}
        self.columns: dict[str, dict[str, Any]] = {}
        self.opened: dict[str, Step] = {}
        self.by_name: dict[str, Step] = {}
        self.bundles: dict[str, type] = {}
        self.path: list[str] = []
        for target in self.targets:
            self.visit(law.rules[target])
        for table in (step.scope for step in self.steps if step.scope):
            for fact in list(law.rows[table].columns.values())[:1]:  # how many rows there are, if nothing else
                self.columns.setdefault(table, {fact.argument: fact})

    def visit(self, source: Rule | Parameter) -> Step:
        if source.name in self.by_name:
            return self.by_name[source.name]
        if source.name in self.path:
            circle = " → ".join([*self.path[self.path.index(source.name) :], source.name])
            raise LawError([f"{file_of(source)}: these rules need each other: {circle}; break the circle"])
        self.path.append(source.name)
        step = self.parameter_step(source) if isinstance(source, Parameter) else self.rule_step(source)
        self.path.pop()
        self.by_name[source.name] = step
        self.steps.append(step)
        if isinstance(source, Rule) and source.opens:
            self.opened[source.opens] = step
        return step

    def parameter_step(self, source: Parameter) -> Step:
        scope = self.law.scope_of_clock(source)
        clock = self.use(source.clock.rpartition(".")[2], source, (scope,))
        group = self.use(source.by, source, ()) if source.by else None
        return Step(source, f"{scope}__{source.name}" if scope else source.name, scope, clock, (), (), group)

    def rule_step(self, rule: Rule) -> Step:
        scopes = (rule.each, rule.gathers)
        for table in (*scopes, rule.fills):
            if table and table not in self.law.rows:
                raise LawError([f"{file_of(rule)}: there are no rows called {table}; mend its name"])
        for opening in (other for other in self.law.rules.values() if rule.each and other.opens == rule.each):
            self.visit(opening)
        clock = self.use(rule.clock or "", rule, scopes)
        uses = tuple(self.uses(version, rule, scopes) for version in rule.versions)
        doubt = self.uses(rule.doubt, rule, scopes) if rule.doubt else ()
        for companion in (rule.sureness, rule.shortfall):
            if companion:
                self.uses(companion, rule, scopes)
        ident = f"{rule.scope}__{rule.name}" if rule.scope else rule.name
        return Step(rule, ident, rule.scope, clock, uses, doubt)

    def uses(self, version: Version, rule: Rule, scopes: tuple[str | None, ...]) -> tuple[Use, ...]:
        found: list[Use] = []
        for argument in version.arguments:
            self.leaves(argument, rule, scopes, found)
        return tuple(found)

    def leaves(self, argument: Argument, rule: Rule, scopes: tuple[str | None, ...], found: list[Use]) -> None:
        """The values that an argument stands for: one, or those of its bundle."""
        if argument.parts and argument.name not in self.law.parameters:
            self.bundles[argument.annotation.__name__] = argument.annotation
            for part in argument.parts:
                self.leaves(part, rule, scopes, found)
        elif argument.name != "favourable":
            use = self.use(argument.name, rule, scopes)
            found.append(Use(use.name, use.ident, use.role, argument.maybe, use.source))

    def use(self, name: str, asker: Rule | Parameter, scopes: tuple[str | None, ...]) -> Use:
        law = self.law
        own = scopes[0] if scopes else None
        for table in scopes:
            if table and table in law.rows:
                columns = {fact.argument: fact for fact in law.rows[table].columns.values()}
                if name in columns:
                    self.columns.setdefault(table, {})[name] = columns[name]
                    return Use(name, f"{table}__{name}", ROW if table == own else COLUMN, False, columns[name])
        if name in self.given:
            return self.handed_in(law.rules[name], own)
        if name in law.parameters:
            step = self.visit(law.parameters[name])
        elif name in law.rules:
            step = self.visit(law.rules[name])
        elif name in law.arguments:
            self.facts[name] = law.arguments[name]
            return Use(name, name, CASE, False, law.arguments[name])
        else:
            raise LawError([f"{file_of(asker)}: nothing is called {name}; it must be a fact, a column, a parameter or a rule"])  # fmt: skip  # noqa: E501
        scope = step.scope
        role = CASE if scope is None else ROW if scope == own else COLUMN
        if role == COLUMN and scope not in scopes:
            raise LawError([f"{file_of(asker)}: it asks for {name}, one value a row of {scope}; say gathers or each"])
        if isinstance(step.source, Parameter) or scope:
            return Use(name, step.ident, role, False, step.source)
        return Use(name, name, CASE, False, step.source)

    def handed_in(self, rule: Rule, own: str | None) -> Use:
        if rule.scope is None:
            self.facts[rule.name] = rule
            return Use(rule.name, rule.name, CASE, False, rule)
        self.columns.setdefault(rule.scope, {})[rule.name] = rule
        return Use(rule.name, f"{rule.scope}__{rule.name}", ROW if rule.scope == own else COLUMN, False, rule)


def file_of(source: Rule | Parameter) -> str:
    rule = isinstance(source, Rule)
    return f"{source.stem}.{'py, rule' if rule else 'yaml, parameter'} {source.name}"


def known(uses: Iterable[Use]) -> str:
    """The condition that the values a rule insists on are known; empty when it insists on none."""
    conditions = []
    for use in uses:
        if use.role == COLUMN:
            conditions += [f"n_{use.ident.split('__')[0]} >= 0"] + ([] if use.maybe else [f"full({use.ident})"])
        elif not use.maybe:
            conditions.append(f"{use.ident} != U")
    return " and ".join(dict.fromkeys(conditions))


def all_known(table: str, uses: Iterable[Use]) -> str:
    """The condition that a rule may be called on every row of a table without looking."""
    columns = [replace(use, role=COLUMN) if use.role == ROW else use for use in uses]
    return " and ".join([f"n_{table} >= 0", *filter(None, [known(columns)])])


def clock_day(step: Step) -> str:
    """The day of a step's clock; of a month, its first."""
    source = step.clock.source
    month = source.kind is not None and source.kind.name == "month"
    return f"(month_start({step.clock.ident}) if {step.clock.ident} != U else U)" if month else step.clock.ident


def call(function: str, version: Version, uses: Iterable[Use]) -> str:
    """The call of a version's function, its bundles put together."""
    left = list(uses)

    def text(argument: Argument) -> str:
        if argument.parts and not (left and left[0].name == argument.name):
            return f"b_{argument.annotation.__name__}({', '.join(map(text, argument.parts))})"
        return argument.name if argument.name == "favourable" else left.pop(0).ident

    return f"{function}({', '.join(map(text, version.arguments))})"


def guarded(expression: str, condition: str) -> str:
    return f"({expression} if {condition} else U)" if condition else expression


def combined(rule: Rule, uses: tuple[Use, ...]) -> str:
    """Three-valued any, all and first."""
    names = [use.ident for use in uses]
    unknown = " or ".join(f"{name} == U" for name in names)
    if rule.combine == ANY:
        return f"(1 if {' or '.join(f'{name} == 1' for name in names)} else U if {unknown} else 0)"
    if rule.combine == ALL:
        return f"(0 if {' or '.join(f'{name} == 0' for name in names)} else U if {unknown} else 1)"
    ends = "".join(f"{place} if {name} == 1 else U if {name} == U else " for place, name in enumerate(names))
    return f"({ends}{UNKNOWN + 1})"


def strict(step: Step, number: int, guard: bool = True) -> str:
    """The value of one version; unknown when an argument that it insists on is unknown (`guard`)."""
    rule = step.source
    assert isinstance(rule, Rule)
    if rule.combine:
        return combined(rule, step.uses[number])
    uses = step.uses[number]
    return guarded(call(f"f_{rule.name}_{number}", rule.versions[number], uses), known(uses) if guard else "")


def value(step: Step, guard: bool = True) -> str:
    """The value of a rule, by the version in force on its clock's day."""
    rule, clock = step.source, clock_day(step)
    assert isinstance(rule, Rule)
    if len(rule.versions) == 1:
        return strict(step, 0, guard)
    text = ""
    for number in reversed(range(len(rule.versions))):
        since = rule.versions[number].since
        text += strict(step, number, guard) + (f" if {clock} >= {since} else " if since is not None else "")
    return f"(({text}) if {clock} != U else U)" if guard else f"({text})"


def in_doubt(step: Step) -> str:
    """The value at the least or the most, for where the strict one is unknown."""
    rule = step.source
    assert isinstance(rule, Rule) and rule.doubt is not None
    return guarded(call(f"d_{rule.name}", rule.doubt, step.doubt), known(step.doubt))
