"""Writes docs/guide/README.md anew from the cases, decided: ./do scripts/guide ("-" only prints it)."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from tremplin.cli.cases import ABOUT, Worked, read_file
from tremplin.engine.kinds import STATUSES
from tremplin.ground.errors import Fault, InputError
from tremplin.ground.reading import read_yaml
from tremplin.ground.sentences import sentence
from tremplin.law import belgian_law
from tremplin.reasons.answer import Answer
from tremplin.reasons.explain import Explanation
from tremplin.reasons.status import status_of
from tremplin.sources.documents import REGIONS, THEN, TODAY, whens_of

ROOT = Path(__file__).parents[1]
FOLDER, PAGE = ROOT / "src" / "tremplin" / "sources" / "guide", ROOT / "docs" / "guide" / "README.md"
HERE = "../../src/tremplin/sources/guide"
WHENS, ANY_DAY = (THEN, TODAY), "any day"
KINDS = ("rule", "fact", "praise", "pointer", "question", "heading")
law = belgian_law()


class Case:
    """A case of the files, decided, and what the program says of it."""

    def __init__(self, given: Mapping[str, Any], place: str, worked: Worked) -> None:
        self.name, self.given, self.place = given["case"], given["given"], place
        self.entry = given["source"].removeprefix("guide ")
        self.answer = cast(Answer, worked.answer)
        self.told = Explanation(self.answer, "en")
        self.shown = [key for key in given["then"] if key not in ABOUT]

    @property
    def region(self) -> str | None:
        return self.given.get("region")

    @property
    def where(self) -> str:
        return label_of(self.region) if self.region else "Belgium"

    @property
    def title(self) -> str:
        return self.name.removesuffix(f" ({self.where})").removesuffix(", today")

    @property
    def link(self) -> str:
        return f"[{self.where}]({self.place})"

    @property
    def when(self) -> str:
        first, *others = whens_of(self.given, BOOK)
        return ANY_DAY if others else first

    @cached_property
    def results(self) -> list[str]:
        said = {name: f"{label}: {value}" for name, label, value in self.told.results}
        return [said[name] for name in self.shown]

    @cached_property
    def brief(self) -> str:
        """The first result, and how sure it is where that is less than confirmed."""
        value = next(value for name, _, value in self.told.results if name == self.shown[0])
        status = self.status(self.shown[:1])
        return value if not status or self.answer.result[self.shown[0]] is None else f"{value} ({STATUSES[status]})"

    def status(self, names: list[str]) -> int:
        rules = [self.answer.decision.then[name] for name in names]
        return max(status_of(self.answer.second, rules).values(), default=0)

    @cached_property
    def sure(self) -> str:
        """The status of what is shown, and what is not known or not set."""
        lacks = any(self.answer.result[name] is None for name in self.shown)
        asked = [change for change in self.told.changes if lacks and change.kind in ("fact", "parameter")]
        whys = [f"{change.label}: {change.text}" if change.text else change.label for change in asked]
        return "; ".join([sentence(f"status.{STATUSES[self.status(self.shown)]}", "en"), *whys])


def read_cases() -> Iterator[Case]:
    faults: list[Fault] = []
    for path in sorted(FOLDER.glob("*.cases.yaml")):
        listed = read_yaml(path.read_bytes(), path.name)
        worked = list(read_file(law, str(path), faults, "en"))
        if faults:
            raise InputError(faults)
        for given, line, one in zip(listed, listed.lines, worked, strict=True):
            yield Case(given, f"{HERE}/{path.name}#L{line}", one)


def label_of(region: str) -> str:
    return str(law.choices[f"ale_region.{region}"]["en"])


def heads(*names: str) -> tuple[str, str]:
    return f"| {' | '.join(names)} |", "|" + "---|" * len(names)


def cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def linked(names: list[str]) -> str:
    return ", ".join(f"[{name}](#{name})" for name in names)


def cases_of(name: str) -> list[Case]:
    return [case for case in CASES if case.entry == name]


def rows(name: str) -> Iterator[str]:
    """One row for each answer to a case: in which regions it is given, then and today."""
    found: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for case in sorted(cases_of(name), key=lambda case: TITLES.index(case.title)):
        links = found.setdefault((case.title, "; ".join(case.results), case.sure), {when: [] for when in WHENS})
        for when in WHENS:
            if case.when in (when, ANY_DAY):
                links[when].append(case.link)
    above = ""
    for (title, results, sure), links in found.items():
        where = [" ".join(links[when]) or "–" for when in WHENS]
        yield f"| {cell(title) if title != above else ''} | {' | '.join(where)} | {cell(results)} | {cell(sure)} |"
        above = title


def block(entry: Mapping[str, Any]) -> Iterator[str]:
    """An entry: what the guide says, what the program does with it, its cases, where it is corrected."""
    name = entry["id"]
    yield from (f'### <a id="{name}"></a>{name}', "", f"> {entry['says']['fr']}", "", f"{entry['says']['en']}", "")
    see = f" See {linked(entry['see'])}." if "see" in entry else ""
    numbers = [f"R{one['number']}" for one in RECONCILED if name in one["entries"]]
    mended = f" What held: {linked(numbers)}." if numbers else ""
    yield from (f"*{entry['kind']}* · {entry['does']['en']}{see}{mended}", "")
    if cases_of(name):
        yield from (*heads("case", *WHENS, "the program gives", "how sure"), *rows(name), "")


def glance(entry: Mapping[str, Any]) -> Iterator[str]:
    """The first result of the entry's first case, then and today, in each region."""
    its = cases_of(entry["id"])
    if not its or isinstance(its[0].answer.result[its[0].shown[0]], list):
        return
    title = its[0].title

    def first(when: str, region: str) -> str:
        fitting = (case for case in its if case.title == title and case.region in (None, region))
        return next((case.brief for case in fitting if case.when in (when, ANY_DAY)), "–")

    label = next(label for name, label, _ in its[0].told.results if name == its[0].shown[0])
    for when in WHENS:
        what = f"[{entry['id']}](#{entry['id']}) | {cell(title)}: {label}" if when == "then" else " | "
        yield f"| {what} | {when} | {' | '.join(cell(first(when, region)) for region in REGIONS)} |"


def reconciliation(one: Mapping[str, Any]) -> str:
    """A row of what the guide says beside what held."""
    name = f'<a id="R{one["number"]}"></a>R{one["number"]}'
    cells = [cell(f"{one[key]['fr']}<br>*{one[key]['en']}*") for key in ("guide", "held")]
    cells += [cell(one["article"]), cell(one["source"]), f"{one['status']} ({one['mark']})", linked(one["entries"])]
    return f"| {name} | {' | '.join(cells)} |"


def counted() -> Iterator[str]:
    found = Counter((section_of(entry), entry["kind"]) for entry in BOOK["entries"])
    for section, title in BOOK["sections"].items():
        yield f"| {section} {title['en']} | {' | '.join(str(found[section, kind] or '–') for kind in KINDS)} |"


def section_of(entry: Mapping[str, Any]) -> str:
    first = str(entry["id"]).partition(".")[0]
    return "F" if first[0] == "F" else first


def page() -> Iterator[str]:
    entries, guide = BOOK["entries"], BOOK["guide"]
    told = INTRODUCTION.format(
        then=guide["then"], why=guide["why"]["en"], today=BOOK["today"], count=len(entries), cases=len(CASES), here=HERE
    )
    yield from told.splitlines()
    yield from ("", *heads("section", *KINDS), *counted(), "")
    yield from ("## Where the guide and the sources part", "", RECONCILIATIONS, "")
    yield from heads("", "the guide", "what held", "law", "dossier", "how sure", "entries")
    yield from (*map(reconciliation, RECONCILED), "")
    yield from ("## At a glance", "", GLANCE, "")
    yield from heads("entry", "first case", "law of", *map(label_of, REGIONS))
    yield from (line for entry in entries for line in glance(entry))
    for section, title in BOOK["sections"].items():
        yield from ("", f"## {section} {title['en']}", "")
        for entry in entries:
            if section_of(entry) == section:
                yield from block(entry)


RECONCILIATIONS = """\
Sixteen points, each with the entries whose cases show what the program makes of it. *How sure*: of what held, in the
word of the program (the least sure, where there are several) and by the marks that the sources bear in the dossiers."""
GLANCE = """\
For each entry with cases, the first result of its first case, with its status where that is less than confirmed. A
dash: not asked for that region. (The table of the three ways to work is too wide for this one.)"""
INTRODUCTION = """\
<!-- Generated: do not edit. ./do scripts/guide -->
# The ALE guide, sentence by sentence

This page is generated by `./do scripts/guide` from [entries.yaml]({here}/entries.yaml),
[reconciliations.yaml]({here}/reconciliations.yaml) and the cases beside them: every case is decided while it is
written, so its figures are the program's. A test holds the page to that.

A guide for the public explains the ALE contract. It is not an official act, so none of its words stands here: each of
its {count} sentences, headings, cells and answers is told in other words, in its order, and
[segments.sha256]({here}/segments.sha256) holds the hash of each, so that none can be left out. Beside each stands
what the program does with it, what that gives on the guide's own day, {then}, and on {today}, region by region.

{why}

## How to read it

- **rule**: the program decides it. **fact**, **praise**, **pointer**, **question**, **heading**: nothing to decide, and
  why.
- **then**, **today**: the regions in which a case has this answer, under the law of the guide's day and under that of
  the day of this page (in both where its decision knows no day). Each place leads to its case;
  `./do tremplin test src/tremplin/sources/guide` runs all {cases}.
- **how sure** is about the results that the row names. *Unknown* is an answer: the sources do not say, and neither does
  the program, until an office sets it with its source.
- Marks of the sources: **R1**, the text as ONEM publishes it (“+*n*”: *n* other sources agree); **×*n***, *n* sources;
  **S**, one source; **SEED**, only this guide; **INF**, inferred.
"""

BOOK = read_yaml((FOLDER / "entries.yaml").read_bytes(), "entries.yaml")
RECONCILED = read_yaml((FOLDER / "reconciliations.yaml").read_bytes(), "reconciliations.yaml")
CASES = list(read_cases())
TITLES = list(dict.fromkeys(case.title for case in CASES))
TEXT = "\n".join(page()).rstrip() + "\n"
if sys.argv[1:] == ["-"]:
    sys.stdout.buffer.write(TEXT.encode())
else:
    PAGE.write_text(TEXT, encoding="utf-8")
