"""How many files are open, and how many end soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from tremplin.office.accounts.models import Agent
from tremplin.office.article60.models import File


@dataclass(frozen=True)
class OpenFiles:
    count: int
    soon: int
    """Those that may end before `month_after_next`."""


def month_after_next(today: date) -> date:
    """The first day of the third month from here: 1 February in November."""
    month = today.month + 2
    return date(today.year + month // 12, month % 12 + 1, 1)


def open_files(today: date, worker: Agent | None) -> OpenFiles:
    """Of a social worker, or of the office."""
    before = month_after_next(today)
    mine = Q(closed_on=None) if worker is None else Q(closed_on=None, worker=worker)
    soon = Q(projection__opens_first__lt=before) | Q(projection__contract_end__lt=before)
    found = File.objects.filter(mine).aggregate(count=Count("pk"), soon=Count("pk", filter=soon))
    return OpenFiles(**found)
