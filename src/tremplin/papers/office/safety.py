"""The safety sheet of a user's place for an activity: the dangers, what is done about each, and who signs."""

from __future__ import annotations

from dataclasses import dataclass

from tremplin.papers.office.paper import Entries, Paper, Part, Writing, finished, head_of
from tremplin.papers.office.parties import Office, Signer
from tremplin.papers.parts import Text


@dataclass(frozen=True)
class Safety:
    """What a sheet says; dangers and the activity in the language of the paper."""

    holder: str
    address: tuple[str, ...]
    user_number: str
    activity: str
    dangers: tuple[tuple[str, str], ...]
    signed_by: str = ""
    signed_on: int | None = None


def safety_of(office: Office, sheet: Safety, language: str, number: str, made_on: int) -> Paper:
    writing = Writing(language)

    word = writing.word
    entries = [
        writing.entry(word("office_ale_users.sheet_user"), f"{sheet.holder} ({sheet.user_number})"),
        writing.entry(word("office_ale_users.sheet_where"), writing.lines(sheet.address)),
        writing.entry(word("office_ale_users.sheet_activity"), sheet.activity),
    ]
    if sheet.signed_on is not None:
        entries.append(
            writing.entry(word("office_ale_users.sheet_signed"), f"{sheet.signed_by}, {writing.day(sheet.signed_on)}")
        )
    headings = ("office_ale_users.sheet_danger", "office_ale_users.sheet_measure")
    told = (
        writing.ledger(word("office_ale_users.sheet_caption"), headings, sheet.dangers, (2, 3))
        if sheet.dangers
        else Text(word("office_ale_users.sheet_none"))
    )
    parts = (
        Part(word("office_ale_users.sheet_place"), (Entries(tuple(entries)),)),
        Part(word("office_ale_users.sheet_dangers"), (told,)),
        writing.signatures(
            (word("office_ale_users.sheet_for_user"), (Signer(sheet.holder),)),
            (word("office_ale_users.sheet_for_agency"), office.signers),
            commune=office.commune,
        ),
    )
    paper = Paper(
        language=language,
        title=word("office_ale_users.sheet_title"),
        head=head_of(writing, office),
        number=writing.word("office_papers.number", number=number),
        about=f"{sheet.user_number} · {word('office_ale_users.sheet_title')}",
        lead=word("office_ale_users.sheet_lead"),
        parts=parts,
        made_on=made_on,
    )
    return finished(paper)
