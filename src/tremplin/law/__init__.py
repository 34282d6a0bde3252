"""The law: one stem per subject, `.py` the rules, `.yaml` numbers and texts, `.cases.yaml` worked cases."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from tremplin.engine.decide import Answer
from tremplin.engine.decide import decide as decide_under
from tremplin.engine.law import Law


@cache
def belgian_law() -> Law:
    """The law of this folder, read and checked once a process."""
    return Law("tremplin.law")


def decide(decision: str, facts: Mapping[str, Any]) -> Answer:
    """Decides one case: `decide("admission", {"birth_date": "1968-04-12", "claim_date": "2007-03-01", "work": []})`.

    Names and units of facts and results: `tremplin facts DECISION`. Raises `InputError` with every fault.
    """
    return decide_under(belgian_law(), decision, facts)
