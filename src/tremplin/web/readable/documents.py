"""The two source documents as pages: the way in, each document, its parts with every sentence, each of its cases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from tremplin.engine.kinds import STATUSES
from tremplin.engine.law import Law
from tremplin.ground.sentences import sentence
from tremplin.law import belgian_law
from tremplin.reasons.references import references
from tremplin.reasons.wording import day_text
from tremplin.sources.documents import NAMES, REGIONS, THEN, TODAY, Document, Example, Sentence, document
from tremplin.web.readable.doors import badge, door
from tremplin.web.readable.outcomes import Outcome, decided, given_texts, outcome
from tremplin.web.readable.reasoned import Reasoned, topic_address
from tremplin.web.readable.showing import shown

WHENS = (THEN, TODAY)
MOST_CASES = {"guide": 110, "circular": 16}
"""Cases of one page, unless a single sentence has more: a page stays light, and quick the first time."""


@dataclass(frozen=True)
class Page:
    """A part of a document that stands on one page. `number` of `count` in its section."""

    ident: str
    section: str
    number: int
    count: int
    sentences: tuple[Sentence, ...]


@cache
def pages_of(found: Document) -> dict[str, Page]:
    """The parts by the last word of their addresses: `T3`, `T3-2`."""
    kept: dict[str, Page] = {}
    for section in found.sections:
        parts: list[list[Sentence]] = [[]]
        weight = 0
        for one in (of for of in found.sentences if of.section == section):
            cases = len(found.by_sentence.get(one.ident, ()))
            if parts[-1] and weight + cases > MOST_CASES[found.name]:
                parts.append([])
                weight = 0
            parts[-1].append(one)
            weight += cases
        for number, part in enumerate(parts, 1):
            ident = section if number == 1 else f"{section}-{number}"
            kept[ident] = Page(ident, section, number, len(parts), tuple(part))
    return kept


@cache
def places(found: Document) -> dict[str, str]:
    """Sentence → the page it stands on, with its anchor."""
    return {one.ident: f"{page.ident}#{one.ident}" for page in pages_of(found).values() for one in page.sentences}


def found_or_404(name: str) -> Document:
    if name not in NAMES:
        raise Http404(name)
    return document(name)


def title_of(page: Page, found: Document, language: str) -> str:
    title = found.sections[page.section][language]
    return f"{title} ({page.number}/{page.count})" if page.count > 1 else title


def region_asked(request: HttpRequest) -> str:
    asked = request.GET.get("region", "")
    return asked if asked in REGIONS else ""


def region_name(law: Law, region: str, language: str) -> str:
    return law.choices[f"ale_region.{region}"][language] if region else sentence("sources.belgium", language)


def index(request: HttpRequest, language: str) -> HttpResponse:
    listed = [{"name": name, "document": document(name)} | words_of(document(name), language) for name in NAMES]
    return shown(request, "documents", {"listed": listed})


def words_of(found: Document, language: str) -> dict[str, Any]:
    counts = sentence("sources.counts", language, sentences=len(found.sentences), cases=len(found.examples))
    return {"title": title_said(found, language), "lead": sentence(f"sources.{found.name}_lead", language), "counts": counts}  # fmt: skip  # noqa: E501


def title_said(found: Document, language: str) -> str:
    return sentence("sources.guide" if found.name == "guide" else "sources.circular", language)


def whole(request: HttpRequest, language: str, name: str) -> HttpResponse:
    """A document: its parts, and where it and the sources part."""
    law, found = belgian_law(), found_or_404(name)
    parts = [
        {
            "address": page.ident,
            "title": title_of(page, found, language),
            "sentences": len(page.sentences),
            "cases": sum(len(found.by_sentence.get(one.ident, ())) for one in page.sentences),
        }
        for page in pages_of(found).values()
    ]
    partings = [
        {
            "number": of.number,
            "guide": of.guide[language],
            "held": of.held[language],
            "references": references(law, of.source, language),
            "source": of.source,
            "badge": badge(STATUSES.index(of.status), language),
            "entries": [(ident, places(found)[ident]) for ident in of.entries],
        }
        for of in found.partings
    ]
    context = words_of(found, language) | {"name": name, "parts": parts, "partings": partings}
    context["why"] = found.why[language] if found.why else ""
    return shown(request, "document", context)


def part(request: HttpRequest, language: str, name: str, ident: str) -> HttpResponse:
    """A part of a document, sentence by sentence."""
    law, found = belgian_law(), found_or_404(name)
    page = pages_of(found).get(ident)
    if page is None:
        raise Http404(ident)
    region = region_asked(request)
    every = list(pages_of(found))
    at = every.index(ident)
    context = {
        "name": name,
        "document": title_said(found, language),
        "title": title_of(page, found, language),
        "quoted": found.name == "circular",
        "region": region,
        "where": region_name(law, region, language) if region else "",
        "regions": [(one, region_name(law, one, language)) for one in REGIONS],
        "then": sentence("sources.then", language, day=day_text(found.then, language)),
        "today": sentence("sources.today", language, day=day_text(found.today, language)),
        "sentences": [told(law, found, one, region, language) for one in page.sentences],
        "before": every[at - 1] if at else "",
        "next": every[at + 1] if at + 1 < len(every) else "",
        "query": f"?region={region}" if region else "",
    }
    return shown(request, "document_part", context)


def told(law: Law, found: Document, one: Sentence, region: str, language: str) -> dict[str, Any]:
    examples = found.by_sentence.get(one.ident, [])
    partings = [of.number for of in found.partings if one.ident in of.entries]
    return {
        "ident": one.ident,
        "kind": sentence(f"sources.kind_{one.kind}", language),
        "decides": one.kind in ("rule", "advice"),
        "title": one.title.get(language, ""),
        "text": one.quoted or one.says[language],
        "does": marked(law, one.does[language], language),
        "see": [(other, places(found)[other]) for other in one.see],
        "partings": partings,
        "rows": rows_of(law, found, examples, region, language),
        "notes": [
            {
                "of": note_of(law, found, note.of, language),
                "says": note.says[language],
                "references": references(law, note.source, language),
            }  # fmt: skip
            for note in one.notes
            if not region or note.of not in REGIONS or note.of == region
        ],
    }


def note_of(law: Law, found: Document, of: str, language: str) -> str:
    if of in REGIONS:
        return region_name(law, of, language)
    return of if of.isdigit() else sentence("lawpage.today", language)


@dataclass(frozen=True)
class Piece:
    """A piece of a text: plain, code (with a page where it names a question of the law) or stressed."""

    text: str
    kind: str = ""
    address: str = ""


def marked(law: Law, text: str, language: str) -> list[Piece]:
    """A text with its `names` and its *stress*."""
    pieces = []
    for place, piece in enumerate(re.split(r"(`[^`]+`|\*[^*]+\*)", text)):
        if place % 2 == 0:
            pieces.append(Piece(piece))
        elif piece[0] == "*":
            pieces.append(Piece(piece[1:-1], "stress"))
        else:
            pieces.append(Piece(piece[1:-1], "code", address_of(law, piece[1:-1], language)))
    return pieces


def address_of(law: Law, name: str, language: str) -> str:
    if name in law.decisions or name in law.searches:
        return door(law.question(name), language).address
    return door(law.parameters[name], language).address if name in law.parameters else ""


def rows_of(law: Law, found: Document, examples: list[Example], region: str, language: str) -> list[dict[str, Any]]:
    """A row for each case by its name: what the law gives then and today; regions with one answer stand together."""
    rows: dict[tuple[str, str], list[Example]] = {}
    for example in examples:
        rows.setdefault((example.name["en"], example.decision), []).append(example)
    return [
        {
            "name": of[0].name[language],
            "door": door(law.question(of[0].decision), language),
            **{when: cell(law, found, [one for one in of if when in one.when], region, language) for when in WHENS},
        }
        for of in rows.values()
    ]


def cell(law: Law, found: Document, examples: list[Example], region: str, language: str) -> dict[str, Any]:
    """The answers of one day: those of the region asked; where it has none, the regions that have (`only`)."""
    kept = [one for one in examples if not region or one.region in ("", region)]
    alike: dict[Any, list[tuple[str, Outcome]]] = {}
    for one in kept:
        given = outcome(law, found, one.number, language)
        same = alike.setdefault((given.results, given.badge, given.open), [])
        same.append((region_name(law, one.region, language), given))
    answers = [{"outcome": of[0][1], "where": [(name, given.address) for name, given in of]} for of in alike.values()]
    others = [] if kept else examples
    address = f"/{language}/sources/{found.name}/cases/"
    return {"answers": answers, "only": [(region_name(law, one.region, language), f"{address}{one.number}") for one in others]}  # fmt: skip  # noqa: E501


def case(request: HttpRequest, language: str, name: str, number: int) -> HttpResponse:
    """A case of a document, decided: what is given, what the law makes of it, and why."""
    law, found = belgian_law(), found_or_404(name)
    if not 1 <= number <= len(found.examples):
        raise Http404(str(number))
    example = found.examples[number - 1]
    days = [day_text(found.then if when == THEN else found.today, language) for when in example.when]
    keys = ["sources.then" if when == THEN else "sources.today" for when in example.when]
    context = {
        "name": name,
        "document": title_said(found, language),
        "title": example.name[language],
        "whens": [sentence(key, language, day=day) for key, day in zip(keys, days, strict=True)],
        "where": region_name(law, example.region, language),
        "sentence": example.sentence,
        "place": places(found)[example.sentence],
        "question": door(law.question(example.decision), language),
        "outcome": outcome(law, found, number, language),
        "given": given_texts(law, example, language),
        "reasoned": Reasoned(decided(law, found, number), language),
        "topic": topic_address(example, language),
        "file": f"{name}/{example.file}",
        "line": example.line,
        "text": found.lines_of(example),
    }
    return shown(request, "document_case", context)
