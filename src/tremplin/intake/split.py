"""Rows over several quarters cut at the ends of quarters. How days and hours fall on each part is an estimate.

They are shared out by working days, Monday to Friday (to Saturday in a week of six days), in whole hundredths that add
up to what was declared: the largest remainders get the hundredths that are left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tremplin.engine.kinds import read_day
from tremplin.engine.words import days_of_week, quarter_of
from tremplin.ground.errors import Fault, InputError
from tremplin.intake.doubts import Doubt, Doubts
from tremplin.intake.figures import hundredths_of, value_of
from tremplin.intake.lines import Line
from tremplin.intake.people import Row
from tremplin.intake.periods import Span, iso, quarter_span


def split(rows: Sequence[Row], places: Sequence[str] = ()) -> tuple[list[Row], list[Doubt]]:
    """Rows by their public names, each inside one quarter, and a doubt for each row that was cut.

    `places` name the rows in doubts, else `work[2]`. Rows inside one quarter, and those that extend the period
    (`extension_ground`), come out as they are. Raises InputError for a row whose days cannot be read.
    """
    found: list[Row] = []
    doubts = Doubts()
    faults: list[Fault] = []
    for number, row in enumerate(rows):
        place = places[number] if places else f"work[{number}]"
        line = cuttable(row, place, faults)
        if line is None or line.one_quarter:
            found.append(row)
            continue
        cut = pieces(line)
        doubts.add(place, "doubt.estimate", first=iso(line.first), last=iso(line.last), count=len(cut))
        for piece in cut:
            figures = {"days": piece.days, "hours": piece.hours}
            amounts = {name: value_of(figure) for name, figure in figures.items() if figure is not None}
            found.append(row | {"first_day": iso(piece.first), "last_day": iso(piece.last)} | amounts)
    if faults:
        raise InputError(faults)
    return found, doubts.listed("")


def cuttable(row: Row, place: str, faults: list[Fault]) -> Line | None:
    """A row's days and amounts; None for a row that may stay as it is."""
    if row.get("extension_ground") not in (None, "none") or not {"first_day", "last_day"} <= row.keys():
        return None
    days = []
    for name in ("first_day", "last_day"):
        try:
            days.append(read_day(row[name]))
        except ValueError:
            faults.append(Fault(f"{place}.{name}", "expected_day", {"said": row[name]}))
    if len(days) < 2:
        return None
    if days[1] < days[0]:
        faults.append(Fault(f"{place}.last_day", "ends_before_start"))
        return None
    line = Line(days[0], days[1], place)
    line.days, line.hours, line.regime = (figure(row.get(name)) for name in ("days", "hours", "days_per_week"))
    return line


def figure(value: Any) -> int | None:
    return None if value is None else hundredths_of(value)


def pieces(line: Line) -> list[Line]:
    """A line cut at the ends of quarters."""
    quarters = range(quarter_of(line.first), quarter_of(line.last) + 1)
    spans = [(max(line.first, start), min(line.last, end)) for start, end in map(quarter_span, quarters)]
    week = 6 if line.regime is not None and line.regime > 500 else 5
    days, hours = (shares(amount, spans, week, most) for amount, most in ((line.days, 100), (line.hours, 2400)))
    return [line.piece(span, *amounts) for span, *amounts in zip(spans, days, hours, strict=True)]


def shares(amount: int | None, spans: Sequence[Span], week: int, most: int) -> Sequence[int | None]:
    """An amount shared out over spans. `most`: what one day holds; where working days do not hold the amount, all days
    share it."""
    if amount is None:
        return [None] * len(spans)
    working = [days_of_week(first, last + 1, week) for first, last in spans]
    enough = 0 < sum(working) and amount <= most * sum(working)
    return largest_remainder(amount, working if enough else [last + 1 - first for first, last in spans])


def largest_remainder(amount: int, weights: Iterable[int]) -> list[int]:
    """Whole parts of an amount by weight that add up to it; of equal remainders the earlier gets more."""
    weights = list(weights)
    total = sum(weights)
    parts = [amount * weight // total for weight in weights]
    order = sorted(range(len(weights)), key=lambda at: (-(amount * weights[at] % total), at))
    for at in order[: amount - sum(parts)]:
        parts[at] += 1
    return parts
