"""The headings of a table, in any of the four languages, and the columns that they stand for (`headings.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from tremplin.ground.reading import read_yaml
from tremplin.intake.periods import plainly

PERIODS = ("quarter", "month", "period", "first_day")
AMOUNTS = ("days", "hours", "proof")
MOST_COLUMNS, LONGEST = 200, 80
"""Columns that are looked at, and signs of a heading."""
ENOUGH = 2
"""Headings that must be known for a line to be taken as the line of headings."""


def bare(heading: str) -> str:
    """A heading without capitals, accents, marks, and what stands in brackets."""
    plain = plainly(re.sub(r"\([^)]*\)", " ", heading) or heading)
    return " ".join(re.sub(r"[^0-9a-zß]+", " ", plain.replace("°", " ")).split())


@cache
def meanings() -> dict[str, str]:
    """Bare heading → column."""
    found: dict[str, str] = {}
    content = read_yaml(Path(__file__).with_name("headings.yaml").read_bytes(), "headings.yaml")
    for column, languages in content.items():
        for heading in (column, *(text for texts in languages.values() for text in texts)):
            found.setdefault(bare(str(heading)), column)
    return found


@cache
def as_written() -> dict[str, str]:
    """Bare heading → the heading as people write it, to be proposed."""
    content = read_yaml(Path(__file__).with_name("headings.yaml").read_bytes(), "headings.yaml")
    written = [str(text) for languages in content.values() for texts in languages.values() for text in texts]
    return {bare(text): text for text in [*content, *written]}


def column_of(heading: str) -> str | None:
    return meanings().get(bare(heading))


def nearest(heading: str) -> str:
    """The known heading that was probably meant; "" when none is near."""
    if len(heading) > LONGEST:
        return ""
    found = get_close_matches(bare(heading), as_written(), 1, cutoff=0.7)
    return as_written()[found[0]] if found else ""


def known_in(cells: Sequence[object]) -> int:
    """How many different columns a line of headings names."""
    return len({column for cell in cells[:MOST_COLUMNS] if (column := column_of(str(cell)[:LONGEST]))})


def is_heading_line(cells: Sequence[object]) -> bool:
    return known_in(cells) >= ENOUGH


def public(column: str) -> str:
    """All that people may call a column, in a few words."""
    content = read_yaml(Path(__file__).with_name("headings.yaml").read_bytes(), "headings.yaml")
    return ", ".join(dict.fromkeys(str(texts[0]) for texts in content[column].values() if texts))
