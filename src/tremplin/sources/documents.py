"""The source documents as they lie in their folders: sentences in their order, and the cases of each, not yet decided.

`circular/`: an official act, quoted in French as it stands. `guide/`: told in our own words, in four languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from tremplin.engine.kinds import LANGUAGES, day_date, read_day
from tremplin.ground.reading import read_yaml

FOLDER = Path(__file__).parent
NAMES = ("guide", "circular")
THEN, TODAY = "then", "today"
ABOUT = ("status", "missing", "unset", "ranges")
"""What a case may say of an answer beside its results."""
DAYS = ("on", "month", "year", "worked_on", "notified_on", "bought_on", "issued_on", "validated_on")
"""The facts of the guide's cases that say under the law of which day they are decided."""
PLACES = {
    "wallonia": "Wallonia",
    "brussels": "Brussels",
    "flanders": "Flanders",
    "german_community": "German-speaking Community",
}
"""The regions, and how the name of a case ends in each."""
REGIONS = tuple(PLACES)
Texts = Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Example:
    """A case of a sentence. `number`: its place in its document, from one; `when`: then, today, or both."""

    number: int
    name: Texts
    sentence: str
    decision: str
    given: Mapping[str, Any]
    then: Mapping[str, Any]
    when: tuple[str, ...]
    file: str
    line: int

    @property
    def shown(self) -> tuple[str, ...]:
        """The results that it is about."""
        return tuple(name for name in self.then if name not in ABOUT)

    @property
    def region(self) -> str:
        return str(self.given.get("region", ""))


@dataclass(frozen=True)
class Note:
    """What the sources say of a sentence, today, in 2007 or in a region."""

    of: str
    says: Texts
    source: str


@dataclass(frozen=True)
class Sentence:
    """A sentence, heading or cell. `quoted`: its own words (French); else `says` tells it in ours."""

    ident: str
    section: str
    kind: str
    title: Texts
    quoted: str
    says: Texts
    does: Texts
    see: tuple[str, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Parting:
    """A point where the guide and the sources part."""

    number: int
    guide: Texts
    held: Texts
    entries: tuple[str, ...]
    article: str
    source: str
    status: str


@dataclass(frozen=True, eq=False)
class Document:
    """`then`, `today`: the days under whose law its cases are decided; `why`: why that day, where it bears none."""

    name: str
    then: int
    today: int
    why: Texts
    sections: Mapping[str, Texts]
    sentences: tuple[Sentence, ...]
    examples: tuple[Example, ...]
    partings: tuple[Parting, ...]

    @cached_property
    def by_sentence(self) -> dict[str, list[Example]]:
        found: dict[str, list[Example]] = {}
        for example in self.examples:
            found.setdefault(example.sentence, []).append(example)
        return found

    def lines_of(self, example: Example) -> str:
        """A case as it stands in its file."""
        lines = (FOLDER / self.name / example.file).read_text(encoding="utf-8").splitlines()[example.line - 1 :]
        end = next((at for at, line in enumerate(lines) if at and line.startswith("- case:")), len(lines))
        return "\n".join(lines[:end]).rstrip()


@cache
def document(name: str) -> Document:
    return guide() if name == "guide" else circular()


def read(folder: str, file: str) -> Any:
    path = FOLDER / folder / file
    return read_yaml(path.read_bytes(), path.name)


def guide() -> Document:
    book, parted = read("guide", "entries.yaml"), read("guide", "reconciliations.yaml")
    sentences = tuple(
        Sentence(of["id"], part(of["id"]), of["kind"], {}, "", of["says"], of["does"], tuple(of.get("see") or ()), ())
        for of in book["entries"]
    )
    partings = tuple(
        Parting(of["number"], of["guide"], of["held"], tuple(of["entries"]), of["article"], of["source"], of["status"])
        for of in parted
    )
    then, today = read_day(book["guide"]["then"]), read_day(book["today"])
    examples = tuple(examples_of("guide", book, {}))
    return Document("guide", then, today, book["guide"]["why"], book["sections"], sentences, examples, partings)


def part(ident: str) -> str:
    """`F2.1` → `F`, `T3.Wallonia.pay` → `T3`."""
    first = ident.partition(".")[0]
    return "F" if first.startswith("F") else first


def circular() -> Document:
    book = read("circular", "sentences.yaml")
    sentences = tuple(
        Sentence(
            str(of["number"]),
            str(of["section"]),
            of["kind"],
            of["title"],
            of["text"],
            {},
            of["does"],
            tuple(str(other) for other in of.get("see") or ()),
            tuple(Note(str(note["of"]), note["says"], note["source"]) for note in of.get("dossier") or ()),
        )
        for of in book["sentences"]
    )
    named = {
        (str(of["number"]), name): THEN if when != TODAY else TODAY
        for of in book["sentences"]
        for when, names in (of.get("cases") or {}).items()
        for name in names
    }
    then, today = read_day(book["circular"]["date"]), read_day(book["today"])
    examples = tuple(examples_of("circular", book, named))
    return Document("circular", then, today, {}, book["sections"], sentences, examples, ())


def examples_of(folder: str, book: Mapping[str, Any], named: Mapping[tuple[str, str], str]) -> Iterator[Example]:
    """The cases of a document in the order of their files. `named`: when each is of, where the sentence says it."""
    names, number = read(folder, "names.yaml"), 0
    for path in sorted((FOLDER / folder).glob("*.cases.yaml")):
        listed = read_yaml(path.read_bytes(), path.name)
        for of, line in zip(listed, listed.lines, strict=True):
            number += 1
            sentence = of["source"].rpartition(" ")[2]
            plain = of["case"].removesuffix(f" ({PLACES.get(str(of['given'].get('region')))})")
            when = named.get((sentence, plain)) or named.get((sentence, of["case"]))
            whens = (when,) if when else whens_of(of["given"], book)
            english = plain.removesuffix(", today")
            said = {language: names[english].get(language, english) for language in LANGUAGES}
            yield Example(number, said, sentence, of["decision"], of["given"], of["then"], whens, path.name, line)


def whens_of(given: Mapping[str, Any], book: Mapping[str, Any]) -> tuple[str, ...]:
    """Of today where its day lies in that year; of both where the law has only one day for it."""
    asked = [str(given[name])[:4] for name in DAYS if name in given]
    year = str(day_date(read_day(book["today"])).year)
    return (TODAY if asked[0] == year else THEN,) if asked else (THEN, TODAY)
