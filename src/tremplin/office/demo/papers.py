"""Some papers of the office: one of each kind, and the claim of last month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta

from tremplin.office.accounts.models import Agent
from tremplin.office.article60.models import File
from tremplin.office.article60.selectors.records import file_by_number
from tremplin.office.article60.services.papers.case import case_of
from tremplin.office.article60.services.papers.clause import PaperFault
from tremplin.office.article60.services.papers.making import make, standing_of
from tremplin.office.article60.services.papers.month import month_paper
from tremplin.office.organisations.models import Organisation

KINDS = ("contract", "amendment", "convention", "request", "handover", "reminder")


def write(office: Organisation, files: Sequence[File], today: date, finance: Agent) -> None:
    """The first file that can have a paper has it, its contract before what names its contract."""
    left = [*KINDS]
    for file in files:
        if left and not file.closed_on:
            made = set(written(file, left, today))
            left = [kind for kind in left if kind not in made]
    month = (today.replace(day=1) - timedelta(1)).replace(day=1)
    with suppress(PaperFault):  # Nobody worked last month.
        month_paper(office, month, today, finance)


def written(file: File, left: Sequence[str], today: date) -> Iterator[str]:
    """The kinds of paper that were made for a file."""
    able = {one.sheet.kind for one in standing_of(case_of(file_by_number(file.number), today)) if one.can}
    for kind in KINDS:
        needed = kind in left or (kind == "contract" and "amendment" in left and "amendment" in able)
        if needed and kind in able:
            with suppress(PaperFault):  # A clause that the law reads otherwise by now: another file has its contract.
                make(file.number, kind, None, today, file.worker)
                yield kind
