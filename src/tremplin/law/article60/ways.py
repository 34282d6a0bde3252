"""The ways to full rights that a plan compares: full-time at once, or part-time first and full-time then."""

from __future__ import annotations

from dataclasses import dataclass

from tremplin.engine.kinds import UNKNOWN, day_date
from tremplin.engine.words import half_up, month_of, month_start, months_after
from tremplin.law.unemployment.planned import Period

MOST_MONTHS_FIRST = 12
MONTHS_OF_MEAN = 6


@dataclass(frozen=True)
class WayOfWork:
    """One way: hundredths of hours a week at first and for how many months; then full-time as long as it takes."""

    start: int
    weekly_hours_first: int
    months_first: int
    full_time_hours: int

    @property
    def turn(self) -> int:
        """The first day of full-time work."""
        return months_after(self.start, self.months_first)

    def periods(self, until: int) -> list[Period]:
        """Its planned work up to (and without) a day."""
        full = self.full_time_hours
        planned = [Period(self.turn, max(self.turn + 1, until), full, full)]
        if self.months_first:
            planned.insert(0, Period(self.start, self.turn, self.weekly_hours_first, full))
        return planned

    def contract(self, last_day: int) -> list[dict[str, object]]:
        """The periods of its contract up to and including a last day, as the rows of a case."""
        return [
            {
                "first_day": day_date(period.first_day).isoformat(),
                "last_day": day_date(min(period.end_day - 1, last_day)).isoformat(),
                "weekly_hours": period.weekly_hours / 100,
                "full_time_weekly_hours": period.full_time_hours / 100,
            }
            for period in self.periods(last_day + 1)
            if period.first_day <= last_day
        ]

    def cost(self, monthly_cost: int, last_day: int) -> int:
        """Cents that the work costs up to and including a last day: the cost of a full-time month by the share of
        its days and of its hours."""
        total = 0
        for period in self.periods(last_day + 1):
            end = min(period.end_day, last_day + 1)
            for month in range(month_of(period.first_day), month_of(max(period.first_day, end - 1)) + 1):
                first, after = month_start(month), month_start(month + 1)
                days = max(0, min(end, after) - max(period.first_day, first))
                share = period.weekly_hours * days
                total += half_up(monthly_cost * share, period.full_time_hours * (after - first))
        return total

    def mean_hours(self) -> int:
        """Hundredths of hours a week, on average over the first six months."""
        end = months_after(self.start, MONTHS_OF_MEAN)
        first = min(self.turn, end) - self.start
        later = end - self.start - first
        return half_up(self.weekly_hours_first * first + self.full_time_hours * later, end - self.start)


def ways(start: int, hours_now: int, full_time_hours: int, horizon: int) -> list[WayOfWork]:
    """Full-time at once; then, if the person cannot work full-time now, part-time first for 1 to 12 months.

    `hours_now` unknown: half-time is shown.
    """
    hours = half_up(full_time_hours, 2) if hours_now == UNKNOWN else hours_now
    found = [WayOfWork(start, full_time_hours, 0, full_time_hours)]
    if hours < full_time_hours:
        months = range(1, min(MOST_MONTHS_FIRST, horizon - 1) + 1)
        found += [WayOfWork(start, hours, count, full_time_hours) for count in months]
    return found
