"""The law as an office reads it: with the amounts that it has set."""

from __future__ import annotations

from typing import Any

from tremplin.engine.law import Law
from tremplin.law import belgian_law
from tremplin.lawbook.office import with_office
from tremplin.office.organisations.models import Amount


def amounts() -> list[dict[str, Any]]:
    """The amounts of this organisation in force, as `tremplin decide --parameters` reads them; the last entry of a
    parameter, choice and day holds."""
    found: dict[tuple[str, str, Any], Amount] = {}
    for entry in Amount.objects.order_by("pk"):
        found[entry.parameter, entry.by, entry.since] = entry
    return [
        {
            "parameter": entry.parameter,
            **({"by": entry.by} if entry.by else {}),
            "from": entry.since.isoformat(),
            "value": entry.value,
            "source": entry.source,
        }
        for entry in found.values()
        if not entry.is_withdrawn
    ]


def law_with(entries: list[dict[str, Any]]) -> Law:
    """The law with an office's amounts over it. Raises InputError."""
    return with_office(belgian_law(), entries, "amounts") if entries else belgian_law()


def law_here() -> Law:
    """The law as this organisation reads it."""
    return law_with(amounts())
