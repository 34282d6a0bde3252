"""Files handed in to the office: read, looked at, taken, through the services of the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from django.utils import timezone

from tremplin.office.accounts.models import Agent
from tremplin.office.ledger.models import Upload
from tremplin.office.ledger.services.committing import commit
from tremplin.office.ledger.services.reading import read_upload
from tremplin.office.ledger.services.receiving import receive
from tremplin.samples.commune import office

MORNING = time(9, 12)


def uploads(said: Iterable[office.Upload], agent: Agent) -> None:
    """In the order in which they came, each on its day."""
    for one in sorted(said, key=lambda upload: (upload.received_on, upload.name)):
        upload = handed_in(one, agent, one.received_on)
        commit(upload.pk, agent)
        Upload.objects.filter(pk=upload.pk).update(committed_at=moment(one.received_on))


def left(said: Sequence[office.Upload], agent: Agent, today: date) -> None:
    """One that cannot be read and one with doubts lie there since this morning."""
    kinds = [[one for one in said if one.refused is refused and not one.unknown] for refused in (True, False)]
    for of in kinds:
        for one in of[:1]:
            handed_in(one, agent, today)


def handed_in(said: office.Upload, agent: Agent, on: date) -> Upload:
    upload, _ = receive(said.name, said.content, agent)
    Upload.objects.filter(pk=upload.pk).update(handed_in_at=moment(on))
    return read_upload(upload.pk)


def moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, MORNING))
