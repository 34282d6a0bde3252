"""The steps of a plan as lines of a kernel.

Every value is int64 and `U` is the unknown, as in the engine; so the expressions of `engine/plan.py` are taken as
they are. A column that a rule takes whole is called `work__days__all`, and `work__days__full` says that none of its
values is unknown. `favourable` is -1 in the strict pass, else the end that doubts take: 0 the least, 1 the most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tremplin.engine.facts import Fact
from tremplin.engine.law import Law
from tremplin.engine.parameters import Parameter
from tremplin.engine.plan import COLUMN, ROW, Step, Use, call, clock_day, in_doubt, value
from tremplin.engine.rules import Rule, Version
from tremplin.ground.errors import LawError
from tremplin.population.order import Group, uses_of
from tremplin.population.shapes import Shape, shape_of


@dataclass
class Table:
    """Rows in the kernel. `given`: their columns, those that sort them first; `lines`: what stands in the scratch."""

    name: str
    given: list[Fact]
    keys: int
    lines: dict[str, int] = field(default_factory=dict)

    def line(self, ident: str) -> int:
        return self.lines.setdefault(ident, len(self.lines))

    def cell(self, ident: str) -> str:
        return f"scratch_{self.name}[{self.line(ident)}, j]"


class Steps:
    """Writes steps, and keeps what they need: shapes of parameters, modules of the law, compiled functions."""

    def __init__(self, law: Law, groups: list[Group], tables: dict[str, Table]) -> None:
        self.law, self.tables = law, tables
        self.shapes: dict[str, Shape] = {}
        self.modules: dict[str, str] = {}
        self.functions: list[str] = []
        uses = [use for group in groups for step in group.steps for use in uses_of(step)]
        self.whole = {use.ident for use in uses if use.role == COLUMN}
        self.insisted = {use.ident for use in uses if use.role == COLUMN and not use.maybe}
        self.stored = set(self.whole)
        for group in groups:
            made = {step.ident for step in group.steps}
            self.stored |= {use.ident for step in group.steps for use in uses_of(step) if use.role == ROW} - made

    def once(self, step: Step) -> Iterator[str]:
        """A step once a person: a value, or a rule that fills a column or opens rows."""
        rule = step.source
        if isinstance(rule, Parameter):
            yield from self.parameter(rule, step)
        elif rule.fills or rule.opens:
            yield from self.column(rule, step)
        else:
            yield from self.rule(rule, step)

    def in_loop(self, steps: list[Step]) -> Iterator[str]:
        """Steps of the same rows, in one loop over them."""
        table = self.tables[steps[0].scope or ""]
        made = set[str]()
        lines: list[str] = []
        for step in steps:
            for use in uses_of(step):
                if use.role == ROW and use.ident not in made:
                    made.add(use.ident)
                    if isinstance(use.source, Parameter) and not self.shape(use.source).bare:
                        lines += [f"{use.ident}__at = {table.cell(use.ident)}", *self.fields(use.source, use.ident)]
                    else:
                        lines.append(f"{use.ident} = {table.cell(use.ident)}")
            made.add(step.ident)
            several = isinstance(step.source, Parameter) and not self.shape(step.source).bare
            lines += self.once(step)
            if step.ident in self.stored:
                lines.append(f"{table.cell(step.ident)} = {step.ident}{'__at' if several else ''}")
        yield f"for j in range(n_{table.name}):"
        yield from (f"    {line}" for line in lines)
        for step in steps:
            yield from self.finished(table, step.ident)

    def finished(self, table: Table, ident: str) -> Iterator[str]:
        """A column is worked out: whether it is known whole, and the column itself, where rules ask for them."""
        scratch, line = f"scratch_{table.name}", table.line(ident)
        if ident in self.insisted:
            yield f"{ident}__full = whole({scratch}, {line}, n_{table.name})"
        if ident in self.whole:
            yield f"{ident}__all = view({scratch}, {line} * {scratch}.shape[1], max(0, n_{table.name}))"

    def rule(self, rule: Rule, step: Step) -> Iterator[str]:
        yield f"{step.ident} = {self.strict(rule, step, 'int64({})')}"
        if rule.doubt:
            yield f"if favourable >= 0 and {step.ident} == U:"
            yield f"    {step.ident} = {self.doubtful(rule, step, 'int64({})')}"

    def column(self, rule: Rule, step: Step) -> Iterator[str]:
        table = self.tables[step.scope or ""]
        scratch, count, line = f"scratch_{table.name}", f"n_{table.name}", table.line(step.ident)
        if rule.fills:
            target = f"c_{{}}({scratch}, {line}, "
            yield f"filled = {self.strict(rule, step, target)}"
            if rule.doubt:
                yield "if favourable >= 0 and filled == U:"
                yield f"    filled = {self.doubtful(rule, step, target)}"
            yield "if filled == U:"
            yield f"    blank({scratch}, {line}, {count})"
        else:
            opened = f"{table.name}__span"
            yield f"{opened} = {self.strict(rule, step, 'span({})').replace('else U', 'else NO_ROWS')}"
            if rule.doubt:
                yield f"if favourable >= 0 and {opened}[1] < 0:"
                yield f"    {opened} = {self.doubtful(rule, step, 'span({})').replace('else U', 'else NO_ROWS')}"
            yield f"{count} = {opened}[1]"
            yield f"if {count} > {scratch}.shape[1]:"
            yield "    return i  # for more room"
            yield f"for j in range({count}):"
            yield f"    {scratch}[{line}, j] = {opened}[0] + j * {opened}[2]"
        yield from self.finished(table, step.ident)

    def parameter(self, parameter: Parameter, step: Step) -> Iterator[str]:
        shape = self.shape(parameter)
        yield shape.lookup(step.ident, clock_day(step), step.group.ident if step.group else "0")
        if not shape.bare:
            yield from self.fields(parameter, step.ident)

    def fields(self, parameter: Parameter, ident: str) -> Iterator[str]:
        shape = self.shape(parameter)
        yield from shape.values(ident, self.module(shape.tuple_type.__module__) if shape.tuple_type else "")

    def shape(self, parameter: Parameter) -> Shape:
        if parameter.name not in self.shapes:
            place = max((shape.end for shape in self.shapes.values()), default=0)
            self.shapes[parameter.name] = shape_of(self.law, parameter, place)
        return self.shapes[parameter.name]

    # The expressions of the engine, with each call of a function put into `around`

    def strict(self, rule: Rule, step: Step, around: str) -> str:
        uses = tuple(tuple(renamed(use) for use in uses) for uses in step.uses)
        text = value(replace(step, uses=uses))
        for number, version in enumerate(rule.versions):
            if version.function is not None:
                name, of = f"f_{rule.name}_{number}", f"versions[{number}]"
                text = self.called(text, rule, name, of, version, uses[number], around)
        return self.conditions(text, rule, [use for each in uses for use in each])

    def doubtful(self, rule: Rule, step: Step, around: str) -> str:
        uses = tuple(renamed(use) for use in step.doubt)
        text = in_doubt(replace(step, doubt=uses))
        text = self.called(text, rule, f"d_{rule.name}", "doubt", rule.doubt, uses, around)
        return self.conditions(text, rule, list(uses))

    def called(
        self, text: str, rule: Rule, name: str, of: str, version: Version, uses: tuple[Use, ...], around: str
    ) -> str:
        function = f"{self.module(rule.module)}.{rule.name}.{of}.function"
        allocates = rule.gathers or "zeros" in version.function.__code__.co_names
        self.functions.append(f"{name} = njit(**{'ALLOCATES' if allocates else 'INLINED'})({function})")
        plain = call(name, version, uses)
        if rule.fills:
            # A function of its own makes the column and lets it go, for the loop over people does neither.
            self.functions += ["@njit(**ALLOCATES)", f"def c_{name}(scratch, line, *uses):"]
            self.functions.append(f"    return fill(scratch, line, {name}(*uses))")
            return text.replace(f"{name}(", around.format(name))
        return text.replace(plain, around.format(plain))

    def conditions(self, text: str, rule: Rule, uses: list[Use]) -> str:
        for use in uses:
            if isinstance(use.source, Parameter) and not self.shape(use.source).bare:
                if use.maybe or use.role == COLUMN:
                    what = "be gathered" if use.role == COLUMN else "be unknown (Maybe)"
                    where = f"{rule.stem}.py, rule {rule.name}"
                    raise LawError([f"{where}: {use.name} has several numbers and cannot {what}; ask for it otherwise"])
                text = re.sub(rf"\b{use.ident} != U\b", f"{use.ident}__known", text)
        text = re.sub(r"\bfull\((\w+)__all\)", r"\1__full", text)
        # All conditions at once: a branch for each would cost more in the processor, and as much again in compiling.
        text = re.sub(r"(\w+ (?:!=|==|>=) -?\w+)", r"(\1)", text)
        return text.replace(" and ", " & ").replace(" or ", " | ")

    def module(self, name: str) -> str:
        return self.modules.setdefault(name, f"m{len(self.modules)}")


def renamed(use: Use) -> Use:
    """A whole column has a name of its own: the bare name is the value of one row."""
    return replace(use, ident=f"{use.ident}__all") if use.role == COLUMN else use
