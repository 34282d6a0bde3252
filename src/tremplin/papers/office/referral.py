"""The referral of a person to the ALE: what the CPAS certifies, what the law makes of it, what else is to be shown.

Certificate ALE 5: `law/ale.md` E4. The official form itself was not found; the sheet says so and does not imitate it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tremplin.papers.office.paper import Entries, Entry, Paper, Part, Writing, finished, head_of
from tremplin.papers.office.parties import Office, Worker, full_number
from tremplin.papers.parts import Point, Points, Text


@dataclass(frozen=True)
class Referral:
    """`aid`: in words, since the day `since`; `answer`: what the law says of what is known; `missing`: what it
    also goes by and the file does not hold."""

    aid: str
    since: int
    answer: str
    missing: Sequence[str] = ()


def referral_of(office: Office, worker: Worker, referral: Referral, language: str, number: str, made_on: int) -> Paper:
    """One page for the person to take along. Source: `law/ale.md` E4 (aid of a CPAS and registered as a job seeker)."""
    writing = Writing(language)
    word = writing.word
    born = writing.brief(worker.born) if worker.born is not None else writing.born(worker)
    identity = (
        Entry(word("office_papers.referral_person"), worker.name),
        writing.known(word("office_papers.national_number"), full_number(worker.national_number)),
        writing.known(word("office_papers.born"), born),
        writing.known(word("office_papers.address"), writing.lines(worker.address)),
        Entry(word("office_papers.referral_aid"), referral.aid),
        Entry(word("office_papers.referral_since"), writing.day(referral.since)),
        writing.entry(word("office_papers.referral_agency")),
    )
    missing = tuple(map(Point, referral.missing))
    parts = [
        Part(word("office_papers.referral_certifies"), (Entries(identity),)),
        Part(word("office_papers.referral_law"), (Text(referral.answer),)),
    ]
    if missing:
        parts.append(Part(word("office_papers.referral_missing"), (Points(missing),)))
    parts.append(Part(word("office_papers.referral_form_title"), (Text(word("office_papers.referral_form")),)))
    parts.append(writing.signatures((office.name, office.signers), commune=office.commune))
    return finished(
        Paper(
            language=language,
            title=word("office_papers.referral"),
            head=head_of(writing, office),
            number=word("office_papers.number", number=number),
            about=f"{worker.name} · {word('office_papers.referral_short', number=number)}",
            lead=word("office_papers.referral_lead", name=worker.name),
            parts=tuple(parts),
            foot=(word("office_papers.made_with"),),
            made_on=made_on,
        )
    )
