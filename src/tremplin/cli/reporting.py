"""`tremplin report`: the report of one person's file, or the worker's own page, as HTML or PDF."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from tremplin.cli.asking import law_of
from tremplin.cli.paper import Paper
from tremplin.cli.person import Asked, gathered
from tremplin.engine.kinds import Unreadable, read_day
from tremplin.engine.law import Law
from tremplin.ground.days import today
from tremplin.ground.errors import Fault, InputError
from tremplin.ground.sentences import sentence
from tremplin.papers.content import Matter, report_of
from tremplin.papers.matter import DECISION, PLAN, matter_of
from tremplin.papers.parts import Page
from tremplin.papers.refusal import refused
from tremplin.papers.worker import worker_of

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
    matter = matter_of(law, found.facts, found.source, language, day_of(wanted.made_on))
    return replace(matter, name=wanted.name, doubts=found.doubts, files=found.files)


def day_of(text: str | None) -> int:
    """The day of the report: as given, else today."""
    if text is None:
        return today()
    try:
        return read_day(text)
    except Unreadable as error:
        raise InputError([Fault("--made-on", f"expected_{error.expected}", {"said": text})]) from None
