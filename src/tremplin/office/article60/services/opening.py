"""Opens a file: the person and the file in one go, or a new file for somebody who is known."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from tremplin.office.article60.models import Aid, File
from tremplin.office.article60.services.keeping import renew_terms
from tremplin.office.article60.services.projecting import project
from tremplin.office.documents.services import next_number
from tremplin.office.organisations.models import Organisation
from tremplin.office.people.models import Person
from tremplin.office.people.services import add_person, living


class OpenAlready(Exception):
    """The person has a file that is not closed."""

    def __init__(self, file: File) -> None:
        super().__init__(file.number)
        self.file = file


@transaction.atomic
def open_file(
    organisation: Organisation,
    person: Person | dict[str, Any],
    values: dict[str, Any],
    today: date,
    key: str | None = None,
) -> File:
    """A file under the next number (`VAL-60-0042`), with the aid of `aid` since `aid_since`, and its first answer.

    The same `key` gives back the file that it opened before. Raises OpenAlready, IntegrityError (the national number).
    """
    number = f"{organisation.prefix}-{next_number('files'):04d}"  # held: whoever sends the same key waits here
    if isinstance(person, dict):
        made = Person.objects.filter(key=key).first() if key else None
        if made and (file := made.files.order_by("pk").first()):
            transaction.set_rollback(True)
            return file
        person = add_person(person, key)
    else:
        person = living(Person.objects.select_for_update().get(pk=person.pk))
        if running := person.files.filter(closed_on=None).first():
            raise OpenAlready(running)
    told = dict(values)
    aid, since = told.pop("aid", None), told.pop("aid_since", None)
    file = File.objects.create(person=person, number=number, **told)
    if aid and since:
        Aid.objects.create(file=file, kind=aid, period=(since, None))
    renew_terms([person.pk])
    project([file], today)
    return file
