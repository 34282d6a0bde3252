"""What a paper of the office is made of, in words: numbered parts of blocks, set by `paper.typ` beside this file.

Paper ── lead, figures, parts ── Part ── blocks: of `parts.py`, Entries, Wording, Signatures, Checks, Ledger, Filed
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tremplin.ground.errors import InputError
from tremplin.ground.sentences import sentence
from tremplin.papers import parts, saying
from tremplin.papers.office.parties import Contact, Office, Signer, Worker, enterprise_number
from tremplin.papers.parts import bound
from tremplin.papers.refusal import refused
from tremplin.reasons.wording import brief_day, day_text

LONG_CELL = re.compile(r"\S{25,}")
STEP = 16


@dataclass(frozen=True)
class Entry:
    """A name and its value; where there is none, a place to fill, and `blank` says by whom."""

    name: str
    value: str = ""
    note: str = ""
    blank: str = ""
    number: str = ""


@dataclass(frozen=True)
class Entries:
    """Names and values one under the other. `copied`: each has a box to tick once it was typed elsewhere."""

    entries: tuple[Entry, ...]
    copied: bool = False


@dataclass(frozen=True)
class Wording:
    """Words that are taken over as they are, in their own language."""

    words: str
    language: str
    note: str = ""


@dataclass(frozen=True)
class Signature:
    """A place to sign, left empty."""

    party: str
    name: str
    capacity: str


@dataclass(frozen=True)
class Signatures:
    """Places to sign. `made`: where, empty on a letter that is dated at its head; `labels`: of the day, of the hand."""

    each: tuple[Signature, ...]
    made: str
    labels: tuple[str, str]


@dataclass(frozen=True)
class Check:
    """Something to do, with who does it and by when; `tag`: how far it is law or advice."""

    words: str
    who: str = ""
    note: str = ""
    tag: str = ""


@dataclass(frozen=True)
class Checks:
    checks: tuple[Check, ...]


@dataclass(frozen=True)
class Ledger:
    """A table. `widths`: the share of each column, 0 as wide as its words; `numbers`: columns set to the right."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class FiledLine:
    number: str
    title: str
    about: str
    sha256: str


@dataclass(frozen=True)
class Filed:
    """Files of a pack, each with its SHA-256 in full."""

    lines: tuple[FiledLine, ...]


Block = parts.Block | Entries | Wording | Signatures | Checks | Ledger | Filed


@dataclass(frozen=True)
class Part:
    """A heading and what stands under it. `apart`: it begins a page of its own; `whole`: it is not cut by one."""

    heading: str
    blocks: tuple[Block, ...]
    apart: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Paper:
    """A paper of the office. `head`: who writes; `to`: to whom; `number`: its own, with its day; `foot`: its proof."""

    language: str
    title: str
    head: tuple[str, ...]
    number: str
    about: str
    parts: tuple[Part, ...]
    made_on: int
    to: tuple[str, ...] = ()
    dated: str = ""
    greeting: str = ""
    lead: str = ""
    badge: str = ""
    figures: tuple[tuple[str, str], ...] = ()
    foot: tuple[str, ...] = ()
    kind: str = "office/paper"


@dataclass(frozen=True)
class Writing:
    """The words of one paper: its language, and ways to say a day, an amount, an entry or a place to fill."""

    language: str

    def word(self, key: str, /, **words: object) -> str:
        return sentence(key, self.language, **words)

    def day(self, value: int | None) -> str:
        """In a sentence: `2 mars 2026`; empty where there is none."""
        return "" if value is None else day_text(value, self.language)

    def born(self, worker: Worker) -> str:
        """The day of birth as far as it is known: `14 septembre 1989`, `septembre 1989`, `1989`; else empty."""
        if worker.born is not None or worker.birth_year is None:
            return self.day(worker.born)
        if worker.birth_month is None:
            return str(worker.birth_year)
        return saying.month(worker.birth_year * 12 + worker.birth_month - 1, self.language)

    def brief(self, value: int | None) -> str:
        """In a table: `02/03/2026`."""
        return "–" if value is None else brief_day(value, self.language)

    def money(self, cents: int) -> str:
        return saying.money(cents, self.language)

    def hours(self, hundredths: int) -> str:
        return saying.hours(hundredths, self.language)

    def number(self, value: int) -> str:
        return saying.number(value, self.language)

    def article(self, text: str) -> str:
        return saying.article_said(text, self.language)

    def lines(self, lines: Iterable[str]) -> str:
        return ", ".join(filter(None, lines))

    def entry(self, name: str, value: str = "", note: str = "", by: str = "office_papers.to_fill") -> Entry:
        """A value, or a place to fill, by whom `by` says (the key of a sentence). `name`: already in words."""
        return Entry(name, value.strip(), note, "" if value.strip() else self.word(by))

    def known(self, name: str, value: str = "", note: str = "") -> Entry:
        """A value, or that it is not known."""
        return Entry(name, value.strip() or self.word("office_papers.not_known"), note)

    def reach(self, contact: Contact) -> Entry:
        return self.entry(self.word("office_papers.ask"), self.lines(contact.lines))

    def ledger(
        self,
        caption: str,
        headings: Iterable[str],
        rows: Iterable[tuple[str, ...]],
        widths: tuple[int, ...],
        numbers: tuple[int, ...] = (),
    ) -> Ledger:
        """A table whose headings are keys, and whose words without end have places to break."""
        names = tuple(self.word(key) for key in headings)
        return Ledger(caption, names, tuple(tuple(map(breakable, row)) for row in rows), widths, numbers)

    def signatures(self, *sides: tuple[str, tuple[Signer, ...]], commune: str = "", dated: bool = True) -> Part:
        """A place to sign for each party, its signers one beside the other; nothing is filled in. `dated`: with a
        place for where and when."""
        found = [
            Signature(party, breakable(signer.name), breakable(signer.capacity))
            for party, signers in sides
            for signer in signers or (Signer(),)
        ]
        made = self.word("office_papers.made_at", commune=commune or "……………………") if dated else ""
        labels = (self.word("office_papers.sign_day") if dated else "", self.word("office_papers.sign"))
        block = Signatures(tuple(found), made, labels)
        return Part(self.word("office_papers.signatures"), (block,), whole=True)

    def refuse(self, key: str, **words: str) -> InputError:
        return refused(self.word("office_papers.paper"), key, **words)


def breakable(text: str) -> str:
    """A word longer than a narrow column gets places to break."""
    return LONG_CELL.sub(lambda hit: "\u200b".join(re.findall(f".{{1,{STEP}}}", hit[0])), text)


def numbered(parts_: Iterable[Part]) -> tuple[Part, ...]:
    """The parts as articles: `1. Les parties`."""
    return tuple(replace(part, heading=f"{place}. {part.heading}") for place, part in enumerate(parts_, 1))


def head_of(writing: Writing, office: Office) -> tuple[str, ...]:
    """The head of a paper: the CPAS, its address, its enterprise number."""
    number = (
        f"{writing.word('office_papers.enterprise_number')} {enterprise_number(office.number)}" if office.number else ""
    )
    return tuple(filter(None, (office.name, *office.address, number)))


def finished(paper: Paper) -> Paper:
    """The paper in which words that belong together stay on one line."""
    return bound(paper, paper.language)
