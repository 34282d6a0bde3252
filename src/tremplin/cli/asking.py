"""What all commands share: the language, faults said on standard error, and a case read from what was handed in."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tremplin.cli.files import named, read_data
from tremplin.cli.paper import Paper
from tremplin.engine.kinds import LANGUAGES
from tremplin.engine.law import Law
from tremplin.ground.errors import Fault, InputError, LawError
from tremplin.ground.sentences import sentence

WRONG_INPUT = 2


def language_of(said: str | None) -> str:
    """The language asked for; else that of TREMPLIN_LANG or LANG; else French."""
    for text in (said, os.environ.get("TREMPLIN_LANG"), os.environ.get("LANG")):
        if text and text[:2].lower() in LANGUAGES:
            return text[:2].lower()
    return "fr"


def streams_that_print_all() -> None:
    """A terminal that lacks a character shows a question mark, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


@contextmanager
def faults_said(language: str) -> Iterator[None]:
    """Ends the command with code 2 when what was given, or the law itself, is wrong: every fault on its line."""
    try:
        yield
    except InputError as error:
        say_faults(error.faults, language)
        raise SystemExit(WRONG_INPUT) from None
    except LawError as error:
        print(*error.faults, sep="\n", file=sys.stderr)
        raise SystemExit(WRONG_INPUT) from None


def say_faults(faults: list[Fault], language: str) -> None:
    paper = Paper(sys.stderr)
    if len(faults) > 1:
        paper.line((sentence("cli.faults", language, count=len(faults)), "strong"))
    for fault in sorted(faults, key=where):
        paper.line(fault.text(language), first="  " if len(faults) > 1 else "", rest="    ")


def where(fault: Fault) -> tuple[str, int]:
    """Faults are said in the order of the files and lines they are in."""
    line = re.search(r", line (\d+)", fault.place)
    return fault.place.partition(",")[0], int(line[1]) if line else 0


def law_of(law: Law, office: str | None) -> Law:
    """The law, with the values of an office laid over it where a file of them is given."""
    if office is None:
        return law
    from tremplin.lawbook.office import with_office

    return with_office(law, read_data(office), office)


def facts_of(law: Law, decision: str, facts: str, work: str | None) -> Any:
    """The facts handed in, with the rows of a table of their own."""
    asked = law.question(decision)
    given = read_data(facts)
    if work is None:
        return given
    from tremplin.cli.rows import with_rows

    return with_rows(law, asked, given, work, named(facts))
