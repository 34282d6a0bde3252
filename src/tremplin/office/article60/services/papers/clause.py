"""How the X of a contract's clause was found, for its annex."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tremplin.ground.days import day_number
from tremplin.ground.errors import InputError
from tremplin.office.accounts.models import Agent
from tremplin.office.article60 import models
from tremplin.office.article60.facts import admission_facts
from tremplin.office.article60.services.papers.case import Case
from tremplin.office.decisions.models import Decision
from tremplin.office.decisions.services import keep
from tremplin.office.organisations.selectors import law_with
from tremplin.papers.office.clause import ClauseTrace
from tremplin.papers.office.clause import trace_of as told_of
from tremplin.reasons.answer import Answer, decide

ADMISSION = "admission"


class PaperFault(Exception):
    """A paper that cannot be made now. `key`: of the sentence that says why."""

    def __init__(self, key: str, **words: object) -> None:
        super().__init__(key)
        self.key, self.words = key, words


@dataclass(frozen=True)
class Traced:
    trace: ClauseTrace
    decision: Decision


def trace_of(case: Case, contract: models.Contract, on: date, agent: Agent | None) -> Traced:
    """The trace of X as the contract has it: of the decision kept with the contract, else of one taken now for the
    first day on which the right may open. Raises PaperFault while X is not known or is another."""
    kept = contract.clause_decision if contract.clause_decision_id else None
    if kept is not None and kept.question == ADMISSION:
        answer, decision = decide(law_with(kept.amounts), ADMISSION, kept.facts), kept
    else:
        answer, decision = decided(case, agent)
    found = told_of(answer, case.theirs, day_number(on), ending(case))
    if found is None:
        raise PaperFault("office_documents.block_clause")
    if found.days != contract.clause_days:
        raise PaperFault("office_documents.block_other_clause", days=found.days, written=contract.clause_days)
    # The days planned until then are no facts of the decision, so what it counted that day would mislead.
    return Traced(replace(found, results=(), counted=""), decision)


def decided(case: Case, agent: Agent | None) -> tuple[Answer, Decision]:
    """The admission asked for the first day on which the right may open."""
    opens = case.projection.opens_first if case.projection else None
    if opens is None:
        raise PaperFault("office_documents.block_clause")
    facts = {**admission_facts(case.records), "claim_date": opens.isoformat()}
    try:
        answer = decide(case.law, ADMISSION, facts)
    except InputError as error:
        raise PaperFault("office_documents.block_law", why=str(error)) from None
    kept = keep(case.person, ADMISSION, facts, answer, case.entries, subject=case.file.number, agent=agent)
    return answer, kept


def ending(case: Case) -> tuple[int, int] | None:
    """The first and the last day on which the contract is expected to end: the day before the right opens."""
    projection = case.projection
    if projection is None or projection.opens_first is None or projection.opens_last is None:
        return None
    return day_number(projection.opens_first) - 1, day_number(projection.opens_last) - 1
