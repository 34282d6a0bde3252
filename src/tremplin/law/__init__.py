"""The law: one stem per subject, `.py` the rules, `.yaml` numbers and texts, `.cases.yaml` worked cases."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from tremplin.engine.law import Law
from tremplin.lawbook.load import load
from tremplin.reasons.answer import Answer
from tremplin.reasons.found import Found, ask


@cache
def belgian_law() -> Law:
    """The law of this folder, read and checked once a process."""
    return load("tremplin.law")


def decide(decision: str, facts: Mapping[str, Any]) -> Answer | Found:
    """Decides one case: `decide("admission", {"birth_date": "1968-04-12", "claim_date": "2007-03-01", "work": []})`;
    or searches, where the name is that of a search (`article60_plan`).

    Names and units of facts and results: `tremplin facts DECISION`. Raises `InputError` with every fault.
    """
    return ask(belgian_law(), decision, facts)
