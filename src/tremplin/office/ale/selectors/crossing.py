"""The one crossing of the wall: minutes that people worked at other agencies, by month and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection

CROSSING = """
SELECT asked.number, told.month, told.minutes
FROM unnest(%s::text[]) AS asked (number) CROSS JOIN LATERAL tremplin_hours_used(asked.number, %s, %s) AS told
"""


def minutes_elsewhere(numbers: Iterable[str], first: date, before: date) -> dict[str, dict[date, int]]:
    """By national number and month. The database writes on both sides that it was asked."""
    found: dict[str, dict[date, int]] = {}
    asked = sorted(set(numbers))
    if not asked:
        return found
    with connection.cursor() as cursor:
        cursor.execute(CROSSING, [asked, first, before])
        for number, month, minutes in cursor.fetchall():
            found.setdefault(number, {})[month] = int(minutes)
    return found
