"""Until when people are kept, and how what names them goes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection, transaction
from django.db.models import Count, Max, Q

from tremplin.office.accounts.models import Agent
from tremplin.office.deadlines.models import Deadline
from tremplin.office.ledger.services.emptying import forget_in, naming
from tremplin.office.people.models import Person


def renew_terms(people: Iterable[int] | None = None) -> int:
    """Sets `keep_until` of people (of all of this office, without any): the end of their last file and the office's
    years; none while a file is open. To be called when a file is closed or opened again. How many moved."""
    files = {"end": Max("files__closed_on"), "open": Count("files", filter=Q(files__closed_on=None))}
    asked = Person.objects.filter(anonymised_at=None, files__isnull=False).select_related("organisation")
    asked = asked if people is None else asked.filter(pk__in=list(people))
    moved = 0
    for person in asked.annotate(**files):
        end, is_open = person.end, person.open  # type: ignore[attr-defined]
        until = None if is_open or end is None else years_after(end, person.organisation.retention_years)
        if until != person.keep_until:
            moved += Person.objects.filter(pk=person.pk).update(keep_until=until)
    return moved


def years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 2, 28)


@transaction.atomic
def forget(person: Person, agent: Agent, why: str) -> None:
    """Makes a person anonymous for good: see `tremplin_forget`, which the database holds to its office, to a manager
    or an administrator, and to people without an open file; files handed in follow
    `ledger/services/emptying.py`. Raises DatabaseError where it refuses."""
    known = Person.objects.filter(pk=person.pk).first() or person
    files = naming(known)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tremplin_forget(%s, %s, %s)", [person.pk, agent.pk, why])
    forget_in(files, known)
    Deadline.objects.filter(kind__startswith="import_", words__upload__in=[str(pk) for pk in files]).delete()
