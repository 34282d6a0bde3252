"""Whether the end of a file moved since it was last looked at, and what made it move."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from tremplin.law.article60.repairs import UNPAID
from tremplin.office.article60.facts import Records
from tremplin.office.article60.models import Projection
from tremplin.office.ledger.models import WorkRow

TOLD = timedelta(days=14)
"""How long a move is told."""


def row_of(row: WorkRow) -> list[Any]:
    """A row as it is compared: one that a later file repeats is the same."""
    last = row.end_day - timedelta(days=1)
    return [row.first_day.isoformat(), last.isoformat(), row.service_code, row.days, row.layer]


def state_of(records: Records, projection: Projection) -> dict[str, Any]:
    """What the end of a file was worked out from, and the end, as JSON."""
    answer = records.answer
    return {
        "opens": plain(projection.opens_first, projection.opens_last),
        "law": projection.law,
        "contract": [[str(of.days), of.weekly_hours] for of in records.periods],
        "onem": None if answer is None else [str(answer.answered_on), answer.days_to_work],
        "rows": sorted((row_of(row) for row in records.work), key=str),
    }


def plain(first: date | None, last: date | None) -> list[str] | None:
    return [first.isoformat(), last.isoformat()] if first and last else None


def moved(
    before: dict[str, Any] | None, told: dict[str, Any] | None, now: dict[str, Any], today: date
) -> dict[str, Any] | None:
    """The last move of the end: this one, or one told before that still is news; None when there is none.

    `before`: the state last seen, `told`: the move last told.
    """
    if before and before["opens"] and before["opens"] != now["opens"]:
        because = cause(before, now)
        return {"on": today.isoformat(), "was": before["opens"], "now": now["opens"], "because": because}
    if told and today - date.fromisoformat(told["on"]) <= TOLD and told["now"] == now["opens"]:
        return told
    return None


def cause(before: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """What changed: unpaid days first, with the rows that tell of them."""
    then, here = (Counter(map(tuple, state["rows"])) for state in (before, now))
    new, gone = (sorted((a - b).elements(), key=str) for a, b in ((here, then), (then, here)))
    absent = [row for row in new if row[2] in UNPAID]
    count = sum(row[3] or 0 for row in absent) - sum(row[3] or 0 for row in gone if row[2] in UNPAID)
    if count > 0:
        days = {"hundredths": count}
        return {"kind": "unpaid", "days": days, "span": span(absent), "rows": [list(row) for row in absent]}
    if new or gone:
        rows = [list(row) for row in new or gone]
        return {"kind": "rows", "count": len(new) + len(gone), "span": span(new or gone), "rows": rows}
    for kind in ("contract", "onem", "law"):
        if before[kind] != now[kind]:
            return {"kind": kind}
    return {"kind": "day"}


def span(rows: list[tuple[Any, ...]]) -> list[str]:
    return [min(row[0] for row in rows), max(row[1] for row in rows)]
