"""The plan written out as a loop over people, for Numba: the strict pass of `engine/one.py`, many cases at once.

    for each person
        facts                                  birth_date = fact_of(facts[0], i, steps[0], 0, …)
        rows, copied in their order            scratch_work[2, j]: line 2 is a column, j a row
        steps: once a person                   age = int64(f_age_0(birth_date, claim_date))
               in one loop for all steps
               that can share it               for j in range(n_work): work__counts = …
        results

Every value is int64 and `U` is the unknown, as in the engine; so the expressions of `engine/plan.py` are taken as
they are. A column that a rule takes whole is called `work__days__all`. Facts are columns by public name: what the
law adds on the way in (`last_day` → `end_day`) is added here, where a value is read, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from tremplin.engine.facts import Fact
from tremplin.engine.law import Decision, Law
from tremplin.engine.parameters import Parameter
from tremplin.engine.plan import CASE, COLUMN, ROW, Plan, Step, Use, call, clock_day, value
from tremplin.engine.rules import Rule
from tremplin.ground.errors import LawError
from tremplin.population.order import groups, in_rows, uses_of
from tremplin.population.shapes import Shape, shape_of

HEAD = '''"""{title}. Written by tremplin.population.source."""

from importlib import import_module

import numpy as np
from numba import int64, njit, types

from tremplin.engine.kinds import UNKNOWN as U
from tremplin.engine.words import month_start
from tremplin.population.loops import NO_ROWS, blank, copy, fact_of, field_of, fill, in_order, is_set, list_of, longest
from tremplin.population.loops import number_at, reorder, span, version_at, view, whole
from tremplin.population.words import ALLOCATES, BORROWS, INLINED
'''
SIGNATURE = """given, counts = (types.Array(of, 1, "C", readonly=True) for of in (types.int32, types.int64))
flags = types.Array(types.uint8, 1, "C", readonly=True)
signature = types.void({kinds})
options = ALLOCATES | {{"no_cpython_wrapper": False}}
compiled = njit(signature, cache=True, nogil=True, **options)(kernel)"""
"""Fixed, so that other inputs never compile it again; inputs are read-only, so that any array will do."""
OWN_NAMES = set("begin end steps ends facts numbers places wrong results i j first U".split())


@dataclass
class Table:
    """Rows in the kernel. `given`: their columns, those that sort them first; `lines`: what stands in the scratch."""

    name: str
    given: list[Fact]
    keys: int
    lines: dict[str, int] = field(default_factory=dict)

    def line(self, ident: str) -> str:
        return f"scratch_{self.name}[{self.lines.setdefault(ident, len(self.lines))}, j]"


class Source:
    """The text of one kernel, and the order in which it wants its arguments."""

    def __init__(self, law: Law, decision: Decision, results: Iterable[str]) -> None:
        title = f"The decision {decision.name} of {law.package}, for many cases"
        self.law, self.results = law, list(results)
        self.plan = plan = Plan(law, self.results)
        self.groups = list(groups(plan, self.results))
        self.shapes: dict[str, Shape] = {}
        self.modules: dict[str, str] = {}
        self.functions: list[str] = []
        uses = [use for group in self.groups for step in group.steps for use in uses_of(step)]
        given = {fact.argument: fact for fact in decision.facts(law).values() if isinstance(fact, Fact)}
        asked = dict.fromkeys(use.name for use in uses if isinstance(use.source, Fact) and use.role == CASE)
        self.facts = [given[argument] for argument in asked]
        self.given_tables = [self.given_table(name, uses) for name in plan.columns]
        self.tables = {table.name: table for table in self.given_tables} | {
            name: Table(name, [], 0) for name in plan.opened
        }
        self.whole = {use.ident for use in uses if use.role == COLUMN}
        self.insisted = {use.ident for use in uses if use.role == COLUMN and not use.maybe}
        self.stored = set(self.whole)
        for group in self.groups:
            made = {step.ident for step in group.steps}
            self.stored |= {use.ident for step in group.steps for use in uses_of(step) if use.role == ROW} - made
        taken = OWN_NAMES & ({use.name for use in uses} | {step.ident for group in self.groups for step in group.steps})
        if taken:
            raise LawError([f"{title}: the kernel has {', '.join(sorted(taken))} for itself; give it another name"])
        people = ["    " + line for line in self.people()]
        self.text = "\n".join([HEAD.format(title=title), *self.preamble(), "", *self.kernel(people), ""])

    def given_table(self, name: str, uses: list[Use]) -> Table:
        columns = {fact.argument: fact for fact in self.law.rows[name].columns.values()}
        used = {use.name for use in uses if use.ident == f"{name}__{use.name}" and isinstance(use.source, Fact)}
        order = self.law.rows[name].order
        given = [columns[argument] for argument in [*order, *(name for name in columns if name in used - set(order))]]
        return Table(name, given, len(order), {f"{name}__{fact.argument}": line for line, fact in enumerate(given)})

    # The frame

    def preamble(self) -> Iterator[str]:
        bundles = {
            f"b_{name}": self.module(of.__module__) + "." + of.__qualname__ for name, of in self.plan.bundles.items()
        }
        yield from (f"{alias} = import_module({name!r})" for name, alias in self.modules.items())
        yield from ("", *(f"{name} = {of}" for name, of in bundles.items()), *self.functions)

    def kernel(self, people: list[str]) -> Iterator[str]:
        """Two functions: one makes the scratch, the other decides people and makes no array (see words.BORROWS)."""
        given = ["steps", "ends", "facts"]
        kinds = ["types.int64", "types.int64", "counts", "counts", f"types.UniTuple(given, {len(self.facts)})"]
        for table in self.given_tables:
            given += [f"offsets_{table.name}", f"known_{table.name}", f"columns_{table.name}"]
            kinds += ["counts", "flags", f"types.UniTuple(given, {len(table.given)})"]
        given += ["numbers", "places", "wrong", "results"]
        kinds += [*["types.int64[::1]"] * 3, f"types.UniTuple(types.int64[::1], {len(self.results)})"]
        arguments, scratch = ", ".join(given), "".join(f", scratch_{name}" for name in self.tables)
        yield from ("", "@njit(**INLINED)", f"def people(begin, end, {arguments}{scratch}):", *people, "", "")
        yield f"def kernel(begin, end, {arguments}):"
        step = len(self.facts)
        for table in self.given_tables:
            rows = f"longest(offsets_{table.name}, steps[{step}], begin, end)"
            yield f"    scratch_{table.name} = np.empty(({max(1, len(table.lines))}, {rows}), np.int64)"
            step += 2 + len(table.given)
        for name in self.plan.opened:
            yield f"    scratch_{name} = np.empty(({len(self.tables[name].lines)}, 64), np.int64)"
        yield "    while True:"
        yield f"        begin = people(begin, end, {arguments}{scratch})"
        yield "        if begin >= end:"
        yield "            break"
        for name in self.plan.opened:
            yield f"        scratch_{name} = np.empty((scratch_{name}.shape[0], 2 * scratch_{name}.shape[1]), np.int64)"
        yield from ("", "", SIGNATURE.format(kinds=", ".join(kinds)))

    def people(self) -> Iterator[str]:
        yield "for i in range(begin, end):"
        for place, fact in enumerate(self.facts):
            given = f"facts[{place}], i, steps[{place}], {fact.add}, ends, {3 * place}, wrong"
            yield f"    {fact.argument} = fact_of({given})"
        step = len(self.facts)
        for table in self.given_tables:
            yield from ("    " + line for line in self.rows(table, step))
            step += 2 + len(table.given)
        for guard, guarded in groupby(self.groups, lambda group: group.guard):
            lines, once = [], []
            for group in guarded:
                first = group.steps[0]
                if in_rows(first):
                    lines += self.row_loop(group.steps)
                elif isinstance(first.source, Parameter):
                    lines += self.parameter(first)
                elif first.source.fills or first.source.opens:
                    lines += self.column(first)
                else:
                    lines.append(f"{first.ident} = {self.expression(first)}")
                    once.append(first.ident)
            if guard:
                yield from (f"    {ident} = U" for ident in once)
                yield f"    if {' and '.join(guard)}:"
            yield from (("        " if guard else "    ") + line for line in lines)
        for place, rule in enumerate(self.results):
            yield f"    results[{place}][i] = {rule}"
        yield "return end"

    def rows(self, table: Table, step: int) -> Iterator[str]:
        """Copies the rows of a person, and sorts them where they do not lie in their order."""
        name, count = table.name, f"n_{table.name}"
        yield f"first = offsets_{name}[i * steps[{step}]]"
        yield f"{count} = offsets_{name}[i * steps[{step}] + 1] - first if known_{name}[i * steps[{step + 1}]] else -1"
        for line, fact in enumerate(table.given):
            place = step + 2 + line
            given = f"columns_{name}[{line}], first, steps[{place}], {fact.add}, ends, {3 * place}, wrong"
            yield f"copy(scratch_{name}, {line}, {given}, {count})"
        if table.keys:
            yield f"if not in_order(scratch_{name}, {table.keys}, {count}):"
            yield f"    reorder(scratch_{name}, {table.keys}, {len(table.given)}, {count})"
        for fact in table.given:
            yield from self.finished(table, f"{name}__{fact.argument}")

    # The steps

    def row_loop(self, steps: list[Step]) -> Iterator[str]:
        table = self.tables[steps[0].scope or ""]
        made = set[str]()
        lines: list[str] = []
        for step in steps:
            for use in uses_of(step):
                if use.role == ROW and use.ident not in made:
                    made.add(use.ident)
                    if isinstance(use.source, Parameter) and not self.shape(use.source).bare:
                        lines += [f"{use.ident}__at = {table.line(use.ident)}", *self.fields(use.source, use.ident)]
                    else:
                        lines.append(f"{use.ident} = {table.line(use.ident)}")
            made.add(step.ident)
            several = isinstance(step.source, Parameter) and not self.shape(step.source).bare
            lines += (
                self.parameter(step)
                if isinstance(step.source, Parameter)
                else [f"{step.ident} = {self.expression(step)}"]
            )
            if step.ident in self.stored:
                lines.append(f"{table.line(step.ident)} = {step.ident}{'__at' if several else ''}")
        yield f"for j in range(n_{table.name}):"
        yield from (f"    {line}" for line in lines)
        for step in steps:
            yield from self.finished(table, step.ident)

    def finished(self, table: Table, ident: str) -> Iterator[str]:
        """A column is worked out: whether it is known whole, and the column itself, where rules ask for them."""
        if ident in self.insisted:
            yield f"{ident}__full = whole(scratch_{table.name}, {table.lines[ident]}, n_{table.name})"
        if ident in self.whole:
            scratch = f"scratch_{table.name}"
            yield f"{ident}__all = view({scratch}, {table.lines[ident]} * {scratch}.shape[1], max(0, n_{table.name}))"

    def column(self, step: Step) -> Iterator[str]:
        """A rule that fills a column, or opens rows."""
        table = self.tables[step.scope or ""]
        scratch, count = f"scratch_{table.name}", f"n_{table.name}"
        table.line(step.ident)
        line = table.lines[step.ident]
        if step.source.fills:
            yield f"if {self.expression(step, f'{scratch}, {line}')} == U:"
            yield f"    blank({scratch}, {line}, {count})"
        else:
            yield f"{table.name}__span = {re.sub(r'else U', 'else NO_ROWS', self.expression(step))}"
            yield f"{count} = {table.name}__span[1]"
            yield f"if {count} > {scratch}.shape[1]:"
            yield "    return i  # for more room"
            yield f"for j in range({count}):"
            yield f"    {scratch}[{line}, j] = {table.name}__span[0] + j * {table.name}__span[2]"
        yield from self.finished(table, step.ident)

    def parameter(self, step: Step) -> Iterator[str]:
        yield self.shape(step.source).lookup(step.ident, clock_day(step), step.group.ident if step.group else "0")
        if not self.shape(step.source).bare:
            yield from self.fields(step.source, step.ident)

    def fields(self, parameter: Parameter, ident: str) -> Iterator[str]:
        shape = self.shape(parameter)
        yield from shape.values(ident, self.module(shape.tuple_type.__module__) if shape.tuple_type else "")

    def shape(self, parameter: Parameter) -> Shape:
        if parameter.name not in self.shapes:
            place = max((shape.end for shape in self.shapes.values()), default=0)
            self.shapes[parameter.name] = shape_of(self.law, parameter, place)
        return self.shapes[parameter.name]

    def expression(self, step: Step, target: str = "") -> str:
        """The value of a rule as the engine writes it. `target`: the line of the scratch that its column goes to."""
        rule = step.source
        step = replace(step, uses=tuple(tuple(renamed(use) for use in uses) for uses in step.uses))
        text = value(step)
        for number, uses in enumerate(step.uses):
            if not rule.combine:
                called = call(f"f_{rule.name}_{number}", rule.versions[number], uses)
                text = text.replace(called, self.called(rule, number, called, target))
            for use in uses:
                if isinstance(use.source, Parameter) and not self.shape(use.source).bare:
                    if use.maybe or use.role == COLUMN:
                        what = "be gathered" if use.role == COLUMN else "be unknown (Maybe)"
                        raise LawError(
                            [f"{rule.stem}.py, rule {rule.name}: {use.name} has several numbers and cannot {what}"]
                        )
                    text = re.sub(rf"\b{use.ident} != U\b", f"{use.ident}__known", text)
        text = re.sub(r"\bfull\((\w+)__all\)", r"\1__full", text)
        # All conditions at once: a branch for each would cost more in the processor, and as much again in compiling.
        text = re.sub(r"(\w+ (?:!=|==|>=) -?\w+)", r"(\1)", text)
        return text.replace(" and ", " & ").replace(" or ", " | ")

    def called(self, rule: Rule, number: int, called: str, target: str) -> str:
        """The call of a version, which is compiled to give one int64."""
        name = f"f_{rule.name}_{number}"
        function = f"{self.module(rule.module)}.{rule.name}.versions[{number}].function"
        allocates = rule.gathers or "zeros" in rule.versions[number].function.__code__.co_names
        self.functions.append(f"{name} = njit(**{'ALLOCATES' if allocates else 'INLINED'})({function})")
        if rule.fills:
            # A function of its own makes the column and lets it go, for the loop over people does neither.
            self.functions += [
                "@njit(**ALLOCATES)",
                f"def c_{name[2:]}(scratch, line, *uses):",
                f"    return fill(scratch, line, {name}(*uses))",
            ]
            return called.replace(f"{name}(", f"c_{name[2:]}({target}, ")
        return f"span({called})" if rule.opens else f"int64({called})"

    def module(self, name: str) -> str:
        return self.modules.setdefault(name, f"m{len(self.modules)}")


def renamed(use: Use) -> Use:
    """A whole column has a name of its own: the bare name is the value of one row."""
    return replace(use, ident=f"{use.ident}__all") if use.role == COLUMN else use
