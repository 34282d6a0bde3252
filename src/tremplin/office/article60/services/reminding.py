"""Works out what is due after each change, and keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tremplin.engine.law import Law
from tremplin.office.article60.facts import Records
from tremplin.office.article60.models import File, Projection
from tremplin.office.article60.reminders import dues_of, dues_of_office, moved, state_of
from tremplin.office.article60.selectors.records import records_of
from tremplin.office.deadlines.services import keep, watch, watched
from tremplin.office.ledger.models import Upload
from tremplin.office.organisations.selectors import law_here

OPEN_UPLOADS = (Upload.State.READ, Upload.State.FAILED)


def remind(files: Sequence[File], today: date) -> None:
    """The deadlines of files, from their records and the projections that are kept of them."""
    kept = {of.file_id: of for of in Projection.objects.filter(file_id__in=[file.pk for file in files])}
    seen = [file for file in files if file.pk in kept]
    remind_of(law_here(), records_of(seen, today), [kept[file.pk] for file in seen], today)


def remind_of(law: Law, files: Sequence[Records], projections: Sequence[Projection], today: date) -> None:
    """The same, where both were just read or worked out."""
    subjects = [records.file.number for records in files]
    before = watched(subjects)
    seen, dues = {}, []
    for records, projection in zip(files, projections, strict=True):
        was = before.get(records.file.number)
        state = state_of(records, projection)
        move = moved(was.state if was else None, was.moved if was else None, state, today)
        seen[records.file.number] = state, move
        dues += dues_of(records, projection, law, move)
    watch(before, seen)
    keep(dues, subjects, today)


def remind_office(today: date) -> None:
    """The deadlines of the whole office: uploads left half read, changes of law."""
    projections = Projection.objects.filter(file__closed_on=None).only("opens_last", "contract_end")
    uploads = Upload.objects.filter(state__in=OPEN_UPLOADS).defer("content", "report")
    keep(dues_of_office(law_here(), projections, uploads, today), [""], today)
