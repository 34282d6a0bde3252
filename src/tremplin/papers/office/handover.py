"""The check list of the last thirty days: what the texts say, with its source, and practical advice called such.

`law/article60.md` 4.58, 5.02, 6.02, 6.07; the rest is advice (`interop.md` § 6.2, J3).
"""

from __future__ import annotations

from dataclasses import dataclass

from tremplin.papers.office.paper import Check, Checks, Paper, Part, Writing, finished, head_of
from tremplin.papers.office.parties import Office, Worker
from tremplin.papers.parts import Text
from tremplin.papers.saying import Ends, capital, day_range, figure

MONTH = 30
"""Days before the end from which the list is used; the circular says about one month."""
SOCIAL, STAFF, PERSON = "office_papers.by_social", "office_papers.by_staff", "office_papers.by_person"
ADVICE = "office_papers.advice"
CIRCULAR, LAST_WORK, CLAIM_DAY = "circ. 27/02/2007, § 3", "AR 25/11/1991, art. 28-29", "AR 25/11/1991, art. 30"
DECLARED = "circ. 27/02/2007, § 1"
BEFORE = (
    ("office_papers.do_ask_onem", SOCIAL, CIRCULAR),
    ("office_papers.do_declarations", STAFF, DECLARED),
    ("office_papers.do_full_time", SOCIAL, LAST_WORK),
    ("office_papers.do_clause", SOCIAL, CIRCULAR),
    ("office_papers.do_tell", SOCIAL, ADVICE),
    ("office_papers.do_host", SOCIAL, ADVICE),
    ("office_papers.do_register", PERSON, ADVICE),
)
LAST_DAY = (
    ("office_papers.do_c4", STAFF, ADVICE),
    ("office_papers.do_proof", SOCIAL, ADVICE),
    ("office_papers.do_gap", SOCIAL, ADVICE),
)
AFTER = (
    ("office_papers.do_claim", PERSON, CLAIM_DAY),
    ("office_papers.do_follow", SOCIAL, ADVICE),
    ("office_papers.do_archive", SOCIAL, ADVICE),
)


@dataclass(frozen=True)
class Ending:
    """How a contract ends. `last_day`, `proved`: both ends, the same twice when it is sure; `required`: X or the days
    to prove; `clause`: whether the contract holds the resolutory clause."""

    last_day: Ends
    proved: Ends | None = None
    required: int | None = None
    clause: bool = False


def handover_of(office: Office, worker: Worker, ending: Ending, language: str, number: str, made_on: int) -> Paper:
    """The check list before the end, one box for each thing to do, each with its article or called advice.

    Source: circular of 27 February 2007, § 3 (ask ONEM about one month before); AR 25/11/1991, art. 28–30.
    """
    writing = Writing(language)
    word = writing.word
    before = tuple(one for one in BEFORE if ending.clause or one[0] != "office_papers.do_clause")
    parts = (
        Part(
            word("office_papers.handover_before", day=writing.day(ending.last_day[0] - MONTH)),
            (checks(writing, before),),
        ),
        Part(word("office_papers.handover_last"), (checks(writing, LAST_DAY),)),
        Part(word("office_papers.handover_after"), (checks(writing, AFTER),)),
        Part(word("office_papers.handover_note_title"), (Text(word("office_papers.handover_note")),)),
    )
    figures = [(word("office_papers.last_day"), day_range(ending.last_day, language))]
    if ending.required is not None:
        figures.append((word("office_papers.required"), writing.number(ending.required)))
    if ending.proved is not None:
        figures.append((word("office_papers.proved"), figure(ending.proved, language)))
    return finished(
        Paper(
            language=language,
            title=word("office_papers.handover"),
            head=head_of(writing, office),
            number=word("office_papers.number", number=number),
            about=f"{worker.name} · {word('office_papers.handover_short', number=number)}",
            lead=word("office_papers.handover_lead", name=worker.name),
            badge=word("report.forecast"),
            figures=tuple((capital(name), value) for name, value in figures),
            parts=parts,
            foot=(word("office_papers.made_with"),),
            made_on=made_on,
        )
    )


def checks(writing: Writing, listed: tuple[tuple[str, str, str], ...]) -> Checks:
    return Checks(
        tuple(
            Check(
                writing.word(key),
                writing.word(who),
                note="" if source == ADVICE else writing.article(source),
                tag=writing.word(ADVICE) if source == ADVICE else "",
            )
            for key, who, source in listed
        )
    )
