"""The plan written out as a loop over people, for Numba: what `engine/one.py` writes for one case.

    for each person
        facts                                  birth_date = fact_of(facts[0], i, steps[0], 0, …)
        rows, copied in their order            scratch_work[2, j]: line 2 is a column, j a row
        steps: once a person                   age = int64(f_age_0(birth_date, claim_date))
               in one loop for all steps
               that can share it               for j in range(n_work): work__counts = …
        results

Facts are columns by public name: what the law adds on the way in (`last_day` → `end_day`) is added here, where a
value is read, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from tremplin.engine.facts import Fact
from tremplin.engine.law import Decision, Law
from tremplin.engine.plan import CASE, Plan, Use
from tremplin.engine.rules import Rule
from tremplin.ground.errors import LawError
from tremplin.population.order import groups, in_rows, uses_of
from tremplin.population.steps import Steps, Table

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
OWN_NAMES = set("begin end favourable steps ends facts numbers places wrong results filled first i j U".split())


class Source:
    """The text of one kernel, and the order in which it wants its arguments."""

    def __init__(self, law: Law, decision: Decision, results: Iterable[str]) -> None:
        title = f"The decision {decision.name} of {law.package}, for many cases"
        self.law, self.results = law, list(results)
        self.plan = Plan(law, self.results)
        self.groups = list(groups(self.plan, self.results))
        uses = [use for group in self.groups for step in group.steps for use in uses_of(step)]
        given = {fact.argument: fact for fact in decision.facts(law).values() if isinstance(fact, Fact)}
        asked = dict.fromkeys(use.name for use in uses if isinstance(use.source, Fact) and use.role == CASE)
        self.facts = [given[argument] for argument in asked]
        self.given_tables = [self.given_table(name, uses) for name in self.plan.columns]
        self.tables = {table.name: table for table in self.given_tables}
        self.tables |= {name: Table(name, [], 0) for name in self.plan.opened}
        self.steps = Steps(law, self.groups, self.tables)
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

    def preamble(self) -> Iterator[str]:
        module = self.steps.module
        bundles = [f"b_{name} = {module(of.__module__)}.{of.__qualname__}" for name, of in self.plan.bundles.items()]
        yield from (f"{alias} = import_module({name!r})" for name, alias in self.steps.modules.items())
        yield from ("", *bundles, *self.steps.functions)

    def kernel(self, people: list[str]) -> Iterator[str]:
        """Two functions: one makes the scratch, the other decides people and makes no array (see words.BORROWS)."""
        given = ["favourable", "steps", "ends", "facts"]
        kinds = [*["types.int64"] * 3, "counts", "counts", f"types.UniTuple(given, {len(self.facts)})"]
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
            lines: list[str] = []
            values: list[str] = []
            for group in guarded:
                first = group.steps[0]
                lines += self.steps.in_loop(group.steps) if in_rows(first) else self.steps.once(first)
                if isinstance(first.source, Rule) and not first.scope:
                    values.append(first.ident)
            if guard:
                yield from (f"    {ident} = U" for ident in values)
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
            yield from self.steps.finished(table, f"{name}__{fact.argument}")
