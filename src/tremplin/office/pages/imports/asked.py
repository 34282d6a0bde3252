"""The file that a page is about; one of another office is as one that does not exist."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from tremplin.office.article60.models import File
from tremplin.office.article60.selectors.records import file_by_number

MOST_ID = 2**63 - 1


def file_or_404(number: str) -> File:
    try:
        return file_by_number(number.replace("\0", ""))
    except File.DoesNotExist:
        raise Http404(number) from None


def file_of(said: Any) -> File | None:
    """The file that `?file=` names, if any."""
    number = str(said or "").strip()
    return file_or_404(number) if number else None
