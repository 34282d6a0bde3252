"""Letters: the motivated letter to the person, and the letter that asks for a declaration that has not come.

What the sources say of how to be heard or to appeal: nothing was found, so the place is the office's to fill.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tremplin.papers.evidence import Told, routes_section
from tremplin.papers.office.paper import Block, Entries, Paper, Part, Writing, finished, head_of
from tremplin.papers.office.parties import Contact, Office, Worker, masked_number
from tremplin.papers.parts import Pairs, Point, Points, Text
from tremplin.papers.saying import capital
from tremplin.reasons.answer import Answer


@dataclass(frozen=True)
class Motive:
    """Why: the words of a reason, its value, and the article it stands on. `mark`: as in `papers.parts`."""

    words: str
    value: str = ""
    article: str = ""
    mark: str = ""
    said: str = ""


@dataclass(frozen=True)
class Decided:
    """What a letter tells. `subject`, `answer`: its subject and its one sentence; `facts`: names and values;
    `motives`: the reasons; `nearest`: the nearest way to it; `heard`: how to be heard, in the office's words."""

    subject: str
    answer: str
    facts: tuple[tuple[str, str], ...] = ()
    motives: tuple[Motive, ...] = ()
    nearest: tuple[str, ...] = ()
    ask: Contact | None = None
    heard: str = ""
    fingerprint: str = ""


def motives_of(answer: Answer, language: str) -> tuple[tuple[Motive, ...], tuple[str, ...]]:
    """The reasons of an `admission` with their articles, and what would change it: (motives, nearest)."""
    told = Told(answer, language)
    motives = tuple(
        Motive(point.words, point.value, point.note, point.mark, point.said)
        for block in routes_section(told).blocks
        if isinstance(block, Points)
        for point in block.points
    )
    colon = told.word("place.colon")
    nearest = tuple(f"{capital(change.label)}{colon}{change.text}" for change in told.changes)
    return motives, nearest


def letter_of(office: Office, worker: Worker, decided: Decided, language: str, number: str, made_on: int) -> Paper:
    """The motivated letter to the person: the answer, the facts, the articles, the nearest way, whom to ask.

    Source of the reasons: the articles that each motive names.
    """
    writing = Writing(language)
    word = writing.word
    parts = [facts_part(writing, decided), motives_part(writing, decided)]
    if decided.nearest:
        points = tuple(Point(text) for text in decided.nearest)
        parts.append(Part(word("office_papers.nearest"), (Points(points),)))
    parts.append(
        Part(
            word("office_papers.heard_title"),
            (
                Entries(
                    (
                        writing.reach(decided.ask or office.contact),
                        writing.entry(word("office_papers.heard"), decided.heard),
                    )
                ),
            ),
        )
    )
    parts.append(closing(writing, office))
    proof = [word("law.fingerprint", fingerprint=decided.fingerprint)] if decided.fingerprint else []
    return posted(
        writing,
        office,
        (worker.name, *worker.address),
        decided.subject,
        decided.answer,
        (number, made_on),
        tuple(parts),
        (*proof, word("office_papers.made_with")),
    )


def facts_part(writing: Writing, decided: Decided) -> Part:
    heading = writing.word("office_papers.facts")
    if not decided.facts:
        return Part(heading, (Text(writing.word("office_papers.no_facts")),))
    return Part(heading, (Pairs(decided.facts),))


def motives_part(writing: Writing, decided: Decided) -> Part:
    word = writing.word
    if not decided.motives:
        return Part(word("office_papers.motives"), (Entries((writing.entry(word("office_papers.motive")),)),))
    points = tuple(
        Point(one.words, one.value, writing.article(one.article), one.mark or "plain", one.said)
        for one in decided.motives
    )
    return Part(word("office_papers.motives"), (Points(points),))


def closing(writing: Writing, office: Office) -> Part:
    return writing.signatures((writing.word("office_papers.for_cpas"), office.signers), dated=False)


def posted(
    writing: Writing,
    office: Office,
    to: tuple[str, ...],
    subject: str,
    lead: str,
    reference: tuple[str, int],
    parts: tuple[Part, ...],
    foot: tuple[str, ...],
) -> Paper:
    """A letter: who writes, to whom, its place and day, and what it says."""
    number, made_on = reference
    day = writing.day(made_on)
    dated = writing.word("office_papers.dated", commune=office.commune, day=day) if office.commune else day
    return finished(
        Paper(
            language=writing.language,
            title=subject.strip() or writing.word("office_papers.letter"),
            head=head_of(writing, office),
            number=writing.word("office_papers.our_number", number=number),
            about=f"{to[0]} · {writing.word('office_papers.letter_short', number=number)}",
            to=tuple(filter(None, to)),
            dated=dated,
            greeting=writing.word("office_papers.greeting"),
            lead=lead,
            parts=parts,
            foot=foot,
            made_on=made_on,
        )
    )


ASKED = {
    "declaration": ("office_papers.missing_declaration", "office_papers.why_declaration"),
    "hours": ("office_papers.missing_hours", "office_papers.why_hours"),
}


@dataclass(frozen=True)
class Lacking:
    """What has not come: its first and last day, and what is known of it."""

    first_day: int
    last_day: int
    words: str = ""


@dataclass(frozen=True)
class Reminder:
    """To whom and what: `declaration` (quarterly, of a staff service) or `hours` (of a host). `wanted_on`: the day
    by which the office would like it: its own wish, no legal time limit."""

    to: tuple[str, ...]
    kind: Literal["declaration", "hours"]
    lacking: Sequence[Lacking]
    wanted_on: int | None = None


def reminder_of(office: Office, worker: Worker, reminder: Reminder, language: str, number: str, made_on: int) -> Paper:
    """The letter to a host's or a staff service that asks for what is missing; the national number is masked.

    Raises InputError when nothing is missing. Source: circular of 27 February 2007, § 1 (ONEM counts what was declared
    to the ONSS).
    """
    writing = Writing(language)
    word = writing.word
    if not reminder.lacking:
        raise writing.refuse("office_papers.nothing_missing")
    subject, why = ASKED[reminder.kind]
    rows = [(writing.brief(one.first_day), writing.brief(one.last_day), one.words or "–") for one in reminder.lacking]
    headings = ("office_papers.first_day", "office_papers.to_day", "office_papers.what_lacks")
    missing = writing.ledger(word("office_papers.missing_note"), headings, rows, (2, 2, 7))
    whom = (
        (word("office_papers.person"), worker.name),
        (word("office_papers.file"), worker.file_number or "–"),
        (word("office_papers.national_number"), masked_number(worker.national_number) or "–"),
    )
    wanted: list[Block] = [Text(word(why))]
    if reminder.wanted_on is not None:
        wanted.append(Text(word("office_papers.wanted_on", day=writing.day(reminder.wanted_on))))
        wanted.append(Text(word("office_papers.wanted_note"), soft=True))
    parts = (
        Part(word("office_papers.about_whom"), (Pairs(whom),)),
        Part(word("office_papers.missing"), (missing,)),
        Part(word("office_papers.why_needed"), tuple(wanted)),
        Part(word("office_papers.answer_to"), (Entries((writing.reach(office.contact),)),)),
        closing(writing, office),
    )
    said, lead = word(subject), word("office_papers.missing_lead", name=worker.name)
    return posted(
        writing, office, reminder.to, said, lead, (number, made_on), parts, (word("office_papers.made_with"),)
    )
