"""Values that an office sets where the law leaves them open, laid over a copy of the law. One value a parameter."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import Any

from tremplin.engine.kinds import KINDS, OFFICE, UNSET, Kind, Unreadable, choice
from tremplin.engine.law import Law
from tremplin.engine.parameters import SHIFT, Dated
from tremplin.ground.errors import Fault, InputError, unknown_name


def with_office(law: Law, given: Any, source: str) -> Law:
    """The law with a list of `{parameter, from, value, source}` (and `by`) laid over it; raises InputError."""
    if not isinstance(given, list) or not all(isinstance(entry, dict) for entry in given):
        raise InputError([Fault(source, "not_entries")])
    faults: list[Fault] = []
    found = copy(law)
    found.parameters = dict(law.parameters)
    for entry in given:
        place = f"{source}, line {getattr(entry, 'lines', {}).get('', 1)}"
        try:
            made = dated(law, entry, place)
            over = found.parameters[entry["parameter"]]
            kept = [version for version in over.versions if version.key != made.key]
            found.parameters[over.name] = replace(over, versions=sorted([*kept, made], key=lambda of: of.key))
        except InputError as error:
            faults += error.faults
        except Unreadable as error:
            faults.append(Fault(f"{place}, {entry['parameter']}", f"expected_{error.expected}", error.words))
    if faults:
        raise InputError(faults)
    found.decisions = {name: replace(decision, law=found) for name, decision in law.decisions.items()}
    return found


def dated(law: Law, entry: dict[str, Any], place: str) -> Dated:
    """An entry as a version of its parameter; the law must leave the parameter open on its day."""
    parameter = law.parameters.get(entry.get("parameter", ""))
    if parameter is None:
        raise InputError([unknown_name(place, entry.get("parameter"), law.parameters)])
    keys = ["parameter", "from", "value", "source", *(["by"] if parameter.groups else [])]
    faults = [unknown_name(place, key, keys) for key in entry if key not in keys]
    faults += [Fault(place, "key_missing", {"key": key}) for key in keys if entry.get(key) is None]
    if faults or parameter.kind is None:
        raise InputError(faults or [Fault(place, "several_values")])
    day = read(KINDS["day"], entry["from"])
    group = read(choice(*parameter.groups), entry["by"]) if parameter.groups else 0
    value = read(parameter.kind, entry["value"])
    if parameter.kind.name == "money" and value < 0:
        raise InputError([Fault(f"{place}, {parameter.name}", "too_low", {"said": entry["value"], "low": "0.00"})])
    set_by = parameter.at(day, group)
    if set_by is None or set_by.status != UNSET:
        words = {"day": entry["from"], "source": set_by.source if set_by else "–"}
        raise InputError([Fault(f"{place}, {parameter.name}", "set_by_law", words)])
    return Dated(group * SHIFT + day, day, group, value, value, value, str(entry["source"]), OFFICE, {}, entry)


def read(kind: Kind, said: Any) -> int:
    try:
        return kind.read(said)
    except Unreadable as error:
        raise Unreadable(error.expected, said=said, **error.words) from None
