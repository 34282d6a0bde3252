"""What a form is about to make, as the page shows it before it is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tremplin.law.article60 import clause
from tremplin.office.article60.facts import Records
from tremplin.office.article60.models import Contract
from tremplin.office.article60.selectors.plan import Effect, effect_of
from tremplin.office.article60.services.amendments import Change
from tremplin.office.article60.services.contracts import Stretch
from tremplin.office.organisations.selectors import law_here
from tremplin.office.pages.forms import say
from tremplin.office.pages.plan.said import Differs, Line, Told, differs, lines, told


@dataclass(frozen=True)
class Preview:
    """`heading`: what will be made; `offers`: whether the page may offer the last day that is long enough."""

    heading: str
    lines: list[Line] = field(default_factory=list)
    differs: list[Differs] = field(default_factory=list)
    told: Told | None = None
    also: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    clause: str = ""
    clause_days: int | None = None
    papers: str = ""
    offers: bool = True

    @property
    def unknown(self) -> str:
        return say("office_plan.opens_unknown")


def of_contract(
    effect: Effect, stretches: Sequence[Stretch], form: str, clause_days: int | None, language: str
) -> Preview:
    """A contract that is not made yet."""
    is_open = form == Contract.Form.OPEN
    notes = [] if clause.official(language) or not is_open else [say("office_plan.clause_translated")]
    return Preview(
        heading=say("office_plan.will_make_open" if is_open else "office_plan.will_make"),
        lines=lines(stretches, language),
        told=told(effect, language),
        notes=notes,
        clause=clause.text(clause_days, language) if is_open and clause_days else "",
        clause_days=clause_days,
        papers=say("office_plan.papers_contract_open" if is_open else "office_plan.papers_contract"),
        offers=not is_open,
    )


def of_change(
    heading: str, changes: Sequence[Change], effect: Effect, language: str, also: Sequence[str] = (), papers: str = ""
) -> Preview:
    """A contract that is changed: what was and what becomes of it, day by day."""
    return Preview(
        heading=heading,
        differs=differs(changes, language),
        told=told(effect, language),
        also=list(also),
        papers=papers,
    )


def effect(held: Records, stretches: Sequence[Stretch], replaces: Contract | None = None) -> Effect:
    """Under the law as this office reads it. Raises InputError."""
    return effect_of(law_here(), held, stretches, replaces)
