"""Closes a file and opens it again."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tremplin.office.article60.models import File
from tremplin.office.article60.services.holding import at_version, held, made, once
from tremplin.office.article60.services.keeping import renew_terms
from tremplin.office.article60.services.projecting import project
from tremplin.office.article60.services.refusing import Refused


@transaction.atomic
def close(file: File, on: date, why: str, *, today: date, version: int | None = None, key: str | None = None) -> File:
    """Closes a file on a day, once a `key`. Raises Refused, Stale, AlreadyDone."""
    deed = once(key, "close")
    if on < file.opened_on:
        raise Refused("office_plan.closed_before_opened", "on", opened=file.opened_on)
    return saved(file, on, why, today, version, deed)


@transaction.atomic
def reopen(file: File, why: str, *, today: date, version: int | None = None, key: str | None = None) -> File:
    """Opens a closed file again; why is kept in its history. Raises Stale, AlreadyDone."""
    return saved(file, None, why, today, version, once(key, "reopen"))


def saved(file: File, on: date | None, why: str, today: date, version: int | None, deed: object) -> File:
    found = at_version(file, version)
    found.closed_on, found.closed_why = on, why
    found.save(update_fields=["version", "closed_on", "closed_why"])
    made(deed, found)  # type: ignore[arg-type]
    renew_terms([found.person_id])
    project([held(found)], today)
    return found
