"""Keeps a paper: its number, its hash, and whose it is."""

from __future__ import annotations

import hashlib
from datetime import date

from django.db.models import F

from tremplin.office.accounts.models import Agent
from tremplin.office.decisions.models import Decision
from tremplin.office.documents.models import Counter, Document
from tremplin.office.people.models import Person


def next_number(series: str) -> int:
    """The next number of a series of this organisation: held until the end of the transaction, so none is left out."""
    Counter.objects.get_or_create(series=series)
    Counter.objects.filter(series=series).update(last=F("last") + 1)
    return Counter.objects.get(series=series).last


def keep(
    content: bytes,
    *,
    kind: str,
    title: str,
    name: str,
    language: str,
    on: date,
    person: Person | None = None,
    subject: str = "",
    key: str | None = None,
    media_type: str = "application/pdf",
    decision: Decision | None = None,
    replaces: Document | None = None,
    agent: Agent | None = None,
) -> Document:
    """Keeps a paper under the next number of its year (`2026/0012`). The same `key` gives back the paper that it made
    before."""
    if key and (found := Document.objects.filter(key=key).first()):
        return found
    return Document.objects.create(
        kind=kind,
        title=title,
        name=name,
        language=language,
        person=person,
        subject=subject,
        number=f"{on.year}/{next_number(f'papers-{on.year}'):04d}",
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        media_type=media_type,
        key=key,
        decision=decision,
        replaces=replaces,
        made_by=agent,
    )
