"""The step chart of a number: values by date in, the parts of an SVG out. Horizontal, then vertical, never slanted.

A value that is not known is a dotted field over the whole height; two values in conflict, a dotted field between
them; where the law has none, the line stops. What lies after today is dashed. Text is drawn at 1:1, so every chart has
a wide and a narrow drawing. The text equivalent is the table beside it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tremplin.engine.kinds import day_date
from tremplin.ground.days import day_number

Say = Callable[[int], str]


@dataclass(frozen=True)
class Value:
    """A value from a day on: `least` and `most` differ in conflict, and are None where there is none. `known`: not
    `règle inconnue`; `sure`: published, and not worked out."""

    since: int
    least: int | None
    most: int | None
    known: bool = True
    sure: bool = True

    @property
    def one(self) -> bool:
        """Whether it is one value: known, not two in conflict."""
        return self.known and self.most is not None and self.least == self.most


@dataclass(frozen=True)
class Frame:
    """Where the picture lies in its box, and how many words its axes bear."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    years: int
    dot: float

    @property
    def below(self) -> int:
        """Where the years are written."""
        return self.bottom + 17


WIDE = Frame(720, 280, 64, 700, 33, 240, 8, 3)
NARROW = Frame(296, 230, 56, 286, 30, 194, 4, 2.2)


@dataclass
class Drawing:
    """The parts of one drawing, in its own coordinates."""

    frame: Frame
    levels: list[tuple[float, float, str]] = field(default_factory=list)
    years: list[tuple[float, str]] = field(default_factory=list)
    areas: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    ahead: list[str] = field(default_factory=list)
    doubts: list[tuple[float, float, float, float]] = field(default_factory=list)
    points: list[tuple[float, float, str]] = field(default_factory=list)
    label: tuple[float, float, str, str] | None = None


def drawn(values: Sequence[Value], today: int, say: Say, frame: Frame) -> Drawing:
    """The drawing of values in the order of their days (at least one)."""
    first, last = values[0].since, values[-1].since
    end = today if today > last else last + max(1, (last - first) // 12)
    low, high, step = levels([end for value in values for end in (value.least, value.most) if end is not None])

    def x(day: int) -> float:
        return round(frame.left + (day - first) * (frame.right - frame.left) / max(1, end - first), 1)

    def y(value: int) -> float:
        return round(frame.bottom - (value - low) * (frame.bottom - frame.top) / max(1, high - low), 1)

    made = Drawing(frame)
    made.levels = [(y(at), y(at) + 4, say(at)) for at in range(low, high + 1, step)]
    made.years = [(x(day), text) for day, text in years(first, end, frame.years)]
    for place, value in enumerate(values):
        until = values[place + 1].since if place + 1 < len(values) else end
        if not value.known:
            made.doubts.append((x(value.since), frame.top, round(x(until) - x(value.since), 1), frame.bottom - frame.top))  # fmt: skip  # noqa: E501
        elif value.least is not None and value.most is not None and value.least != value.most:
            top, bottom = sorted((y(value.least), y(value.most)))
            made.doubts.append((x(value.since), top, round(x(until) - x(value.since), 1), round(bottom - top, 1)))
        if value.one and value.most is not None:
            kind = "pt-confirmed" if value.sure else "pt-inferred"
            made.points.append((x(value.since), y(value.most), kind))
    for run in runs(values, end):
        draw_run(made, [(x(start), x(stop), y(value)) for start, stop, value in run], x(min(max(today, first), end)))
    shown = [value for value in values if value.one]
    if shown and (most := shown[-1].most) is not None:
        at = x(shown[-1].since)
        anchor = "end" if at > (frame.left + frame.right) / 2 else "start"
        made.label = (at, round(y(most) - 8, 1), anchor, say(most))
    return made


def runs(values: Sequence[Value], end: int) -> list[list[tuple[int, int, int]]]:
    """Stretches without a gap: start, stop and value of each step. A conflict is no step."""
    found: list[list[tuple[int, int, int]]] = [[]]
    for place, value in enumerate(values):
        until = values[place + 1].since if place + 1 < len(values) else end
        if value.one and value.most is not None:
            found[-1].append((value.since, until, value.most))
        elif found[-1]:
            found.append([])
    return [run for run in found if run]


def draw_run(made: Drawing, run: list[tuple[float, float, float]], now: float) -> None:
    """One stretch: solid until today, dashed after."""
    sure = [(start, min(stop, now), y) for start, stop, y in run if start <= now]
    later = [(max(start, now), stop, y) for start, stop, y in run if stop > now]
    if sure:
        made.lines.append(path(sure))
        made.areas.append(f"{path(sure)}V{made.frame.bottom}H{sure[0][0]}z")
    if later:
        made.ahead.append(path(later))


def path(run: list[tuple[float, float, float]]) -> str:
    (start, stop, y), *others = run
    return f"M{start} {y}H{stop}" + "".join(f"V{y}H{stop}" for _, stop, y in others)


def levels(values: Sequence[int]) -> tuple[int, int, int]:
    """Lowest and highest level of the axis and the step between: round numbers, from nought unless all lie far up."""
    least, most = (min(values), max(values)) if values else (0, 1)
    low = 0 if 0 <= least and (2 * least < most or least == most) else least
    high = max(most, low + 1)
    step = next(size for size in sizes() if size * 5 >= high - low)
    return low // step * step, -(-high // step) * step, step


def sizes() -> list[int]:
    return [round(lead * 10**power) for power in range(10) for lead in (1, 2, 2.5, 5) if lead != 2.5 or power]


def years(first: int, end: int, most: int) -> list[tuple[int, str]]:
    """The first days of the years that stand under the axis; the first day where no year begins."""
    start, stop = day_date(first), day_date(end)
    begun = [year for year in range(start.year, stop.year + 1) if datetime.date(year, 1, 1) >= start]
    step = next(size for size in (1, 2, 3, 4, 5, 10, 20, 50, 100) if len(begun) <= size * most)
    shown = [(day_number(datetime.date(year, 1, 1)), str(year)) for year in begun[::step]]
    return shown or [(first, str(start.year))]
