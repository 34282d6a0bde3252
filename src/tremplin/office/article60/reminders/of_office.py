"""What is due for the whole office: files left half read, and the law that changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from tremplin.engine.kinds import day_date
from tremplin.engine.law import Law
from tremplin.ground.days import day_number
from tremplin.office.article60.models import Projection
from tremplin.office.deadlines.due import CARE, NOTE, Due
from tremplin.office.ledger.models import Upload

STEMS = ("article60/", "unemployment/")
AHEAD = 365
TOLD = timedelta(days=90)
"""How long before a change of law it is told."""


def dues_of_office(law: Law, projections: Iterable[Projection], uploads: Iterable[Upload], today: date) -> list[Due]:
    return [*changes(law, list(projections), today), *half_read(uploads)]


def changes(law: Law, projections: list[Projection], today: date) -> Iterator[Due]:
    """Days of the coming year from which the law has another value, with the files that they cross."""
    for day, names in changing(law, today).items():
        count = sum(crosses(of, day) for of in projections)
        words = {"day": day.isoformat(), "names": names, "count": count}
        yield Due(f"law_change:{day.isoformat()}", "law_change", NOTE, day - TOLD, words)


def changing(law: Law, today: date) -> dict[date, list[dict[str, Any]]]:
    """The labels of parameters of this law by the day ahead on which they change."""
    now = day_number(today)
    found: dict[date, list[dict[str, Any]]] = {}
    for parameter in law.parameters.values():
        if parameter.stem.startswith(STEMS):
            for first in sorted({of.first_day for of in parameter.versions if now < of.first_day <= now + AHEAD}):
                found.setdefault(day_date(first), []).append({"texts": dict(parameter.texts.get("label") or {})})
    return dict(sorted(found.items()))


def crosses(projection: Projection, day: date) -> bool:
    """Whether a file is not sure to have ended before a day."""
    last = max(filter(None, (projection.opens_last, projection.contract_end)), default=None)
    return last is not None and last >= day


def half_read(uploads: Iterable[Upload]) -> Iterator[Due]:
    """Files that were read and that nobody has taken over or put aside, or that could not be read."""
    for of in uploads:
        kind = "import_failed" if of.state == Upload.State.FAILED else "import_doubts"
        words = {"file": of.name, "upload": str(of.pk)}
        yield Due(f"import:{of.pk}", kind, CARE, None, words, agent=of.handed_in_by_id)
