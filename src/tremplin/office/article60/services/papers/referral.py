"""The referral to the ALE: the aid that the CPAS certifies, what the law makes of it, what is still to be shown."""

from __future__ import annotations

from datetime import date
from typing import Any

from tremplin.engine.law import Law
from tremplin.ground.days import day_number
from tremplin.ground.errors import InputError
from tremplin.ground.sentences import sentence
from tremplin.office.accounts.models import Agent
from tremplin.office.article60 import models
from tremplin.office.article60.services.papers.case import Case
from tremplin.office.article60.services.papers.clause import PaperFault
from tremplin.office.article60.services.papers.sheet import Sheet, Written, left_to_fill, parties, titled
from tremplin.office.decisions.services import keep
from tremplin.papers.office.referral import Referral, referral_of
from tremplin.papers.saying import capital
from tremplin.reasons.answer import Answer, decide
from tremplin.reasons.explain import Explanation

ACCESS, REGISTERED = "ale_access", "registered_jobseeker"


def referral(case: Case) -> Sheet:
    """In the language of the person. Blocked where the file holds no aid today."""
    language, aid = case.theirs, aid_today(case)
    facts = access_facts(case)
    since = aid.period.lower if aid else None
    named = sentence(f"office_file.aid_{aid.kind}", language) if aid else ""

    def write(paper: str, on: date, agent: Agent | None) -> Written:
        assert since is not None
        try:
            answer = decide(case.law, ACCESS, facts)
            shown = to_show(case.law, facts, answer, language)
        except InputError as error:
            raise PaperFault("office_documents.block_law", why=str(error)) from None
        kept = keep(case.person, ACCESS, facts, answer, case.entries, subject=case.file.number, agent=agent)
        made = Referral(named, day_number(since), Explanation(answer, language).lead, shown)
        return referral_of(case.office, case.worker, made, language, paper, day_number(on)), kept

    blocks = () if aid else ("office_documents.block_no_aid",)
    terms = [named, day_number(since) if since else None, case.records.region]
    stated = parties(case, terms=terms, law=[case.law.fingerprint, case.entries])
    return Sheet("referral", 0, titled("referral", language), language, stated, write, blocks, left_to_fill(case))


def aid_today(case: Case) -> models.Aid | None:
    today = case.records.today
    return next((aid for aid in case.records.aids if today in aid.period), None)


def access_facts(case: Case) -> dict[str, Any]:
    """What a CPAS can tell: the aid, the age, and that it is the CPAS that refers."""
    born = case.person.birth_date
    found: dict[str, Any] = {"region": case.records.region, "on": case.records.today.isoformat(), "cpas_aid": True}
    return found | {"referred_by": "ocmw"} | ({"birth_date": born.isoformat()} if born else {})


def to_show(law: Law, facts: dict[str, Any], answer: Answer, language: str) -> tuple[str, ...]:
    """Being registered as a job seeker, where it matters, and what the law goes by even then."""
    registered = decide(law, ACCESS, {**facts, REGISTERED: True})
    asked = Explanation(answer, language), Explanation(registered, language)
    found = [
        f"{capital(change.label)}{told.word('place.colon')}{change.text}"
        for told, names in zip(asked, ((REGISTERED,), registered.missing), strict=True)
        for change in told.changes
        if change.kind == "fact" and change.place in names
    ]
    return tuple(dict.fromkeys(found))
