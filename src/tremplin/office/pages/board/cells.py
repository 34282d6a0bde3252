"""A row of the board as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tremplin.ground.sentences import sentence
from tremplin.office.article60.selectors.board import Row
from tremplin.office.deadlines.selectors import WEEK
from tremplin.office.deadlines.wording import short
from tremplin.office.pages.board.drawing import Axis, Bar, Lane, bar_of, lane_of, month_text
from tremplin.papers.saying import hours

BADGES = {"undeclared_quarter", "unpaid_days", "stay", "onem_gap", "faults", "birthday", "clause"}
"""Deadlines that are told on the board as soon as they are known."""


@dataclass(frozen=True)
class Cells:
    """Texts and pictures; `badge` is a weight and a text."""

    number: str
    name: str
    work: str
    sure: str
    bar: Bar | None
    bar_says: str
    opens: str
    end: str
    lane: Lane | None
    lane_says: str
    badge: tuple[str, str] | None
    more: str


def cells_of(row: Row, axis: Axis, today: date, language: str) -> Cells:
    of = row.projection
    opens = opens_said(row, language)
    end = end_said(row, language)
    name = str(row.file.person)
    starts = row.period.days.lower if row.period else None
    return Cells(
        number=row.file.number,
        name=name,
        work=work_said(row, language),
        sure="–" if of is None or of.proved_least is None else hours(of.proved_least, language),
        bar=bar_of(of) if of else None,
        bar_says=bar_said(row, language),
        opens=opens,
        end=end,
        lane=lane_of(of, starts, today, axis) if of else None,
        lane_says=sentence("office_board.lane", language, name=name, opens=opens, end=end),
        badge=badge_of(row, language),
        more=more_said(row, today, language),
    )


def opens_said(row: Row, language: str) -> str:
    of = row.projection
    if of is None or of.opens_first is None or of.opens_last is None:
        return sentence("office_board.unknown", language)
    if of.opens_first == of.opens_last:
        return brief(of.opens_last, language)
    return f"{brief(of.opens_first, language, of.opens_last.year)} – {brief(of.opens_last, language)}"


def brief(day: date, language: str, year: int = 0) -> str:
    """`24 déc. 2026`; without its year where that is told beside it."""
    text = f"{day.day}{'.' if language == 'de' else ''} {month_text(day.month, language)}"
    return text if day.year == year else f"{text} {day.year}"


def end_said(row: Row, language: str) -> str:
    of = row.projection
    if of is not None and of.contract_end:
        return brief(of.contract_end, language)
    return sentence("office_board.open_ended" if row.is_open_ended else "office_board.no_contract", language)


def work_said(row: Row, language: str) -> str:
    period = row.period
    if period is None:
        return sentence("office_board.no_contract", language)
    if period.weekly_hours >= period.full_time_weekly_hours:
        return sentence("office_board.full_time", language)
    return sentence("office_board.hours", language, hours=hours(period.weekly_hours, language))


def bar_said(row: Row, language: str) -> str:
    of = row.projection
    if of is None or of.proved_least is None or of.required is None:
        return sentence("office_board.unknown", language)
    words = {"sure": hours(of.proved_least, language), "required": of.required}
    maybe = (of.proved_most or of.proved_least) - of.proved_least
    if maybe:
        return sentence("office_board.bar_doubt", language, **words, maybe=hours(maybe, language))
    return sentence("office_board.bar", language, **words)


def badge_of(row: Row, language: str) -> tuple[str, str] | None:
    """The one thing most worth knowing."""
    of = row.projection
    if of is None or of.is_waiting:
        return "note", sentence("office_board.waiting", language)
    if of.days_at_risk:
        key = "office_board.at_risk_one" if of.days_at_risk == 1 else "office_board.at_risk"
        presses = any(one.kind.startswith("short_contract") and one.weight == 0 for one in row.deadlines)
        return "stop" if presses else "care", sentence(key, language, days=of.days_at_risk)
    found = next((one for one in row.deadlines if one.kind in BADGES), None)
    return None if found is None else (("stop", "care", "note")[found.weight], short(found, language))


def more_said(row: Row, today: date, language: str) -> str:
    """The next thing of this week after the badge, in quiet words."""
    told = badge_of(row, language)
    said = (
        short(one, language) for one in row.deadlines if one.due_on <= today + WEEK and not one.kind.startswith("short")
    )
    return next((text for text in said if not told or text != told[1]), "")
