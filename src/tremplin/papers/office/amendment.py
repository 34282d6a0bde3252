"""An amendment of a contract: what was, what becomes, from which day, and why; and the chain it stands in.

`law/article60.md` 6.01: a part-time contract first, then a full-time one, until the days are reached.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tremplin.papers.office.clause import ClauseTrace, annex_part, clause_part
from tremplin.papers.office.contract import foot, office_entries, refer, worker_entries, worker_signs
from tremplin.papers.office.paper import Entries, Paper, Part, Writing, finished, head_of, numbered
from tremplin.papers.office.parties import Office, Reference, Worker
from tremplin.papers.parts import Text

HOURS, END, DAYS, TEXT = "hours", "end", "days", "text"
CHANGED = {
    "weekly_hours": ("office_papers.weekly_hours", HOURS),
    "last_day": ("office_papers.last_day", END),
    "clause_days": ("office_papers.clause_days", DAYS),
    "schedule": ("office_papers.schedule", TEXT),
    "task": ("office_papers.task", TEXT),
    "place": ("office_papers.place", TEXT),
    "host": ("office_papers.host", TEXT),
    "pay": ("office_papers.pay_reference", TEXT),
}
"""What an amendment may change, and of what kind its two values are."""


@dataclass(frozen=True)
class Change:
    """`what`: a key of CHANGED, or words of the office's own. `before`, `after`: hundredths of hours, a last day
    (None: open-ended), X, or a text (empty: to be filled)."""

    what: str
    before: int | str | None
    after: int | str | None


@dataclass(frozen=True)
class Earlier:
    """An amendment before this one: its number, the day from which it holds, what it changed."""

    number: str
    from_day: int
    words: str


@dataclass(frozen=True)
class Amendment:
    """`from_day`: the first day of the new terms. `why`: in the language of the paper. `clause`: X read again."""

    contract: Reference
    from_day: int
    changes: tuple[Change, ...]
    why: str = ""
    clause: ClauseTrace | None = None
    earlier: Sequence[Earlier] = ()


def amendment_of(
    office: Office, worker: Worker, amendment: Amendment, language: str, number: str, made_on: int
) -> Paper:
    """The amendment, ready to be signed. Raises InputError when it changes nothing.

    Source: circular of 27 February 2007, § 3 (part-time first, then full-time).
    """
    writing = Writing(language)
    word = writing.word
    if not amendment.changes and amendment.clause is None:
        raise writing.refuse("office_papers.no_change")
    why = writing.entry(word("office_papers.why"), amendment.why)
    entries = (*office_entries(writing, office), *worker_entries(writing, worker))
    parts = [
        Part(word("office_papers.parties"), (Entries(entries),)),
        changes_part(writing, amendment),
        *([clause_part(writing, amendment.clause)] if amendment.clause else []),
        Part(word("office_papers.why_title"), (Entries((why,)),)),
        Part(word("office_papers.rest"), (Text(word("office_papers.rest_holds")),)),
        writing.signatures(
            (word("office_papers.for_cpas"), office.signers),
            (word("office_papers.person"), (worker_signs(worker),)),
            commune=office.commune,
        ),
    ]
    after = [chain_part(writing, amendment.earlier)] if amendment.earlier else []
    after += [annex_part(writing, amendment.clause)] if amendment.clause else []
    contract = refer(writing, amendment.contract)
    return finished(
        Paper(
            language=language,
            title=word("office_papers.amendment"),
            head=head_of(writing, office),
            number=word("office_papers.number", number=number),
            about=f"{worker.name} · {word('office_papers.amendment_short', number=number)}",
            lead=word("office_papers.amendment_lead", contract=contract, day=writing.day(amendment.from_day)),
            parts=(*numbered(parts), *after),
            foot=foot(writing, amendment.clause),
            made_on=made_on,
        )
    )


def changes_part(writing: Writing, amendment: Amendment) -> Part:
    word = writing.word
    rows = []
    for change in amendment.changes:
        key, kind = CHANGED.get(change.what, ("", TEXT))
        name = word(key) if key else change.what
        rows.append((name, shown(writing, kind, change.before), shown(writing, kind, change.after)))
    headings = ("office_papers.what", "office_papers.before", "office_papers.after")
    caption = word("office_papers.from_day", day=writing.day(amendment.from_day))
    blocks = (
        (writing.ledger(caption, headings, rows, (3, 4, 4)),) if rows else (Text(word("office_papers.only_clause")),)
    )
    return Part(word("office_papers.changes"), blocks)


def shown(writing: Writing, kind: str, value: int | str | None) -> str:
    """A value of a change as people read it."""
    if kind == END:
        return writing.word("office_papers.open_ended") if value is None else writing.day(int(value))
    if value is None or value == "":
        return writing.word("office_papers.to_fill")
    if kind == HOURS:
        return writing.word("office_papers.hours_week", hours=writing.hours(int(value)))
    return writing.number(int(value)) if kind == DAYS else str(value)


def chain_part(writing: Writing, earlier: Sequence[Earlier]) -> Part:
    """The amendments before this one, the oldest first."""
    word = writing.word
    rows = [(one.number, writing.day(one.from_day), one.words) for one in earlier]
    headings = ("office_papers.amendment_no", "office_papers.holds_from", "office_papers.changed")
    ledger = writing.ledger(word("office_papers.chain_note"), headings, rows, (2, 3, 7))
    return Part(word("office_papers.chain"), (ledger,))
