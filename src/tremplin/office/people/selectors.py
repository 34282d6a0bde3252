"""What is read of people: who resembles whom, what changed and by whom, who read what, whose term is over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from tremplin.office.accounts.models import Agent
from tremplin.office.people.models import Person, Reading
from tremplin.office.people.names import key_of
from tremplin.office.people.services import FIELDS


def resembling(values: dict[str, Any], but: int | None = None) -> list[Person]:
    """People who may be the same: the same number, or the same names and nothing told of the birth that differs."""
    named = Q(sort_key=key_of(values["family_name"], values["given_name"]))
    if values.get("birth_date"):
        year = Q(birth_date=None) & (Q(birth_year=None) | Q(birth_year=values["birth_date"].year))
        named &= Q(birth_date=values["birth_date"]) | year
    elif values.get("birth_year"):
        year = Q(birth_date=None) & (Q(birth_year=None) | Q(birth_year=values["birth_year"]))
        named &= Q(birth_date__year=values["birth_year"]) | year
    asked = named | Q(national_number=values["national_number"]) if values.get("national_number") else named
    found = Person.objects.filter(asked, anonymised_at=None)
    return list((found if but is None else found.exclude(pk=but)).order_by("pk")[:5])


@dataclass(frozen=True)
class Change:
    """What one saving changed: field, before, after."""

    at: datetime
    agent: str
    is_first: bool
    fields: tuple[tuple[str, Any, Any], ...]


def changes(person: Person) -> list[Change]:
    """The history of a person, the last change first."""
    events = list(events_of(person).order_by("pgh_id"))
    names = agents_named(event.pgh_context for event in events)
    found = []
    for before, event in zip([None, *events], events, strict=False):
        told = tuple(
            (name, getattr(before, name), getattr(event, name))
            for name in FIELDS
            if before is not None and getattr(before, name) != getattr(event, name)
        )
        if before is None or told:
            who = names.get((event.pgh_context or {}).get("agent", 0), "")
            found.append(Change(event.pgh_created_at, who, before is None, told))
    return found[::-1]


def events_of(person: Person) -> QuerySet[Any]:
    found: QuerySet[Any] = Person.pgh_event_model.objects.filter(pgh_obj_id=person.pk)  # type: ignore[attr-defined]
    return found


def version_of(person: Person, version: int) -> Any | None:
    """The person as saved under a version."""
    return events_of(person).filter(version=version).order_by("pgh_id").last()


def saved_by(person: Person) -> str:
    """Who saved the person last."""
    last = events_of(person).order_by("pgh_id").last()
    return next(iter(agents_named([last.pgh_context if last else None]).values()), "")


def agents_named(contexts: Iterable[dict[str, Any] | None]) -> dict[int, str]:
    ids = {context["agent"] for context in contexts if context and "agent" in context}
    return dict(Agent.objects.filter(pk__in=ids).values_list("pk", "name"))


def readings(person: Person, most: int = 100) -> list[Reading]:
    """Who opened what of a person, the last first."""
    return list(person.readings.select_related("agent").order_by("-at", "-pk")[:most])


def due(today: date) -> QuerySet[Person]:
    """People whose term of keeping is over, and who are not anonymous yet."""
    return Person.objects.filter(keep_until__lte=today, anonymised_at=None).order_by("keep_until", "sort_key")
