"""The claim of a month as a paper, made from the book of claims."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Literal

from django.db import transaction

from tremplin.ground.days import day_number
from tremplin.ground.sentences import label, sentence
from tremplin.office.accounts.models import Agent
from tremplin.office.article60.models import File
from tremplin.office.article60.selectors import claims
from tremplin.office.article60.services.papers.clause import PaperFault
from tremplin.office.article60.services.papers.making import key_of, plain
from tremplin.office.documents.models import Document
from tremplin.office.documents.parties import office_of, worker_of
from tremplin.office.documents.services import held, keep
from tremplin.office.organisations.models import Organisation
from tremplin.office.organisations.selectors import law_here
from tremplin.office.people.models import Reading
from tremplin.papers.office.claim import Claim, ClaimLine, claim_of
from tremplin.papers.typesetting import as_pdf


@transaction.atomic
def month_paper(organisation: Organisation, month: date, today: date, agent: Agent) -> Document:
    """The claim of a month: what is expected and what was claimed, a line a person. Raises PaperFault when nobody is in
    it."""
    held(f"claims-{month:%Y-%m}")
    found, subject, language = claims.month_of(month), f"{month:%Y-%m}", organisation.language
    if not found.lines:
        raise PaperFault("office_documents.block_no_claims")
    claim = Claim(month.year * 12 + month.month - 1, lines_of(found, language), found.booked)
    office = office_of(organisation)
    stated = plain({"office": asdict(office), "terms": asdict(claim)})
    stem = f"claim:{subject}"
    before = Document.objects.filter(kind="claim", subject=subject, replaced_by=None).defer("content").last()
    Reading.objects.bulk_create(
        Reading(agent=agent, person_id=line.person_id, what=f"claim {subject}") for line in found.lines
    )
    if before and before.stated == stated:
        return before

    def content(paper: str) -> bytes:
        made = day_number(today)
        return as_pdf(claim_of(office, claim, language, paper, made))

    return keep(
        content,
        kind="claim",
        title=sentence("office_documents.claim", language, month=subject),
        name=f"claim-{subject}-{{number}}.pdf",
        language=language,
        on=today,
        subject=subject,
        key=key_of(stem, stated, before),
        replaces=before,
        agent=agent,
        stated=stated,
    )


def lines_of(found: claims.Month, language: str) -> tuple[ClaimLine, ...]:
    files = File.objects.select_related("person").filter(number__in=[line.file for line in found.lines])
    people = {file.number: file for file in files}
    law = law_here()
    lines = []
    for line in found.lines:
        sums = line.sums
        bounds = None if sums.least is None or sums.most is None else (sums.least, sums.most)
        names = [label(law.parameters[name].texts, language) for what, name in line.lacking if what == claims.AMOUNT]
        lines.append(
            ClaimLine(
                worker=worker_of(people[line.file].person, people[line.file].number),
                regime=regime(line),
                expected=sums.expected,
                claimed=sums.claimed if sums.claimed else None,
                bounds=bounds if sums.expected is None else None,
                why=", ".join(names),
            )
        )
    return tuple(lines)


def regime(line: claims.Line) -> Literal["full_time", "part_time", "none"]:
    """Full-time, from half-time on, or below it (`law/article60/working_time.py`)."""
    if line.weekly_hours >= line.full_time_hours > 0:
        return "full_time"
    return "part_time" if 2 * line.weekly_hours >= line.full_time_hours > 0 else "none"
