"""The strip in a terminal: a line a month, a character a working day, readable without colour."""

from __future__ import annotations

from textwrap import wrap

from tremplin.engine.words import month_of, month_start, weekday
from tremplin.ground.sentences import sentence
from tremplin.papers.strip.days import (
    ASSIMILATED,
    COUNTED,
    DECLARED,
    DOUBT,
    MAY_EXTEND,
    NOT_COUNTED,
    OUTSIDE,
    PAID,
    PLANNED,
    Mark,
    Strip,
)
from tremplin.papers.strip.words import (
    FATES,
    LAYERS,
    SHORT_MONTHS,
    caption,
    gap_text,
    gaps,
    quarter_name,
    quarter_text,
)

Part = tuple[str, str]
"""A text and the name of its style, as the command line prints them."""
FREE = "·"
WHOLE_DAYS = {DECLARED: "■", PAID: "●", PLANNED: "○"}
PART_TIME = {DECLARED: "◧", PAID: "◐", PLANNED: "◌"}
LIKE_WORK = {DECLARED: "▨", PAID: "◍", PLANNED: "◎"}
STYLES = {COUNTED: "", ASSIMILATED: "", NOT_COUNTED: "", MAY_EXTEND: "care", DOUBT: "care", OUTSIDE: "dim"}


def glyph(mark: Mark) -> str:
    """The character of a mark: what counts keeps the shape of its layer, the rest says its fate alone."""
    if mark.fate == COUNTED:
        return (PART_TIME if mark.part_time else WHOLE_DAYS)[mark.layer]
    if mark.fate == ASSIMILATED:
        return LIKE_WORK[mark.layer]
    return {NOT_COUNTED: "✕", MAY_EXTEND: "~", DOUBT: "?", OUTSIDE: "□"}[mark.fate]


def as_text(strip: Strip, language: str, width: int) -> list[list[Part]]:
    """The strip as lines of parts, none wider than `width`: legend, one block a quarter, what must be known."""
    lines: list[list[Part]] = []
    if strip.marks:
        lines += [*legend_lines(strip, language, width), []]
    gap_after = {first - 1: (first, last) for first, last in gaps(strip)}
    for quarter in sorted(strip.by_quarter):
        lines += quarter_lines(strip, quarter, language, width)
        if quarter in gap_after:
            lines += [[(f"  {gap_text(gap_after[quarter], language)}", "dim")]]
    for text in caption(strip, language):
        lines += [[(part, "dim")] for part in wrap(text, width)]
    return lines


def legend_lines(strip: Strip, language: str, width: int) -> list[list[Part]]:
    """Each character that is used, with its word; as many on a line as fit."""
    known = {glyph(mark): (meaning(mark, language), STYLES[mark.fate]) for mark in by_fate(strip)}
    entries = [*known.items(), (FREE, (sentence("strip.free", language), "dim"))]
    lines: list[list[Part]] = [[]]
    room = width
    for sign, (text, style) in entries:
        if lines[-1] and len(text) + 5 > room:
            lines.append([])
            room = width
        lines[-1] += [("   " if lines[-1] else "", ""), (sign, style), (f" {text}", "")]
        room -= len(text) + 5
    return lines


def by_fate(strip: Strip) -> list[Mark]:
    return sorted(strip.marks, key=lambda mark: (mark.fate, mark.layer, mark.part_time))


def meaning(mark: Mark, language: str) -> str:
    """`compté`, `compté, à temps partiel`, `compté (prévu)`."""
    text = sentence(FATES[mark.fate], language)
    if mark.fate == COUNTED and mark.part_time:
        text += f", {sentence('strip.part_time', language)}"
    if mark.fate in (COUNTED, ASSIMILATED) and mark.layer != DECLARED:
        text += f" ({sentence(LAYERS[mark.layer], language)})"
    return text


def quarter_lines(strip: Strip, quarter: int, language: str, width: int) -> list[list[Part]]:
    """The name and the days of a quarter, then a line for each of its months that has some."""
    head = f"{quarter_name(quarter, language)}  "
    texts = wrap(quarter_text(strip, quarter, language), width - len(head)) or [""]
    lines: list[list[Part]] = [[(head, "strong"), (texts[0], "")]]
    lines += [[(" " * len(head) + text, "")] for text in texts[1:]]
    marks = strip.by_quarter[quarter]
    days = 1 + max(4, *(weekday(mark.day) for mark in marks))
    for month in sorted({month_of(mark.day) for mark in marks}):
        label = f"  {SHORT_MONTHS[language][month % 12]:<6}"
        weeks = month_weeks(strip, month, days)
        apart = " " if len(label) + len(weeks) * (days + 1) - 1 <= width else ""
        parts: list[Part] = [(label, "dim")]
        for number, week in enumerate(weeks):
            parts += [(apart if number else "", ""), *week]
        lines.append(parts)
    return lines


def month_weeks(strip: Strip, month: int, days: int) -> list[list[Part]]:
    """The weeks of a month, each with its first `days` days; blanks before the first and after the last."""
    first, end = month_start(month), month_start(month + 1)
    weeks = []
    for monday in range(first - weekday(first), end, 7):
        week: list[Part] = []
        for day in range(monday, monday + days):
            marks = strip.by_day.get(day)
            inside = first <= day < end
            if marks and inside:
                week.append((glyph(marks[0]), STYLES[marks[0].fate]))
            else:
                week.append((FREE if inside and weekday(day) < 5 else " ", "dim"))
        weeks.append(week)
    return weeks
