"""The signs of the strip: shape by layer, fill by fate, as paths that carry classes.

Nothing is told by colour alone: full, half-full, hatched, crossed, dotted and empty differ in black and white too.
"""

from __future__ import annotations

from collections.abc import Callable

from tremplin.papers.strip.days import ASSIMILATED, COUNTED, DECLARED, DOUBT, MAY_EXTEND, NOT_COUNTED, PLANNED, Mark

Path = tuple[str, str]
"""A class and the path that it draws."""
Outline = Callable[[float, float, float, float], str]

# From what lies at the bottom to what lies on top.
STYLES = {
    "d-rest": "fill:#e9e6df",
    "d-ground-a": "fill:#d5e7ef",
    "d-ground-n": "fill:#eceae4",
    "d-ground-d": "fill:#fbe3c3",
    "d-counted": "fill:#1b6a8c",
    "d-hatch": "fill:none;stroke:#1b6a8c;stroke-width:1.5",
    "d-edge-c": "fill:none;stroke:#1b6a8c;stroke-width:1",
    "d-edge-a": "fill:none;stroke:#1b6a8c;stroke-width:1",
    "d-edge-n": "fill:none;stroke:#616b78;stroke-width:1",
    "d-edge-d": "fill:none;stroke:#a65300;stroke-width:1.3",
    "d-ring": "fill:none;stroke:#1b6a8c;stroke-width:1.9",
    "d-outside": "fill:none;stroke:#858c96;stroke-width:1",
    "d-cross": "fill:none;stroke:#616b78;stroke-width:1.6;stroke-linecap:round",
    "d-cross-d": "fill:none;stroke:#a65300;stroke-width:1.6;stroke-linecap:round",
    "d-dot": "fill:#a65300",
}
ORDER = list(STYLES)
STYLE = "".join(f".{name}{{{style}}}" for name, style in STYLES.items()) + (
    ".s-title{font:600 15px sans-serif;fill:#1b2430}.s-name{font:600 12px sans-serif;fill:#1b2430}"
    ".s-figure{font:12px sans-serif;fill:#1b2430;text-anchor:end}.s-soft{font:11px sans-serif;fill:#4d5866}"
    ".s-line{fill:none;stroke:#858c96;stroke-width:1.5}"
)


def number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def box(x: float, y: float, size: float, inset: float) -> str:
    """A square of `size`, drawn `inset` inside its edge."""
    side, corner = number(size - 2 * inset), number(x + inset) + " " + number(y + inset)
    return f"M{corner}h{side}v{side}h-{side}z"


def disc(x: float, y: float, size: float, inset: float) -> str:
    radius = size / 2 - inset
    r, across = number(radius), number(2 * radius)
    return f"M{number(x + inset)} {number(y + size / 2)}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0 -{across} 0z"


def lower_half(outline: Outline, x: float, y: float, size: float) -> str:
    half, left, middle = size / 2, number(x), number(y + size / 2)
    if outline is box:
        return f"M{left} {middle}h{number(size)}v{number(half)}h-{number(size)}z"
    return f"M{left} {middle}a{number(half)} {number(half)} 0 0 0 {number(size)} 0z"


def hatch(x: float, y: float, size: float, round_: bool) -> str:
    """Three strokes from lower left to upper right."""
    reach = (0.2, 0.8) if round_ else (0.08, 0.92)
    low, high = (size * end for end in reach)
    apart = size * (0.26 if round_ else 0.34)
    strokes = ((low, high, high, low), (low, high - apart, high - apart, low), (low + apart, high, high, low + apart))
    return "".join(f"M{number(x + a)} {number(y + b)}L{number(x + c)} {number(y + d)}" for a, b, c, d in strokes)


def cross(x: float, y: float, size: float) -> str:
    low, reach = size * 0.29, number(size * 0.42)
    left, right, top = number(x + low), number(x + size - low), number(y + low)
    return f"M{left} {top}l{reach} {reach}M{right} {top}l-{reach} {reach}"


def shape(mark: Mark, x: float, y: float, half: bool) -> list[Path]:
    """The sign of a mark in a cell of 14 from (x, y) on; `half`: a day of the weekend, half as large."""
    size = 6 if half else 12
    x, y = x + (14 - size) / 2, y + 1
    outline: Outline = box if mark.layer == DECLARED else disc
    edge = outline(x, y, size, 0.5)
    if mark.fate == COUNTED and mark.layer == PLANNED:
        inside = [("d-counted", lower_half(disc, x + 3, y + 3, size - 6))] if mark.part_time and not half else []
        return [("d-ring", disc(x, y, size, 1.5)), *inside]
    if mark.fate == COUNTED and mark.part_time:
        return [("d-counted", lower_half(outline, x, y, size)), ("d-edge-c", edge)]
    if mark.fate == COUNTED:
        return [("d-counted", outline(x, y, size, 0))]
    if mark.fate == ASSIMILATED:
        return [("d-ground-a", edge), ("d-hatch", hatch(x, y, size, outline is disc)), ("d-edge-a", edge)]
    if mark.fate == NOT_COUNTED:
        return [("d-ground-n", edge), ("d-edge-n", edge), ("d-cross", cross(x, y, size))]
    if mark.fate == MAY_EXTEND:
        return [("d-ground-n", edge), ("d-edge-d", edge), ("d-cross-d", cross(x, y, size))]
    if mark.fate == DOUBT:
        return [("d-ground-d", edge), ("d-edge-d", edge), ("d-dot", disc(x, y, size, size * 0.3))]
    return [("d-outside", outline(x, y, size, 1))]


def rest(x: float, y: float, half: bool) -> list[Path]:
    """A day without work: a speck."""
    return [("d-rest", box(x + 5, y + (2 if half else 5), 4, 0.5))]
