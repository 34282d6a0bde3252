"""A page as one HTML file: its stylesheet inside, no script, nothing from elsewhere; it works on an old phone, by
keyboard, with a screen reader and on paper.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from tremplin.papers.html import Html, el, joined
from tremplin.papers.parts import Block, Days, Fold, Page, Pairs, Picture, Point, Points, Quote, Section, Text
from tremplin.papers.strip import Drawing, Gap, Table

MARK_SHAPES = {
    "yes": "M6.5 11.5 9.7 14.6 15.6 7.8",
    "no": "M7.4 7.4 14.6 14.6 M14.6 7.4 7.4 14.6",
    "maybe": "M7.6 8.6C7.6 5.4 14.4 5.4 14.4 8.8 14.4 11 11 11 11 13.4M11 16.4V16.6",
    "care": "M11 5.6V12.4M11 16.2V16.4",
}
BRIEF = 26
"""Letters of a row's name that stay on one line."""
LANGUAGES = {"fr": "fr-BE", "nl": "nl-BE", "de": "de-BE", "en": "en"}


@cache
def stylesheet() -> str:
    return Path(__file__).with_name("page.css").read_text("utf-8").strip()


def policy() -> str:
    """Nothing may be loaded or run; the stylesheet is known by its hash."""
    digest = base64.b64encode(hashlib.sha256(stylesheet().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def as_html(page: Page) -> str:
    """The page as a file of its own."""
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy()),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("title", f"{page.title} · Tremplin"),
        el("style", Html(stylesheet())),
    )
    body = el("body", masthead(page), el("main", top(page), map(section, page.sections)), foot(page), class_=page.kind)
    return f"<!doctype html>\n{el('html', head, body, lang=LANGUAGES[page.language])}\n"


def masthead(page: Page) -> Html:
    name = el("span", "Tremplin", class_="brand")
    return el("header", el("div", name, el("span", page.about, class_="about", dir="auto"), class_="row"))


def top(page: Page) -> Html:
    badge = el("span", page.badge, class_="badge")
    figures = [el("div", el("dt", name), el("dd", value)) for name, value in page.figures]
    return joined(
        [
            el("h1", page.title),
            el("p", el("strong", page.lead), " ", badge, class_="lead"),
            el("dl", figures, class_="figures") if figures else None,
        ]
    )


def section(part: Section) -> Html:
    heading = el("h2", part.heading, id=part.name)
    blocks = joined(map(block, part.blocks))
    if part.side:
        blocks = el("div", el("div", blocks), el("div", map(block, part.side)), class_="pair")
    return el("section", heading, blocks, aria_labelledby=part.name)


def block(part: Block) -> Html:
    match part:
        case Text():
            return el("p", part.words, class_="soft" if part.soft else None, dir="auto")
        case Pairs():
            pairs = [joined([el("dt", name), el("dd", value, dir="auto")]) for name, value in part.pairs]
            heading = el("p", part.heading, class_="pairs-heading") if part.heading else None
            return joined([heading, el("dl", pairs, class_="pairs")])
        case Table():
            return table(part)
        case Points():
            return el("ul", map(point, part.points), class_="points")
        case Days():
            return days(part)
        case Picture():
            wide = el("div", Html(part.wide), class_="only-wide")
            return el("figure", wide, el("div", Html(part.narrow), class_="only-narrow"))
        case Quote():
            return el("blockquote", el("p", part.words), el("footer", part.note) if part.note else None)
        case Fold():
            return el("details", el("summary", part.summary), map(block, part.blocks))


def table(part: Table) -> Html:
    """A table; on a phone each row becomes a small card, which names its cells."""
    right = set(part.numbers)

    def style(place: int) -> str | None:
        return "end" if place in right else None

    heads = [el("th", name, scope="col", class_=style(place)) for place, name in enumerate(part.headings)]
    rows = []
    for row in part.rows:
        cells = [el("th", row[0], scope="row", dir="auto")]
        for place, cell in enumerate(row[1:], 1):
            cells.append(el("td", cell, class_=style(place), data_label=part.headings[place], dir="auto"))
        rows.append(el("tr", cells))
    body = joined([el("caption", part.caption), el("thead", el("tr", heads)), el("tbody", rows)])
    brief = all(len(row[0]) <= BRIEF for row in part.rows)
    ledger = brief and len(right) == len(part.headings) - 1
    name = "ledger" if ledger else "brief" if brief else None
    return el(
        "div", el("table", body, class_=name), class_="scroll", tabindex="0", role="region", aria_label=part.caption
    )


def point(part: Point) -> Html:
    note = el("span", part.note, class_="note") if part.note else None
    value = el("span", part.value, class_="value", dir="auto") if part.value else None
    words = el("span", part.words, class_="words", dir="auto")
    return el("li", mark(part), el("div", words, value, note), class_=part.mark)


def mark(part: Point) -> Html | None:
    """A shape, and its word for who does not see it."""
    if part.mark not in MARK_SHAPES:
        return None
    inside = el("circle", cx="11", cy="11", r="11") + el("path", d=MARK_SHAPES[part.mark])
    return el("svg", Html(inside), class_=f"mark {part.mark}", viewBox="0 0 22 22", role="img", aria_label=part.said)


def days(part: Days) -> Html:
    legends = [
        el("ul", [el("li", Html(drawing), text) for drawing, text in legend], class_="legend")
        for legend in part.legends
    ]
    return joined(
        [
            el("div", legends, class_="legends"),
            el("div", map(quarter, part.quarters), class_="strip"),
            el("p", part.how, class_="soft"),
        ]
    )


def quarter(part: Drawing | Gap) -> Html:
    if isinstance(part, Gap):
        return el("p", part.text, class_="gap")
    head = el("p", el("strong", part.name), el("span", part.figure), class_="quarter-head")
    months = el("p", [el("span", name) for name in part.months], class_="months", aria_hidden="true")
    return el("div", head, months, Html(part.svg), class_=f"quarter layer-{part.layer}")


def foot(page: Page) -> Html:
    return el("footer", el("div", [el("p", line) for line in page.foot], class_="row"))
