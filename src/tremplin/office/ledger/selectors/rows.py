"""The rows of work that count, by their public names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from tremplin.engine.kinds import KINDS
from tremplin.office.ledger.models import WorkRow

HUNDREDTHS = KINDS["hundredths"]
FIGURES = ("days", "hours", "days_per_week", "weekly_hours", "full_time_weekly_hours")


def counting(person_ids: Iterable[int]) -> QuerySet[WorkRow]:
    """The rows of people that no later file has replaced and nobody has taken back, in their order."""
    found = WorkRow.objects.filter(person_id__in=list(person_ids), replaced_by=None, taken_back_at=None)
    return found.order_by("person_id", "first_day", "pk")


def public(row: WorkRow) -> dict[str, Any]:
    """A row as case files write it; what is not known is left out."""
    last = row.end_day - timedelta(days=1)
    found: dict[str, Any] = {"first_day": row.first_day.isoformat(), "last_day": last.isoformat()}
    if row.service_code is not None:
        found["service_code"] = row.service_code
    for name in FIGURES:
        value = getattr(row, name)
        if value is not None:
            found[name] = HUNDREDTHS.plain(value)
    if row.employer:
        found["employer"] = row.employer
    if row.layer != WorkRow.Layer.DECLARED:
        found["layer"] = row.layer
    others: dict[str, Any] = row.others
    return found | others
