"""A file that was handed in, given back byte for byte."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse

from tremplin.office.article60.models import Statement
from tremplin.office.ledger.models import Upload
from tremplin.office.pages.seat import Request
from tremplin.office.people.models import Reading

TYPES = {"xml": "application/xml", "csv": "text/csv", "txt": "text/plain"}
"""Types under which an original is given back; anything else as bytes, so that no browser runs it."""


def as_it_came(request: Request, kept: Upload | Statement, what: str, people: Iterable[int]) -> HttpResponse:
    """To be saved under its own name. `people`: ids of whom it tells something, for the log of readings."""
    agent = request.seat.agent
    Reading.objects.bulk_create(Reading(agent=agent, person_id=of, what=what) for of in sorted(set(people)))
    kind = TYPES.get(kept.name.rpartition(".")[2].lower(), "application/octet-stream")
    plain = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "._-") else "_" for sign in kept.name)
    headers = {"Content-Disposition": f'attachment; filename="{plain}"'}
    return HttpResponse(bytes(kept.content), content_type=kind, headers=headers)
