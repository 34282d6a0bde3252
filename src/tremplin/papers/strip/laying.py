"""Days of the calendar for declared work. A declaration counts days and names none: they are laid in order on the
working days between the row's dates, public holidays, Saturdays and Sundays only when the others do not suffice.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tremplin.engine.words import weekday
from tremplin.law.unemployment.runs import public_holiday

WHOLE = 100


@dataclass
class Room:
    """The days chosen for one occupation, in order, with the hundredths that each still holds."""

    left: dict[int, int]
    last_day: int

    def lay(self, hundredths: int) -> list[tuple[int, int]]:
        """Days and the hundredths laid on each."""
        found = []
        for day, left in list(self.left.items()):
            if hundredths <= 0:
                break
            share = min(left, hundredths)
            found.append((day, share))
            hundredths -= share
            self.left[day] -= share
            if not self.left[day]:
                del self.left[day]
        if hundredths > 0:  # more days than the dates hold: the rest is kept on the last of them, so that none is lost
            found.append((self.last_day, hundredths))
        return found


@dataclass
class Spans:
    """What each employer's days hold already: the next occupation finds other days first."""

    used: dict[int, dict[int, int]] = field(default_factory=dict)

    def room(self, employer: int, first: int, end: int, regime: int, hundredths: int) -> Room:
        """Days between `first` and `end` for so many hundredths of days, the likeliest ones, in order."""
        used = self.used.setdefault(employer, {})
        chosen: dict[int, int] = {}
        wanted = hundredths
        days = sorted(range(first, end), key=lambda day: (likelihood(day, regime), day))
        for day in days:
            free = WHOLE - used.get(day, 0)
            if wanted <= 0:
                break
            if free > 0:
                chosen[day] = free
                wanted -= free
        left = hundredths
        for day in sorted(chosen):
            used[day] = used.get(day, 0) + min(chosen[day], max(0, left))
            left -= chosen[day]
        return Room({day: chosen[day] for day in sorted(chosen)}, end - 1)


def likelihood(day: int, regime: int) -> int:
    """How readily work is laid on a day, from 0: the days of the regime, of the week, holidays, the weekend."""
    place, days = weekday(day), max(1, min(7, -(-regime // 100)))
    if place < days and not public_holiday(day):
        return 0
    if place < 5:
        return 2 if public_holiday(day) else 1
    return 3 if place < days else place - 1
