"""A month's lists and invoices of an agency: for whoever pays the workers, and for users who are legal persons."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from tremplin.papers.office.card import iban_written
from tremplin.papers.office.paper import Block, Paper, Part, Writing, finished, head_of
from tremplin.papers.office.parties import Office, enterprise_number, full_number
from tremplin.papers.parts import CARE, Pairs, Point, Points, Text
from tremplin.papers.saying import month

CENTS = 100
BODY_HEADS = (
    "office_ale_papers.head_worker",
    "office_ale_papers.head_number",
    "office_ale_papers.head_cheques",
    "office_ale_papers.head_amount",
    "office_ale_papers.head_before",
)
USER_HEADS = (
    "office_ale_papers.head_authorisation",
    "office_ale_papers.head_cheques",
    "office_ale_papers.head_price",
    "office_ale_papers.head_amount",
    "office_ale_papers.head_topay",
)
COLUMNS = ("worker", "national_number", "family_name", "given_name", "month", "cheques", "cheques_before", "amount")
"""Of the table for machines; amounts with a point."""


@dataclass(frozen=True)
class Paid:
    """What a closing adds for one worker. `before`: cheques of closings before; cents None: the law leaves it open."""

    number: str
    family: str
    given: str
    national_number: str
    cheques: int
    cents: int | None
    before: int = 0


@dataclass(frozen=True)
class BodyList:
    """The workers that one body pays, in a month (months since 0000-01). `body`: its name in the paper's language;
    `note`: the key of what is to be known of it."""

    month: int
    body: str
    lines: Sequence[Paid]
    is_again: bool = False
    note: str = ""

    @property
    def cents(self) -> int | None:
        found = [one.cents for one in self.lines]
        return None if None in found else sum(one or 0 for one in found)

    @property
    def cheques(self) -> int:
        return sum(one.cheques for one in self.lines)


def body_list_of(office: Office, said: BodyList, language: str, number: str, made_on: int) -> Paper:
    """One line a worker; national numbers in full, as the body knows its people by them."""
    writing = Writing(language)
    word, name = writing.word, month(said.month, language)
    rows = [
        (
            f"{one.family} {one.given}\n{one.number}", full_number(one.national_number) or "–", str(one.cheques),
            amount(writing, one.cents), str(one.before) if one.before else "–",
        )
        for one in said.lines
    ]  # fmt: skip
    rows.append((word("office_ale_papers.total"), "", str(said.cheques), amount(writing, said.cents), ""))
    table = writing.ledger("", BODY_HEADS, rows, (4, 3, 0, 0, 0), (2, 3, 4))
    blocks: list[Block] = [table]
    if said.note:
        blocks.append(Points((Point(word(said.note), mark=CARE),)))
    title = word("office_ale_papers.body_list", body=said.body, month=name)
    return finished(
        Paper(
            language=language,
            title=title,
            head=head_of(writing, office),
            number=word("office_papers.number_of", number=number, day=writing.day(made_on)),
            about=f"{title} · {word('office_papers.number', number=number)}",
            lead=word("office_ale_papers.body_again" if said.is_again else "office_ale_papers.body_lead"),
            figures=(
                (word("office_ale_papers.workers"), writing.number(len(said.lines))),
                (word("office_ale_papers.cheques_used"), writing.number(said.cheques)),
                (word("office_papers.amount"), amount(writing, said.cents)),
            ),
            parts=(Part(word("office_ale_papers.lines"), tuple(blocks)),),
            foot=(word("office_papers.made_with"),),
            made_on=made_on,
        )
    )


def body_table(said: BodyList) -> bytes:
    """The same for a machine: semicolons, UTF-8 with its mark, amounts with a point; what is open is empty."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    of = f"{said.month // 12}-{said.month % 12 + 1:02d}"
    for one in said.lines:
        cents = "" if one.cents is None else plain(one.cents)
        row = (one.number, one.national_number, one.family, one.given, of, one.cheques, one.before, cents)
        writer.writerow([safe(str(cell)) for cell in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def safe(cell: str) -> str:
    """No spreadsheet takes a name for a formula."""
    return f"'{cell}" if cell and cell[0] in "=+@\t\r" or (cell[:1] == "-" and not cell[1:2].isdigit()) else cell


def plain(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}{abs(cents) // CENTS}.{abs(cents) % CENTS:02d}"


def amount(writing: Writing, cents: int | None) -> str:
    return writing.word("office_papers.undetermined_short") if cents is None else writing.money(cents)


@dataclass(frozen=True)
class Billed:
    """What was used under one authorisation. `prepaid`: cents of its orders that are left after the month; below zero:
    to be paid. `before`: cheques that closings before invoiced."""

    number: str
    activity: str
    communication: str
    cheques: int
    price: int
    prepaid: int
    before: int = 0

    @property
    def cents(self) -> int:
        return self.cheques * self.price

    @property
    def to_pay(self) -> int:
        """Of this month's cheques; what earlier months left unpaid stands on their invoices."""
        return max(0, min(self.cents, -self.prepaid))


@dataclass(frozen=True)
class Invoice:
    """What a user who is a legal person had done in a month."""

    month: int
    name: str
    address: tuple[str, ...]
    number: str
    enterprise: str
    lines: Sequence[Billed]
    iban: str = ""
    is_again: bool = False

    @property
    def cents(self) -> int:
        return sum(one.cents for one in self.lines)

    @property
    def to_pay(self) -> int:
        return sum(one.to_pay for one in self.lines)


def invoice_of(office: Office, said: Invoice, language: str, number: str, made_on: int) -> Paper:
    """The cheques of each authorisation at its price; what its orders paid before is taken off."""
    writing = Writing(language)
    word, name = writing.word, month(said.month, language)
    rows = [
        (
            f"{one.number}\n{one.activity}", cheques_said(writing, one), writing.money(one.price),
            writing.money(one.cents), writing.money(one.to_pay),
        )
        for one in said.lines
    ]  # fmt: skip
    rows.append((word("office_ale_papers.total"), "", "", writing.money(said.cents), writing.money(said.to_pay)))
    blocks: list[Block] = [writing.ledger("", USER_HEADS, rows, (1, 0, 0, 0, 0), (1, 2, 3, 4))]
    blocks.append(Text(word("office_ale_papers.invoice_note"), soft=True))
    title = word("office_ale_papers.invoice", month=name)
    known = f"{word('office_papers.enterprise_number')} {enterprise_number(said.enterprise)}" if said.enterprise else ""
    return finished(
        Paper(
            language=language,
            title=title,
            head=head_of(writing, office),
            number=word("office_papers.number_of", number=number, day=writing.day(made_on)),
            about=f"{title} · {said.name} · {word('office_papers.number', number=number)}",
            to=tuple(filter(None, (said.name, *said.address, known))),
            lead=word("office_ale_papers.invoice_again" if said.is_again else "office_ale_papers.invoice_lead",
                      number=said.number),
            figures=(
                (word("office_ale_papers.cheques_used"), writing.number(sum(one.cheques for one in said.lines))),
                (word("office_ale_papers.worth"), writing.money(said.cents)),
                (word("office_ale_papers.head_topay"), writing.money(said.to_pay)),
            ),
            parts=(Part(word("office_ale_papers.lines"), tuple(blocks)), *to_pay(writing, office, said)),
            foot=(word("office_papers.made_with"),),
            made_on=made_on,
        )
    )  # fmt: skip


def cheques_said(writing: Writing, one: Billed) -> str:
    if not one.before:
        return str(one.cheques)
    return writing.word(
        "office_ale_papers.cheques_again", more=f"{one.cheques:+d}".replace("-", "−"), before=one.before
    )


def to_pay(writing: Writing, office: Office, said: Invoice) -> list[Part]:
    """How what is left is paid: each authorisation with its own communication."""
    word = writing.word
    if not said.to_pay:
        return [Part(word("office_ale_papers.paying"), (Text(word("office_ale_papers.nothing_to_pay")),), whole=True)]
    pairs = [(word("office_ale_papers.account"), iban_written(said.iban) or word("office_papers.not_known"))]
    for one in (of for of in said.lines if of.to_pay):
        words = f"{one.communication} · {writing.money(one.to_pay)}"
        pairs.append((word("office_ale_papers.communication", number=one.number), words))
    return [Part(word("office_ale_papers.paying"), (Pairs(tuple(pairs)),), whole=True)]
