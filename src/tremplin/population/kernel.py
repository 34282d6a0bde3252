"""A decision compiled, and running it over ranges of people.

The kernel is written to a file named by all that the compiled code is made of, because Numba keeps compiled code
beside a file only; so a second process loads it in a fraction of a second. Numbers of the law are handed in at each
run and are no part of it: a reform of amounts, or an office's own, needs no compiling.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import llvmlite
import numba
import numpy as np
from numba.core.errors import NumbaError

from tremplin.engine import kinds, words
from tremplin.engine.facts import Fact
from tremplin.engine.law import Decision, Law
from tremplin.ground.errors import LawError
from tremplin.population import loops
from tremplin.population import words as compiled_words
from tremplin.population.columns import Columns, ends_of
from tremplin.population.files import module_of, written
from tremplin.population.shapes import packed
from tremplin.population.source import Source

CHUNK = 16_384
"""People a call: enough to forget the cost of the call, few enough for progress and for stopping at once."""
Progress = Callable[[int, int], None]
"""Called with people done and people in all, from the thread that asked for the run."""


class Kernel:
    """A decision of a law, compiled for many cases: the strict pass. Results that are rows have no column here."""

    def __init__(self, law: Law, decision: Decision) -> None:
        self.law, self.decision = law, decision
        self.results = {public: rule for public, rule in decision.then.items() if law.rules[rule].scope is None}
        self.source = Source(law, decision, dict.fromkeys(self.results.values()))
        self.path = written(f"{decision.name}_{self.fingerprint()}.py", self.source.text)
        compiled_words.register_words()
        try:
            self.compiled = module_of(self.path).compiled
        except NumbaError as error:
            raise LawError([f"decision {decision.name}: {refused(error)}"]) from error

    def fingerprint(self) -> str:
        """Of the text, of the rules and words that it calls, and of the compiler; not of the law's numbers."""
        total = hashlib.sha256(f"{sys.version} {numba.__version__} {llvmlite.__version__}\n".encode())
        total.update(self.source.text.encode())
        for module in (kinds, words, loops, compiled_words):
            total.update(Path(str(module.__file__)).read_bytes())
        for path in sorted(self.law.folder.rglob("*.py")):
            total.update(str(path.relative_to(self.law.folder)).encode() + b"\0" + path.read_bytes())
        return total.hexdigest()[:16]

    def run(
        self,
        columns: Columns,
        threads: int | None = None,
        progress: Progress | None = None,
        favourable: bool | None = None,
    ) -> dict[str, Any]:
        """Every result by public name, one int64 a person. Raises InputError for values that the law refuses.

        `favourable`: doubts and conflicts at their least (False) or most (True) favourable; None: the strict pass.
        """
        people = columns.people
        wrong = np.zeros(1, np.int64)
        results = {rule: np.empty(people, np.int64) for rule in self.source.results}
        end = "value" if favourable is None else "most" if favourable else "least"
        numbers = packed(self.source.steps.shapes.values(), end)
        arguments = (*self.given(columns), *numbers, wrong, tuple(results.values()))

        def one(begin: int) -> int:
            end = min(begin + CHUNK, people)
            self.compiled(begin, end, -1 if favourable is None else int(favourable), *arguments)
            return end - begin

        done = 0
        with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
            try:
                for finished in as_completed([pool.submit(one, begin) for begin in range(0, people, CHUNK)]):
                    done += finished.result()
                    if progress:
                        progress(done, people)
            except BaseException:  # an interrupt too: what has not begun is dropped
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        if wrong[0]:  # counted by the kernel as it reads, for a look at every column beforehand would take as long
            columns.check_values(self.law, self.decision.name)
        return {public: results[rule] for public, rule in self.results.items()}

    def given(self, columns: Columns) -> tuple[Any, ...]:
        """The columns in the order of the kernel's arguments, and the step of each: 0 where one value is for all."""
        publics = {id(given): public for public, given in self.decision.facts(self.law).items()}
        steps: list[int] = []
        ends: list[int] = []

        def taken(array: Any, fact: Fact | None = None) -> Any:
            steps.append(0 if len(array) == 1 else 1)
            ends.extend(ends_of(fact) if fact else (0, 0, 0))
            return read_only(array)

        facts = tuple(taken(columns.fact(publics[id(fact)], fact), fact) for fact in self.source.facts)
        tables: list[Any] = []
        for table in self.source.given_tables:
            rows = columns.table(publics[id(self.law.rows[table.name])])
            taken(rows.offsets[1:])  # one end, for all people alike
            known = taken(rows.known)
            columns_given = tuple(taken(rows.column(fact), fact) for fact in table.given)
            tables += [read_only(rows.offsets), known, columns_given]
        return read_only(np.array(steps, np.int64)), read_only(np.array(ends, np.int64)), facts, *tables


def read_only(array: Any) -> Any:
    """The kernel asks for arrays that it may not write to, for those of Arrow are so."""
    view = array.view()
    view.flags.writeable = False
    return view


def refused(error: NumbaError) -> str:
    """Why Numba cannot compile a rule, and which: it names the innermost function first."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    names = [line.split()[1].split("(")[0] for line in lines if line.startswith("def ")]
    reasons = [line for line in lines if not line.startswith("Failed in nopython")]
    return f"{next(iter(names), 'a rule')} cannot be compiled; keep to integers, loops and words ({reasons[0]})"


kernels: WeakKeyDictionary[Law, dict[str, Kernel]] = WeakKeyDictionary()


def kernel_of(law: Law, name: str) -> Kernel:
    """The kernel of a decision, made once for a law."""
    made = kernels.setdefault(law, {})
    if name not in made:
        made[name] = Kernel(law, law.decision(name))
    return made[name]
