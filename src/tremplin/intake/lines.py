"""One line of declared work as exact integers, whatever file it came from, and the public row that it becomes."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from tremplin.engine.words import quarter_of
from tremplin.intake.figures import value_of
from tremplin.intake.people import Row
from tremplin.intake.periods import Span, iso


@dataclass(slots=True)
class Line:
    """A line of work between two days, both included. Days, hours and weekly figures are hundredths; None: not known.

    occupation  what lines of one occupation share
    others      columns kept as they are: layer, proof, termination, benefit_paid, extension_ground
    """

    first: int
    last: int
    place: str
    code: int | None = None
    days: int | None = None
    hours: int | None = None
    regime: int | None = None
    weekly: int | None = None
    full_time: int | None = None
    employer: str = ""
    occupation: Hashable = None
    note: str = ""
    others: dict[str, Any] = field(default_factory=dict)

    @property
    def span(self) -> Span:
        return self.first, self.last

    @property
    def length(self) -> int:
        """Calendar days."""
        return self.last - self.first + 1

    @property
    def one_quarter(self) -> bool:
        return quarter_of(self.first) == quarter_of(self.last)

    @property
    def fits(self) -> bool:
        """Whether there are as many calendar days as are declared."""
        return self.days is None or 0 <= self.days <= 100 * self.length

    @property
    def is_full_time(self) -> bool:
        """Q at least S, both known (as the law's own check of rows reads it)."""
        return self.weekly is not None and self.full_time is not None and self.weekly >= self.full_time > 0

    @property
    def proof_is_calendar(self) -> bool:
        """A certificate is counted by its dates, without days or hours."""
        return self.others.get("proof") == "certificate"

    @property
    def contents(self) -> tuple[Hashable, ...]:
        """What two lines have in common that say the same."""
        figures = (self.first, self.last, self.code, self.days, self.hours, self.regime, self.weekly, self.full_time)
        return (*figures, self.employer, *sorted(self.others.items()))

    def piece(self, span: Span, days: int | None, hours: int | None) -> Line:
        week = (self.regime, self.weekly, self.full_time)
        return Line(*span, self.place, self.code, days, hours, *week, self.employer, self.occupation, self.note, self.others)  # fmt: skip  # noqa: E501

    def row(self) -> Row:
        """The line by its public names (vocabulary, Work rows); what is not known is left out."""
        row: Row = {"first_day": iso(self.first), "last_day": iso(self.last)}
        if self.code is not None:
            row["service_code"] = self.code
        for name, figure in (
            ("days", self.days),
            ("hours", self.hours),
            ("days_per_week", self.regime),
            ("weekly_hours", self.weekly),
            ("full_time_weekly_hours", self.full_time),
        ):
            if figure is not None:
                row[name] = value_of(figure)
        if self.employer:
            row["employer"] = self.employer
        row.update(self.others)
        return row
