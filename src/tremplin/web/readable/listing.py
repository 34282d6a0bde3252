"""The Python of a rule, as text, with its file and line."""

from __future__ import annotations

import ast
import inspect
import sys
from dataclasses import dataclass
from functools import cache

from tremplin.engine.law import Law
from tremplin.web.readable.readers import bodies


@dataclass(frozen=True)
class Listing:
    """Some lines of a file of the law."""

    file: str
    line: int
    text: str


@cache
def listings(law: Law, name: str) -> tuple[Listing, ...]:
    """The lines of every version of a rule and of what hangs on it, in the order of the file."""
    rule = law.rules[name]
    functions = [body.function for body in bodies(rule) if body.function is not None]
    found = {}
    for function in functions:
        lines, first = inspect.getsourcelines(function)
        found[first] = Listing(f"{rule.stem}.py", first, "".join(lines).rstrip())
    if not functions:
        found |= {made.line: made for made in [combined(rule.module, rule.stem, name)] if made}
    return tuple(found[first] for first in sorted(found))


def combined(module: str, stem: str, name: str) -> Listing | None:
    """The lines of a combination: the call that has its name first."""
    text = inspect.getsource(sys.modules[module])
    for node in ast.parse(text).body:
        call = node.value if isinstance(node, ast.Assign | ast.Expr) else None
        first = call.args[0] if isinstance(call, ast.Call) and call.args else None
        if isinstance(first, ast.Constant) and first.value == name:
            lines = text.splitlines()[node.lineno - 1 : node.end_lineno]
            return Listing(f"{stem}.py", node.lineno, "\n".join(lines))
    return None
