"""People who do not exist, for demonstrations and measures: the same seed always makes the same people."""

from __future__ import annotations

import numpy as np

from tremplin.engine.kinds import UNKNOWN, day
from tremplin.law import belgian_law
from tremplin.population.columns import Columns, Rows

QUARTERS = 12
CODES, OFTEN = (1, 30, 50, 71, 2), (0.9, 0.04, 0.03, 0.02, 0.01)
"""Service codes: work mostly; unpaid absence, sickness and temporary unemployment; holidays."""


def some_unknown(values: object, share: float, rng: np.random.Generator) -> np.ndarray:
    """The same values, some of them unknown."""
    column = np.array(values, np.int32)
    column[rng.random(len(column)) < share] = UNKNOWN
    return column


def admission_people(people: int, seed: int = 2026, unknown: float = 0.002) -> Columns:
    """Claims of unemployment benefit from 1995 to 2026, each with twelve declared quarters that end before the claim.

    `unknown`: the share of birth dates, of day counts and of people whose rows are not known.
    """
    rng = np.random.default_rng(seed)

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
        "days": some_unknown(days, unknown, rng),
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
        {"birth_date": some_unknown(birth, unknown, rng), "claim_date": claim, "admitted_before": [0]},
        {"work": Rows(np.arange(people + 1) * QUARTERS, columns, known)},
    )


WORK = (
    ("household", "small_garden"),
    ("household", "child_care"),
    ("household", "administrative_help"),
    ("household", "elderly_help"),
    ("association", "event_support"),
    ("local_authority", "neighbourhood_safety"),
    ("school", "school_care"),
    ("agriculture", "seasonal_agriculture"),
    ("horticulture", "seasonal_horticulture"),
)
"""ALE work, each kind for its user."""
MOST_JOBS = 3


def ale_months(months: int, seed: int = 2026, unknown: float = 0.002) -> Columns:
    """Hours asked for in a month from 1995 to 2026, in four regions, beside none to three jobs already done in it.

    `unknown`: the share of regions, of hours and of months whose jobs are not known.
    """
    rng = np.random.default_rng(seed)
    law = belgian_law()
    user, activity = (law.arguments[name].kind.names for name in ("user", "activity"))
    users = np.array([user.index(one) for one, _ in WORK], np.int32)
    activities = np.array([activity.index(one) for _, one in WORK], np.int32)

    month = rng.integers((1995 - 1970) * 12, (2027 - 1970) * 12, months)
    offsets = np.concatenate([[0], np.cumsum(rng.integers(0, MOST_JOBS + 1, months))])
    asked, done = rng.integers(0, len(WORK), months), rng.integers(0, len(WORK), offsets[-1])
    return Columns(
        months,
        {
            "region": some_unknown(rng.integers(0, 4, months), unknown, rng),
            "month": month.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64),
            "user": users[asked],
            "activity": activities[asked],
            "hours": rng.integers(1, 40, months) * 100,
            "hours_earlier_this_year": some_unknown(rng.integers(0, 600, months) * 100, unknown, rng),
        },
        {
            "done_this_month": Rows(
                offsets,
                {"user": users[done], "activity": activities[done], "hours": rng.integers(1, 30, offsets[-1]) * 100},
                rng.random(months) >= unknown,
            )
        },
    )
