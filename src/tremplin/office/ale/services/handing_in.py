"""A file of the issuer or of the bank is handed in: known by what it is, kept as it came, read at once."""

from __future__ import annotations

from django.db import transaction

from tremplin.intake.files import HEAD
from tremplin.office.accounts.models import Agent
from tremplin.office.ale.services.bank import BANK, is_bank, read_bank
from tremplin.office.ale.services.issuer import ISSUER, read_issuer
from tremplin.office.ledger.models import Upload
from tremplin.office.ledger.services.receiving import receive

FORMATS = (ISSUER, BANK)


class AnotherFile(Exception):
    """These bytes were handed in before as something else."""


@transaction.atomic
def hand_in(name: str, content: bytes, agent: Agent) -> tuple[Upload, bool]:
    """The upload, read, and whether the file had been handed in before."""
    given, again = receive(name, content, agent)
    upload = Upload.objects.select_for_update(of=("self",)).get(pk=given.pk)
    if again and upload.format not in FORMATS:
        raise AnotherFile
    if upload.state == Upload.State.WAITING:
        upload.format = BANK if is_bank(content[:HEAD]) else ISSUER
        if upload.format == BANK:
            read_bank(upload, content)
        else:
            read_issuer(upload, content)
        upload.save(update_fields=["state", "format", "report"])
    return upload, again


@transaction.atomic
def put_aside(upload: Upload) -> Upload:
    """A file that was read and shall not be taken."""
    upload = Upload.objects.select_for_update(of=("self",)).defer("content").get(pk=upload.pk)
    if upload.state == Upload.State.READ:
        upload.state = Upload.State.PUT_ASIDE
        upload.save(update_fields=["state"])
    return upload
