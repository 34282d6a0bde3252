"""The strip as SVG, a drawing for each quarter, as a page or a PDF sets them.

A column is a week, a row a weekday; Saturday and Sunday take half a row. Shapes carry classes only, so a page's own
stylesheet colours them.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

from tremplin.engine.words import quarter_start, weekday
from tremplin.ground.sentences import sentence
from tremplin.papers.strip.days import ASSIMILATED, COUNTED, DECLARED, DOUBT, Mark, Strip
from tremplin.papers.strip.shapes import ORDER, Path, rest, shape
from tremplin.papers.strip.words import (
    FATES,
    LAYERS,
    SHORT_MONTHS,
    amount,
    far,
    far_text,
    gap_text,
    gaps,
    legend,
    quarter_days,
    quarter_name,
    quarter_text,
)

PITCH, WIDTH, HEIGHT = 14, 196, 88
NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'


@dataclass(frozen=True)
class Drawing:
    """One quarter: `svg` (without style) shows what `text` says."""

    name: str
    figure: str
    months: tuple[str, ...]
    svg: str
    text: str
    layer: int


@dataclass(frozen=True)
class Gap:
    """Quarters that are not drawn, in words."""

    text: str


def drawings(strip: Strip, language: str, fold: bool = False) -> list[Drawing | Gap]:
    """A drawing for each quarter with work, in order, and the gaps between; `fold`: far quarters are told together."""
    stretches = far(strip) if fold else []
    found: list[tuple[int, Drawing | Gap]] = [
        (first, Gap(far_text(strip, (first, last), language))) for first, last in stretches
    ]
    inside = {quarter for first, last in stretches for quarter in range(first, last + 1)}
    found += [(gap[0], Gap(gap_text(gap, language))) for gap in gaps(strip) if gap[0] not in inside]
    found += [(quarter, drawing(strip, quarter, language)) for quarter in strip.by_quarter if quarter not in inside]
    return [item for _, item in sorted(found, key=lambda item: item[0])]


def drawing(strip: Strip, quarter: int, language: str) -> Drawing:
    text = said(strip, quarter, language)
    return Drawing(
        name=quarter_name(quarter, language),
        figure=figure(strip, quarter, language),
        months=months(quarter, language),
        svg=in_svg(text, quarter_shapes(strip, quarter, 0, 0), WIDTH, HEIGHT),
        text=text,
        layer=max(mark.layer for mark in strip.by_quarter[quarter]),
    )


def in_svg(text: str, shapes: list[Path], width: int, height: int) -> str:
    """Shapes as an SVG that says `text`; without it, an SVG that stands beside its word."""
    head = f'<svg {NAMESPACE} viewBox="0 0 {width} {height}" '
    title = f'role="img"><title>{escape(text)}</title>' if text else 'aria-hidden="true">'
    return f"{head}{title}{paths(shapes)}</svg>"


def said(strip: Strip, quarter: int, language: str) -> str:
    """`T3 2025, jour par jour : 60 comptés · 6 en doute`."""
    days = quarter_text(strip, quarter, language)
    return sentence("strip.drawn", language, quarter=quarter_name(quarter, language), days=days)


def months(quarter: int, language: str) -> tuple[str, ...]:
    return tuple(SHORT_MONTHS[language][quarter % 4 * 3 + number] for number in range(3))


def figure(strip: Strip, quarter: int, language: str) -> str:
    """`60`, or `60 – 66` with what is in doubt: declared days of the quarter that count."""
    marks = strip.by_quarter[quarter]
    sure = sum(mark.share for mark in marks if mark.fate in (COUNTED, ASSIMILATED))
    doubt = sum(mark.share for mark in marks if mark.fate == DOUBT)
    return f"{amount(sure, language)} – {amount(sure + doubt, language)}" if doubt else amount(sure, language)


def quarter_shapes(strip: Strip, quarter: int, left: float, top: float) -> list[Path]:
    """The shapes of a quarter's days, drawn from a corner on."""
    found: list[Path] = []
    first = quarter_start(quarter)
    monday = first - weekday(first)
    for day in quarter_days(quarter):
        row = weekday(day)
        x, half = left + (day - monday) // 7 * PITCH, row > 4
        y = top + (70 + (row - 5) * 8 if half else row * PITCH)
        marks = strip.by_day.get(day)
        found += shape(marks[0], x, y, half) if marks else rest(x, y, half)
    return found


def paths(shapes: list[Path]) -> str:
    """One path a class, those at the bottom first."""
    found: dict[str, str] = {}
    for name, path in shapes:
        found[name] = found.get(name, "") + path
    return "".join(f'<path class="{name}" d="{found[name]}"/>' for name in sorted(found, key=ORDER.index))


def legend_signs(strip: Strip, language: str) -> tuple[list[tuple[Mark, str]], list[tuple[Mark, str]]]:
    """The signs in use with their words: what becomes of a day, then where it comes from."""
    fates, layers, part_time = legend(strip)
    first = min(layers, default=DECLARED)
    signs = [(Mark(0, first, fate, 100, False, 0), sentence(FATES[fate], language)) for fate in fates]
    if part_time:
        signs.insert(
            fates.index(COUNTED) + 1, (Mark(0, first, COUNTED, 100, True, 0), sentence("strip.part_time", language))
        )
    shapes = [(Mark(0, layer, COUNTED, 100, False, 0), sentence(LAYERS[layer], language)) for layer in layers]
    return signs, shapes


def legend_drawings(strip: Strip, language: str) -> list[list[tuple[str, str]]]:
    """The same as drawings without style, each beside its word."""
    return [
        [(in_svg("", shape(mark, 0, 0, False), PITCH, PITCH), text) for mark, text in signs]
        for signs in legend_signs(strip, language)
    ]
