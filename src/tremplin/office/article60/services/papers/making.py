"""Makes papers: the same data asked twice is one paper; other data make a new one that stands for the old."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from tremplin.ground.errors import InputError
from tremplin.office.accounts.models import Agent
from tremplin.office.article60.models import File
from tremplin.office.article60.selectors.records import file_by_number
from tremplin.office.article60.services.papers.case import Case, case_of
from tremplin.office.article60.services.papers.clause import PaperFault
from tremplin.office.article60.services.papers.sheet import Sheet
from tremplin.office.article60.services.papers.sheets import sheets_of
from tremplin.office.documents.models import Document
from tremplin.office.documents.services import keep
from tremplin.papers.typesetting import as_pdf


@dataclass(frozen=True)
class Standing:
    """A paper that can be made, and the one that stands for it now. `changed`: the parts that are others today."""

    sheet: Sheet
    made: Document | None
    changed: tuple[str, ...]

    @property
    def is_out_of_date(self) -> bool:
        return bool(self.changed)

    @property
    def can(self) -> bool:
        return not self.sheet.blocks


def standing_of(case: Case) -> list[Standing]:
    """Every paper of a file with how it stands."""
    return [stands(case, sheet) for sheet in sheets_of(case)]


def stands(case: Case, sheet: Sheet) -> Standing:
    made = case.current(sheet.stem)
    if made is None or sheet.signed:
        return Standing(sheet, made, ())
    now = plain(sheet.stated)
    names = tuple(name for name in {**now, **made.stated} if now.get(name) != made.stated.get(name))
    return Standing(sheet, made, names)


@transaction.atomic
def make(number: str, kind: str, target: int | None, today: date, agent: Agent | None) -> Document:
    """Makes a paper of a file, or gives back the one that says the same. `target`: which contract, amendment or
    convention; None: the last. Raises PaperFault, File.DoesNotExist."""
    File.objects.select_for_update().get(number=number)
    file = file_by_number(number)
    case = case_of(file, today)
    of = [one for one in standing_of(case) if one.sheet.kind == kind and target in (None, one.sheet.target)]
    if not of:
        raise PaperFault("office_documents.block_nothing")
    found = of[-1]
    if found.sheet.blocks:
        raise PaperFault(found.sheet.blocks[0])
    if found.made and not found.is_out_of_date:
        return found.made
    return written(case, found, today, agent)


def written(case: Case, found: Standing, today: date, agent: Agent | None) -> Document:
    sheet = found.sheet
    decision = None

    def content(paper: str) -> bytes:
        nonlocal decision
        try:
            page, decision = sheet.write(paper, today, agent)
            return as_pdf(page)
        except InputError as error:
            raise PaperFault("office_documents.block_law", why=str(error)) from None

    stated = plain(sheet.stated)
    return keep(
        content,
        kind=sheet.kind,
        title=sheet.title,
        name=f"{sheet.kind}-{case.file.number}-{{number}}.pdf",
        language=sheet.language,
        on=today,
        person=case.person,
        subject=case.file.number,
        key=key_of(sheet.stem, stated, found.made),
        replaces=found.made,
        agent=agent,
        stated=stated,
        decision=lambda: decision,
    )


def key_of(stem: str, stated: dict[str, Any], before: Document | None) -> str:
    """Of what a paper says, and of the paper that it stands for: going back to old data is a paper of its own."""
    text = json.dumps([stated, before.number if before else ""], sort_keys=True)
    return f"{stem}:{hashlib.sha256(text.encode()).hexdigest()}"


def plain(stated: dict[str, Any]) -> dict[str, Any]:
    """As it comes back from the database."""
    found: dict[str, Any] = json.loads(json.dumps(stated))
    return found
