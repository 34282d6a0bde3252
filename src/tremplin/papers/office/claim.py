"""The monthly claim: one month, its people, what is expected and what is claimed, to the cent.

What is undetermined is counted beside the totals, never within them. Amounts: `law/article60/subsidy.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tremplin.papers.office.paper import Block, Paper, Part, Writing, finished, head_of
from tremplin.papers.office.parties import Office, Worker, masked_number
from tremplin.papers.parts import CARE, YES, Point, Points, Text
from tremplin.papers.saying import Ends, capital, month

REGIMES = {
    "full_time": "office_papers.regime_full",
    "part_time": "office_papers.regime_part",
    "none": "office_papers.regime_none",
}


HEADINGS = (
    "office_papers.row_no",
    "office_papers.name",
    "office_papers.file",
    "office_papers.regime",
    "office_papers.expected",
    "office_papers.claimed",
    "office_papers.gap",
    "office_papers.remark",
)


@dataclass(frozen=True)
class ClaimLine:
    """One person in one month, in cents. `expected` None: undetermined, within `bounds` where they are known, and
    `why`. `claimed` None: not claimed yet."""

    worker: Worker
    regime: Literal["full_time", "part_time", "none"]
    expected: int | None
    claimed: int | None
    bounds: Ends | None = None
    why: str = ""


@dataclass(frozen=True)
class Claim:
    """A month (months since 0000-01) and its lines. `booked`: what the ledger holds as claimed, in cents."""

    month: int
    lines: Sequence[ClaimLine]
    booked: int | None = None

    @property
    def expected(self) -> int:
        """Of the lines whose amount is determined."""
        return sum(line.expected for line in self.lines if line.expected is not None)

    @property
    def claimed(self) -> int:
        return sum(line.claimed for line in self.lines if line.claimed is not None)

    @property
    def open(self) -> tuple[ClaimLine, ...]:
        return tuple(line for line in self.lines if line.expected is None)

    @property
    def open_bounds(self) -> Ends | None:
        """What the undetermined lines come to between them; None unless each has bounds."""
        bounds = [line.bounds for line in self.open]
        known = [ends for ends in bounds if ends is not None]
        if not bounds or len(known) < len(bounds):
            return None
        return sum(ends[0] for ends in known), sum(ends[1] for ends in known)


def claim_of(office: Office, claim: Claim, language: str, number: str, made_on: int) -> Paper:
    """The claim of a month: totals, one line a person, the reconciliation. National numbers are masked.

    Source: law of 26 May 2002, art. 36 and 37; royal decree of 11 July 2002, art. 4; law of 2 April 1965, art. 5.
    """
    writing = Writing(language)
    word = writing.word
    name = month(claim.month, language)
    figures = [
        (word("office_papers.people"), writing.number(len(claim.lines))),
        (word("office_papers.expected_known"), writing.money(claim.expected)),
        (word("office_papers.claimed"), writing.money(claim.claimed)),
    ]
    if claim.open:
        figures.append((word("office_papers.undetermined"), writing.number(len(claim.open))))
    parts = [reconciled_part(writing, claim), lines_part(writing, claim)]
    return finished(
        Paper(
            language=language,
            title=word("office_papers.claim", month=name),
            head=head_of(writing, office),
            number=word("office_papers.number", number=number),
            about=f"{word('office_papers.claim_short', number=number)} · {name}",
            lead=lead(writing, claim),
            figures=tuple(figures),
            parts=tuple(parts),
            foot=(word("office_papers.made_with"),),
            made_on=made_on,
        )
    )


def lead(writing: Writing, claim: Claim) -> str:
    if not claim.lines:
        return writing.word("office_papers.claim_empty")
    return writing.word("office_papers.claim_open" if claim.open else "office_papers.claim_whole")


def reconciled_part(writing: Writing, claim: Claim) -> Part:
    """The totals, what is left out of them, and whether the ledger says the same."""
    word = writing.word
    determined = [line for line in claim.lines if line.expected is not None]
    on_known = sum(line.claimed or 0 for line in determined)
    rows = [
        (word("office_papers.expected_of", count=writing.number(len(determined))), writing.money(claim.expected)),
        (word("office_papers.claimed_of_known"), writing.money(on_known)),
        (word("office_papers.claimed_of_open"), writing.money(claim.claimed - on_known)),
        (word("office_papers.claimed_sum"), writing.money(claim.claimed)),
    ]
    if claim.open:
        left_out = word("office_papers.open_of", count=writing.number(len(claim.open)))
        rows.insert(1, (left_out, open_said(writing, claim)))
    blocks: list[Block] = [writing.ledger("", ("office_papers.sum", "office_papers.amount"), rows, (0, 0), (1,))]
    if claim.booked is not None:
        gap = claim.claimed - claim.booked
        key = "office_papers.ledger_gap" if gap else "office_papers.ledger_same"
        words = word(key, booked=writing.money(claim.booked), gap=writing.money(gap))
        blocks.append(Points((Point(words, mark=CARE if gap else YES),)))
    blocks.append(Text(word("office_papers.claim_source"), soft=True))
    return Part(word("office_papers.reconciled"), tuple(blocks))


def open_said(writing: Writing, claim: Claim) -> str:
    ends = claim.open_bounds
    if ends is None:
        return writing.word("office_papers.no_bounds")
    return writing.word("value.between", low=writing.money(ends[0]), high=writing.money(ends[1]))


def lines_part(writing: Writing, claim: Claim) -> Part:
    word = writing.word
    if not claim.lines:
        return Part(word("office_papers.lines"), (Text(word("office_papers.claim_empty")),))
    rows = [row(writing, place, line) for place, line in enumerate(claim.lines, 1)]
    note = word("office_papers.lines_note")
    return Part(
        word("office_papers.lines"), (writing.ledger(note, HEADINGS, rows, (0, 5, 4, 3, 0, 0, 0, 5), (4, 5, 6)),)
    )


def row(writing: Writing, place: int, line: ClaimLine) -> tuple[str, ...]:
    word = writing.word
    expected = word("office_papers.undetermined_short") if line.expected is None else writing.money(line.expected)
    gap = "–" if line.expected is None or line.claimed is None else writing.money(line.claimed - line.expected)
    notes = [capital(line.why)] if line.why else []
    if line.expected is None and line.bounds is not None:
        low, high = (writing.money(end) for end in line.bounds)
        notes.append(capital(word("value.between", low=low, high=high)))
    return (
        str(place),
        line.worker.name,
        "\n".join(filter(None, (line.worker.file_number, masked_number(line.worker.national_number)))) or "–",
        word(REGIMES[line.regime]),
        expected,
        word("office_papers.not_claimed") if line.claimed is None else writing.money(line.claimed),
        gap,
        ". ".join(notes) or "–",
    )
