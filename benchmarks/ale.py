"""ALE months through the kernel of `ale_hours`: the rate, and whether ten times the months take ten times as long.

./do python benchmarks/ale.py [MONTHS]     5000000
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import time

from tremplin.law import belgian_law
from tremplin.population import run
from tremplin.population.kernel import kernel_of
from tremplin.population.made_up import ale_months

DECISION, ROUNDS, STEPS, ALONE = "ale_hours", 5, 3, 500


def main(most: int = 5_000_000) -> None:
    law, cores = belgian_law(), os.cpu_count() or 1
    kernel = kernel_of(law, DECISION)
    print(f"{DECISION}: four regions, months of 1995 to 2026, none to three jobs already done; {cores} threads\n")
    print(f"{'months':>12}{'s':>10}{'months/s':>14}{'ns a month':>12}{'growth':>9}")
    before = 0.0
    for months in [most // 10**step for step in reversed(range(STEPS))]:
        columns = ale_months(months)
        kernel.run(columns, cores)
        spent = []
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            kernel.run(columns, cores)
            spent.append(time.perf_counter() - begun)
        took = statistics.median(spent)
        growth = f"{took / before:.2f}" if before else "–"
        print(f"{months:>12,}{took:>10.3f}{months / took:>14,.0f}{took / months * 1e9:>12.0f}{growth:>9}")
        before = took
    few = ale_months(ALONE)
    cases = [few.case(law, DECISION, month) for month in range(ALONE)]
    begun = time.perf_counter()
    for case in cases:
        law.decision(DECISION).program.run(case)
    alone = (time.perf_counter() - begun) / ALONE
    print(f"one by one, one core, every step kept: {alone * 1e6:.0f} µs a month, {alone * most / before:.0f} × as long")
    outcome = run(law, DECISION, ale_months(most // 100))
    open_after = outcome.undetermined - outcome.settled
    print(f"\ngrowth: for ten times the months; {ROUNDS} rounds each, medians; the first pass, in memory")
    print(
        f"left open by the first pass {outcome.undetermined / (most // 100):.1%}, "
        f"by the second {open_after / (most // 100):.1%}"
    )
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB, columns included")


if __name__ == "__main__":
    main(*(int(float(word)) for word in sys.argv[1:]))
