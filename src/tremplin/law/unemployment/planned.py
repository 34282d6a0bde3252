"""Work that is planned: periods of one working time, as the rows that will be declared for them.

Every weekday from Monday to Friday is taken as worked or paid (public holidays are paid days).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tremplin.engine.kinds import day_date
from tremplin.engine.words import days_of_week, half_up, quarter_of, quarter_start

DAYS_PER_WEEK = 5
WORK_CODE = 1


@dataclass(frozen=True)
class Period:
    """Planned work from a day up to (and without) another: hundredths of hours a week, and of full-time work."""

    first_day: int
    end_day: int
    weekly_hours: int
    full_time_hours: int

    @property
    def full_time(self) -> bool:
        return self.weekly_hours >= self.full_time_hours

    def declared(self, first_day: int, end_day: int) -> int:
        """Hundredths of days (full-time) or of hours that will be declared for some of its days."""
        weekdays = days_of_week(first_day, end_day, DAYS_PER_WEEK)
        return 100 * weekdays if self.full_time else half_up(weekdays * self.weekly_hours, DAYS_PER_WEEK)


def quarters(period: Period) -> Iterator[tuple[int, int]]:
    """The days of a period in each calendar quarter."""
    first = period.first_day
    while first < period.end_day:
        end = min(period.end_day, quarter_start(quarter_of(first) + 1))
        yield first, end
        first = end


def rows(periods: Iterable[Period], until: int, employer: str | None = None) -> Iterator[dict[str, Any]]:
    """The rows of planned work up to (and without) a day, with the public names of a case."""
    for period in periods:
        for first, end in quarters(period):
            if first >= until:
                return
            end = min(end, until)
            amount = period.declared(first, end) / 100
            yield {
                "first_day": day_date(first).isoformat(),
                "last_day": day_date(end - 1).isoformat(),
                "service_code": WORK_CODE,
                "days" if period.full_time else "hours": amount,
                "days_per_week": DAYS_PER_WEEK,
                "weekly_hours": period.weekly_hours / 100,
                "full_time_weekly_hours": period.full_time_hours / 100,
                "layer": "planned",
                **({"employer": employer} if employer else {}),
            }
