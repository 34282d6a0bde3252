"""Takes the rows of a file into the ledger, whole or not at all; puts a file aside; says whose rows they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from tremplin.office.accounts.models import Agent
from tremplin.office.ledger.models import Upload, WorkRow
from tremplin.office.ledger.selectors.changes import Change, changes, seen
from tremplin.office.ledger.selectors.matching import matches
from tremplin.office.people.models import Merge, Person

READY = (Upload.State.READ, Upload.State.COMMITTED)


class NotReady(Exception):
    """The file is not read yet, could not be read, or was put aside."""


class Differs(Exception):
    """What would change is no longer what the agent was shown."""


@dataclass(frozen=True)
class Committed:
    """What was taken. Nothing, when it had been taken before."""

    people: tuple[int, ...] = ()
    rows: int = 0
    replaced: int = 0
    held: int = 0


@transaction.atomic
def commit(upload_id: int, agent: Agent, only: Person | None = None, shown: str = "") -> Committed:
    """Takes the rows of everybody who is known (or of one), in one transaction; twice is the same as once.

    `shown`: the key of what the agent saw; Differs is raised when it is something else by now.
    """
    upload = locked(upload_id)
    if upload.state not in READY:
        raise NotReady(upload.state)
    waiting = [match for match in matches(upload, only) if match.waits]
    people = sorted({match.person.pk for match in waiting if match.person})
    # Two files about the same people take turns: each sees the rows that the other one took.
    if Merge.objects.filter(absorbed__in=people).exists():
        raise Differs
    # Who was made anonymous while this waited is left out: the row that is held says so, the one read before does not.
    here = Person.objects.select_for_update().filter(pk__in=people, anonymised_at=None).order_by("pk")
    held = set(here.values_list("pk", flat=True))
    waiting = [match for match in waiting if match.person and match.person.pk in held]
    found = changes(upload, waiting, upload.organisation)
    if not found:
        return Committed()
    if shown and shown != seen(found):
        raise Differs
    rows = take(upload, found, agent)
    told = {str(match.read.index): match.person.pk for match in waiting if match.person}
    upload.answers = upload.answers | {"taken": upload.answers.get("taken", {}) | told}
    if upload.state != Upload.State.COMMITTED:
        upload.state, upload.committed_by, upload.committed_at = Upload.State.COMMITTED, agent, timezone.now()
    upload.save(update_fields=["answers", "state", "committed_by", "committed_at"])
    counts = [[len(getattr(of, name)) for change in found for of in change.quarters] for name in ("replaced", "held")]
    return Committed(tuple(people), rows, *map(sum, counts))


def take(upload: Upload, found: Sequence[Change], agent: Agent) -> int:
    """Writes the new rows and marks those that they replace; how many are new."""
    rows: list[WorkRow] = []
    replaced: list[int] = []
    for change in found:
        for of in change.quarters:
            replaced += [row.pk for row in of.replaced]
            for row in of.new:
                row.person, row.made_by = change.person, agent
                rows.append(row)
    WorkRow.objects.bulk_create(rows, batch_size=1000)
    WorkRow.objects.filter(pk__in=replaced, replaced_by=None).update(replaced_by=upload)
    return len(rows)


@transaction.atomic
def assign(upload_id: int, answers: dict[int, Person | None]) -> Upload:
    """Says who people of the file are: one of the office, or (None) nobody, whose rows are left out."""
    upload = locked(upload_id)
    said: dict[str, Any] = dict(upload.answers)
    assigned, out = dict(said.get("assigned", {})), set(said.get("out", []))
    for index, person in answers.items():
        if str(index) in said.get("taken", {}):
            continue
        assigned.pop(str(index), None)
        out.discard(index)
        if person is None:
            out.add(index)
        else:
            assigned[str(index)] = person.pk
    return answered(upload, said | {"assigned": assigned, "out": sorted(out)})


@transaction.atomic
def in_layer(upload_id: int, layer: str) -> Upload:
    """Says what a table without a layer holds: declared, or paid and not yet declared. Not after it was taken."""
    upload = locked(upload_id)
    if upload.answers.get("taken") or upload.report.get("layered") or layer not in ("declared", "paid"):
        return upload
    return answered(upload, upload.answers | {"layer": layer})


@transaction.atomic
def put_aside(upload_id: int, back: bool = False) -> Upload:
    """Puts a file aside that nothing was taken of, or takes it out again."""
    upload = locked(upload_id)
    states = (Upload.State.PUT_ASIDE, Upload.State.READ) if back else (Upload.State.READ, Upload.State.PUT_ASIDE)
    if upload.state == states[0]:
        upload.state = states[1]
        upload.save(update_fields=["state"])
    return upload


def answered(upload: Upload, answers: dict[str, Any]) -> Upload:
    upload.answers = answers
    upload.save(update_fields=["answers"])
    return upload


def locked(upload_id: int) -> Upload:
    """The upload, held until the end of the transaction. Raises Upload.DoesNotExist."""
    found = Upload.objects.defer("content").select_related("organisation").select_for_update(of=("self",))
    return found.get(pk=upload_id)
