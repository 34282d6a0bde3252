"""One case in plain Python: the plan written out as one function that keeps every value.

Strict: what needs an unknown is unknown. In doubt (`favourable` is a bool): what doubts a rule or a conflict of
sources has about a value takes its least or its most favourable end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from tremplin.engine.facts import Case
from tremplin.engine.kinds import UNKNOWN
from tremplin.engine.parameters import Parameter
from tremplin.engine.plan import ROW, Plan, Step, Use, all_known, clock_day, in_doubt, value
from tremplin.engine.rules import Rule
from tremplin.engine.words import month_start
from tremplin.ground.patience import patience

Steps = dict[str, Any]
"""Every value of a case: `age` → int, `work__counts` → one int a row (None where the rows are unknown)."""
Run = Callable[[Mapping[str, int], Mapping[str, Any], Any], Steps]


class Program:
    """A plan, written out and ready to run on cases. Each of its two functions is compiled when first asked for."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.names: dict[str, Any] = {"U": UNKNOWN, "full": full, "month_start": month_start, "_patience": patience}
        self.names |= {f"b_{name}": bundle for name, bundle in plan.bundles.items()}

    @cached_property
    def strict(self) -> Run:
        return self.compiled("strict", doubtful=False)

    @cached_property
    def doubtful(self) -> Run:
        return self.compiled("doubtful", doubtful=True)

    def compiled(self, name: str, doubtful: bool) -> Run:
        source = "\n".join(self.lines(name, doubtful))
        exec(compile(source, f"<{name} of {', '.join(self.plan.targets)}>", "exec"), self.names)  # noqa: S102
        run: Run = self.names[name]
        return run

    def lines(self, name: str, doubtful: bool) -> list[str]:
        plan = self.plan
        lines = [f"def {name}(values, rows, favourable=None):", "    _patience()"]
        lines += [f"    {fact} = values[{fact!r}]" for fact in plan.facts]
        kept = list(plan.facts)
        for table, columns in plan.columns.items():
            lines.append(f"    t = rows[{table!r}]")
            first = next(iter(columns))
            lines.append(f"    n_{table} = -1 if t is None else len(t[{first!r}])")
            lines += [f"    {table}__{column} = t and t[{column!r}]" for column in columns]
            kept += [f"{table}__{column}" for column in columns] + [f"n_{table}"]
        for step in plan.steps:
            lines.append(f"    {step.ident} = " + self.expression(step, doubtful))
            kept.append(step.ident)
            if isinstance(step.source, Rule) and step.source.opens:
                table = step.source.opens
                lines.append(f"    n_{table} = -1 if {step.ident} == U else len({step.ident})")
                lines.append(f"    {step.ident} = None if n_{table} < 0 else list({step.ident})")
                kept.append(f"n_{table}")
        return [*lines, f"    return {{{', '.join(f'{name!r}: {name}' for name in kept)}}}"]

    def expression(self, step: Step, doubtful: bool) -> str:
        rule = step.source
        if isinstance(rule, Parameter):
            text = self.parameter(rule, step, doubtful)
            return self.by_row(step.scope, text, text, (step.clock,)) if step.scope else text
        for number, version in enumerate(rule.versions):
            self.names[f"f_{rule.name}_{number}"] = version.function
        text = value(step)
        uses: tuple[Use, ...] = (step.clock, *(use for version in step.uses for use in version))
        if doubtful and rule.doubt:
            self.names[f"d_{rule.name}"] = rule.doubt.function
            text = f"(_x if (_x := {text}) != U else {in_doubt(step)})"
            uses += step.doubt
        if rule.fills:
            unknown = f"[U] * n_{rule.fills} if n_{rule.fills} >= 0 else None"
            return f"_x if (_x := {text}) != U else {unknown}"
        plain = text if doubtful or not rule.each else value(step, guard=False)
        return self.by_row(rule.each, text, plain, uses) if rule.each else text

    def parameter(self, parameter: Parameter, step: Step, doubtful: bool) -> str:
        """The value in force, written out where it depends on the day alone."""
        self.names[f"p_{parameter.name}"] = parameter
        clock, group = clock_day(step), f", {step.group.ident}" if step.group else ""
        if doubtful or group:
            read = f"bound({clock}, favourable" if doubtful else f"value({clock}"
            return f"p_{parameter.name}.{read}{group})"
        text = ""
        for version in reversed(parameter.versions):
            self.names[f"c_{parameter.name}_{version.key}".replace("-", "m")] = version.value
            text += f"c_{parameter.name}_{version.key}".replace("-", "m") + f" if {clock} >= {version.first_day} else "
        return f"({text}U)"

    @staticmethod
    def by_row(table: str, text: str, plain: str, uses: Sequence[Use]) -> str:
        """One value a row; by the `plain` text where nothing that the rule insists on is unknown."""
        own = list(dict.fromkeys(use.ident for use in uses if use.role == ROW))
        every = f"zip({', '.join(own)})" if len(own) > 1 else own[0] if own else f"range(n_{table})"
        loop = f"for {', '.join(own) or '_'} in {every}"
        quick = f"[{plain} {loop}] if {all_known(table, uses)} else " if plain != text else ""
        return f"{quick}None if n_{table} < 0 else [{text} {loop}]"

    def run(self, case: Case) -> Steps:
        return self.strict(case.values, case.rows, None)


def full(column: list[int]) -> bool:
    """No value of the column is unknown."""
    return UNKNOWN not in column
