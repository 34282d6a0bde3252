"""A paper that could be made, whatever it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from tremplin.ground.sentences import sentence
from tremplin.office.accounts.models import Agent
from tremplin.office.article60.services.papers.case import Case
from tremplin.office.decisions.models import Decision
from tremplin.papers.office.parties import Contact
from tremplin.papers.typesetting import Settable

Written = tuple[Settable, Decision | None]


@dataclass(frozen=True)
class Sheet:
    """A paper that could be made. `stated`: what it says, by the name of the part; `blocks`: sentences on what must be
    there first; `lacks`: on what will be left to fill by hand; `signed`: it stays as it was signed."""

    kind: str
    target: int
    title: str
    language: str
    stated: dict[str, Any]
    write: Callable[[str, date, Agent | None], Written]
    blocks: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    signed: bool = False

    @property
    def stem(self) -> str:
        return f"{self.kind}:{self.target}"


def titled(kind: str, language: str, **words: Any) -> str:
    return sentence(f"office_documents.{kind}", language, **words)


def parties(case: Case, **more: Any) -> dict[str, Any]:
    """What every paper says of its parties. The contact is no party: another social worker re-issues no contract."""
    office = asdict(replace(case.office, contact=Contact()))
    return {"office": office, "person": asdict(case.worker), **more}


def left_to_fill(case: Case) -> tuple[str, ...]:
    """What the office has not filled in of itself and the person."""
    person = case.person
    found = {
        "lack_signer": case.office.signers,
        "lack_office_address": case.office.address,
        "lack_national_number": person.national_number,
        "lack_address": person.street,
    }
    return tuple(f"office_documents.{key}" for key, there in found.items() if not there)
