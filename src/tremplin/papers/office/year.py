"""The year on paper: what a user bought, used and gave back, and what a worker worked. To know, never a tax slip."""

from __future__ import annotations

from dataclasses import dataclass

from tremplin.engine.kinds import UNKNOWN
from tremplin.papers.office.card import grouped
from tremplin.papers.office.paper import Entries, Paper, Part, Writing, finished, head_of
from tremplin.papers.office.parties import Office
from tremplin.papers.parts import Text
from tremplin.papers.saying import Ends, amount
from tremplin.papers.saying import month as month_text

AREA = "office_ale_year"


@dataclass(frozen=True)
class Cheques:
    """The cheques of one authorisation at one price, in cents."""

    number: str
    price: int
    bought: int
    used: int
    returned: int
    ended: int
    held: int


@dataclass(frozen=True)
class Reduction:
    """What the tax reduction counts, as both ends in cents; None: the law files do not say."""

    base: Ends | None
    reduction: Ends | None
    ceiling: Ends | None
    left: Ends | None
    vouchers: int | None
    none_given: bool
    status: str
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True)
class OfUser:
    """A user's year. Money in cents, hours in hundredths."""

    year: int
    holder: str
    address: tuple[str, ...]
    number: str
    cheques: tuple[Cheques, ...]
    paid: int
    refunded: int
    hours: int
    reduction: Reduction | None = None


@dataclass(frozen=True)
class Month:
    """`paid`: cents; None: the month is not closed."""

    month: int
    hours: int
    cheques: int
    elsewhere: int
    paid: int | None


@dataclass(frozen=True)
class OfWorker:
    """A worker's year. Hours in hundredths; `left`: of the year's ceiling, None where that is not known."""

    year: int
    holder: str
    address: tuple[str, ...]
    number: str
    months: tuple[Month, ...]
    activities: tuple[tuple[str, int], ...]
    left: Ends | None
    limit: int | None


def said(ends: Ends | None, writing: Writing) -> str:
    """An amount, both ends of it, or that it is undetermined."""
    if ends is None:
        return writing.word("office.undetermined")
    return amount(ends[0] if ends[0] == ends[1] else UNKNOWN, ends, writing.language)


def of_user(office: Office, of: OfUser, language: str, number: str, made_on: int) -> Paper:
    writing = Writing(language)
    word = writing.word
    headings = tuple(f"{AREA}.{name}" for name in ("number", "price", "bought", "used", "returned", "ended", "held"))
    rows = tuple(
        (grouped(one.number), writing.money(one.price), *map(str, counts_of(one))) for one in of.cheques
    )  # fmt: skip
    table = writing.ledger("", headings, rows, (3, 2, 2, 2, 2, 2, 2), (1, 2, 3, 4, 5, 6))
    cheques = table if rows else Text(word(f"{AREA}.no_cheques"))
    money = [
        writing.known(word(f"{AREA}.paid"), writing.money(of.paid)),
        writing.known(word(f"{AREA}.refunded"), writing.money(of.refunded)),
        writing.known(word(f"{AREA}.hours_worked"), writing.hours(of.hours)),
    ]
    parts = [
        Part(word(f"{AREA}.cheques"), (cheques,)),
        Part(word(f"{AREA}.money_and_hours"), (Entries(tuple(money)),)),
    ]
    if of.reduction is not None:
        parts.append(Part(word(f"{AREA}.tax"), tuple(tax_blocks(of.reduction, of.year, writing)), whole=True))
    title = word(f"{AREA}.user_title", year=of.year)
    lead = word(f"{AREA}.user_lead")
    return paper(writing, office, title, lead, of.holder, of.address, of.number, tuple(parts), number, made_on)


def counts_of(one: Cheques) -> tuple[int, ...]:
    return one.bought, one.used, one.returned, one.ended, one.held


def tax_blocks(of: Reduction, year: int, writing: Writing) -> list[Entries | Text]:
    word = writing.word
    if of.none_given:
        return [Text(word(f"{AREA}.tax_none", year=year)), Text(word(f"{AREA}.no_slip"), soft=True)]
    supposed = f"{AREA}.tax_supposed" if of.vouchers is None else f"{AREA}.tax_told"
    entries = [
        writing.known(word(f"{AREA}.tax_base"), said(of.base, writing)),
        writing.known(word(f"{AREA}.tax_reduction"), said(of.reduction, writing)),
        writing.known(word(f"{AREA}.tax_ceiling"), said(of.ceiling, writing)),
        writing.known(word(f"{AREA}.tax_left"), said(of.left, writing)),
        writing.known(word(f"{AREA}.tax_sure"), word(f"status.{of.status}")),
    ]
    found: list[Entries | Text] = [Entries(tuple(entries))]
    if of.lacks:
        found.append(Text(word(f"{AREA}.tax_lacks", names=", ".join(of.lacks))))
    found.append(Text(word(supposed, amount=writing.money(of.vouchers or 0))))
    return [*found, Text(word(f"{AREA}.no_slip"), soft=True)]


def of_worker(office: Office, of: OfWorker, language: str, number: str, made_on: int) -> Paper:
    writing = Writing(language)
    word = writing.word
    headings = tuple(
        f"{AREA}.{name}" for name in ("month", "hours_here", "cheque_count", "hours_elsewhere", "received")
    )
    rows = tuple(
        (
            month_text(one.month, language), writing.hours(one.hours), str(one.cheques), writing.hours(one.elsewhere),
            word(f"{AREA}.not_closed") if one.paid is None else writing.money(one.paid),
        )
        for one in of.months
    )  # fmt: skip
    total = (
        word(f"{AREA}.total"), writing.hours(sum(one.hours for one in of.months)),
        str(sum(one.cheques for one in of.months)),
        writing.hours(sum(one.elsewhere for one in of.months)), writing.money(sum(one.paid or 0 for one in of.months)),
    )  # fmt: skip
    names = (f"{AREA}.activity", f"{AREA}.hours_here")
    activities = tuple((name, writing.hours(hours)) for name, hours in of.activities)
    limit = writing.hours(of.limit) if of.limit is not None else word("office.undetermined")
    left = " – ".join(dict.fromkeys(map(writing.hours, of.left))) if of.left else word("office.undetermined")
    ceiling = [writing.known(word(f"{AREA}.year_limit"), limit), writing.known(word(f"{AREA}.year_left"), left)]
    parts = [
        Part(word(f"{AREA}.by_month"), (writing.ledger("", headings, (*rows, total), (3, 2, 2, 3, 3), (1, 2, 3, 4)),)),
        Part(word(f"{AREA}.ceiling"), (Entries(tuple(ceiling)), Text(word(f"{AREA}.ceiling_note"), soft=True))),
    ]
    if activities:
        parts.insert(1, Part(word(f"{AREA}.by_activity"), (writing.ledger("", names, activities, (4, 1), (1,)),)))
    title, lead = word(f"{AREA}.worker_title", year=of.year), word(f"{AREA}.worker_lead")
    return paper(writing, office, title, lead, of.holder, of.address, of.number, tuple(parts), number, made_on)


def paper(
    writing: Writing, office: Office, title: str, lead: str, holder: str, address: tuple[str, ...], about: str,
    parts: tuple[Part, ...], number: str, made_on: int,
) -> Paper:  # fmt: skip
    """A statement sent to somebody: their address stands where a window envelope shows it."""
    return finished(
        Paper(
            language=writing.language,
            title=title,
            head=head_of(writing, office),
            number=writing.word("office_papers.number", number=number),
            about=f"{about} · {title}",
            to=tuple(filter(None, (holder, *address))),
            dated=writing.day(made_on),
            lead=lead,
            parts=parts,
            made_on=made_on,
        )
    )
