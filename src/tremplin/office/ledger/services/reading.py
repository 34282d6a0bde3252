"""Reads a file that was handed in: its people, their rows and every doubt, kept as a report."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from tremplin.ground.errors import Fault, InputError
from tremplin.intake import Doubt, Reading, read_bytes
from tremplin.intake.doubts import Refusal, visible
from tremplin.office.ledger.models import Upload
from tremplin.office.ledger.selectors.reports import DMFA

AT_ONCE = 2_000_000
"""Bytes that are read while somebody waits; a larger file is read by a job."""


def read_upload(upload_id: int) -> Upload:
    """Reads a file that waits for it, inside its organisation; twice is the same as once.

    A file that cannot be read is `failed`, and its report says why. Raises TookTooLong where somebody waits.
    """
    upload = Upload.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=upload_id)
    if upload.state != Upload.State.WAITING:
        return upload
    try:
        found = read_bytes(bytes(upload.content), upload.name, upload.organisation.region)
    except InputError as error:
        upload.state, upload.report = Upload.State.FAILED, {"faults": [kept_fault(one) for one in error.faults]}
    else:
        upload.state = Upload.State.READ if found.people else Upload.State.FAILED
        upload.format, upload.report = found.format, report_of(found)
    # Its rows may be in the ledger from before it was handed in again: then it is as it was.
    if upload.committed_at and upload.state == Upload.State.READ:
        upload.state = Upload.State.COMMITTED
    upload.save(update_fields=["state", "format", "report"])
    return upload


def report_of(found: Reading) -> dict[str, Any]:
    return {
        "people": [
            {
                "key": visible(person.key)[:40],
                "name": visible(person.name)[:120],
                "rows": [{name: kept(value) for name, value in row.items()} for row in person.rows],
                "places": [visible(place)[:300] for place in person.places],
                "notes": person.notes,
            }
            for person in found.people
        ],
        "doubts": [kept_doubt(doubt) for doubt in found.doubts],
        "layered": found.format == DMFA or any("layer" in row for person in found.people for row in person.rows),
    }


def kept_doubt(doubt: Doubt) -> dict[str, Any]:
    return {"place": visible(doubt.place), "key": doubt.key, "words": words(doubt.words), "whose": visible(doubt.whose)}


def kept_fault(fault: Fault) -> dict[str, Any]:
    """A fault, or a refusal whose sentence lies beside those of doubts."""
    refusal = isinstance(fault, Refusal)
    return {"place": visible(fault.place), "key": fault.key, "words": words(fault.words), "refusal": refusal}


def words(given: dict[str, Any]) -> dict[str, Any]:
    return {name: kept(value) for name, value in given.items()}


def kept(value: Any) -> Any:
    """A value for JSON: decimals stay exact, and nothing is in it that the database does not take."""
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [kept(one) for one in value]
    return visible(str(value))[:1000]
