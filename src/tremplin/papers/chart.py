"""The range chart: two cumulative lines, what is sure and what is sure with all that is in doubt, the area between them
dotted, and the amber band of days in which the requirement is met. Drawn twice, wide and narrow, so that its letters
keep their size.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

from tremplin.engine.words import civil, month_of, month_start
from tremplin.ground.sentences import sentence
from tremplin.law.unemployment.runs import DAY
from tremplin.papers.counting import Count, Line
from tremplin.papers.parts import Picture
from tremplin.papers.saying import Ends, capital, number, on_day, shorter
from tremplin.papers.strip.drawing import NAMESPACE
from tremplin.papers.strip.words import SHORT_MONTHS
from tremplin.reasons.wording import day_text

STYLES = {
    "c-band": "fill:#fbe3c3",
    "c-axis": "fill:none;stroke:#dfdcd4;stroke-width:1",
    "c-axis-strong": "fill:none;stroke:#858c96;stroke-width:1",
    "c-doubt": "fill:#fbe3c3",
    "c-dots": "fill:none;stroke:#a65300;stroke-width:2;stroke-linecap:round",
    "c-most": "fill:none;stroke:#a65300;stroke-width:1.6;stroke-linejoin:round",
    "c-sure": "fill:none;stroke:#1b6a8c;stroke-width:2.4;stroke-linejoin:round",
    "c-ahead": "stroke-dasharray:2 4;stroke-linecap:round",
    "c-required": "fill:none;stroke:#1b2430;stroke-width:1.4",
    "c-edge": "fill:none;stroke:#a65300;stroke-width:1.4",
    "c-start": "fill:none;stroke:#4d5866;stroke-width:1;stroke-dasharray:3 3",
    "c-meet": "fill:#ffffff;stroke:#1b2430;stroke-width:2",
}
LETTERS = (
    '.c-text{font:12px "Atkinson Hyperlegible Next",sans-serif;fill:#4d5866}'
    '.c-strong{font:bold 13px "Atkinson Hyperlegible Next",sans-serif;fill:#1b2430}'
)
STYLE = "".join(f".{name}{{{style}}}" for name, style in STYLES.items()) + LETTERS


@dataclass(frozen=True)
class Frame:
    """Where a drawing puts its days and its values."""

    count: Count
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    letter: float

    def x(self, day: int) -> float:
        first, end = self.count.first_day, self.count.end_day
        return self.left + (day - first) * (self.right - self.left) / max(1, end - first)

    def y(self, value: int) -> float:
        return self.bottom - value * (self.bottom - self.top) / (self.count.highest + 20 * DAY)

    def path(self, line: Line) -> str:
        return "M" + " ".join(f"{self.x(day):.1f} {self.y(value):.1f}" for day, value in line)


def chart(count: Count, language: str) -> Picture:
    """The picture of a count, with the sentence that says the same."""
    text = said(count, language)
    wide = Frame(count, 640, 300, 34, 600, 40, 268, 6.6)
    narrow = Frame(count, 300, 280, 30, 290, 40, 246, 6.6)
    return Picture(drawn(wide, text, language), drawn(narrow, text, language), text)


def said(count: Count, language: str) -> str:
    low, high = (round(line[-1][1] / DAY) for line in (count.sure, count.most))
    proved = number(low, language)
    if low != high:
        proved = sentence("value.between", language, low=proved, high=number(high, language))
    words = {"proved": proved, "start": day_text(count.start, language), "required": number(count.required, language)}
    if count.reached is None:
        return sentence("report.chart", language, **words)
    return sentence("report.chart_reached", language, **words, reached=on_day(count.reached, language))


def drawn(frame: Frame, text: str, language: str) -> str:
    count = frame.count
    parts = [*band(frame), *axes(frame, language)]
    for most, sure, ahead in ((count.most, count.sure, ""), (count.most_ahead, count.sure_ahead, " c-ahead")):
        if most and any(a != b for a, b in zip(most, sure, strict=False)) or len(most) != len(sure):
            parts += doubt(frame, most, sure, bool(ahead))
            parts.append(f'<path class="c-most{ahead}" d="{frame.path(most)}"/>')
        if sure:
            parts.append(f'<path class="c-sure{ahead}" d="{frame.path(sure)}"/>')
    parts += [*required(frame, language), *start(frame, language), *meeting(frame, language)]
    return (
        f'<svg {NAMESPACE} viewBox="0 0 {frame.width} {frame.height}" width="{frame.width}" height="{frame.height}" '
        f'role="img"><title>{escape(text)}</title>{"".join(parts)}</svg>'
    )


def letters(frame: Frame, x: float, y: float, words: str, strong: bool = False, anchor: str = "start") -> str:
    """Words at a place, kept inside the drawing."""
    room = frame.letter * len(words) * (1.12 if strong else 1)
    low = {"start": 0.0, "middle": room / 2, "end": room}[anchor]
    x = min(max(x, low), frame.width - room + low)
    name = "c-strong" if strong else "c-text"
    return f'<text class="{name}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def band(frame: Frame) -> list[str]:
    """The days in which the requirement may be met."""
    reached = frame.count.reached
    if reached is None:
        return []
    left, right = frame.x(reached[0] + 1), frame.x(reached[1] + 1)
    top, height = frame.top - 6, frame.bottom - frame.top + 6
    return [
        f'<rect class="c-band" x="{left - 1:.1f}" y="{top}" width="{right - left + 2:.1f}" height="{height}"/>',
        f'<path class="c-edge" d="M{left:.1f} {top}v{height}M{right:.1f} {top}v{height}"/>',
    ]


def axes(frame: Frame, language: str) -> list[str]:
    """A line each hundred days, a mark each quarter or year, as many names as fit."""
    parts = []
    for hundred in range(0, frame.count.highest // DAY + 1, 100):
        y, name = frame.y(hundred * DAY), "c-axis-strong" if hundred == 0 else "c-axis"
        parts.append(f'<path class="{name}" d="M{frame.left} {y:.1f}H{frame.right}"/>')
        parts.append(letters(frame, frame.left - 6, y + 4, number(hundred, language), anchor="end"))
    months = range(month_of(frame.count.first_day) + 1, month_of(frame.count.end_day) + 1)
    most = (frame.right - frame.left) // 74
    step = next(step for step in (1, 3, 6, 12, 24, 60, 1200) if sum(month % step == 0 for month in months) <= most)
    for month in (month for month in months if month % step == 0):
        x, year = frame.x(month_start(month)), civil(month_start(month))[0]
        parts.append(f'<path class="c-axis-strong" d="M{x:.1f} {frame.bottom}v4"/>')
        words = f"{SHORT_MONTHS[language][month % 12]} {year}"
        parts.append(letters(frame, x, frame.bottom + 18, words, anchor="middle"))
    return parts


def doubt(frame: Frame, most: Line, sure: Line, ahead: bool) -> list[str]:
    """The area between both lines: what is in doubt. Dots say it without colour; ahead there are none to count."""
    back = " ".join(f"{frame.x(day):.1f} {frame.y(value):.1f}" for day, value in reversed(sure))
    parts = [f'<path class="c-doubt" d="{frame.path(most)} {back}z"/>']
    if not ahead:
        dots = ""
        for x in range(frame.left + 4, frame.right, 7):
            high, low = (height_at(frame, line, x) for line in (most, sure))
            dots += "".join(f"M{x} {y}h.1" for y in range(round(high) + 4, round(low) - 2, 7))
        parts.append(f'<path class="c-dots" d="{dots}"/>')
    return parts


def height_at(frame: Frame, line: Line, x: float) -> float:
    """How high a line stands at a place; the bottom before it begins, and where it has ended."""
    for (day, value), (later, after) in zip(line, line[1:], strict=False):
        left, right = frame.x(day), frame.x(later)
        if left <= x <= right and right > left:
            return frame.y(value) + (frame.y(after) - frame.y(value)) * (x - left) / (right - left)
    return frame.bottom


def required(frame: Frame, language: str) -> list[str]:
    y = frame.y(frame.count.required * DAY)
    words = sentence("report.required_line", language, count=number(frame.count.required, language))
    return [
        f'<path class="c-required" d="M{frame.left} {y:.1f}H{frame.right}"/>',
        letters(frame, frame.left + 4, y - 7, words, strong=True),
    ]


def start(frame: Frame, language: str) -> list[str]:
    """The day of the contract, where what is proved ends; its words stand before it where there is room."""
    x = frame.x(frame.count.start)
    y = frame.y(frame.count.sure[-1][1])
    low, high = (round(line[-1][1] / DAY) for line in (frame.count.sure, frame.count.most))
    words = number(low, language) if low == high else f"{number(low, language)} – {number(high, language)}"
    proved = sentence("report.start_line", language, count=words)
    left = x - frame.left > frame.letter * len(proved) * 1.12 + 12
    place, anchor = (x - 6, "end") if left else (x + 6, "start")
    day = shorter((frame.count.start, frame.count.start), language)
    return [
        f'<path class="c-start" d="M{x:.1f} {y:.1f}V{frame.bottom}"/>',
        letters(frame, place, frame.bottom - 24, day, anchor=anchor),
        letters(frame, place, frame.bottom - 8, proved, strong=True, anchor=anchor),
    ]


def meeting(frame: Frame, language: str) -> list[str]:
    """Where both lines meet the requirement, with the days above."""
    reached = frame.count.reached
    if reached is None:
        return []
    y = frame.y(frame.count.required * DAY)
    left, right = frame.x(reached[0] + 1), frame.x(reached[1] + 1)
    circles = [f'<circle class="c-meet" cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x in dict.fromkeys((left, right))]
    return [*circles, *band_words(frame, reached, left, right, language)]


def band_words(frame: Frame, reached: Ends, left: float, right: float, language: str) -> list[str]:
    if reached[0] == reached[1]:
        return [letters(frame, left, 14, capital(on_day(reached, language)), strong=True, anchor="middle")]
    soonest = sentence("report.soonest", language, day=shorter(reached, language))
    latest = sentence("report.latest", language, day=day_text(reached[1], language))
    return [
        letters(frame, left - 5, 14, soonest, strong=True, anchor="end"),
        letters(frame, right + 5, 30, latest, strong=True, anchor="end"),
    ]
