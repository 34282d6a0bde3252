"""Marks what the law says of files as waiting: something that all of them stand on has changed."""

from __future__ import annotations

from tremplin.office.article60.models import Projection


def everything_waits() -> int:
    """Every projection of this organisation; a job makes them again. How many there are."""
    return Projection.objects.update(is_waiting=True)
