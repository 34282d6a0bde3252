"""How long a plan takes: twelve ways over 36 months, beside deciding each of their days whole.

./do python benchmarks/plan.py
"""

import statistics
import time

from tremplin.engine.words import months_after
from tremplin.law import belgian_law, decide
from tremplin.law.article60.ways import ways
from tremplin.law.unemployment.planned import rows
from tremplin.law.unemployment.scan import Scan, first_day

law = belgian_law()
FULL = {"days_per_week": 5, "weekly_hours": 38, "full_time_weekly_hours": 38}
QUARTERS = (("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31"))
WORK = [
    {"first_day": f"{year}-{first}", "last_day": f"{year}-{last}", "service_code": 1, "hours": 57, **FULL}
    | {"weekly_hours": 19}
    for year in (2023, 2024)
    for first, last in QUARTERS
]
WORK += [
    {"first_day": "2025-07-01", "last_day": "2025-09-30", "service_code": 1, "days": 35, **FULL},
    {"first_day": "2025-07-01", "last_day": "2025-09-30", "service_code": 50, "days": 31, **FULL},
]
FACTS = {"birth_date": "1990-05-14", "admitted_before": False, "work": WORK}
PLAN = FACTS | {
    "start": "2026-03-02",
    "region": "german_community",
    "aid": "integration_income",
    "weekly_hours_now": 19,
}
GOAL, AIM = 1.0, 0.2


def seconds(work, times=7):
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return statistics.median(found)


def twelve_ways():
    decide("article60_plan", PLAN | {"horizon_months": 36})


def scanned():
    """The straight way, every day."""
    start = 20_514
    scan = Scan(law, FACTS, start)
    way = ways(start, 3800, 3800, 36)[0]
    until = months_after(start, 36)
    return [first_day(one, until).day for one in scan.ways(way.periods(until), until)]


def decided_whole():
    """The same days, each decided whole, under both readings."""
    start = 20_514
    scan = Scan(law, FACTS, start)
    way, last = ways(start, 3800, 3800, 36)[0], max(scanned())
    for day in range(start + 1, last + 1):
        case = scan.read(rows(way.periods(day), day), day)
        for reading in scan.readings:
            scan.cut.whole.doubtful(reading.at(day), case.rows, reading.favourable)


whole, found = seconds(decided_whole, 3), seconds(scanned)
plan = seconds(twelve_ways)
ways_tried = len(decide("article60_plan", PLAN).variants)
ratios = f"{plan / GOAL:4.2f} × the goal of {GOAL} s, {plan / AIM:3.1f} × the aim of {AIM} s"
print(f"a plan, {ways_tried} ways over 36 months, ready to print   {plan:6.3f} s   {ratios}")
print(f"one way, every day scanned                       {found:6.3f} s")
print(f"the same days, each decided whole                {whole:6.3f} s   {whole / found:4.0f} × the scan")
