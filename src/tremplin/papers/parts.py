"""What a page is made of, already in words: a tree that HTML and PDF both set, and that knows neither.

Page ── lead, figures, sections ── Section ── blocks: Text, Pairs, Table, Points, Days, Picture, Quote, Fold
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from tremplin.papers.strip import Drawing, Gap, Table
from tremplin.reasons.wording import MONTHS

YES, NO, MAYBE, CARE, PLAIN = "yes", "no", "maybe", "care", "plain"
"""What a point says before its words do: a mark with a shape of its own."""


@dataclass(frozen=True)
class Text:
    """A paragraph. `soft`: it explains, it does not state."""

    words: str
    soft: bool = False


@dataclass(frozen=True)
class Pairs:
    """Names and values, under a heading of their own where they need one."""

    pairs: tuple[tuple[str, str], ...]
    heading: str = ""


@dataclass(frozen=True)
class Point:
    """One of several things. `mark`: how it stands, said in words by `said`; `note`: where it comes from."""

    words: str
    value: str = ""
    note: str = ""
    mark: str = PLAIN
    said: str = ""


@dataclass(frozen=True)
class Points:
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Days:
    """The year-strip: its legends (a drawing and its word each), its quarters, and how to read it."""

    legends: tuple[tuple[tuple[str, str], ...], ...]
    quarters: tuple[Drawing | Gap, ...]
    how: str


@dataclass(frozen=True)
class Picture:
    """A drawing, wide and narrow, that says `text`."""

    wide: str
    narrow: str
    text: str


@dataclass(frozen=True)
class Quote:
    """Words to take over, with where they come from."""

    words: str
    note: str = ""


@dataclass(frozen=True)
class Fold:
    """Blocks that a screen shows when asked; on paper they are open."""

    summary: str
    blocks: tuple[Block, ...]


Block = Text | Pairs | Points | Days | Picture | Quote | Fold | Table


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it; `side` stands beside it where there is room."""

    name: str
    heading: str
    blocks: tuple[Block, ...]
    side: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Page:
    """One page or one report. `figures`: what it comes to, and of what; `foot`: what proves where it comes from."""

    kind: str
    language: str
    title: str
    about: str
    lead: str
    badge: str
    figures: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    foot: tuple[str, ...]
    made_on: int


T = TypeVar("T")
FRENCH = r" (?=[:;?!»])|(?<=«) "
"""The spaces that stand before or after a French sign."""


@cache
def holding(language: str) -> re.Pattern[str]:
    """The spaces at which a line does not end: `60 § 7`, `6 août`, and beside French signs."""
    months = f" (?=(?:{'|'.join(MONTHS[language])})\\b)"
    return re.compile(rf"(?<=§) | (?=§)| (?=€)|(?<=[\d.r]){months}" + (f"|{FRENCH}" if language == "fr" else ""))


def bound(part: T, language: str) -> T:
    """A page in which words that belong together stay on one line. Drawings are left as they are."""
    found: Any = part
    if isinstance(part, str):
        found = part if part.startswith("<svg") else holding(language).sub("\u00a0", part)
    elif isinstance(part, tuple):
        found = tuple(bound(one, language) for one in part)
    elif is_dataclass(part) and not isinstance(part, type):
        found = replace(part, **{field.name: bound(getattr(part, field.name), language) for field in fields(part)})
    return found  # type: ignore[no-any-return]
