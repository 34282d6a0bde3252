"""Days that meet: said in words before the database refuses them, and in the same words when it does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from tremplin.office.article60.models import Aid, Convention, File, Period
from tremplin.office.article60.services.refusing import Refused

ONE_DAY = timedelta(days=1)
KEYS: dict[type[Aid] | type[Period] | type[Convention], tuple[str, str, str]] = {
    Period: ("days", "office_plan.meets_contract", "first"),
    Convention: ("days", "office_plan.meets_convention", "first"),
    Aid: ("period", "office_plan.meets_aid", "since"),
}
"""For each: its days, the sentence that names what they meet, and the field of the form."""


def span(first: date, last: date | None) -> DateRange:
    """From a day to a last day included, as the database keeps it."""
    return DateRange(first, None if last is None else last + ONE_DAY)


def last_of(days: Any) -> date | None:
    """The last day of a range; None where it has none."""
    return None if days.upper is None else days.upper - ONE_DAY


def meeting(model: Any, file: File, days: DateRange, besides: int | None = None) -> Any:
    """The first row of a file whose days meet others."""
    name = KEYS[model][0]
    found = model.objects.filter(file=file, **{f"{name}__overlap": days}).exclude(pk=besides)
    return found.order_by(name).first()


def refusal(model: Any, met: Any) -> Refused:
    """Which row is met, from when to when."""
    name, key, field = KEYS[model]
    days = getattr(met, name)
    last = last_of(days)
    words: dict[str, Any] = {"first": days.lower} | ({} if last is None else {"last": last})
    if isinstance(met, Convention):
        words["host"] = met.host.name
    return Refused(key if last else f"{key}_open", field, **words)


def refuse_meeting(model: Any, file: File, days: DateRange, besides: int | None = None) -> None:
    if met := meeting(model, file, days, besides):
        raise refusal(model, met)


@contextmanager
def told(model: Any, file: File, days: DateRange, besides: int | None = None) -> Iterator[None]:
    """Writes days; what somebody else wrote in the same instant is told like what stood before."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        refuse_meeting(model, file, days, besides)
        raise
