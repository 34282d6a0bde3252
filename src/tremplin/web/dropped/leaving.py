"""Days that leave the reference period as time passes and nothing is added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tremplin.engine.kinds import day_date
from tremplin.engine.law import Law
from tremplin.engine.words import months_after
from tremplin.ground.errors import InputError
from tremplin.papers.saying import Ends, ends_of
from tremplin.reasons.answer import decide

MONTHS = 12
"""How far ahead is looked."""


def leaving(law: Law, facts: Mapping[str, Any], claim: int) -> list[tuple[int, Ends]]:
    """Days proved, least and most, on the day of the claim and on each same day of a month where they are others.

    Empty where they cannot be told.
    """
    found: list[tuple[int, Ends]] = []
    for ahead in range(MONTHS + 1):
        day = months_after(claim, ahead)
        try:
            answer = decide(law, "admission", {**facts, "claim_date": day_date(day).isoformat()})
        except InputError:  # beyond the days that the law can tell of
            break
        proved = ends_of(answer, "proved_days")
        if proved is None:
            return []
        if not found or found[-1][1] != proved:
            found.append((day, proved))
    return found
