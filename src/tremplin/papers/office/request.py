"""The request sheet: what to type into CPAS@ONEM, in the order of its screens.

The online service asks for the identity, then the career, then the contract; it answers within seven days with the
days to work and an end date (`law/article60.md` 6.07–6.08, `interop.md` fact 1). The sources name the screens and not
each of their fields: the sheet says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tremplin.papers.office.paper import Entries, Entry, Ledger, Paper, Part, Writing, finished, head_of, numbered
from tremplin.papers.office.parties import Office, Worker, enterprise_number, full_number
from tremplin.papers.parts import CARE, Point, Points, Text

LAYERS = {
    "declared": "strip.declared",
    "paid": "strip.paid",
    "planned": "strip.planned",
}


@dataclass(frozen=True)
class Period:
    """A row of work: both days included, hours and days in hundredths, `layer`: declared, paid or planned."""

    first_day: int
    last_day: int
    employer: str = ""
    weekly_hours: int | None = None
    full_time_hours: int | None = None
    days: int | None = None
    hours: int | None = None
    code: int | None = None
    layer: Literal["declared", "paid", "planned"] = "declared"
    source: str = ""


@dataclass(frozen=True)
class Wanted:
    """What ONEM is asked. `last_day` None: open-ended. `admitted`: to unemployment before, None: not known.

    `events`: absences whose effect is to be known; `unknown`: what else is not known, in words.
    """

    start: int | None
    weekly_hours: int | None
    full_time_hours: int | None
    last_day: int | None = None
    admitted: bool | None = None
    admitted_on: int | None = None
    periods: Sequence[Period] = ()
    events: Sequence[Period] = ()
    unknown: Sequence[str] = ()


def request_of(office: Office, worker: Worker, wanted: Wanted, language: str, number: str, made_on: int) -> Paper:
    """The sheet: numbered fields with the values to type, the periods of work, and what is not known.

    The national number is printed in full. Source: ONEM, FAQ CPAS@ONEM (11 September 2023).
    """
    writing = Writing(language)
    word = writing.word
    parts = [*screens_of(office, worker, wanted, language), unknown_part(writing, worker, wanted), answer_part(writing)]
    return finished(
        Paper(
            language=language,
            title=word("office_papers.request"),
            head=head_of(writing, office),
            number=word("office_papers.number", number=number),
            about=f"{worker.name} · {word('office_papers.request_short', number=number)}",
            lead=word("office_papers.request_lead"),
            parts=tuple(parts),
            foot=(word("office_papers.made_with"),),
            made_on=made_on,
        )
    )


def screens_of(office: Office, worker: Worker, wanted: Wanted, language: str) -> tuple[Part, ...]:
    """The four screens in order, each field of their Entries with its number and its value to copy: for the sheet, and
    for a page that copies them one by one."""
    writing = Writing(language)
    word = writing.word
    source = Text(word("office_papers.request_source"), soft=True)
    screens = (
        Part(word("office_papers.screen_identity"), (source, Entries(identity(writing, worker), copied=True))),
        career_part(writing, wanted),
        Part(word("office_papers.screen_contract"), (Entries(contract(writing, office, wanted), copied=True),)),
        events_part(writing, wanted),
    )
    return numbered(fields_numbered(screens))


def fields_numbered(screens: Sequence[Part]) -> list[Part]:
    """Each field with its place on the sheet: `1.1`, `1.2`, `3.1`."""
    found = []
    for place, part in enumerate(screens, 1):
        blocks = [
            replace(
                block, entries=tuple(replace(one, number=f"{place}.{at}") for at, one in enumerate(block.entries, 1))
            )
            if isinstance(block, Entries)
            else block
            for block in part.blocks
        ]
        found.append(replace(part, blocks=tuple(blocks)))
    return found


def identity(writing: Writing, worker: Worker) -> tuple[Entry, ...]:
    word, known = writing.word, writing.known
    born = writing.brief(worker.born) if worker.born is not None else writing.born(worker)
    return (
        known(word("office_papers.national_number"), full_number(worker.national_number)),
        known(word("office_papers.family"), worker.family),
        Entry(word("office_papers.given"), worker.given or word("office_papers.one_name")),
        known(word("office_papers.born"), born),
        known(word("office_papers.address"), writing.lines(worker.address)),
    )


def career_part(writing: Writing, wanted: Wanted) -> Part:
    """Whether admitted before, then each period of work with where it comes from."""
    word = writing.word
    admitted = {True: "value.yes", False: "value.no", None: "office_papers.not_known"}[wanted.admitted]
    entries = [writing.known(word("office_papers.admitted"), word(admitted))]
    if wanted.admitted:
        day = "" if wanted.admitted_on is None else writing.brief(wanted.admitted_on)
        entries.append(writing.known(word("office_papers.admitted_on"), day))
    fields = Entries(tuple(entries), copied=True)
    if not wanted.periods:
        return Part(word("office_papers.screen_career"), (fields, Text(word("office_papers.no_periods"))))
    table = periods_ledger(writing, word("office_papers.periods_note"), wanted.periods)
    return Part(word("office_papers.screen_career"), (fields, table))


HEADINGS = (
    "office_papers.row_no",
    "office_papers.first_day",
    "office_papers.to_day",
    "office_papers.at_employer",
    "office_papers.regime",
    "office_papers.days",
    "office_papers.worked_hours",
    "office_papers.code",
    "office_papers.from_where",
)


def periods_ledger(writing: Writing, caption: str, periods: Sequence[Period]) -> Ledger:
    return writing.ledger(caption, HEADINGS, rows(writing, periods), (0, 0, 0, 4, 0, 0, 0, 0, 4), (4, 5, 6, 7))


def rows(writing: Writing, periods: Sequence[Period]) -> list[tuple[str, ...]]:
    unknown = "?"

    def amount(value: int | None) -> str:
        return unknown if value is None else writing.hours(value)

    return [
        (
            str(place),
            writing.brief(one.first_day),
            writing.brief(one.last_day),
            one.employer or unknown,
            f"{amount(one.weekly_hours)} / {amount(one.full_time_hours)}",
            "–" if one.days is None and one.hours is not None else amount(one.days),
            "–" if one.hours is None and one.days is not None else amount(one.hours),
            unknown if one.code is None else str(one.code),
            " · ".join(filter(None, (writing.word(LAYERS[one.layer]), one.source))),
        )
        for place, one in enumerate(periods, 1)
    ]


def contract(writing: Writing, office: Office, wanted: Wanted) -> tuple[Entry, ...]:
    word, known = writing.word, writing.known
    hours = (wanted.weekly_hours, wanted.full_time_hours)
    regime = ""
    if hours[0] is not None and hours[1] is not None:
        regime = word("office_papers.of_full", hours=writing.hours(hours[0]), full=writing.hours(hours[1]))
    last = word("office_papers.open_ended") if wanted.last_day is None else writing.brief(wanted.last_day)
    return (
        known(word("office_papers.employer"), office.name),
        known(word("office_papers.enterprise_number"), enterprise_number(office.number)),
        known(word("office_papers.contract_start"), "" if wanted.start is None else writing.brief(wanted.start)),
        known(word("office_papers.regime"), regime),
        known(word("office_papers.planned_end"), last),
        known(word("office_papers.ask"), writing.lines(office.contact.lines)),
    )


def events_part(writing: Writing, wanted: Wanted) -> Part:
    """Absences whose effect ONEM is asked for: the request is made again on a copy."""
    word = writing.word
    note = Text(word("office_papers.events_note"), soft=True)
    if not wanted.events:
        return Part(word("office_papers.screen_events"), (Text(word("office_papers.no_events")), note))
    table = periods_ledger(writing, word("office_papers.events"), wanted.events)
    return Part(word("office_papers.screen_events"), (table, note))


def unknown_part(writing: Writing, worker: Worker, wanted: Wanted) -> Part:
    """What nobody knows yet, each thing once: fields without a value, periods with a gap, and the office's own."""
    word = writing.word
    gaps = {
        "office_papers.national_number": not worker.national_number,
        "office_papers.born": worker.born is None,
        "office_papers.address": not worker.address,
        "office_papers.admitted": wanted.admitted is None,
        "office_papers.admitted_on": bool(wanted.admitted) and wanted.admitted_on is None,
        "office_papers.contract_start": wanted.start is None,
        "office_papers.regime": wanted.weekly_hours is None or wanted.full_time_hours is None,
    }
    found = [word(key) for key, lacks in gaps.items() if lacks]
    open_rows = [
        str(place)
        for place, one in enumerate(wanted.periods, 1)
        if None in (one.weekly_hours, one.full_time_hours, one.code) or one.days is None is one.hours
    ]
    if open_rows:
        found.append(word("office_papers.open_rows", rows=", ".join(open_rows)))
    found += wanted.unknown
    said = word("office_papers.not_known")
    points = tuple(Point(text, mark=CARE, said=said) for text in found)
    return Part(
        word("office_papers.unknown"),
        (Points(points) if points else Text(word("office_papers.all_known")),),
    )


def answer_part(writing: Writing) -> Part:
    """Places for what ONEM answers, to be recorded as it says it."""
    word = writing.word
    keys = (
        "office_papers.answer_sent",
        "office_papers.answer_day",
        "office_papers.answer_days",
        "office_papers.answer_end",
    )
    entries = tuple(Entry(word(key), blank=word("office_papers.onem_says")) for key in keys)
    return Part(word("office_papers.answer"), (Entries(entries),), whole=True)
