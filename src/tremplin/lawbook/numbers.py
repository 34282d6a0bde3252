"""Facts and parameters of a law file, read and checked: what is wrong goes to `faults`, as a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_type_hints

from tremplin.engine.facts import Fact
from tremplin.engine.kinds import (
    CONFLICT,
    KINDS,
    LANGUAGES,
    NONE,
    STATUSES,
    UNKNOWN,
    UNSET,
    Ints,
    Kind,
    Unreadable,
    choice,
    read_day,
)
from tremplin.engine.parameters import SHIFT, Dated, Parameter

VERSION_KEYS = {"from", "source", "status", "value", "least", "most", "unset", "why", "by", "note", "rows"}
FACT_KEYS = {"kind", "choices", "argument", "add", "low", "high", "left_out", "applies", "try", "label", "question"}
FACT_KEYS |= {"assumed", "grows"}


def read_fact(name: str, given: Any, where: str, faults: list[str]) -> Fact | None:
    """A fact of a law file."""
    if not isinstance(given, Mapping) or not (given.get("kind") in KINDS or given.get("choices")):
        faults.append(f"{where}: give it a kind ({', '.join(KINDS)}) or choices")
        return None
    faults.extend(f"{where}: unknown key {key}; mend its name or take it out" for key in sorted(set(given) - FACT_KEYS - {"required"}))  # fmt: skip  # noqa: E501
    kind = choice(*given["choices"]) if given.get("choices") else KINDS[given["kind"]]
    ends: dict[str, int | None] = {}
    for key in ("low", "high", "left_out"):
        try:
            ends[key] = None if given.get(key) is None else 0 if kind.name == "name" else kind.read(given[key])
        except Unreadable:
            faults.append(f"{where}: {key} is not a {kind.name}; mend it")
            return None
    add = given.get("add") or 0
    try:
        trials = tuple(kind.read(value) + add for value in given.get("try") or ())
    except Unreadable:
        faults.append(f"{where}: try names what is not a {kind.name}; mend it")
        return None
    applies = given.get("applies") or {}
    required = bool(given.get("required"))
    texts = {key: given.get(key) for key in ("label", "question", "assumed")}
    return Fact(name, given.get("argument") or name, kind, add, ends["low"], ends["high"], ends["left_out"], applies, trials, texts, required, where, bool(given.get("grows")))  # fmt: skip  # noqa: E501


def read_parameter(name: str, given: Any, stem: str, shape: type | None, faults: list[str]) -> Parameter | None:
    """A parameter of a law file, checked; what is wrong goes to `faults`."""
    where = f"{stem}.yaml, parameter {name}"
    if not isinstance(given, Mapping):
        faults.append(f"{where}: write its clock, article, checked_on and versions below it")
        return None
    missing = [key for key in ("label", "clock", "article", "checked_on", "versions") if given.get(key) is None]
    extra = set(given) - {"label", "clock", "article", "checked_on", "versions", "kind", "fields", "choices", "by"}
    extra -= {"groups", "why"}
    if missing or extra:
        faults.extend(f"{where}: no {key}; add it" for key in missing)
        faults.extend(f"{where}: unknown key {key}; mend its name or take it out" for key in sorted(extra))
        return None
    policy = "choices" in given
    kind = choice(*given["choices"]) if policy else KINDS.get(given.get("kind") or "")
    fields = {
        key: choice(*of) if isinstance(of, list) else KINDS[of]
        for key, of in (given.get("fields") or {}).items()
        if isinstance(of, list) or of in KINDS
    }
    if (kind is None) == (not fields) or len(fields) != len(given.get("fields") or {}):
        faults.append(f"{where}: give it either kind, choices or fields, of the kinds {', '.join(KINDS)}")
        return None
    if fields and (shape is None or list(getattr(shape, "_fields", ())) != list(fields)):
        faults.append(f"{where}: a rule must name it with a NamedTuple that has the fields {', '.join(fields)}")
        return None
    groups = tuple(given.get("groups") or ())
    try:
        checked_on = read_day(given["checked_on"])
    except Unreadable:
        faults.append(f"{where}: checked_on must be a day such as 2026-11-22")
        return None
    versions = []
    for number, version in enumerate(given["versions"]):
        place = f"{where}, version {number + 1}"
        for each in by_group(version):
            found = read_version(each, place, kind, fields, shape, groups, faults)
            if found is not None:
                versions.append(found)
    versions.sort(key=lambda version: version.key)
    if len({version.key for version in versions}) < len(versions):
        faults.append(f"{where}: two versions begin on one day; keep one")
    texts = {"label": given["label"]}
    made = Parameter(name, given["clock"], given["article"], checked_on, kind, fields, given.get("by"), groups, versions, stem)  # fmt: skip  # noqa: E501
    made.policy, made.texts = policy, texts
    return made


def by_group(version: Any) -> list[Any]:
    """A version that several groups share (`by: [wallonia, brussels]`), once for each."""
    shared = version.get("by") if isinstance(version, Mapping) else None
    return [{**version, "by": group} for group in shared] if isinstance(shared, list) else [version]


def read_version(
    given: Any,
    where: str,
    kind: Kind | None,
    fields: dict[str, Kind],
    shape: type | None,
    groups: tuple[str, ...],
    faults: list[str],
) -> Dated | None:
    if not isinstance(given, Mapping):
        faults.append(f"{where}: write from, source, status and its value")
        return None
    before = len(faults)
    faults.extend(f"{where}: no {key}; add it" for key in ("from", "source", "status") if not given.get(key))
    faults.extend(
        f"{where}: unknown key {key}; mend its name or take it out"
        for key in sorted(set(given) - VERSION_KEYS - set(fields))
    )
    if given.get("status") not in STATUSES:
        faults.append(f"{where}: status must be one of {', '.join(STATUSES)}")
    if groups and given.get("by") not in groups:
        faults.append(f"{where}: by must be one of {', '.join(groups)}")
    try:
        first_day = read_day(given.get("from"))
    except Unreadable:
        faults.append(f"{where}: from must be a day such as 2026-03-01")
    if len(faults) > before:
        return None
    group = groups.index(given["by"]) if groups else 0
    status = STATUSES.index(given["status"])

    def one(value: Any, of: Kind) -> Any:
        return tuple(of.read(item) for item in value) if isinstance(value, list) else of.read(value)

    value = least = most = UNKNOWN
    try:
        if given.get("unset"):
            status = UNSET
            if not given.get("why") and not given.get("note"):
                faults.append(f"{where}: unset; say why")
        elif "least" in given and kind is not None:
            least, most, status = kind.read(given["least"]), kind.read(given["most"]), max(status, CONFLICT)
        elif kind is not None:
            value = least = most = NONE if given["value"] == "none" else kind.read(given["value"])
        elif shape is not None:
            if "rows" in given:
                value = shape(**{key: tuple(of.read(row[key]) for row in given["rows"]) for key, of in fields.items()})
            else:
                value = shape(**{key: one(given[key], of) for key, of in fields.items()})
            least = most = value
            lists = {key: len(item) for key, item in value._asdict().items() if isinstance(item, tuple)}
            wanted = {key for key, hint in get_type_hints(shape).items() if hint == Ints}
            if len(set(lists.values())) > 1 or set(lists) != wanted:
                faults.append(
                    f"{where}: write lists of one length for {', '.join(sorted(wanted)) or 'none of its fields'}"
                )
    except KeyError as error:
        faults.append(f"{where}: no {error.args[0]}; add it")
    except Unreadable as error:
        faults.append(f"{where}: a value is not of its kind ({error.expected} {error.words or ''})")
    note = given.get("note") or given.get("why") or {}
    if isinstance(note, Mapping):
        faults.extend(f"{where}: its why or note is missing in {code}; write it" for code in LANGUAGES if note and not note.get(code))  # fmt: skip  # noqa: E501
    else:
        note = dict.fromkeys(LANGUAGES, str(note))
    key = group * SHIFT + first_day
    return Dated(key, first_day, group, value, least, most, str(given["source"]), status, note, given)
