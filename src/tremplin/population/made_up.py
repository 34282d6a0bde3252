"""People who do not exist, for demonstrations and measures: the same seed always makes the same people."""

from __future__ import annotations

import numpy as np

from tremplin.engine.kinds import UNKNOWN, day
from tremplin.population.columns import Columns, Rows

QUARTERS = 12
CODES, OFTEN = (1, 30, 50, 71, 2), (0.9, 0.04, 0.03, 0.02, 0.01)
"""Service codes: work mostly; unpaid absence, sickness and temporary unemployment; holidays."""


def admission_people(people: int, seed: int = 2026, unknown: float = 0.002) -> Columns:
    """Claims of unemployment benefit from 1995 to 2026, each with twelve declared quarters that end before the claim.

    `unknown`: the share of birth dates, of day counts and of people whose rows are not known.
    """
    rng = np.random.default_rng(seed)

    def some(values: object, share: float) -> np.ndarray:
        """The same values, some of them unknown."""
        column = np.array(values, np.int32)
        column[rng.random(len(column)) < share] = UNKNOWN
        return column

    claim = rng.integers(day("1995-01-01"), day("2026-12-31"), people)
    birth = claim - rng.integers(18 * 365, 64 * 365, people)
    rows = people * QUARTERS
    months = claim.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    last_quarters = np.repeat((months // 3) * 3, QUARTERS) - 3 * np.tile(np.arange(QUARTERS, 0, -1), people)
    first_day = last_quarters.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    last_day = (last_quarters + 3).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) - 1
    code = rng.choice(CODES, rows, p=OFTEN)
    part_time = np.repeat(rng.random(people) < 0.2, QUARTERS)
    days = rng.integers(30, 67, rows) * 100
    weekly_hours = np.where(part_time, 3040, 3800)
    # Who changes employer does so once, so that most rows lie in their order; some have two at a time.
    changes, moonlights = rng.random(people) < 0.3, rng.random(people) < 0.05
    quarter = np.tile(np.arange(QUARTERS), people)
    after = quarter >= np.repeat(rng.integers(1, QUARTERS, people), QUARTERS)
    employer = 1 + np.where(np.repeat(moonlights, QUARTERS), quarter % 2, np.repeat(changes, QUARTERS) & after)
    paid = np.where(code == 1, UNKNOWN, 1)
    columns = {
        "first_day": first_day,
        "last_day": last_day,
        "service_code": code,
        "days": some(days, unknown),
        "hours": np.where(part_time, days // 100 * 608, UNKNOWN),
        "days_per_week": [500],
        "weekly_hours": weekly_hours,
        "full_time_weekly_hours": [3800],
        "employer": employer,
        "benefit_paid": paid,
    }
    known = rng.random(people) >= unknown
    return Columns(
        people,
        {"birth_date": some(birth, unknown), "claim_date": claim, "admitted_before": [0]},
        {"work": Rows(np.arange(people + 1) * QUARTERS, columns, known)},
    )
