"""`tremplin parameters`: the dated numbers of the law, each with its source, its status and the day it was checked."""

from __future__ import annotations

import json

from tremplin.cli.paper import Paper
from tremplin.engine.kinds import UNSET, Kind
from tremplin.engine.law import Law
from tremplin.engine.parameters import Dated, Parameter
from tremplin.engine.words import half_up
from tremplin.ground.sentences import label, sentence
from tremplin.reasons.parameters import (
    as_plain,
    day_asked,
    groups_asked,
    parameters_named,
    region_asked,
    status,
    versions,
)
from tremplin.reasons.references import public
from tremplin.reasons.telling import dated_text
from tremplin.reasons.wording import day_text, text_of


def run(law: Law, name: str | None, region: str | None, on: str | None, language: str, as_json: bool) -> None:
    shown = parameters_named(law, name)
    day = day_asked(on, "--on")
    region_asked(law, region, "--region")
    found = [(parameter, versions(parameter, region, day)) for parameter in shown]
    if as_json:
        told = [as_plain(law, parameter, kept, day, language) for parameter, kept in found]
        print(json.dumps(told, ensure_ascii=False, indent=2))
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
        source = public(law, version.source, language, version.status != UNSET)
        telling = [text for text in (source, version.note.get(language)) if text]
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
