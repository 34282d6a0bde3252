"""The employment contract under article 60 § 7, fixed-term or open-ended with the resolutory clause.

It states what the sources state (`law/article60.md` 1.01–1.03, 1.09, 1.13, 1.14, 6.03) and what the office gave;
everything else is a place that the CPAS fills.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tremplin.papers.office.clause import ClauseTrace, annex_part, clause_part
from tremplin.papers.office.paper import (
    Block,
    Entries,
    Entry,
    Paper,
    Part,
    Writing,
    finished,
    head_of,
    numbered,
)
from tremplin.papers.office.parties import Host, Office, Reference, Signer, Worker, enterprise_number, full_number
from tremplin.papers.parts import Text

Purpose = Literal["benefit", "experience"]


@dataclass(frozen=True)
class Terms:
    """What a contract says. `last_day`: included; None when it is open-ended, which asks for `clause`.

    `weekly_hours`, `full_time_hours`: hundredths of hours; `purpose`: `benefit` or `experience` (art. 60 § 7);
    `more`: what else the office wants in it, as names and texts.
    """

    start: int
    weekly_hours: int
    full_time_hours: int
    last_day: int | None = None
    clause: ClauseTrace | None = None
    place: str = ""
    task: str = ""
    schedule: str = ""
    pay: str = ""
    purpose: Purpose = "benefit"
    more: tuple[tuple[str, str], ...] = ()

    @property
    def full_time(self) -> bool:
        return self.weekly_hours >= self.full_time_hours


def contract_of(
    office: Office,
    worker: Worker,
    terms: Terms,
    language: str,
    number: str,
    made_on: int,
    host: Host | None = None,
    convention: Reference | None = None,
) -> Paper:
    """The contract, ready to be signed, in `fr`, `nl`, `de` or `en`; open-ended contracts with the annex on X.

    Raises InputError: an open-ended contract without its X, or an end before the start. Source: law of 8 July 1976,
    art. 60 § 7; circular of 27 February 2007, § 3.
    """
    writing = Writing(language)
    checked(writing, terms)
    parts = [
        parties_part(writing, office, worker),
        basis_part(writing, terms),
        duration_part(writing, terms),
        *([clause_part(writing, terms.clause)] if terms.clause and terms.last_day is None else []),
        hours_part(writing, terms),
        work_part(writing, terms, host, convention),
        pay_part(writing, terms),
        more_part(writing, terms),
        writing.signatures(
            (writing.word("office_papers.for_cpas"), office.signers),
            (writing.word("office_papers.person"), (worker_signs(worker),)),
            commune=office.commune,
        ),
    ]
    annex = [annex_part(writing, terms.clause, terms.last_day is None)] if terms.clause else []
    key = "office_papers.contract_fixed" if terms.last_day is not None else "office_papers.contract_open"
    return finished(
        Paper(
            language=language,
            title=writing.word("office_papers.contract"),
            head=head_of(writing, office),
            number=writing.word("office_papers.number", number=number),
            about=f"{worker.name} · {writing.word('office_papers.contract_short', number=number)}",
            lead=writing.word(key),
            parts=(*numbered(parts), *annex),
            foot=foot(writing, terms.clause),
            made_on=made_on,
        )
    )


def checked(writing: Writing, terms: Terms) -> None:
    """Raises InputError where the terms contradict themselves."""
    if terms.last_day is None and terms.clause is None:
        raise writing.refuse("office_papers.no_clause")
    if terms.last_day is not None and terms.last_day < terms.start:
        last, start = writing.day(terms.last_day), writing.day(terms.start)
        raise writing.refuse("office_papers.ends_before", last=last, start=start)
    if not 0 < terms.weekly_hours <= 16_800 or terms.full_time_hours <= 0:
        raise writing.refuse("office_papers.no_hours")


def worker_signs(worker: Worker) -> Signer:
    return Signer(worker.name)


def parties_part(writing: Writing, office: Office, worker: Worker) -> Part:
    """The CPAS as employer with its signers, and the person with the whole national number."""
    return Part(
        writing.word("office_papers.parties"),
        (Entries((*office_entries(writing, office), *worker_entries(writing, worker))),),
    )


def office_entries(writing: Writing, office: Office) -> tuple[Entry, ...]:
    signers = "; ".join(writing.lines((signer.name, signer.capacity)) for signer in office.signers)
    return (
        writing.entry(writing.word("office_papers.employer"), writing.lines((office.name, *office.address))),
        writing.entry(writing.word("office_papers.enterprise_number"), enterprise_number(office.number)),
        writing.entry(writing.word("office_papers.represented"), signers),
    )


def worker_entries(writing: Writing, worker: Worker) -> tuple[Entry, ...]:
    return (
        writing.entry(writing.word("office_papers.person"), worker.name),
        writing.entry(writing.word("office_papers.national_number"), full_number(worker.national_number)),
        writing.entry(writing.word("office_papers.born"), writing.born(worker)),
        writing.entry(writing.word("office_papers.address"), writing.lines(worker.address)),
    )


def basis_part(writing: Writing, terms: Terms) -> Part:
    """Why: art. 60 § 7, one of its two purposes, and the law on employment contracts."""
    purposes = {"benefit": "office_papers.for_benefit", "experience": "office_papers.for_experience"}
    words = ("office_papers.basis", purposes[terms.purpose], "office_papers.basis_limit", "office_papers.basis_1978")
    return Part(writing.word("office_papers.basis_title"), tuple(Text(writing.word(key)) for key in words))


def duration_part(writing: Writing, terms: Terms) -> Part:
    start = writing.day(terms.start)
    if terms.last_day is not None:
        words = writing.word("office_papers.fixed", start=start, last=writing.day(terms.last_day))
    else:
        words = writing.word("office_papers.open", start=start)
    return Part(writing.word("office_papers.duration"), (Text(words),))


def hours_part(writing: Writing, terms: Terms) -> Part:
    """Full-time or part-time, with the hours of both."""
    key = "office_papers.full_time" if terms.full_time else "office_papers.part_time"
    words = writing.word(key, hours=writing.hours(terms.weekly_hours), full=writing.hours(terms.full_time_hours))
    schedule = writing.entry(writing.word("office_papers.schedule"), terms.schedule)
    return Part(writing.word("office_papers.hours"), (Text(words), Entries((schedule,))))


def work_part(writing: Writing, terms: Terms, host: Host | None, convention: Reference | None) -> Part:
    """The task, the place, and the user where there is one."""
    entries = [
        writing.entry(writing.word("office_papers.task"), terms.task),
        writing.entry(writing.word("office_papers.place"), terms.place),
    ]
    blocks: list[Block] = []
    if host is None:
        blocks.append(Text(writing.word("office_papers.no_host")))
    else:
        blocks.append(Text(writing.word("office_papers.with_host")))
        user = writing.lines((host.name, *host.address))
        entries.append(writing.entry(writing.word("office_papers.host"), user))
        agreed = refer(writing, convention) if convention else ""
        entries.append(writing.entry(writing.word("office_papers.convention_short"), agreed))
    return Part(writing.word("office_papers.work"), (*blocks, Entries(tuple(entries))))


def refer(writing: Writing, reference: Reference) -> str:
    """`n° 2026-14 du 2 mars 2026`."""
    if reference.day is None:
        return writing.word("office_papers.number", number=reference.number)
    return writing.word("office_papers.number_of", number=reference.number, day=writing.day(reference.day))


def pay_part(writing: Writing, terms: Terms) -> Part:
    pay = writing.entry(writing.word("office_papers.pay_reference"), terms.pay)
    return Part(writing.word("office_papers.pay"), (Entries((pay,)),))


def more_part(writing: Writing, terms: Terms) -> Part:
    """What the office adds; what our sources do not speak of is left for it, and said to be."""
    entries = [Entry(name, text) for name, text in terms.more]
    if not entries:
        entries = [writing.entry(writing.word("office_papers.more"))]
    note = Text(writing.word("office_papers.more_note"), soft=True)
    return Part(writing.word("office_papers.more_title"), (Entries(tuple(entries)), note))


def foot(writing: Writing, trace: ClauseTrace | None) -> tuple[str, ...]:
    """By which law it was made, where a number of it comes from the law; and what made it."""
    lines = [writing.word("law.fingerprint", fingerprint=trace.fingerprint)] if trace else []
    return (*lines, writing.word("office_papers.made_with"))
