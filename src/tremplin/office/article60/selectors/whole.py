"""Rows as JSON inside another question, and models made of them again: a whole file in one question."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import DateRangeField
from django.db.models import Field, Model, QuerySet
from django.db.models.functions import JSONObject
from psycopg.types.range import Range

Made = TypeVar("Made", bound=Model)


def rows(found: QuerySet[Any, Any], **fields: Any) -> ArraySubquery:
    """The rows of a query as JSON objects, in its order."""
    return ArraySubquery(found.values(json=JSONObject(**fields)))


def whole(found: QuerySet[Any, Any]) -> ArraySubquery:
    """Every field of the rows of a query; of a range its two ends."""
    fields: dict[str, Any] = {}
    for field in found.model._meta.concrete_fields:
        if isinstance(field, DateRangeField):
            fields |= {f"{field.attname}__{end}": f"{field.attname}__{end}" for end in ("startswith", "endswith")}
        else:
            fields[field.attname] = field.attname
    return rows(found, **fields)


def again(model: type[Made], row: Mapping[str, Any]) -> Made:
    """A model made of its row."""
    return model(**{field.attname: value_of(field, row) for field in model._meta.concrete_fields})


def value_of(field: Field[Any, Any], row: Mapping[str, Any]) -> Any:
    if isinstance(field, DateRangeField):
        lower, upper = (day(row[f"{field.attname}__{end}"]) for end in ("startswith", "endswith"))
        return Range(lower, upper)
    return field.to_python(row[field.attname])


def day(said: str | None) -> date | None:
    return None if said is None else date.fromisoformat(said)
