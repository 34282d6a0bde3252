"""The whole strip as one SVG: a year a line, with its title, its legend and what must be known to read it."""

from __future__ import annotations

from textwrap import wrap
from xml.sax.saxutils import escape

from tremplin.ground.sentences import sentence
from tremplin.papers.strip.days import Strip
from tremplin.papers.strip.drawing import NAMESPACE, WIDTH, figure, legend_signs, months, paths, quarter_shapes, said
from tremplin.papers.strip.shapes import STYLE, shape
from tremplin.papers.strip.words import caption, gap_text, quarter_name

COLUMNS, GUTTER, MARGIN = 4, 24, 12
SHEET = 2 * MARGIN + COLUMNS * WIDTH + (COLUMNS - 1) * GUTTER
YEAR, LINE, LETTER, LETTERS = 138, 16, 6.4, 140


def as_svg(strip: Strip, language: str, styled: bool = True) -> str:
    """A file that stands alone; not `styled`, for a page that has these classes in its stylesheet."""
    parts = [text("s-title", MARGIN, 18, sentence("strip.title", language))]
    height = legend_lines(strip, language, 30, parts)
    height = years(strip, language, height, parts)
    sentences = [*([sentence("strip.how", language)] if strip.marks else []), *caption(strip, language)]
    for line in (line for words in sentences for line in wrap(words, LETTERS)):
        parts.append(text("s-soft", MARGIN, height + 12, line))
        height += LINE
    head = f'<svg {NAMESPACE} viewBox="0 0 {SHEET} {height + MARGIN}" width="{SHEET}" height="{height + MARGIN}"'
    return (
        f'{head} role="img" aria-labelledby="strip-title strip-desc" xml:lang="{language}">'
        f'<title id="strip-title">{escape(sentence("strip.title", language))}</title>'
        f'<desc id="strip-desc">{escape(" ".join(sentences))}</desc>'
        + (f"<style>{STYLE}</style>" if styled else "")
        + "".join(parts)
        + "</svg>"
    )


def text(name: str, x: float, y: float, words: str) -> str:
    return f'<text class="{name}" x="{x:g}" y="{y:g}">{escape(words)}</text>'


def legend_lines(strip: Strip, language: str, top: int, parts: list[str]) -> int:
    """Adds the legend; gives where the next line begins."""
    for signs in legend_signs(strip, language):
        left: float = MARGIN
        for mark, words in signs:
            parts += [paths(shape(mark, left, top, False)), text("s-soft", left + 19, top + 11, words)]
            left += 38 + LETTER * len(words)
        top += 20 if signs else 0
    return top + 6


def years(strip: Strip, language: str, top: int, parts: list[str]) -> int:
    """Adds a line of four quarters for each year with work, and the gaps between; gives where the next begins."""
    before = None
    for year in sorted({quarter // 4 for quarter in strip.by_quarter}):
        if before is not None and year - before > 1:
            words = gap_text((before * 4 + 4, year * 4 - 1), language)
            parts.append(text("s-soft", MARGIN, top + 12, words))
            top += LINE + 8
        for column in range(COLUMNS):
            if year * 4 + column in strip.by_quarter:
                left = MARGIN + column * (WIDTH + GUTTER)
                parts.append(quarter_group(strip, year * 4 + column, language, left, top))
        before, top = year, top + YEAR
    return top


def quarter_group(strip: Strip, quarter: int, language: str, left: int, top: int) -> str:
    """A quarter: its name, its days that count, its months, its days."""
    names = "".join(
        text("s-soft", left + number * 65, top + 33, month) for number, month in enumerate(months(quarter, language))
    )
    return (
        f"<g><title>{escape(said(strip, quarter, language))}</title>"
        + text("s-name", left, top + 14, quarter_name(quarter, language))
        + text("s-figure", left + WIDTH, top + 14, figure(strip, quarter, language))
        + f'<path class="s-line" d="M{left} {top + 20}h{WIDTH}"/>{names}'
        + paths(quarter_shapes(strip, quarter, left, top + 38))
        + "</g>"
    )
