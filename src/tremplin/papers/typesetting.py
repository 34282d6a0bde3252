"""A page as a PDF that everybody can read and keep: tagged (PDF/UA-1), archived (PDF/A-2a), the same bytes each time.

Typst sets it, from a template beside this file; what is on the page goes in as JSON, so no text is ever markup.
"""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Protocol

from tremplin.engine.kinds import day_date
from tremplin.ground.sentences import sentence
from tremplin.papers import chart
from tremplin.papers.html import clean
from tremplin.papers.page import LANGUAGES, MARK_SHAPES
from tremplin.papers.refusal import refused
from tremplin.papers.strip import shapes
from tremplin.papers.strip.drawing import NAMESPACE

HERE = Path(__file__).parent
STANDARDS: Any = ["a-2a", "ua-1"]
SECONDS_A_DAY = 86_400
BAR = ".b-track{fill:#efede7;stroke:#858c96}.b-done{fill:#1b6a8c}.b-maybe{fill:#fbe3c3;stroke:#a65300}"
STYLE = f"<style>{shapes.STYLE}{chart.STYLE}{BAR}</style>"
MARK_COLOURS = {
    "yes": ("#e5f2ea", "#1c6b45"),
    "no": ("#edf0f3", "#3d4a5a"),
    "maybe": ("#fdf1e0", "#8a4500"),
    "care": ("#fdf1e0", "#8a4500"),
}
NO_GLYPH = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
LONG_WORD = re.compile(r"\b[0-9a-f]{64}\b|\S{40}(?=\S)")
"""A word without end gets places to break, else it would leave the page; a SHA-256 stays whole, to be copied."""
MOST_TRIES = 20


class Settable(Protocol):
    """A page that has a template of its kind."""

    @property
    def kind(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def made_on(self) -> int: ...


def as_pdf(page: Settable) -> bytes:
    """The page as PDF. Raises InputError when Typst is not installed."""
    try:
        import typst
    except ImportError:
        raise refused("PDF", "report.no_typst") from None
    text = json.dumps(data_of(page), ensure_ascii=False)
    compiler = typst.Compiler(
        HERE / f"{page.kind}.typ", root=HERE, font_paths=[HERE / "fonts"], ignore_system_fonts=True
    )
    for _ in range(MOST_TRIES):
        try:
            found = compiler.compile(
                format="pdf",
                sys_inputs={"data": text},
                pdf_standards=STANDARDS,
                timestamp=page.made_on * SECONDS_A_DAY,
            )
        except typst.TypstError as error:
            without = replaced(text, error.diagnostic)
            if without == text:
                raise
            text = without
        else:
            assert isinstance(found, bytes)
            return found
    raise refused("PDF", "report.no_glyphs")


def replaced(text: str, diagnostic: str) -> str:
    """The text with each character that no font has written as its number, which every font has."""
    for said in NO_GLYPH.findall(diagnostic):
        letters = re.sub(r"\\u\{([0-9a-f]+)\}", lambda hit: chr(int(hit[1], 16)), said)
        for letter in letters:
            text = text.replace(letter, f"[U+{ord(letter):04X}]")
    return text


def data_of(page: Settable) -> dict[str, Any]:
    """The page as JSON for the template, each part with its kind."""
    data: dict[str, Any] = plain(page)
    made = day_date(page.made_on)
    data |= {
        "lang": page.language,
        "region": LANGUAGES[page.language].partition("-")[2].lower() or None,
        "date": {"year": made.year, "month": made.month, "day": made.day},
        "page_of": sentence("report.page_of", page.language, page="{page}", pages="{pages}"),
        "marks": {name: mark_drawing(name) for name in MARK_SHAPES},
    }
    return data


def mark_drawing(name: str) -> str:
    ground, ink = MARK_COLOURS[name]
    return (
        f'<svg {NAMESPACE} viewBox="0 0 22 22"><circle cx="11" cy="11" r="11" fill="{ground}"/>'
        f'<path d="{MARK_SHAPES[name]}" fill="none" stroke="{ink}" stroke-width="2.2" stroke-linecap="round"/></svg>'
    )


def plain(part: Any) -> Any:
    """A part of a page as JSON: its fields and its kind; drawings get the style that a page has in its stylesheet."""
    if is_dataclass(part):
        found = {field.name: plain(getattr(part, field.name)) for field in fields(part)}
        return {"kind": type(part).__name__.lower(), **found} if "kind" not in found else found
    if isinstance(part, tuple | list):
        return [plain(one) for one in part]
    if isinstance(part, str):
        if not part.startswith("<svg"):
            text = clean(part).replace("\u202f", "\u00a0")
            return LONG_WORD.sub(lambda hit: hit[0] if len(hit[0]) == 64 else f"{hit[0]}\u200b", text)
        text = clean(part).replace("\u202f", "\u00a0")
        return re.sub(r"^(<svg [^>]*>)", lambda hit: hit[1] + STYLE, text)
    return part
