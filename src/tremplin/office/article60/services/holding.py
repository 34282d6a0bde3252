"""What every change of a file begins with: the file held, the form not yet carried out, the version that was read."""

from __future__ import annotations

from typing import TypeVar

from django.db import IntegrityError, models, transaction

from tremplin.office.article60.models import Deed, File
from tremplin.office.article60.services.refusing import AlreadyDone, Stale

M = TypeVar("M", bound=models.Model)


def once(key: str | None, what: str) -> Deed | None:
    """Writes down that a form is carried out. Raises AlreadyDone for one that was; a second one at the same moment
    waits for the first."""
    if not key:
        return None
    try:
        with transaction.atomic():
            return Deed.objects.create(key=key, what=what)
    except IntegrityError:
        raise AlreadyDone(Deed.objects.get(key=key).made) from None


def made(deed: Deed | None, record: models.Model) -> None:
    """Says what a form made, for who sends it again."""
    if deed is not None:
        Deed.objects.filter(pk=deed.pk).update(made=record.pk)


def held(file: File) -> File:
    """The file, held until the end of the transaction: changes of one file come one after the other."""
    return File.objects.select_for_update(of=("self",)).select_related("person", "organisation").get(pk=file.pk)


def at_version(record: M, version: int | None) -> M:
    """The record as it stands, held, its version grown by one. Raises Stale where it is not the one that was read;
    `version` None: whichever stands."""
    found: M = type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
    stands: int = getattr(found, "version")  # noqa: B009 - models in general have none
    if version is not None and stands != version:
        raise Stale(found)
    found.version = stands + 1  # type: ignore[attr-defined]
    return found
