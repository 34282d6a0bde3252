"""The public name of a source: the act, the article or the page behind the rows of a dossier that the law names.

A law says it in its `references.yml`; where it has none, or names no row, a source stands as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from tremplin.engine.kinds import read_day
from tremplin.engine.law import Law
from tremplin.ground.references import references_of
from tremplin.ground.sentences import sentence
from tremplin.reasons.wording import day_text

NAMED = re.compile(
    r"\b(?:texts|ale|article60)\.md|integration_income\.csv|vocabulary(?:\.md)?"
    r"|(?:^|(?<=[;,] ))guide\b|circ\. 27/02/2007|ONEM T31"
)
PLACE = re.compile(
    r"[\s,;/–-]*(?:and |with )?(?:(?P<mark>§§?|rows?|cases?|(?:closing )?table|no\.)\s*)?"
    r"(?P<number>\d+(?:\.\d+)?b?)?(?![\d/°])"
)
LETTER = re.compile(r"\b[A-Z]{1,2}\d{1,2}\b")
ASIDE = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class Reference:
    """A public source: its name in a language, and its address where one is known."""

    title: str
    address: str = ""


def public(law: Law, source: str, language: str, known: bool = True) -> str:
    """A source as people read it; of what is not known, where it was looked for in vain."""
    titles = " · ".join(reference.title for reference in references(law, source, language))
    return titles if titles and known else sentence("reference.in_vain", language, titles=titles) if titles else source


def of_house(law: Law, article: str, language: str) -> str:
    """An article as it is written; where it names only how this program counts, or the guide, that in public words."""
    inside, _, act = article.partition(": ")
    if not inside.startswith(("vocabulary", "guide")):
        return article
    return act or public(law, article, language)


@lru_cache(maxsize=4096)
def references(law: Law, source: str, language: str) -> tuple[Reference, ...]:
    """The acts and pages behind a source, each once; none where it names no row."""
    book = references_of(law.folder)
    found = (one for name in cited(source, book.get("rows") or {}) for one in book["rows"].get(name, ()))
    return tuple(dict.fromkeys(told(book, one, language) for one in found))


def cited(source: str, known: Mapping[str, Any]) -> Iterator[str]:
    """The rows that a source names, `texts.md row 40`; of one dossier the closest: a row before a section or a case."""
    marks = list(NAMED.finditer(source)) if known else []
    for mark, after in zip_longest(marks, marks[1:]):
        dossier, text = mark[0], source[mark.end() : after.start() if after else None]
        if not dossier.endswith(".md") or dossier == "vocabulary.md":
            yield dossier.removesuffix(".md")
            continue
        places = list(places_of(dossier, ASIDE.sub("", text)))
        letters = [f"{dossier} {one}" for one in LETTER.findall(text) if f"{dossier} {one}" in known]
        close = [place for place in places if " §" not in place and not place.endswith(" case")] + letters
        yield from close or [place for place in places if " §" in place] or places


def places_of(dossier: str, text: str) -> Iterator[str]:
    """`§ 5.2, 5.3 and case 16` → `ale.md § 5.2`, `ale.md § 5.3`, `ale.md case`."""
    at, mark = 0, "§" if dossier == "ale.md" else ""
    aside = ("no.", "row") if dossier == "ale.md" else ("no.",)  # its rows are remarks on the section before them
    while (hit := PLACE.match(text, at)) and hit.end() > at:
        at = hit.end()
        mark = (hit["mark"] or mark).rstrip("s").replace("§§", "§")
        if mark == "case":
            yield f"{dossier} case"
        elif mark == "closing table":
            yield f"{dossier} {mark}"
        elif hit["number"] and mark not in aside:
            yield " ".join(part for part in (dossier, mark, hit["number"]) if part)
        elif not hit["mark"]:
            return


def told(book: Mapping[str, Any], name: str, language: str) -> Reference:
    """`AR91 art. 79bis § 4` → the act with its article; a page by its own name."""
    key, _, rest = name.partition(" ")
    if key in book["acts"]:
        act = book["acts"][key]
        day = day_text(read_day(act["day"]), language)
        title = sentence("reference.act", language, kind=book["kinds"][act["kind"]][language], day=day)
    else:
        act = book["pages"][key]
        title = act.get("name") or act[language]
    article = re.search(r"art\. ([\w/]+)", rest)
    address = act.get("address", "").replace("{article}", article[1] if article else "")
    return Reference(f"{title}, {rest}" if rest else title, "" if address.endswith("art_") else address)
