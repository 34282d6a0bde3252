"""The papers that tell what the law says of a person: the motivated letter, the report, the worker's own page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from tremplin.ground.days import day_number
from tremplin.ground.errors import InputError
from tremplin.ground.sentences import sentence
from tremplin.office.accounts.models import Agent
from tremplin.office.article60.facts import admission_facts, plan_facts
from tremplin.office.article60.services.papers.case import Case
from tremplin.office.article60.services.papers.clause import ADMISSION, PaperFault
from tremplin.office.article60.services.papers.sheet import Sheet, Written, parties, titled
from tremplin.office.decisions.services import keep
from tremplin.office.ledger.models import Upload
from tremplin.papers.content import FileRead, Matter, report_of
from tremplin.papers.matter import PLAN, matter_of
from tremplin.papers.office.letters import Decided, letter_of, motives_of
from tremplin.papers.saying import capital
from tremplin.papers.typesetting import Settable
from tremplin.papers.worker import worker_of
from tremplin.reasons.answer import decide
from tremplin.reasons.explain import Explanation
from tremplin.reasons.found import ask
from tremplin.reasons.wording import day_text


def letter(case: Case) -> Sheet:
    """Whether the right is open on the first day of which no file tells yet, why, and the nearest way to it."""
    language, day = case.theirs, case.records.planned_from
    facts = {**admission_facts(case.records), **({"claim_date": day.isoformat()} if day else {})}

    def write(paper: str, on: date, agent: Agent | None) -> Written:
        assert day is not None
        try:
            answer = decide(case.law, ADMISSION, facts)
        except InputError as error:
            raise PaperFault("office_documents.block_law", why=str(error)) from None
        told = Explanation(answer, language)
        motives, nearest = motives_of(answer, language)
        asked = (sentence("office_documents.asked_on", language), day_text(day_number(day), language))
        decided = Decided(
            subject=sentence("office_documents.letter_subject", language),
            answer=told.lead,
            facts=(asked, *((capital(text), value) for _, text, value in told.results)),
            motives=motives,
            nearest=nearest,
            fingerprint=answer.law.fingerprint,
        )
        kept = keep(case.person, ADMISSION, facts, answer, case.entries, subject=case.file.number, agent=agent)
        return letter_of(case.office, case.worker, decided, language, paper, day_number(on)), kept

    blocks = () if day else ("office_documents.block_no_start",)
    stated = parties(case, days=facts, law=[case.law.fingerprint, case.entries])
    lacks = () if case.person.street else ("office_documents.lack_address",)
    return Sheet("letter", 0, titled("letter", language), language, stated, write, blocks, lacks)


def pages(case: Case) -> Iterator[Sheet]:
    """The report, for the committee; and the page for the person."""
    kinds: tuple[tuple[str, str, Callable[[Matter], Settable]], ...] = (
        ("report", case.ours, report_of),
        ("worker", case.theirs, worker_of),
    )
    for kind, language, page in kinds:
        yield told(case, kind, language, page)


def told(case: Case, kind: str, language: str, page: Callable[[Matter], Settable]) -> Sheet:
    facts = plan_facts(case.records)

    def write(paper: str, on: date, agent: Agent | None) -> Written:
        try:
            matter = matter_of(case.law, dict(facts), case.file.number, language, day_number(on))
            found = ask(case.law, PLAN, facts)
        except InputError as error:
            raise PaperFault("office_documents.block_law", why=str(error)) from None
        kept = keep(case.person, PLAN, facts, found, case.entries, subject=case.file.number, agent=agent)
        return page(replace(matter, name=case.worker.name, files=files_of(case))), kept

    blocks = () if "start" in facts else ("office_documents.block_no_start",)
    stated: dict[str, Any] = {"person": case.worker.name, "days": facts, "law": [case.law.fingerprint, case.entries]}
    return Sheet(kind, 0, titled(kind, language), language, stated, write, blocks)


def files_of(case: Case) -> tuple[FileRead, ...]:
    """The files that the rows of work came from."""
    ids = {row.upload_id for row in case.records.work if row.upload_id}
    rows = Upload.objects.filter(pk__in=ids).order_by("pk").values_list("name", "sha256")
    return tuple(FileRead(name, sha256) for name, sha256 in rows)
