"""What an office does with the figures that the law leaves open: sets one, takes it back, hands them on as a file.

An entry is never changed: a later one of the same figure, choice and day holds instead of it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import yaml
from django.db import transaction

from tremplin.engine.kinds import Kind
from tremplin.ground.errors import Fault, InputError
from tremplin.ground.reading import read_yaml
from tremplin.law import belgian_law
from tremplin.lawbook.office import with_office
from tremplin.office.accounts.models import Agent
from tremplin.office.organisations.models import Amount
from tremplin.office.organisations.selectors import in_force, public


@transaction.atomic
def set_amount(agent: Agent, parameter: str, by: str, value: str, since: date, source: str) -> Amount:
    """A new entry; the same once more makes none. Raises InputError where the law has its own figure, or none."""
    entry = Amount(parameter=parameter, by=by, value=value, since=since, source=source, made_by=agent)
    checked([public(entry)], "")
    return keep(entry)


@transaction.atomic
def take_back(agent: Agent, entry: Amount, why: str) -> Amount | None:
    """An entry that takes back the one in force; None where it is not in force any more."""
    if entry.pk not in {one.pk for one in in_force()}:
        return None
    return Amount.objects.create(
        parameter=entry.parameter, by=entry.by, value=entry.value, since=entry.since, source=why, is_withdrawn=True,
        made_by=agent,
    )  # fmt: skip


@transaction.atomic
def import_amounts(agent: Agent, content: bytes, name: str) -> int:
    """Sets every figure of a file, or none: InputError has every fault. How many entries it made."""
    given = read_yaml(content, name)
    checked(given, name)
    found = [entry_of(agent, one) for one in given]
    before = Amount.objects.count()
    for entry in found:
        keep(entry)
    return Amount.objects.count() - before


def checked(given: Any, name: str) -> None:
    """Raises InputError with every fault."""
    for entry in given if isinstance(given, list) else []:
        if isinstance(entry, dict) and not isinstance(entry.get("parameter", ""), str):
            raise InputError([Fault(name, "not_entries")])
        if isinstance(entry, dict) and "\0" in str(entry.get("source")):
            raise InputError([Fault(name, "not_text", {"problem": "NUL"})])
    with_office(belgian_law(), given, name)


def entry_of(agent: Agent, one: dict[str, Any]) -> Amount:
    """An entry of a file, already checked."""
    kind = belgian_law().parameters[one["parameter"]].kind
    assert kind is not None
    return Amount(
        parameter=one["parameter"],
        by=one.get("by") or "",
        value=written(kind, one["value"]),
        since=date.fromisoformat(str(one["from"])),
        source=str(one["source"]),
        made_by=agent,
    )


def written(kind: Kind, value: Any) -> str:
    """A value as it is kept."""
    plain = kind.plain(kind.read(value))
    return {True: "yes", False: "no"}[plain] if isinstance(plain, bool) else str(plain)


def keep(entry: Amount) -> Amount:
    """The entry, or the one in force that says the same."""
    for now in in_force():
        if all(getattr(now, name) == getattr(entry, name) for name in ("parameter", "by", "since", "value", "source")):
            return now
    entry.save()
    return entry


def as_file() -> str:
    """The figures in force as `tremplin decide --parameters` reads them."""
    return yaml.safe_dump([public(one) for one in in_force()], allow_unicode=True, sort_keys=False) or "[]\n"
