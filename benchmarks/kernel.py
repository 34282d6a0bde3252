"""A population through a decision compiled: rates, and what it costs to compile and to load, as ratios side by side.

./do python benchmarks/kernel.py [PEOPLE] [DECISION]     1000000 admission
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from tempfile import TemporaryDirectory

from tremplin.engine.decide import settle
from tremplin.law import belgian_law
from tremplin.population import Columns, run
from tremplin.population.kernel import kernel_of
from tremplin.population.made_up import admission_people

ROUNDS, ALONE = 7, 500
TIMED = """
import time, sys
import numba
from tremplin.law import belgian_law
from tremplin.population.kernel import kernel_of
law = belgian_law()
begun = time.perf_counter()
kernel_of(law, sys.argv[1])
print(time.perf_counter() - begun)
"""


def median(call: Callable[[], object], rounds: int = ROUNDS) -> float:
    call()
    spent = []
    for _ in range(rounds):
        begun = time.perf_counter()
        call()
        spent.append(time.perf_counter() - begun)
    return statistics.median(spent)


def kernels_cost(decision: str) -> tuple[float, float]:
    """Seconds until a kernel is ready in a new process, Numba itself imported: the first time, and every other."""
    with TemporaryDirectory() as home:
        environment = os.environ | {"XDG_CACHE_HOME": home}
        command = [sys.executable, "-c", TIMED, decision]
        compiled, *loaded = [
            float(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
            for _ in range(4)
        ]
    return compiled, statistics.median(loaded)


def scan(columns: Columns) -> int:
    """Every column read once: what no way of deciding can beat."""
    arrays = [*columns.facts.values(), *(column for rows in columns.rows.values() for column in rows.columns.values())]
    return sum(int(array.sum()) for array in arrays)


def one_by_one(columns: Columns, decision: str) -> float:
    """Seconds a person, of people read beforehand."""
    law = belgian_law()
    cases = [columns.case(law, decision, person) for person in range(min(ALONE, columns.people))]
    return median(lambda: [settle(law, law.decision(decision), case) for case in cases], 3) / len(cases)


def main(people: int = 1_000_000, decision: str = "admission") -> None:
    law = belgian_law()
    columns = admission_people(people)
    rows = int(columns.rows["work"].offsets[-1])
    cores = os.cpu_count() or 1
    compiled, loaded = kernels_cost(decision)
    kernel = kernel_of(law, decision)
    steps = sum(len(group.steps) for group in kernel.source.groups)
    print(f"{decision}: {people:,} people, {rows:,} rows, {steps} steps, in memory\n")
    lone = one_by_one(columns, decision) * people
    ways = [
        ("one by one, 1 core (extrapolated)", lone),
        ("kernel, 1 thread", median(lambda: kernel.run(columns, 1))),
        (f"kernel, {cores} threads", median(lambda: kernel.run(columns, cores))),
        (f"with the second pass, {cores} threads", median(lambda: run(law, decision, columns, cores), 3)),
        ("reading every column once, 1 thread", median(lambda: scan(columns))),
    ]
    base = ways[2][1]
    print(f"{'':42}{'s':>10}{'people/s':>14}{'rows/s':>14}{'ratio':>9}")
    for name, spent in ways:
        print(f"{name:42}{spent:>10.3f}{people / spent:>14,.0f}{rows / spent:>14,.0f}{spent / base:>9.2f}")
    print(f"kernel ready after {compiled:.1f} s the first time, {loaded:.2f} s from then on (Numba imported)")
    outcome = run(law, decision, columns)
    open_after = outcome.undetermined - outcome.settled
    print(f"left open by the first pass {outcome.undetermined / people:.1%}, by the second {open_after / people:.1%}")


if __name__ == "__main__":
    main(*(int(float(word)) if word[0].isdigit() else word for word in sys.argv[1:]))
