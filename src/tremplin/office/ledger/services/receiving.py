"""Takes in a file as it came: the same bytes twice are the same upload."""

from __future__ import annotations

import hashlib

from tremplin.intake.doubts import visible
from tremplin.office.accounts.models import Agent
from tremplin.office.ledger.models import Upload

LONGEST_NAME = 80
AGAIN = (Upload.State.PUT_ASIDE, Upload.State.FAILED)
"""What is read once more when it is handed in once more."""


def receive(name: str, content: bytes, agent: Agent) -> tuple[Upload, bool]:
    """The upload of a file, and whether it had been handed in before."""
    sha256 = hashlib.sha256(content).hexdigest()
    name = visible(name)[-LONGEST_NAME:].strip(", ") or "file"
    given = {"name": name, "content": content, "size": len(content), "handed_in_by": agent}
    upload, new = Upload.objects.defer("content", "report").get_or_create(sha256=sha256, defaults=given)
    emptied = Upload.objects.filter(pk=upload.pk, content=b"") if content else Upload.objects.none()
    if not new and emptied.exists():  # It went with somebody who was made anonymous.
        emptied.update(name=name, content=content, state=Upload.State.WAITING)
        upload.name, upload.state = name, Upload.State.WAITING
    elif not new and upload.state in AGAIN:
        Upload.objects.filter(pk=upload.pk, state__in=AGAIN).update(state=Upload.State.WAITING)
        upload.state = Upload.State.WAITING
    return upload, not new
