"""What readers of bank statements share: why one is refused whole, and how much of one there may be."""

from __future__ import annotations

from typing import Any

from stdnum.be import ogm_vcs

from tremplin.intake.doubts import visible
from tremplin.office.ale.services.issuer_table import Said

MOST_CENTS = 10**15


class StatementFault(Exception):
    """Why a statement is refused whole. `key`: of the sentence."""

    def __init__(self, key: str, row: int = 0, **words: Any) -> None:
        super().__init__(key)
        self.key, self.row, self.words = key, row, words


def checked(said: str, position: int, doubts: list[Said]) -> str:
    """A structured communication by its digits; one whose check fails is a doubt, and none."""
    if ogm_vcs.is_valid(said):
        return str(ogm_vcs.compact(said))
    doubts.append(Said(position, "", "communication_wrong", {"said": visible(said)[:20]}))
    return ""
