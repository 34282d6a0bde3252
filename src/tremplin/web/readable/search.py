"""Search over all of the law: labels, names, articles, sources; accents and capitals do not matter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from tremplin.engine.law import Law
from tremplin.ground.sentences import label
from tremplin.reasons import references
from tremplin.web.readable.doors import Door, door, questions, subject_door, titles
from tremplin.web.readable.readers import bodies

LONGEST, MOST = 200, 60
"""Characters of a question that are read; results that are shown."""


@dataclass(frozen=True)
class Entry:
    """A part of the law as it is searched. `kind`: the key of its word; `first`: what counts most; `texts`: what it may
    be found by as well; `all`: both, folded."""

    kind: str
    door: Door
    article: str
    first: str
    texts: tuple[str, ...]
    all: str


@dataclass(frozen=True)
class Hit:
    kind: str
    door: Door
    where: str


def folded(text: str) -> str:
    """Without accents and capitals: `œuvre à l’ALE` as `oeuvre a l'ale`."""
    apart = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe").replace("’", "'"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()


def entry(kind: str, to: Door, article: str, names: Iterable[str], texts: Iterable[str]) -> Entry:
    first, kept = folded(" ".join([to.label, to.name, *names])), tuple(text for text in texts if text)
    return Entry(kind, to, article, first, kept, " ".join([first, folded(" ".join([article, *kept]))]))


@cache
def entries(law: Law, language: str) -> tuple[Entry, ...]:
    return tuple(gathered(law, language))


def gathered(law: Law, language: str) -> Iterator[Entry]:
    for question in questions(law):
        yield entry("lawpage.kind_decision", door(question, language), "", question.texts["label"].values(), ())
        for public, fact in question.facts(law).items():
            asked = label(fact.texts, language, "question")
            to = Door(label(fact.texts, language) or public, public, f"/{language}/law/decisions/{question.name}#fact-{public}", asked)  # fmt: skip  # noqa: E501
            yield entry("lawpage.kind_fact", to, "", (fact.texts.get("label") or {}).values(), [asked])
    for stem in titles(law):
        yield entry("lawpage.kind_subject", subject_door(law, stem, language), "", (), ())
    for rule in law.rules.values():
        articles = dict.fromkeys(body.article for body in bodies(rule))
        names = (rule.texts.get("label") or {}).values()
        yield entry("lawpage.kind_rule", door(rule, language), rule.article, names, articles)
    for parameter in law.parameters.values():
        said = [
            text
            for of in parameter.versions
            for text in (references.public(law, of.source, language), of.source, of.note.get(language, ""))
        ]
        names = parameter.texts["label"].values()
        yield entry("lawpage.kind_parameter", door(parameter, language), parameter.article, names, dict.fromkeys(said))


def found(law: Law, language: str, asked: str) -> list[Hit]:
    """What has all the words; those whose label or name has them come first. A fact that many decisions take: once."""
    words = folded(asked[:LONGEST]).split()
    if not words:
        return []
    kept: dict[tuple[str, str], tuple[int, str, Hit]] = {}
    for one in entries(law, language):
        if all(word in one.all for word in words):
            hit = Hit(one.kind, one.door, place(one, words))
            rank = 0 if one.door.name == asked.strip() else 1 if all(word in one.first for word in words) else 2
            kept.setdefault((one.kind, one.door.name), (rank, folded(one.door.label), hit))
    return [hit for *_, hit in sorted(kept.values(), key=lambda of: of[:2])]


def place(one: Entry, words: list[str]) -> str:
    """Where it was found, when not in its label or name; else its article."""
    if all(word in one.first for word in words):
        return one.article or one.door.under
    texts = [text for text in (one.article, *one.texts) if any(word in folded(text) for word in words)]
    return max(texts, key=lambda text: sum(word in folded(text) for word in words), default=one.article)


def nearest(law: Law, language: str, name: str) -> Door | None:
    """The part of the law whose name is nearest to one that is not known."""
    named = {one.door.name: one.door for one in entries(law, language) if one.kind != "lawpage.kind_fact"}
    near = get_close_matches(name[:LONGEST], named, 1, 0.5)
    return named[near[0]] if near else None
