"""What is done with a person: written down who read what, saved, and saved again by somebody else."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from tremplin.office.accounts.models import Agent
from tremplin.office.people.models import Merge, Person, Reading
from tremplin.office.people.names import key_of

FIELDS = (
    "family_name", "given_name", "national_number", "birth_date", "birth_year", "birth_month", "language", "spoken",
    "email", "phone", "street", "postal_code", "town", "stay_until",
)  # fmt: skip
"""What a page may change of a person."""


def read_by(agent: Agent | None, person: Person, what: str, reason: str = "") -> Reading:
    """One line of the access log; for the national number `reason` is asked for before."""
    return Reading.objects.create(agent=agent, person=person, what=what, reason=reason)


def add_person(values: dict[str, Any], key: str | None = None) -> Person:
    """A new person. Raises IntegrityError where the number or the key is somebody's already."""
    return Person.objects.create(**values, key=key, sort_key=key_of(values["family_name"], values["given_name"]))


def living(person: Person) -> Person:
    """The record that stands for a person today: the one itself, or the one that it was merged into."""
    while merge := Merge.objects.filter(absorbed=person).select_related("kept").first():
        person = merge.kept
    return person


@transaction.atomic
def save_person(person: Person, values: dict[str, Any], version: int) -> Person | None:
    """Saves what is told of a person; None, and nothing saved, where somebody saved after that version."""
    now = Person.objects.select_for_update().get(pk=person.pk)
    if now.version != version or now.anonymised_at or living(now) != now:
        return None
    changed = [name for name in values if getattr(now, name) != values[name]]
    if not changed:
        return now
    for name in changed:
        setattr(now, name, values[name])
    now.sort_key = key_of(now.family_name, now.given_name)
    now.version += 1
    now.save()
    return now
