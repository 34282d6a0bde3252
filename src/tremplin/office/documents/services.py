"""Keeps a paper: its number, its hash, and whose it is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

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


def held(series: str) -> None:
    """Holds a series until the end of the transaction: who comes second waits."""
    Counter.objects.get_or_create(series=series)
    Counter.objects.select_for_update().get(series=series)


def keep(
    content: bytes | Callable[[str], bytes],
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
    decision: Decision | Callable[[], Decision | None] | None = None,
    replaces: Document | None = None,
    agent: Agent | None = None,
    stated: Mapping[str, Any] | None = None,
) -> Document:
    """Keeps a paper under the next number of its year (`2026/0012`). The same `key` gives back the paper that it made
    before. `content` may be what writes the paper once its number is known, and `decision` what then says which one it
    rests on; a `{number}` in `name` is filled."""
    if key and (found := Document.objects.filter(key=key).first()):
        return found
    number = f"{on.year}/{next_number(f'papers-{on.year}'):04d}"
    made = content(number) if callable(content) else content
    return Document.objects.create(
        kind=kind,
        title=title,
        name=name.replace("{number}", number.replace("/", "-")),
        language=language,
        person=person,
        subject=subject,
        number=number,
        sha256=hashlib.sha256(made).hexdigest(),
        content=made,
        media_type=media_type,
        key=key,
        decision=decision() if callable(decision) else decision,
        replaces=replaces,
        made_by=agent,
        stated=dict(stated or {}),
    )
