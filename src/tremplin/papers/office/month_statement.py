"""A worker's month in local employment: each visit, its cheques, what is paid by whom, the hours of month and year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tremplin.papers.office.paper import Block, Paper, Part, Writing, finished, head_of
from tremplin.papers.office.parties import Office, Worker
from tremplin.papers.parts import CARE, Pairs, Point, Points, Text
from tremplin.papers.saying import month

AGENCY, BODY, CPAS, NOBODY = "agency", "body", "cpas", "nobody"
"""Who pays the worker."""
CLOCK = 60
HEADINGS = (
    "office_ale_papers.head_day",
    "office_ale_papers.head_place",
    "office_ale_papers.head_time",
    "office_ale_papers.head_hours",
    "office_ale_papers.head_cheques",
    "office_ale_papers.head_price",
)
PAYERS = {
    AGENCY: ("office_ale_papers.payer_agency", "office_ale_papers.how_agency"),
    BODY: ("office_ale_papers.payer_body", "office_ale_papers.how_body"),
    CPAS: ("office_ale_papers.payer_cpas", "office_ale_papers.how_cpas"),
    NOBODY: ("office_ale_papers.payer_nobody", "office_ale_papers.how_nobody"),
}
"""Who pays, and how."""


@dataclass(frozen=True)
class Visit:
    """Hours on a day. `starts`: minutes since midnight, None: not told; money in cents; `open`: nothing came for it."""

    day: int
    place: str
    starts: int | None
    minutes: int
    cheques: int
    price: int


@dataclass(frozen=True)
class Change:
    """What closings before had, and what holds now: cheques and cents; None: the law leaves the amount open."""

    before: int
    now: int
    before_cents: int | None
    now_cents: int | None


@dataclass(frozen=True)
class Left:
    """Hundredths of hours over all agencies, and what the law leaves; None: no limit, or it does not say."""

    month: int
    year: int
    month_limit: int | None = None
    year_limit: int | None = None
    year_left: int | None = None


@dataclass(frozen=True)
class Statement:
    """A month (months since 0000-01) of one worker as a closing issues it. `used`, `cents`: what it adds; `waiting`:
    hours that no cheque came for yet; `change`: where the month was closed before."""

    month: int
    visits: Sequence[Visit]
    used: int
    cents: int | None
    paid_by: str
    body: str
    waiting: int
    left: Left
    change: Change | None = None


def statement_of(
    office: Office, worker: Worker, said: Statement, language: str, number: str, made_on: int
) -> Paper:  # fmt: skip
    writing = Writing(language)
    word, name = writing.word, month(said.month, language)
    what = "office_ale_papers.statement_again" if said.change else "office_ale_papers.statement"
    parts = [*changed(writing, said), visits_part(writing, said), pay_part(writing, said), hours_part(writing, said)]
    return finished(
        Paper(
            language=language,
            title=word(what, month=name),
            head=head_of(writing, office),
            number=word("office_papers.number_of", number=number, day=writing.day(made_on)),
            about=f"{word(what, month=name)} · {worker.name} · {word('office_papers.number', number=number)}",
            to=(worker.name, *worker.address),
            lead=word("office_ale_papers.statement_lead", number=worker.file_number),
            figures=(
                (word("office_ale_papers.cheques_used"), writing.number(said.used)),
                (word("office_ale_papers.you_receive"), amount(writing, said.cents)),
                (word("office_ale_papers.still_open"), writing.number(said.waiting)),
            ),
            parts=tuple(parts),
            foot=(word("office_papers.made_with"),),
            made_on=made_on,
        )
    )


def amount(writing: Writing, cents: int | None) -> str:
    return writing.word("office_papers.undetermined_short") if cents is None else writing.money(cents)


def changed(writing: Writing, said: Statement) -> list[Part]:
    """What was before and what is now, where the month was closed before."""
    if (of := said.change) is None:
        return []
    word = writing.word
    rows = [
        (word("office_ale_papers.before"), str(of.before), amount(writing, of.before_cents)),
        (word("office_ale_papers.now"), str(of.now), amount(writing, of.now_cents)),
        (word("office_ale_papers.difference"), f"{said.used:+d}".replace("-", "−"), amount(writing, said.cents)),
    ]
    heads = ("office_ale_papers.head_what", "office_ale_papers.head_cheques", "office_papers.amount")
    note = Text(word("office_ale_papers.changed_note"), soft=True)
    return [Part(word("office_ale_papers.changed"), (writing.ledger("", heads, rows, (0, 3, 3), (1, 2)), note))]


def visits_part(writing: Writing, said: Statement) -> Part:
    word = writing.word
    if not said.visits:
        return Part(word("office_ale_papers.visits"), (Text(word("office_ale_papers.no_visits")),))
    rows = [
        (
            writing.brief(one.day), one.place, times(one), span(one.minutes), str(one.cheques), writing.money(one.price)
        )
        for one in said.visits
    ]  # fmt: skip
    minutes, cheques = sum(one.minutes for one in said.visits), sum(one.cheques for one in said.visits)
    rows.append((word("office_ale_papers.total"), "", "", span(minutes), str(cheques), ""))
    table = writing.ledger(word("office_ale_papers.visits_note"), HEADINGS, rows, (0, 1, 0, 0, 0, 0), (3, 4, 5))
    blocks: list[Block] = [table]
    if said.waiting:
        words = word("office_ale_papers.waiting_one" if said.waiting == 1 else "office_ale_papers.waiting",
                     count=said.waiting)  # fmt: skip
        blocks.append(Points((Point(words, mark=CARE),)))
    return Part(word("office_ale_papers.visits"), tuple(blocks))


def times(one: Visit) -> str:
    return "–" if one.starts is None else f"{clock(one.starts)}–{clock(one.starts + one.minutes)}"


def clock(minutes: int) -> str:
    return f"{minutes // CLOCK:02d}:{minutes % CLOCK:02d}"


def span(minutes: int) -> str:
    """`3 h 30`."""
    return f"{minutes // CLOCK} h {minutes % CLOCK:02d}" if minutes % CLOCK else f"{minutes // CLOCK} h"


def pay_part(writing: Writing, said: Statement) -> Part:
    word = writing.word
    rows = [
        (word("office_ale_papers.cheques_used"), writing.number(said.used)),
        (word("office_ale_papers.you_receive"), amount(writing, said.cents)),
        (word("office_ale_papers.paid_by"), payer(writing, said.paid_by, said.body)),
    ]
    note = Text(word(PAYERS[said.paid_by][1]), soft=True)
    return Part(word("office_ale_papers.pay"), (Pairs(tuple(rows)), note), whole=True)


def payer(writing: Writing, paid_by: str, body: str) -> str:
    return writing.word(PAYERS[paid_by][0], body=body)


def hours_part(writing: Writing, said: Statement) -> Part:
    word, of = writing.word, said.left
    rows = [
        (word("office_ale_papers.hours_month"), limited(writing, of.month, of.month_limit)),
        (word("office_ale_papers.hours_year"), limited(writing, of.year, of.year_limit)),
    ]
    if of.year_left is not None:
        left = word("office_ale_papers.hours_done", hours=writing.hours(of.year_left))
        rows.append((word("office_ale_papers.hours_left"), left))
    note = Text(word("office_ale_papers.hours_note"), soft=True)
    return Part(word("office_ale_papers.hours"), (Pairs(tuple(rows)), note), whole=True)


def limited(writing: Writing, hours: int, limit: int | None) -> str:
    if limit is None:
        return writing.word("office_ale_papers.hours_done", hours=writing.hours(hours))
    return writing.word("office_ale_papers.hours_of", hours=writing.hours(hours), limit=writing.hours(limit))
