"""The page of a number: its values by date as steps and as a table, region by region where it has groups."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from tremplin.engine.kinds import NONE, SINGLE_SOURCE, UNKNOWN, UNSET, Kind
from tremplin.engine.law import Law
from tremplin.engine.parameters import Dated, Parameter
from tremplin.ground.sentences import label, sentence
from tremplin.reasons.references import Reference, public, references
from tremplin.reasons.wording import day_text, said, text_of
from tremplin.web.readable.doors import Badge, badge, group_text, value_text
from tremplin.web.readable.steps import NARROW, WIDE, Drawing, Value, drawn

RECENT = 8
"""Values that stand open; older ones are folded."""
DRAWN = {"money", "number"}


@dataclass(frozen=True)
class Line:
    """One value in the table: its cells, by how much it rose, where it comes from (`source`: as the law file says)."""

    since: str
    cells: tuple[tuple[str, str], ...]
    change: str
    source: str
    references: tuple[Reference, ...]
    badge: Badge
    note: str
    rows: str
    missing: bool


@dataclass(frozen=True)
class Chart:
    """The steps of one field, drawn twice, with what is said of them."""

    ident: str
    title: str
    about: str
    drawings: tuple[tuple[str, Drawing], ...]
    doubtful: bool
    worked_out: bool


@dataclass(frozen=True)
class Series:
    """The values of the groups that share them."""

    ident: str
    groups: str
    chart: Chart | None
    recent: tuple[Line, ...]
    older: tuple[Line, ...]

    @property
    def rises(self) -> bool:
        """Whether any value is more or less than the one before."""
        return any(one.change for one in (*self.recent, *self.older))


def fields_drawn(parameter: Parameter) -> list[str]:
    """The fields of numbers that moved at least once, the one that moved most last; `""` for a single value."""
    known = [dated.value for dated in parameter.versions if dated.value != UNKNOWN]
    if not parameter.fields:
        return [""] if parameter.kind and parameter.kind.name in DRAWN and len(known) else []
    moved = {
        name: len({value[place] for value in known if not isinstance(value[place], tuple)})
        for place, (name, kind) in enumerate(parameter.fields.items())
        if kind.name in DRAWN
    }
    return sorted((name for name, count in moved.items() if count > 1), key=lambda name: moved[name])


def series_of(law: Law, parameter: Parameter, language: str, on: int, field: str | None) -> list[Series]:
    """Groups with the same values on the same days stand together. `field`: the one that is drawn."""
    by_group: dict[int, list[Dated]] = {}
    for dated in parameter.versions:
        by_group.setdefault(dated.group, []).append(dated)
    alike: dict[tuple[object, ...], list[int]] = {}
    for group, versions in by_group.items():
        key = tuple((of.first_day, of.value, of.least, of.most, of.status, of.source) for of in versions)
        alike.setdefault(key, []).append(group)
    return [one_series(law, parameter, by_group[groups[0]], groups, language, on, field) for groups in alike.values()]


def one_series(
    law: Law,
    parameter: Parameter,
    versions: list[Dated],
    groups: list[int],
    language: str,
    on: int,
    field: str | None,
) -> Series:
    ident = f"s{groups[0]}"
    names = group_text(law, parameter, groups, language)
    lines = [
        line(law, parameter, dated, versions[place - 1] if place else None, language)
        for place, dated in enumerate(versions)
    ][::-1]
    shown = None if field is None else chart(law, parameter, versions, field, names, language, on, ident)
    return Series(ident, names, shown, tuple(lines[:RECENT]), tuple(lines[RECENT:]))


def line(law: Law, parameter: Parameter, dated: Dated, before: Dated | None, language: str) -> Line:
    listed = "rows" in dated.given or any(isinstance(part, tuple) for part in parts(dated.value))
    cells: tuple[tuple[str, str], ...] = (("", value_text(law, parameter, dated, language)),)
    if parameter.fields and not listed and dated.value != UNKNOWN:
        kinds = zip(parameter.fields, dated.value, strict=True)
        cells = tuple(
            (field_text(law, name, language) or name, field_value(law, parameter, name, value, language))
            for name, value in kinds
        )
    rows = str(parameter.versions.index(dated)) if listed else ""
    change = rise(parameter, dated, before, language)
    since = day_text(dated.first_day, language)
    sources = references(law, dated.source, language)
    note, sure = dated.note.get(language, ""), badge(dated.status, language)
    return Line(since, cells, change, dated.source, sources, sure, note, rows, dated.status == UNSET)


def parts(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else ()


def rise(parameter: Parameter, dated: Dated, before: Dated | None, language: str) -> str:
    """By how much a number rose or fell."""
    kind = parameter.kind
    if before is None or kind is None or kind.name not in DRAWN:
        return ""
    if {dated.value, before.value} & {UNKNOWN, NONE} or dated.value == before.value:
        return ""
    more = dated.value - before.value
    return ("+" if more > 0 else "") + text_of(kind, more, language).removesuffix(" €")


def chart(
    law: Law, parameter: Parameter, versions: list[Dated], field: str, groups: str, language: str, on: int, ident: str
) -> Chart | None:
    """The steps of one field of numbers; None where it never moved."""
    place = list(parameter.fields).index(field) if field else 0
    kind = parameter.fields[field] if field else parameter.kind
    assert kind is not None
    values = [value_of(dated, place) for dated in versions]
    known = [value for value in values if value.one]
    if len({value.most for value in known}) + (len(known) < len(values)) < 2 or not known:
        return None
    plain = Kind("number", kind.scale)

    def say(value: int) -> str:
        text = text_of(plain, value, language)
        return text_of(kind, value, language).removesuffix(" €") if kind.name == "money" and value % kind.scale else text  # fmt: skip  # noqa: E501

    first, last = known[0], known[-1]
    words = {
        "count": len(values),
        "first": text_of(kind, first.most or 0, language),
        "last": text_of(kind, last.most or 0, language),
        "start": day_text(first.since, language),
        "end": day_text(last.since, language),
    }
    title = " · ".join(text for text in (label(parameter.texts, language), field, groups) if text)
    drawings = tuple((shown, drawn(values, on, say, frame)) for shown, frame in (("only-wide", WIDE), ("only-narrow", NARROW)))  # fmt: skip  # noqa: E501
    doubtful = any(drawing.doubts for _, drawing in drawings)
    worked_out = any(kind == "pt-inferred" for _, drawing in drawings for *_, kind in drawing.points)
    return Chart(ident, title, sentence("lawpage.chart", language, **words), drawings, doubtful, worked_out)


def value_of(dated: Dated, place: int) -> Value:
    least, most = (end[place] if isinstance(end, tuple) else end for end in (dated.least, dated.most))
    sure = dated.status <= SINGLE_SOURCE
    if UNKNOWN in (least, most):
        return Value(dated.first_day, None, None, known=False, sure=sure)
    none = NONE in (least, most)
    return Value(dated.first_day, None if none else least, None if none else most, sure=sure)


@dataclass(frozen=True)
class Rows:
    """The rows of one version of a list, with what each says of itself."""

    since: str
    groups: str
    headings: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def named(self) -> list[list[tuple[str, str]]]:
        """Each row with the heading of each cell."""
        heads = [text or name for text, name in self.headings]
        return [list(zip(heads, row, strict=True)) for row in self.rows]


def rows_of(law: Law, parameter: Parameter, number: int, language: str) -> Rows | None:
    """The rows of the version with that number; None where it is no list."""
    dated = parameter.versions[number]
    lists = {name: part for name, part in zip(parameter.fields, parts(dated.value), strict=False) if isinstance(part, tuple)}  # fmt: skip  # noqa: E501
    if not lists:
        return None
    texts = [[field_value(law, parameter, name, value, language) for value in part] for name, part in lists.items()]
    headings = [(field_text(law, name, language), name) for name in lists]
    given = dated.given.get("rows") or ()
    if any(row.get("source") for row in given):
        texts.append([public(law, str(row.get("source") or ""), language) for row in given])
        headings.append((sentence("lawpage.source", language), ""))
    groups = group_text(law, parameter, [dated.group], language)
    return Rows(day_text(dated.first_day, language), groups, tuple(headings), tuple(zip(*texts, strict=True)))


def field_text(law: Law, name: str, language: str) -> str:
    """The heading of a field: the label of the fact of that name, or the name as it stands."""
    columns = (fact for rows in law.rows.values() for fact in rows.columns.values() if fact.name == name)
    fact = law.facts.get(name) or law.arguments.get(name) or next(columns, None)
    return label(fact.texts, language) if fact is not None else ""


def field_value(law: Law, parameter: Parameter, name: str, value: int, language: str) -> str:
    """The value of a field in words, by the texts that the law has for it or for the same choices elsewhere."""
    kind = parameter.fields[name]
    return said(law, kind, value, language, name, parameter.name.removesuffix("s"), *texts_of(law, kind.names))


@cache
def texts_of(law: Law, names: tuple[str, ...]) -> tuple[str, ...]:
    """What the law calls a choice of these names elsewhere: the first whose every name has its text."""
    starts = dict.fromkeys(key.rpartition(".")[0] for key in law.choices)
    return tuple(start for start in starts if names and all(f"{start}.{name}" in law.choices for name in names))[:1]
