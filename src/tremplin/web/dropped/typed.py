"""Rows of work typed by hand: the same lines of cells as a table, read by the same reader."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from tremplin.engine.law import Law
from tremplin.ground.sentences import label, sentence
from tremplin.intake import Reading
from tremplin.intake.doubts import REFUSED, Doubts
from tremplin.intake.table import Cells as CellsOfTable
from tremplin.intake.table import Table, people_of
from tremplin.web.dropped.upload import Refused

COLUMNS = (
    "first_day",
    "last_day",
    "days",
    "hours",
    "weekly_hours",
    "full_time_weekly_hours",
    "days_per_week",
    "service_code",
)
FILLED_IN = ("last_day", "days", "hours")
"""A row in which none of these is filled in, nor a first day of its own, is empty."""
USUAL = {"days_per_week": "5", "full_time_weekly_hours": "38", "service_code": "1"}
AGAIN = ("weekly_hours", "full_time_weekly_hours", "days_per_week", "service_code")
"""What the next row takes over from the one before."""
MOST = 40
"""Rows that can be typed: a year of months with three codes each. More comes in a file."""
LONGEST = 40
"""Signs of a cell that are kept."""

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Input:
    """One cell as a field."""

    name: str
    label: str
    value: str
    date: bool
    codes: bool


def cells_of(fields: QueryDict) -> list[Cells]:
    """The rows of a form, without those in which nothing was filled in."""
    rows: list[Cells] = []
    for number in range(MOST):
        row = {column: str(fields.get(f"{column}-{number}") or "").strip()[:LONGEST] for column in COLUMNS}
        offered = next_row(rows).get("first_day", "")
        if any(row[name] for name in FILLED_IN) or row["first_day"] not in ("", offered):
            rows.append(row)
    return rows


def next_row(rows: list[Cells]) -> Cells:
    """An empty row that goes on where the last one ends."""
    if not rows:
        return USUAL
    found = {name: rows[-1][name] for name in AGAIN}
    try:
        last = datetime.date.fromisoformat(rows[-1]["last_day"])
        return found | {"first_day": (last + datetime.timedelta(days=1)).isoformat()}
    except (ValueError, OverflowError):
        return found


def inputs(law: Law, rows: list[Cells], language: str) -> list[list[Input]]:
    """The rows as fields, one row of cells after the other."""
    columns = law.rows["work"].columns
    return [
        [
            Input(
                f"{name}-{number}",
                sentence("drop.hours", language) if name == "hours" else label(columns[name].texts, language),
                row.get(name, ""),
                name in ("first_day", "last_day"),
                name == "service_code",
            )
            for name in COLUMNS
        ]
        for number, row in enumerate(rows)
    ]


def read(rows: list[Cells], language: str) -> Reading:
    """The rows as read; raises Refused where one cannot be: nobody types a row to have it left out."""
    doubts, place = Doubts(), sentence("drop.typed", language)
    lines: list[tuple[int, CellsOfTable]] = [(0, COLUMNS)]
    lines += [(number, [row[name] for name in COLUMNS]) for number, row in enumerate(rows, 1)]
    people = people_of(Table(place, lines), doubts, splitting=True)
    if not people or any(doubt.severity == REFUSED for doubt in doubts.kept):
        from tremplin.web.dropped.reading import told

        raise Refused(400, "drop.wrong_rows", tuple(told(Reading(place, "", "csv", [], doubts.kept))))
    return Reading(place, "", "csv", people, doubts.listed(place))
