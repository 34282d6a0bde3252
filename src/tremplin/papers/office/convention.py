"""The convention with a host: the CPAS lends the person to the user, in writing.

`law/article60.md` 1.09–1.12, 1.15: the CPAS stays the employer; who insures and who instructs is not in the sources,
so that is left for the parties to fill.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tremplin.papers.office.contract import foot, refer, worker_signs
from tremplin.papers.office.paper import Entries, Paper, Part, Writing, finished, head_of, numbered
from tremplin.papers.office.parties import Contact, Host, Office, Reference, Worker, enterprise_number
from tremplin.papers.parts import Point, Points, Text

AGREED = "office_papers.to_agree"
UNITS = {
    "hour": "office_papers.per_hour",
    "day": "office_papers.per_day",
    "month": "office_papers.per_month",
}


@dataclass(frozen=True)
class Price:
    """What the user pays for the use: cents for each `unit` (`hour`, `day`, `month`); 0 is free of charge."""

    cents: int
    unit: Literal["hour", "day", "month"] = "month"


@dataclass(frozen=True)
class Lending:
    """What a convention says. `last_day`: included; None: as long as the contract. `price`: None is to be filled.

    `weekly_hours`: hundredths; `mentor`: who guides the person at the user's; `insures`, `instructs`, `evaluates`:
    the parties' own words.
    """

    contract: Reference
    start: int
    weekly_hours: int
    tasks: tuple[str, ...] = ()
    last_day: int | None = None
    schedule: str = ""
    place: str = ""
    price: Price | None = None
    mentor: Contact = Contact()
    insures: str = ""
    instructs: str = ""
    evaluates: str = ""
    more: tuple[tuple[str, str], ...] = ()


def convention_of(
    office: Office, host: Host, worker: Worker, lending: Lending, language: str, number: str, made_on: int
) -> Paper:
    """The convention of three: CPAS, user, person; the national number is masked.

    Raises InputError when it ends before it starts. Source: law of 8 July 1976, art. 60 § 7.
    """
    writing = Writing(language)
    word = writing.word
    if lending.last_day is not None and lending.last_day < lending.start:
        last, start = writing.day(lending.last_day), writing.day(lending.start)
        raise writing.refuse("office_papers.ends_before", last=last, start=start)
    parts = (
        parties_part(writing, office, host, worker),
        object_part(writing, lending),
        tasks_part(writing, lending),
        period_part(writing, lending),
        roles_part(writing, lending),
        price_part(writing, lending.price),
        writing.signatures(
            (word("office_papers.for_cpas"), office.signers),
            (word("office_papers.for_host"), host.signers),
            (word("office_papers.person"), (worker_signs(worker),)),
            commune=office.commune,
        ),
    )
    return finished(
        Paper(
            language=language,
            title=word("office_papers.convention"),
            head=head_of(writing, office),
            number=word("office_papers.number", number=number),
            about=f"{worker.name} · {host.name} · {word('office_papers.convention_no', number=number)}",
            lead=word("office_papers.convention_lead"),
            parts=numbered(parts),
            foot=foot(writing, None),
            made_on=made_on,
        )
    )


def parties_part(writing: Writing, office: Office, host: Host, worker: Worker) -> Part:
    word, entry = writing.word, writing.entry
    entries = [entry(word("office_papers.employer"), writing.lines((office.name, *office.address)))]
    entries.append(
        entry(
            word("office_papers.represented"),
            "; ".join(writing.lines((signer.name, signer.capacity)) for signer in office.signers),
        )
    )
    entries += [
        entry(word("office_papers.host"), writing.lines((host.name, *host.address))),
        entry(word("office_papers.host_nature"), host.nature),
        entry(word("office_papers.enterprise_number"), enterprise_number(host.number)),
        entry(
            word("office_papers.represented"),
            "; ".join(writing.lines((signer.name, signer.capacity)) for signer in host.signers),
        ),
        entry(word("office_papers.person"), worker.name),
        entry(word("office_papers.file"), worker.file_number),
    ]
    return Part(word("office_papers.parties"), (Entries(tuple(entries)),))


def object_part(writing: Writing, lending: Lending) -> Part:
    word = writing.word
    contract = writing.entry(word("office_papers.contract_of_work"), refer(writing, lending.contract))
    texts = (Text(word("office_papers.lends")), Text(word("office_papers.stays_employer")))
    return Part(word("office_papers.object"), (*texts, Entries((contract,))))


def tasks_part(writing: Writing, lending: Lending) -> Part:
    word = writing.word
    place = Entries((writing.entry(word("office_papers.place"), lending.place),))
    if not lending.tasks:
        return Part(word("office_papers.tasks"), (Entries((writing.entry(word("office_papers.task")),)), place))
    return Part(word("office_papers.tasks"), (Points(tuple(Point(task) for task in lending.tasks)), place))


def period_part(writing: Writing, lending: Lending) -> Part:
    word = writing.word
    start = writing.day(lending.start)
    if lending.last_day is None:
        period = word("office_papers.period_open", start=start)
    else:
        period = word("office_papers.period", start=start, last=writing.day(lending.last_day))
    entries = (
        writing.entry(
            word("office_papers.weekly_hours"),
            word("office_papers.hours_week", hours=writing.hours(lending.weekly_hours)),
        ),
        writing.entry(word("office_papers.schedule"), lending.schedule),
    )
    return Part(word("office_papers.period_title"), (Text(period), Entries(entries)))


def roles_part(writing: Writing, lending: Lending) -> Part:
    """Who guides, instructs, insures and evaluates: what the parties say, else places to fill."""
    word = writing.word
    evaluated = word("office_papers.evaluates_note")
    entries = [
        writing.entry(word("office_papers.mentor"), writing.lines(lending.mentor.lines), by=AGREED),
        writing.entry(word("office_papers.instructs"), lending.instructs, by=AGREED),
        writing.entry(word("office_papers.insures"), lending.insures, by=AGREED),
        writing.entry(word("office_papers.evaluates"), lending.evaluates, evaluated, by=AGREED),
        *(writing.entry(name, text) for name, text in lending.more),
    ]
    note = Text(word("office_papers.roles_note"), soft=True)
    return Part(word("office_papers.roles"), (Entries(tuple(entries)), note))


def price_part(writing: Writing, price: Price | None) -> Part:
    word = writing.word
    if price is None:
        value = ""
    elif price.cents == 0:
        value = word("office_papers.free")
    else:
        value = word(UNITS[price.unit], amount=writing.money(price.cents))
    entry = writing.entry(word("office_papers.price"), value, by=AGREED)
    return Part(word("office_papers.price_title"), (Entries((entry,)),))
