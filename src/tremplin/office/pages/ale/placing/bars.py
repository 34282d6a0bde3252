"""The bars of a worker's month and year: what was done or planned, what is asked, what would pass the ceiling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tremplin.office.ale.ranking import Line, Slot, hundredths, month_of
from tremplin.office.ale.selectors.candidates import minutes_by_month
from tremplin.office.ale.selectors.ceilings import Left
from tremplin.office.pages.ale.placing.said import said
from tremplin.office.pages.words import month_said
from tremplin.papers.saying import hours

WIDE = 219.0
MOST_MONTHS = 2


@dataclass(frozen=True)
class Piece:
    """One part of a bar: its class, where it starts and how long it is, as SVG has it."""

    look: str
    x: str
    width: str


@dataclass(frozen=True)
class Bar:
    name: str
    text: str
    """The whole bar in words."""
    left: str
    """Hours left before and after."""
    pieces: tuple[Piece, ...]


def bars(lefts: Sequence[Left], line: Line, asked: Sequence[Slot], language: str) -> list[Bar]:
    """A bar a month that has a ceiling, and one a year. Of many months only the years are drawn."""
    wanted, given = minutes_by_month(asked), minutes_by_month(line.days)
    found = []
    months = [of for of in lefts if of.known and of.limit is not None and of.left is not None]
    for of in months if len(months) <= MOST_MONTHS else []:
        assert of.limit is not None and of.left is not None
        used = max(0, min(of.done_month, of.limit - of.left[0]))
        name = month_said(of.month, language)
        figures = (hundredths(wanted.get(of.month, 0)), hundredths(given.get(of.month, 0)))
        found.append(bar(name, name.split()[0], used, of.done_month, of.limit, of.left[0], *figures, language))
    for year in sorted({of.month.year for of in lefts}):
        of = next(one for one in lefts if one.month.year == year)
        if of.left_year is None or of.year_limit is None:
            continue
        figures = (of_year(wanted, year), of_year(given, year))
        name = said("bar_year", language)
        used = min(of.done_year, of.year_limit)
        found.append(bar(str(year), name, used, of.done_year, of.year_limit, of.left_year[0], *figures, language))
    return found


def of_year(minutes: dict[date, int], year: int) -> int:
    return hundredths(sum(many for month, many in minutes.items() if month_of(month).year == year))


def bar(
    title: str, name: str, used: int, done: int, limit: int, left: int, wanted: int, given: int, language: str
) -> Bar:
    left = max(0, left)
    fits = min(given, left)
    over = wanted > left
    words = {"done": done, "wanted": wanted, "limit": limit, "left": left, "after": left - fits}
    text = said("bar_text", language, name=title, **{key: hours(value, language) for key, value in words.items()})
    steps = [("bar-used", used), ("bar-asked", fits), ("bar-over", wanted - left if over else 0)]
    pieces, at = [], 0.0
    for look, size in steps:
        wide = min(WIDE - at, WIDE * size / limit) if limit else 0.0
        if wide > 0.05:
            pieces.append(Piece(look, f"{0.5 + at:.1f}", f"{wide:.1f}"))
            at += wide
    shown = said("bar_left", language, before=hours(left, language), after=hours(left - fits, language))
    return Bar(name, text, shown, tuple(pieces))
