"""The pictures of a year: hours by month as columns, a part of a whole as a bar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from django.utils.safestring import SafeString, mark_safe

from tremplin.office.ale.ranking import hundredths
from tremplin.papers.saying import hours
from tremplin.papers.strip.words import SHORT_MONTHS

WIDE, TALL, SIDE, TOP, FOOT = 640, 230, 8, 28, 24
BAR, THICK = 160, 10


def columns(minutes: Sequence[int], open_: Sequence[bool], title: str, language: str) -> SafeString:
    """One column a month; `open_`: the month is not closed, so that its hours may still change."""
    body = "".join(drawn(minutes, open_, language))
    size = f'viewBox="0 0 {WIDE} {TALL}" width="{WIDE}" height="{TALL}"'
    return mark_safe(f'<svg {size} role="img"><title>{escape(title)}</title>{body}</svg>')  # noqa: S308 - escaped


def drawn(minutes: Sequence[int], open_: Sequence[bool], language: str) -> Iterator[str]:
    floor, step, highest = TALL - FOOT, (WIDE - 2 * SIDE) / len(minutes), max(1, *minutes)
    yield f'<path class="y-axis" d="M{SIDE} {floor}H{WIDE - SIDE}"/>'
    for place, length in enumerate(minutes):
        x = SIDE + place * step
        high = round((floor - TOP) * length / highest, 1)
        middle = f'x="{x + step / 2:.1f}" text-anchor="middle"'
        if length:
            name = "y-open" if open_[place] else "y-bar"
            at = f'x="{x + step * 0.18:.1f}" y="{floor - high:.1f}" width="{step * 0.64:.1f}" height="{high}"'
            yield f'<rect class="{name}" {at}/>'
            said = escape(hours(round(hundredths(length), -2), language))
            yield f'<text class="y-text" {middle} y="{floor - high - 6:.1f}">{said}</text>'
        yield f'<text class="y-text" {middle} y="{TALL - 6}">{escape(SHORT_MONTHS[language][place])}</text>'


def bar(part: int, whole: int) -> SafeString:
    """Beside its figures, which say the same: hidden from who listens."""
    wide = round(BAR * part / whole, 1) if whole else 0
    size = f'viewBox="0 0 {BAR} {THICK}" width="{BAR}" height="{THICK}"'
    shape = f'<rect class="y-bar" width="{wide}" height="{THICK}"/>'
    return mark_safe(f'<svg class="y-part" {size} preserveAspectRatio="none" aria-hidden="true">{shape}</svg>')  # noqa: S308 - figures only
