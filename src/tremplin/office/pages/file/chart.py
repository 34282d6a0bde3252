"""The range chart of a file: what is proved against what is required, with today and the contract's end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from django.utils.safestring import SafeString, mark_safe

from tremplin.ground.sentences import sentence
from tremplin.law.unemployment.runs import DAY
from tremplin.papers.chart import Frame, axes, band, band_words, doubt, letters, required
from tremplin.papers.counting import AFTER_END, Count, Line, grown
from tremplin.papers.saying import Ends, ends_of, shorter
from tremplin.reasons.answer import Answer

APART = 6
"""Days between two points of a line, at the least."""


@dataclass(frozen=True)
class Followed(Count):
    """A count with today and the contract's end (its last day; None: it has none)."""

    today: int = 0
    contract_end: int | None = None

    @property
    def end_day(self) -> int:
        return max(super().end_day, self.today + AFTER_END, (self.contract_end or 0) + AFTER_END)


@dataclass(frozen=True)
class Pictures:
    wide: SafeString
    narrow: SafeString


def pictures(count: Followed, text: str, language: str) -> Pictures:
    frames = Frame(count, 640, 332, 34, 600, 40, 268, 6.6), Frame(count, 300, 312, 30, 290, 40, 246, 6.6)
    return Pictures(*(mark_safe(drawn(frame, count, text, language)) for frame in frames))  # noqa: S308 - escaped below


def count_of(
    answer: Answer, start: int, opens: Ends | None, need: int | None, today: int, contract_end: int | None
) -> Followed | None:
    """The count of an answer, cut on the first day that is only planned; None where it cannot be told."""
    proved = ends_of(answer, "proved_days")
    if need is None or proved is None or not answer.case.rows.get("work"):
        return None
    lines = [grown(answer, favourable, proved[favourable] * DAY) for favourable in (False, True)]
    first = min(line[0][0] for line in lines)
    padded = [((first, 0), *line) if line[0][0] > first else line for line in lines]
    (sure, sure_ahead), (most, most_ahead) = (cut(thinned(line, start), start) for line in padded)
    reached = None if opens is None else (opens[0] - 1, opens[1] - 1)
    return Followed(need, start, sure, most, sure_ahead, most_ahead, reached, today, contract_end)


def thinned(line: Line, start: int) -> Line:
    """A line without points that nobody could tell apart; its ends and the day of the cut stay."""
    found = [line[0]]
    for point in line[1:-1]:
        if point[0] == start or point[0] - found[-1][0] >= APART:
            found.append(point)
    return (*found, line[-1])


def cut(line: Line, day: int) -> tuple[Line, Line]:
    """A line until a day, and from it on."""
    if day >= line[-1][0]:
        return line, ()
    if day <= line[0][0]:
        return (line[0],), line
    before = [point for point in line if point[0] <= day]
    (first, low), (last, high) = before[-1], next(point for point in line if point[0] > day)
    here = (day, low + (high - low) * (day - first) // (last - first))
    known = before if before[-1][0] == day else [*before, here]
    return tuple(known), (here, *(point for point in line if point[0] > day))


def drawn(frame: Frame, count: Followed, text: str, language: str) -> str:
    parts = [*band(frame), *axes(frame, language)]
    for most, sure, ahead in ((count.most, count.sure, ""), (count.most_ahead, count.sure_ahead, " c-ahead")):
        if most and most != sure:
            parts += doubt(frame, most, sure, bool(ahead))
            parts.append(f'<path class="c-most{ahead}" d="{frame.path(most)}"/>')
        if sure:
            parts.append(f'<path class="c-sure{ahead}" d="{frame.path(sure)}"/>')
    parts += [*required(frame, language), *now(frame, count, language)]
    parts += [*meeting(frame, count, language), *contract(frame, count, language)]
    size = f'viewBox="0 0 {frame.width} {frame.height}" width="{frame.width}" height="{frame.height}"'
    return f'<svg {size} role="img"><title>{escape(text)}</title>{"".join(parts)}</svg>'


def meeting(frame: Frame, count: Followed, language: str) -> Iterator[str]:
    """Where both lines meet the requirement; above, the days on which the right opens: those after them."""
    if count.reached is None:
        return
    first, last = (day + 1 for day in count.reached)
    y = frame.y(count.required * DAY)
    for x in dict.fromkeys((frame.x(first), frame.x(last))):
        yield f'<circle class="c-meet" cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
    yield from band_words(frame, (first, last), frame.x(first), frame.x(last), language)


def now(frame: Frame, count: Followed, language: str) -> Iterator[str]:
    """Today's line, its word where there is room."""
    if not count.first_day <= count.today <= count.end_day:
        return
    x, words = frame.x(count.today), sentence("office_file.today", language)
    left = x - frame.left > frame.letter * len(words) + 12
    yield f'<path class="c-start" d="M{x:.1f} {frame.top}V{frame.bottom}"/>'
    yield letters(frame, x - 6 if left else x + 6, frame.bottom - 8, words, anchor="end" if left else "start")


def contract(frame: Frame, count: Followed, language: str) -> Iterator[str]:
    """The contract's last day: solid and red where it falls before the right may be open."""
    end = count.contract_end
    if end is None or end < count.first_day:
        return
    x = frame.x(end + 1)
    late = count.reached is not None and end < count.reached[1]
    words = sentence("office_file.contract_line", language, day=shorter((end, end), language))
    yield f'<path class="{"c-end" if late else "c-end c-end--well"}" d="M{x:.1f} {frame.top}V{frame.bottom + 28}"/>'
    yield letters(frame, x, frame.bottom + 42, words, anchor="middle").replace(
        'class="c-text"', f'class="{"c-late" if late else "c-text"}"'
    )
