"""What every act on cheques needs: its fault, the booklet held, the words of the law."""

from __future__ import annotations

from typing import Any

from tremplin.ground.errors import InputError
from tremplin.office.ale.models import Booklet
from tremplin.office.organisations.models import Organisation
from tremplin.office.organisations.selectors import law_here
from tremplin.reasons.found import ask

MOST = 10_000
"""Cheques of one booklet or wallet."""
LARGEST = 10**16
"""The highest number that a cheque may bear."""


class ChequeFault(Exception):
    """What cannot be done with cheques. `key`: of the sentence that says why; `words` fill it."""

    def __init__(self, key: str, **words: Any) -> None:
        super().__init__(key)
        self.key, self.words = f"office_ale_cheques.fault_{key}", words


def require(holds: bool, key: str, **words: Any) -> None:
    if not holds:
        raise ChequeFault(key, **words)


def organisation_of(booklet: Booklet) -> Organisation:
    return Organisation.objects.get(pk=booklet.organisation_id)


def locked(pk: int) -> Booklet:
    """The booklet, held until the end of the transaction: two acts on it follow each other."""
    booklets = Booklet.objects.select_for_update(of=("self",)).select_related("authorisation__user")
    return booklets.get(pk=pk)


def asked(question: str, facts: dict[str, Any]) -> dict[str, Any]:
    """What the law says here; what it cannot read is a fault of what was typed."""
    try:
        return ask(law_here(), question, facts).result
    except InputError as error:
        raise ChequeFault("law") from error


def euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def reference_of(booklet: Booklet) -> str:
    return booklet.authorisation.number if booklet.authorisation else f"booklet {booklet.pk}"
