"""What every page of the law shares: links to its parts, marks of how sure they are, values of today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tremplin.engine.facts import Fact, RowTable
from tremplin.engine.kinds import STATUSES, UNKNOWN, choice
from tremplin.engine.law import Decision, Law, Search
from tremplin.engine.parameters import Dated, Parameter
from tremplin.engine.rules import Rule
from tremplin.ground.reading import read_yaml
from tremplin.ground.sentences import label, sentence
from tremplin.reasons.telling import dated_text
from tremplin.reasons.wording import said

Named = Rule | Parameter | Decision | Search | Fact | RowTable
MARKS = {
    "confirmed": ("lawpage.mark_confirmed", "good"),
    "office": ("lawpage.mark_office", "note"),
    "single-source": ("lawpage.mark_single_source", "note"),
    "inferred": ("lawpage.mark_inferred", "care"),
    "stale": ("lawpage.mark_stale", "care"),
    "conflict": ("lawpage.mark_conflict", "stop"),
    "unset": ("lawpage.mark_unset", "care"),
}
"""The words and the badge (disc, ring, diamond, square) of each status."""


@dataclass(frozen=True)
class Door:
    """A link to a part of the law: what people read, the name in the code, the address (none: a fact)."""

    label: str
    name: str
    address: str = ""
    under: str = ""


@dataclass(frozen=True)
class Badge:
    """How sure a value is, in words and as a mark."""

    text: str
    mark: str


@dataclass(frozen=True)
class Now:
    """A value in force on a day: for which groups, since when, how sure."""

    groups: str
    text: str
    since: int
    badge: Badge
    note: str
    dated: Dated


def questions(law: Law) -> list[Decision | Search]:
    return [*law.decisions.values(), *law.searches.values()]


def door(source: Named, language: str, under: str = "") -> Door:
    kinds = {Rule: "rules", Parameter: "parameters", Decision: "decisions", Search: "decisions"}
    kind = kinds.get(type(source))
    address = f"/{language}/law/{kind}/{source.name}" if kind else ""
    return Door(label(source.texts, language) or source.name, source.name, address, under)


def doors(sources: Iterable[Named], language: str) -> list[Door]:
    return [door(source, language) for source in sources]


def subject_door(law: Law, stem: str, language: str) -> Door:
    return Door(title(law, stem, language), stem, f"/{language}/law/subjects/{stem}")


def badge(status: int, language: str) -> Badge:
    key, mark = MARKS[STATUSES[status]]
    return Badge(sentence(key, language), mark)


@cache
def titles(law: Law) -> dict[str, dict[str, str]]:
    """The title of each stem, which stands in the first lines of its file."""
    found = {}
    kinds = (law.rules, law.parameters, law.decisions, law.searches)
    for stem in sorted({source.stem for kind in kinds for source in kind.values()}):
        text = Path(law.folder, f"{stem}.yaml").read_text(encoding="utf-8").partition("\n\n")[0]
        head = read_yaml(text, stem) if text.startswith("title:") else {}
        found[stem] = dict(head.get("title") or {})
    return found


def title(law: Law, stem: str, language: str) -> str:
    said = titles(law).get(stem) or {}
    return said.get(language) or said.get("fr") or stem.rpartition("/")[2]


def group_text(law: Law, parameter: Parameter, groups: Iterable[int], language: str) -> str:
    """The groups (regions) that a value holds for, in words; nothing where it holds for all."""
    if not parameter.groups:
        return ""
    kind = choice(*parameter.groups)
    return ", ".join(said(law, kind, group, language, parameter.by or "") for group in groups)


def same(one: Dated, other: Dated) -> bool:
    """Whether two values say the same."""
    return (one.value, one.least, one.most) == (other.value, other.least, other.most)


def in_force(law: Law, parameter: Parameter, on: int, language: str) -> list[Now]:
    """The values of a parameter on a day; groups with the same value stand together."""
    found: dict[tuple[object, ...], list[int]] = {}
    for group in range(len(parameter.groups) or 1):
        dated = parameter.at(on, group)
        if dated is not None:
            key = (dated.value, dated.least, dated.most, dated.first_day, parameter.status(on, group))
            found.setdefault(key, []).append(group)
    shown = []
    for (*_, status), groups in found.items():
        dated = parameter.at(on, groups[0])
        assert dated is not None and isinstance(status, int)
        text = value_text(law, parameter, dated, language)
        names = group_text(law, parameter, groups, language)
        shown.append(Now(names, text, dated.first_day, badge(status, language), dated.note.get(language, ""), dated))
    return shown


def value_text(law: Law, parameter: Parameter, dated: Dated, language: str) -> str:
    """A value; where it is not known, the words of a rule that is not known."""
    if dated.value == dated.least == dated.most == UNKNOWN:
        return sentence("lawpage.mark_unset", language)
    return dated_text(law, parameter, dated, language)
