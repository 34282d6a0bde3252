"""`tremplin report`: the report of one person's file, or the worker's own page, as HTML or PDF."""

from __future__ import annotations

import datetime
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from tremplin.cli.asking import law_of
from tremplin.cli.paper import Paper
from tremplin.cli.person import Asked, gathered
from tremplin.cli.planning import supposing
from tremplin.engine.decide import read_case
from tremplin.engine.facts import Fact
from tremplin.engine.kinds import EPOCH, Unreadable, read_day
from tremplin.engine.law import Law
from tremplin.ground.errors import Fault, InputError
from tremplin.ground.reading import Mapping
from tremplin.ground.sentences import label, sentence
from tremplin.papers.content import Matter, report_of
from tremplin.papers.parts import Page
from tremplin.papers.planned import Planned
from tremplin.papers.refusal import refused
from tremplin.papers.worker import worker_of
from tremplin.reasons.answer import decide
from tremplin.reasons.wording import said

DECISION, PLAN = "admission", "article60_plan"
ENDINGS = (".html", ".htm", ".pdf")


@dataclass(frozen=True)
class Wanted:
    """What kind of page: where it is written, for whom, whose name stands on it, and the day it is made."""

    output: str
    worker: bool = False
    name: str = ""
    made_on: str | None = None


def run(law: Law, asked: Asked, wanted: Wanted, office: str | None, language: str) -> None:
    """Makes the page and writes it; says the sentence that answers."""
    output = wanted.output
    ending = PurePath(output).suffix.lower()
    if ending not in ENDINGS:
        raise refused(output, "report.ending")
    matter = content_of(law_of(law, office), asked, wanted, language)
    page = worker_of(matter) if wanted.worker else report_of(matter)
    content = written(page, ending)
    try:
        Path(output).write_bytes(content)
    except OSError as error:
        raise refused(output, "report.not_written", problem=error.strerror or str(error)) from None
    paper = Paper()
    paper.line((page.lead, "lead"))
    paper.line((sentence("report.written", language, file=output), "dim"))


def written(page: Page, ending: str) -> bytes:
    """The page as a file of its ending. Each writer is imported when it is needed: HTML works without Typst."""
    if ending == ".pdf":
        from tremplin.papers.typesetting import as_pdf

        return as_pdf(page)
    from tremplin.papers.page import as_html

    return as_html(page).encode()


def content_of(law: Law, asked: Asked, wanted: Wanted, language: str) -> Matter:
    """What the page is made from: the planned pathway where a start is given, and the admission on its first day."""
    found = gathered(law, asked, DECISION, PLAN)
    if "start" in found.facts:
        found.facts.setdefault("claim_date", found.facts["start"])
    known, source = law.decision(DECISION).facts(law), found.source
    planned, supposed = planned_of(law, found.facts, source)
    proof = planned.proof if planned else None
    return Matter(
        answer=proof or decide(law, DECISION, named_only(found.facts, known), source),
        language=language,
        made_on=day_of(wanted.made_on),
        planned=planned if proof else None,
        name=wanted.name,
        also=tuple(said_fact(law, name, value, language) for name, value in found.facts.items() if name not in known),
        doubts=found.doubts,
        files=found.files,
        supposed=supposed if proof else (),
    )


def planned_of(law: Law, facts: dict[str, Any], source: str) -> tuple[Planned | None, tuple[str, ...]]:
    """The pathway from the first day of the contract on, and the facts that had to be supposed for it.

    The claim that an admission is asked for is that day.
    """
    start = facts.get("start") or facts.get("claim_date")
    if PLAN not in law.searches or start is None:
        return None, ()
    known = {name for name in law.searches[PLAN].facts(law) if name != "claim_date"}
    asked = named_only(facts, known)
    asked["start"] = start
    search = law.searches[PLAN]
    found: Any = search.find(law, search, read_case(law, search, asked, source))
    if supposed := supposing(law, found, asked, source):
        return supposed, ("admitted_before",)
    return found, ()


def named_only(facts: dict[str, Any], known: Container[str]) -> Mapping:
    """The facts that a question knows, each with its line where a file gave it."""
    kept = Mapping((name, value) for name, value in facts.items() if name in known)
    kept.lines = getattr(facts, "lines", {})
    return kept


def day_of(text: str | None) -> int:
    """The day of the report: as given, else today."""
    if text is None:
        return datetime.date.today().toordinal() - EPOCH
    try:
        return read_day(text)
    except Unreadable as error:
        raise InputError([Fault("--made-on", f"expected_{error.expected}", {"said": text})]) from None


def said_fact(law: Law, name: str, value: Any, language: str) -> tuple[str, str]:
    """A fact that the admission does not ask for, in words where the law has some."""
    fact = law.facts.get(name)
    if not isinstance(fact, Fact):
        return name, str(value)
    try:
        return label(fact.texts, language) or name, said(law, fact.kind, fact.kind.read(value), language, name)
    except Unreadable:
        return label(fact.texts, language) or name, str(value)
