"""One admission with all its steps, and a cold `tremplin decide`: medians, with the ratio to the goal.

./do python benchmarks/one_case.py
"""

from __future__ import annotations

import datetime
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tremplin.engine.decide import read_case, settle
from tremplin.law import belgian_law, decide

ROUNDS, CALLS, COLD = 15, 200, 11


def quarterly_rows(first_year: int, years: int) -> list[dict[str, object]]:
    """Twelve full-time quarters, as an employer declares them."""
    found: list[dict[str, object]] = []
    for number in range(4 * years):
        year, month = first_year + number // 4, 3 * (number % 4) + 1
        first = datetime.date(year, month, 1)
        after = datetime.date(year + (month == 10), (month + 2) % 12 + 1, 1)
        days = sum((first + datetime.timedelta(day)).weekday() < 5 for day in range((after - first).days))
        dates = {"first_day": str(first), "last_day": str(after - datetime.timedelta(1))}
        regime = {"days_per_week": 5, "weekly_hours": 38, "full_time_weekly_hours": 38}
        found.append({**dates, "service_code": 1, "days": days, **regime})
    return found


def median_of(call: object) -> float:
    """Microseconds a call, the median of rounds."""
    assert callable(call)
    rounds = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        for _ in range(CALLS):
            call()
        rounds.append((time.perf_counter() - begun) / CALLS * 1e6)
    return statistics.median(rounds)


def cold_seconds() -> float:
    """Seconds from the start of a fresh process to its answer, the median."""
    with TemporaryDirectory() as folder:
        facts = Path(folder) / "facts.yaml"
        facts.write_text("birth_date: 1971-05-10\nclaim_date: 2007-12-01\nwork: []\n")
        words = [str(Path(sys.executable).with_name("tremplin")), "decide", "admission", str(facts)]
        times = []
        for _ in range(COLD):
            begun = time.perf_counter()
            subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
            times.append(time.perf_counter() - begun)
    return statistics.median(times)


def main() -> None:
    law = belgian_law()
    facts = {"birth_date": "1971-05-10", "claim_date": "2007-12-01", "work": quarterly_rows(2005, 3)[:12]}
    decision = law.decision("admission")
    case = read_case(law, decision, facts)
    answer = settle(law, decision, case)
    steps, days = len(decision.program.plan.steps), answer.result["proved_days"]
    print(f"one admission, {len(case.rows['work']['first_day'])} rows, {steps} steps: {days} days, {answer.outcome}")
    lines = [
        ("decided, every step kept", median_of(lambda: settle(law, decision, case)), 150.0, "µs"),
        ("read, checked and decided", median_of(lambda: decide("admission", facts)), None, "µs"),
        (
            "with status, missing facts and all steps as JSON",
            median_of(lambda: decide("admission", facts).as_json()),
            None,
            "µs",
        ),
        ("cold `tremplin decide`", cold_seconds(), 0.3, "s"),
    ]
    for name, value, goal, unit in lines:
        digits = f"{value:8.2f}" if unit == "s" else f"{value:8.0f}"
        print(f"  {name:50}{digits} {unit}" + (f"   {value / goal:.2f} × the goal of {goal:g} {unit}" if goal else ""))


if __name__ == "__main__":
    main()
