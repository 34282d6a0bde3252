"""Every row of a person, in whatever table: the rows that refer to the person, to a file of theirs, and so on."""

from __future__ import annotations

from typing import Any

from django.db import models

from tremplin.office.database.isolation import isolated_models
from tremplin.office.people.models import Merge, Person


def ways() -> dict[type[models.Model], str]:
    """How each table leads to a person (`file__person`): the shortest way, histories too."""
    found: dict[type[models.Model], str] = {Person: "pk"}
    again = True
    while again:
        again = False
        for model in isolated_models():
            if model in found:
                continue
            for field in model._meta.fields:
                target = field.related_model if isinstance(field, models.ForeignKey) else None
                if target in found and target is not model:
                    way = found[target]
                    found[model] = field.name if way == "pk" else f"{field.name}__{way}"
                    again = True
                    break
    return found


def rows_of(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Everything that is kept of a person, by table, as plain values; the content of papers and files left out. What
    was merged into the record is the person's too."""
    found, people = {}, records_of(person)
    for model, way in ways().items():
        names = [field.attname for field in model._meta.fields if not isinstance(field, models.BinaryField)]
        rows = model._default_manager.filter(**{f"{way}__in": people}).order_by("pk").values(*names)
        if rows:
            found[model._meta.db_table] = [{name: told(value) for name, value in row.items()} for row in rows]
    return found


def records_of(person: Person) -> list[int]:
    """The numbers of a person's record and of those that were merged into it, and into those."""
    found, new = [person.pk], [person.pk]
    while new:
        new = list(Merge.objects.filter(kept__in=new).order_by("pk").values_list("absorbed_id", flat=True))
        found += new
    return found


def told(value: Any) -> Any:
    """A value for JSON."""
    if hasattr(value, "lower") and hasattr(value, "upper") and not isinstance(value, str):
        return {"from": told(value.lower), "until_before": told(value.upper)}
    return value.isoformat() if hasattr(value, "isoformat") else value
