"""`tremplin parameters`: the dated numbers of the law, each with its source, its status and the day it was checked."""

from __future__ import annotations

import json
from typing import Any

from tremplin.cli.paper import Paper
from tremplin.engine.kinds import CONFLICT, NONE, STATUSES, UNKNOWN, UNSET, Kind, Unreadable, day_date, read_day
from tremplin.engine.law import Law
from tremplin.engine.parameters import Dated, Parameter
from tremplin.engine.words import half_up
from tremplin.ground.errors import Fault, InputError, unknown_name
from tremplin.ground.sentences import label, sentence
from tremplin.reasons.answer import plain_parameter
from tremplin.reasons.telling import dated_text
from tremplin.reasons.wording import day_text, text_of


def run(law: Law, name: str | None, region: str | None, on: str | None, language: str, as_json: bool) -> None:
    shown = parameters_named(law, name)
    day = day_asked(on)
    groups = {group for parameter in law.parameters.values() for group in parameter.groups}
    if region is not None and region not in groups:
        none = Fault("--region", "no_regions")
        raise InputError([unknown_name("--region", region, sorted(groups)) if groups else none])
    found = [(parameter, versions(parameter, region, day)) for parameter in shown]
    if as_json:
        print(json.dumps([as_plain(parameter, kept, day) for parameter, kept in found], ensure_ascii=False, indent=2))
        return
    paper = Paper()
    for number, (parameter, kept) in enumerate(found):
        if number:
            paper.blank()
        say_parameter(paper, law, parameter, kept, day, language, whole=name is not None)
        for group in not_recorded(parameter, kept, region):
            paper.line(group, (sentence("law.nothing_then", language), "care"), first="  ")
    if day is not None and name is None:
        say_share(paper, found, region, day, language)


def parameters_named(law: Law, name: str | None) -> list[Parameter]:
    if name is None:
        return sorted(law.parameters.values(), key=lambda parameter: (parameter.stem, parameter.name))
    if name not in law.parameters:
        raise InputError([unknown_name(name, name, sorted(law.parameters))])
    return [law.parameters[name]]


def day_asked(on: str | None) -> int | None:
    try:
        return None if on is None else read_day(on)
    except Unreadable as error:
        raise InputError([Fault("--on", f"expected_{error.expected}", {"said": on})]) from None


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


def not_recorded(parameter: Parameter, kept: list[Dated], region: str | None) -> list[str]:
    """The groups that have no value, as words before what is said of them; empty words where there are no groups."""
    recorded = {version.group for version in kept}
    missing = [group for group in groups_asked(parameter, region) if group not in recorded]
    return [f"{parameter.groups[group]} · " if parameter.groups else "" for group in missing]


def say_share(
    paper: Paper, found: list[tuple[Parameter, list[Dated]]], region: str | None, day: int, language: str
) -> None:
    """How many of the values asked for are not known that day."""
    asked = sum(len(groups_asked(parameter, region)) for parameter, _ in found)
    known = sum(version.status != UNSET for _, kept in found for version in kept)
    share = text_of(Kind("number", 10), half_up(1000 * (asked - known), max(1, asked)), language)
    words = {"day": day_text(day, language), "count": asked - known, "all": asked, "share": share}
    paper.blank()
    paper.line((sentence("law.not_known_share", language, **words), "strong"))


def status(parameter: Parameter, version: Dated, day: int | None) -> str:
    """The version's own status; on a day after the last check, stale."""
    return STATUSES[version.status if day is None else parameter.status(day, version.group)]


def as_plain(parameter: Parameter, kept: list[Dated], day: int | None) -> dict[str, Any]:
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
        listed.append(
            found | {"status": status(parameter, version, day), "source": version.source, "note": dict(version.note)}
        )
    return {
        "name": parameter.name,
        "label": parameter.texts["label"],
        "article": parameter.article,
        "clock": parameter.clock,
        "checked_on": day_date(parameter.checked_on).isoformat(),
        "versions": listed,
    }


def say_parameter(
    paper: Paper, law: Law, parameter: Parameter, kept: list[Dated], day: int | None, language: str, whole: bool
) -> None:
    paper.line((parameter.name, "strong"), f"  {label(parameter.texts, language)}", rest="  ")
    checked = sentence("law.checked_on", language, day=day_text(parameter.checked_on, language))
    paper.line((f"{parameter.article} · {checked}", "dim"), first="  ")
    for version in kept:
        since = sentence("law.since", language, day=day_text(version.first_day, language))
        group = f", {parameter.groups[version.group]}" if parameter.groups else ""
        colon = sentence("place.colon", language)
        word = status(parameter, version, day)
        telling = [text for text in (version.source, version.note.get(language)) if text]
        telling += [sentence(f"status.{word}", language)] if word != "confirmed" else []
        parts = ((dated_text(law, parameter, version, language), "strong"), (f"  [{' · '.join(telling)}]", "dim"))
        paper.line(f"{since}{group}{colon}", *parts, first="  ", rest="    ")
        if whole:
            say_lists(paper, law, parameter, version, language)


def say_lists(paper: Paper, law: Law, parameter: Parameter, version: Dated, language: str) -> None:
    """A value of several lists, as a table under its fields."""
    if not isinstance(version.value, tuple) or not any(isinstance(part, tuple) for part in version.value):
        return
    lists = {name: part for name, part in zip(parameter.fields, version.value, strict=True) if isinstance(part, tuple)}
    texts = [[cell(law, parameter, name, value, language) for value in part] for name, part in lists.items()]
    paper.table(list(lists), list(zip(*texts, strict=True)), indent=4)


def cell(law: Law, parameter: Parameter, name: str, value: int, language: str) -> str:
    from tremplin.reasons.wording import said

    return said(law, parameter.fields[name], value, language, name, brief=True)
