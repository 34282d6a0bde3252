"""Takes the rows of a file that was handed in, and works out again what the law says of whom they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from tremplin.office.accounts.models import Agent
from tremplin.office.article60.models import File, Projection
from tremplin.office.article60.services.clause import read_again
from tremplin.office.article60.services.projecting import NOTHING, project
from tremplin.office.ledger.models import WorkRow
from tremplin.office.ledger.services.committing import Committed, commit
from tremplin.office.people.models import Person

AT_ONCE = 5
"""Files that are worked out again while somebody waits; more are left to a job."""


@transaction.atomic
def take(
    upload_id: int, name: str, agent: Agent, today: date, only: Person | None = None, shown: str = ""
) -> Committed:
    """Takes the rows of a file, in one transaction. Raises NotReady, Differs."""
    found = commit(upload_id, agent, only, shown)
    if found.people:
        days_changed(found.people, name, today)
    return found


def days_changed(person_ids: Sequence[int], because: str, today: date) -> bool:
    """Rows of people changed: their files are worked out again, now or (False) by a job."""
    files = list(files_of(person_ids))
    if len(files) > AT_ONCE:
        wait(files, today)
        return False
    worked_out(files, because, today)
    return True


def worked_out(files: Sequence[File], because: str, today: date) -> None:
    project(files, today)
    for file in files:
        read_again(file, because, today)


def project_waiting(today: date, because: str, most: int = 50) -> int:
    """For a job, inside its organisation: works out the files that wait, `most` of them; how many are left.

    Each projection is locked by whoever works on it, so two jobs share the files.
    """
    waiting = Projection.objects.filter(is_waiting=True)
    held = waiting.select_for_update(skip_locked=True).order_by("pk").values_list("file_id", flat=True)[:most]
    files = File.objects.select_related("person", "organisation").filter(pk__in=list(held)).order_by("pk")
    worked_out(list(files), because, today)
    return waiting.count()


def because_of(upload_id: int) -> str:
    """The name of the file that rows came in, for a job that knows its id only."""
    return WorkRow.objects.filter(upload_id=upload_id).values_list("upload__name", flat=True).first() or ""


def files_of(person_ids: Iterable[int]) -> Iterable[File]:
    """The files of people that are not closed."""
    found = File.objects.select_related("person", "organisation").filter(person_id__in=list(person_ids))
    return found.filter(closed_on=None).order_by("pk")


def wait(files: Sequence[File], today: date) -> None:
    """Marks projections as no longer of today; a file that had none gets an empty one."""
    ids = [file.pk for file in files]
    Projection.objects.filter(file_id__in=ids).update(is_waiting=True, made_at=timezone.now())
    known = set(Projection.objects.filter(file_id__in=ids).values_list("file_id", flat=True))
    empty = NOTHING | {"key": "", "law": "", "is_waiting": True, "made_on": today}
    Projection.objects.bulk_create(
        [Projection(file=file, **empty) for file in files if file.pk not in known], ignore_conflicts=True
    )
