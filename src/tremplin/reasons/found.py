"""What a search found: the same outside as an answer, so that case files, JSON and the command line treat it alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tremplin.engine.decide import read_case
from tremplin.engine.facts import Case
from tremplin.engine.law import Law, Search
from tremplin.reasons.answer import Answer, decide


@dataclass(frozen=True)
class Found:
    """The outcome of a search. `result`: plain values by public name; `missing`, `unset`, `status` as in an answer."""

    law: Law
    search: Search
    case: Case
    result: dict[str, Any]
    missing: list[str]
    unset: list[str]
    status: str
    steps: list[dict[str, Any]]

    @property
    def plain_ranges(self) -> dict[str, list[Any]]:
        """None: the results of a search carry their own ranges."""
        return {}

    @property
    def untold(self) -> list[str]:
        """The results that could not be found for want of facts; other nulls mean there is none."""
        return [name for name, value in self.result.items() if value is None] if self.missing else []

    def as_json(self, steps: bool = True) -> dict[str, Any]:
        return {
            "decision": self.search.name,
            "law": self.law.fingerprint,
            "result": self.result,
            "undetermined": self.untold,
            "ranges": self.plain_ranges,
            "missing": self.missing,
            "unset": self.unset,
            "status": self.status,
            **({"steps": self.steps} if steps else {}),
        }


def ask(law: Law, name: str, given: Any, source: str = "") -> Answer | Found:
    """Decides or searches, whichever has the name. Raises InputError."""
    question = law.question(name)
    if isinstance(question, Search):
        found: Found = question.find(law, question, read_case(law, question, given, source))
        return found
    return decide(law, name, given, source)
