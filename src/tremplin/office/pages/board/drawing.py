"""The pictures of a row of the board: the bar of days proved, and the lane of the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tremplin.engine.kinds import day_date
from tremplin.engine.words import months_after
from tremplin.ground.days import day_number
from tremplin.office.article60.models import Projection
from tremplin.reasons.wording import MONTHS

WIDE, BAR = 300.0, 119.0
LEAST = 5.0
"""A range of a day is still seen."""
MONTHS_SHOWN, MONTHS_A_TICK = 12, 2


def month_text(month: int, language: str) -> str:
    """`nov.`, `mars`, `juil.`: a month where there is little room."""
    name = MONTHS[language][month - 1]
    return name if len(name) <= 4 else f"{name[: 4 if name.startswith('jui') else 3]}."


@dataclass(frozen=True)
class Bar:
    """Widths of the days that are sure and of those in doubt, on a track of `BAR`."""

    sure: float
    maybe_at: float
    maybe: float


def bar_of(of: Projection) -> Bar | None:
    if of.proved_least is None or not of.required:
        return None
    required = of.required * 100
    sure = BAR * min(of.proved_least, required) / required
    most = BAR * min(of.proved_most if of.proved_most is not None else of.proved_least, required) / required
    return Bar(round(sure, 1), round(sure + 0.5, 1), round(most - sure, 1))


@dataclass(frozen=True)
class Lane:
    """Where things stand on a lane of `WIDE`; widths of 0 are not drawn."""

    contract_at: float
    contract: float
    end: float | None
    range_at: float
    range: float
    is_short: bool


@dataclass(frozen=True)
class Axis:
    """A year from the first of the month on."""

    first: date
    after: date

    def x(self, day: date) -> float:
        days = (day - self.first).days / (self.after - self.first).days
        return round(WIDE * min(max(days, 0.0), 1.0), 1)

    def ticks(self, language: str) -> list[tuple[float, str]]:
        days = [
            day_date(months_after(day_number(self.first), ahead)) for ahead in range(0, MONTHS_SHOWN, MONTHS_A_TICK)
        ]
        return [(self.x(day), month_text(day.month, language)) for day in days]

    @property
    def grid(self) -> str:
        days = [
            day_date(months_after(day_number(self.first), ahead)) for ahead in range(2, MONTHS_SHOWN, MONTHS_A_TICK)
        ]
        return "".join(f"M{self.x(day)} 0v20" for day in days)


def axis_of(today: date) -> Axis:
    first = today.replace(day=1)
    return Axis(first, day_date(months_after(day_number(first), MONTHS_SHOWN)))


def lane_of(of: Projection, starts: date | None, today: date, axis: Axis) -> Lane:
    """The contract from today on (or from its start), and the range in which the right opens."""
    end = of.contract_end
    contract_at = axis.x(max(starts or today, today))
    until = axis.x(end + timedelta(days=1)) if end else (WIDE if starts else contract_at)
    first, last = of.opens_first, of.opens_last
    at = axis.x(first) if first else 0.0
    wide = max(axis.x(last + timedelta(days=1)) - at, LEAST) if first and last else 0.0
    return Lane(
        contract_at=contract_at,
        contract=round(max(until - contract_at, 0.0), 1),
        end=until if end and axis.first <= end < axis.after else None,
        range_at=round(min(at, WIDE - LEAST), 1),
        range=round(wide, 1),
        is_short=bool(of.days_at_risk),
    )
