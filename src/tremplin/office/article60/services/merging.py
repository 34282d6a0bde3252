"""Makes one record of two that are of one person: once, by somebody who manages the office, who says why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection, transaction

from tremplin.office.accounts.models import Agent
from tremplin.office.article60.selectors.merging import Obstacle, obstacles
from tremplin.office.article60.services.keeping import renew_terms
from tremplin.office.article60.services.projecting import project
from tremplin.office.article60.services.taking import files_of
from tremplin.office.database.merging import moving
from tremplin.office.people.models import Merge, Person
from tremplin.office.people.names import key_of
from tremplin.office.people.services import FIELDS, read_by

BIRTH = ("birth_date", "birth_year", "birth_month")
"""Told together: of one record or of the other."""
EMPTY: dict[str, Any] = {
    "family_name": "—", "given_name": "", "sort_key": "", "national_number": None, "birth_date": None,
    "birth_year": None, "birth_month": None, "spoken": "", "email": "", "phone": "", "street": "", "postal_code": "",
    "town": "", "stay_until": None, "keep_until": None,
}  # fmt: skip
"""What is left of a record that was merged into another: nothing that a search finds."""


class MergedAlready(Exception):
    """One of the two was merged by somebody else in the meantime."""


class Changed(Exception):
    """One of the two was saved after it was shown."""


class Broken(Exception):
    """It would break something."""

    def __init__(self, found: list[Obstacle]) -> None:
        super().__init__(found[0].key)
        self.found = found


@transaction.atomic
def merge(
    kept_id: int,
    absorbed_id: int,
    taken: Mapping[str, str],
    versions: tuple[int, int],
    why: str,
    agent: Agent,
    today: date,
) -> Merge:
    """Moves what hangs on the second record to the first. `taken`: by field, `absorbed` where its value is kept.

    Raises MergedAlready, Changed, Broken; DatabaseError for an agent who does not manage the office.
    """
    held = {one.pk: one for one in Person.objects.select_for_update().filter(pk__in=(kept_id, absorbed_id)).order_by("pk")}  # fmt: skip  # noqa: E501
    kept, absorbed = held[kept_id], held[absorbed_id]
    if Merge.objects.filter(absorbed__in=held).exists():
        raise MergedAlready
    if (kept.version, absorbed.version) != versions:
        raise Changed
    if found := obstacles(kept, absorbed, kept.organisation):
        raise Broken(found)
    made = Merge.objects.create(
        kept=kept, absorbed=absorbed, why=why[:200], made_by=agent, moved=hung_on(absorbed),
        was={"kept": plainly(kept), "absorbed": plainly(absorbed), "taken": dict(taken)},
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT tremplin_merge(%s)", [made.pk])
    values = chosen(kept, absorbed, taken)
    empty(absorbed)
    put(kept, values)
    read_by(agent, kept, "merged", why)
    renew_terms([kept.pk])
    project(list(files_of([kept.pk])), today)
    return made


def chosen(kept: Person, absorbed: Person, taken: Mapping[str, str]) -> dict[str, Any]:
    return {
        name: getattr(absorbed if taken.get("birth_date" if name in BIRTH else name) == "absorbed" else kept, name)
        for name in FIELDS
    }


def hung_on(person: Person) -> dict[str, list[int]]:
    """The numbers of the rows that refer to a record, by table."""
    found = {
        model._meta.db_table: list(
            model._default_manager.filter(**{column: person.pk}).order_by("pk").values_list("pk", flat=True)
        )
        for model, column in moving()
    }
    return {table: rows for table, rows in found.items() if rows}


def plainly(person: Person) -> dict[str, Any]:
    return {"id": person.pk, "version": person.version} | {
        name: value.isoformat() if isinstance(value := getattr(person, name), date) else value for name in FIELDS
    }


def put(person: Person, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(person, name, value)
    person.sort_key = key_of(person.family_name, person.given_name)
    person.version += 1
    person.save()


def empty(person: Person) -> None:
    for name, value in EMPTY.items():
        setattr(person, name, value)
    person.version += 1
    person.save()
