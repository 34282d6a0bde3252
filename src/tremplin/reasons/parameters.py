"""The dated numbers of the law for programs: all, or one, of a region, on a day."""

from __future__ import annotations

from typing import Any

from tremplin.engine.kinds import CONFLICT, NONE, STATUSES, UNKNOWN, Unreadable, day_date, read_day
from tremplin.engine.law import Law
from tremplin.engine.parameters import Dated, Parameter
from tremplin.ground.errors import Fault, InputError, unknown_name
from tremplin.reasons.answer import plain_parameter
from tremplin.reasons.references import references

REGION = "region"
"""The fact whose choices are the regions."""


def parameters_named(law: Law, name: str | None) -> list[Parameter]:
    """One parameter, or all."""
    if name is None:
        return sorted(law.parameters.values(), key=lambda parameter: (parameter.stem, parameter.name))
    if name not in law.parameters:
        raise InputError([unknown_name(name, name, sorted(law.parameters))])
    return [law.parameters[name]]


def day_asked(on: str | None, place: str) -> int | None:
    """The day on which values are asked for."""
    try:
        return None if on is None else read_day(on)
    except Unreadable as error:
        raise InputError([Fault(place, f"expected_{error.expected}", {"said": on})]) from None


def region_asked(law: Law, region: str | None, place: str) -> None:
    """Raises InputError where a region is not one that parameters of the law depend on."""
    fact = law.facts.get(REGION)
    names = fact.kind.names if fact else ()
    groups = {group for parameter in law.parameters.values() if parameter.groups == names for group in names}
    if region is not None and region not in groups:
        none = Fault(place, "no_regions")
        raise InputError([unknown_name(place, region, sorted(groups)) if groups else none])


def versions(parameter: Parameter, region: str | None, day: int | None) -> list[Dated]:
    """All values, or those in force on a day; of one region where the parameter depends on it."""
    groups = groups_asked(parameter, region)
    if day is None:
        return [version for version in parameter.versions if version.group in groups]
    return [version for group in groups if (version := parameter.at(day, group)) is not None]


def groups_asked(parameter: Parameter, region: str | None) -> list[int]:
    """Places of the groups that a region leaves: its own, or all where the parameter does not depend on regions."""
    everywhere = list(range(len(parameter.groups) or 1))
    return [parameter.groups.index(region)] if region in parameter.groups else everywhere


def status(parameter: Parameter, version: Dated, day: int | None) -> str:
    """The version's own status; on a day after the last check, stale."""
    return STATUSES[version.status if day is None else parameter.status(day, version.group)]


def as_plain(law: Law, parameter: Parameter, kept: list[Dated], day: int | None, language: str) -> dict[str, Any]:
    """For programs: a parameter with the values asked for, and the public names of their sources."""
    listed = []
    for version in kept:
        found: dict[str, Any] = {"from": day_date(version.first_day).isoformat()}
        if parameter.groups:
            found["by"] = parameter.groups[version.group]
        if version.status == CONFLICT and version.value == UNKNOWN:
            found |= {
                "least": plain_parameter(parameter, version.least),
                "most": plain_parameter(parameter, version.most),
            }
        else:
            known = None if version.value == UNKNOWN else plain_parameter(parameter, version.value)
            found["value"] = "none" if version.value == NONE else known
        found |= {"status": status(parameter, version, day), "source": version.source, "note": dict(version.note)}
        named = references(law, version.source, language)
        listed.append(found | {"references": [{name: of for name, of in vars(one).items() if of} for one in named]})
    return {
        "name": parameter.name,
        "label": parameter.texts["label"],
        "article": parameter.article,
        "clock": parameter.clock,
        "checked_on": day_date(parameter.checked_on).isoformat(),
        "versions": listed,
    }
