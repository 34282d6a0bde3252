"""The year-strip: one mark for each day of a person's work, with where it comes from and what becomes of it.

Its shape says the layer (square declared, disc paid, ring planned), its fill the fate (solid counted, hatched
counted like work, cross not counted, one dot in doubt, empty outside the period): the surer, the fuller.
"""

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
    StripRow,
    strip_of,
)
from tremplin.papers.strip.drawing import Drawing, Gap, drawings, legend_drawings
from tremplin.papers.strip.sheet import as_svg
from tremplin.papers.strip.terminal import as_text
from tremplin.papers.strip.words import Table, caption, legend, table

__all__ = [
    "ASSIMILATED",
    "COUNTED",
    "DECLARED",
    "DOUBT",
    "Drawing",
    "Gap",
    "MAY_EXTEND",
    "NOT_COUNTED",
    "OUTSIDE",
    "PAID",
    "PLANNED",
    "Mark",
    "Strip",
    "StripRow",
    "Table",
    "as_svg",
    "as_text",
    "caption",
    "drawings",
    "legend",
    "legend_drawings",
    "strip_of",
    "table",
]
