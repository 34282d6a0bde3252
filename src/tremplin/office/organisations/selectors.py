"""The law as an office reads it: with the amounts that it has set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tremplin.engine.kinds import UNSET, day_date
from tremplin.engine.law import Law
from tremplin.engine.parameters import Dated, Parameter
from tremplin.law import belgian_law
from tremplin.lawbook.office import with_office
from tremplin.office.organisations.models import Amount, Organisation


def amounts() -> list[dict[str, Any]]:
    """The amounts of this organisation in force, as `tremplin decide --parameters` reads them; the last entry of a
    parameter, choice and day holds."""
    return [public(entry) for entry in in_force()]


def in_force() -> list[Amount]:
    """The last entry of each parameter, choice and day, unless it takes back the one before."""
    found: dict[tuple[str, str, date], Amount] = {}
    for entry in Amount.objects.select_related("made_by").order_by("pk"):
        found[entry.parameter, entry.by, entry.since] = entry
    return [entry for entry in found.values() if not entry.is_withdrawn]


def public(entry: Amount) -> dict[str, Any]:
    """An entry as files write it."""
    return {
        "parameter": entry.parameter,
        **({"by": entry.by} if entry.by else {}),
        "from": entry.since.isoformat(),
        "value": plain(entry.parameter, entry.value),
        "source": entry.source,
    }


def plain(name: str, value: str) -> str | int | float | bool:
    """A value kept as text, as the law reads it: `yes` and plain numbers are not text there."""
    parameter = belgian_law().parameters.get(name)
    kind = parameter.kind.name if parameter and parameter.kind else ""
    if kind == "yes_no":
        return value == "yes"
    if kind != "number":
        return value
    return float(value) if "." in value else int(value)


def law_with(entries: list[dict[str, Any]]) -> Law:
    """The law with an office's amounts over it. Raises InputError."""
    return with_office(belgian_law(), entries, "amounts") if entries else belgian_law()


def law_here() -> Law:
    """The law as this organisation reads it."""
    return law_with(amounts())


@dataclass(frozen=True)
class Opening:
    """A stretch of days for which the law leaves a figure open, for one choice where it has choices."""

    parameter: Parameter
    version: Dated
    until: date | None
    """The day from which the law knows it again; None: still open."""

    @property
    def since(self) -> date:
        return day_date(self.version.first_day)

    @property
    def by(self) -> str:
        return self.parameter.groups[self.version.group] if self.parameter.groups else ""

    @property
    def now(self) -> bool:
        return self.until is None


def openings(organisation: Organisation) -> list[Opening]:
    """What the law leaves open for an office of this kind and region, a figure at a time; what is open now first."""
    law, found = belgian_law(), []
    for parameter in law.parameters.values():
        ale = parameter.stem.startswith("ale/")
        if parameter.kind is None or ale != (organisation.kind == Organisation.Kind.ALE):
            continue
        for place, version in enumerate(parameter.versions):
            group = parameter.groups[version.group] if parameter.groups else ""
            if version.status != UNSET or (organisation.region in parameter.groups and group != organisation.region):
                continue
            later = [of for of in parameter.versions[place + 1 :] if of.group == version.group]
            found.append(Opening(parameter, version, day_date(later[0].first_day) if later else None))
    return sorted(found, key=lambda one: (not one.now, one.parameter.stem, one.parameter.name, one.since))
