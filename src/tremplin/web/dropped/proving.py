"""What proves an answer, as the sections that papers are made of: the days, the count, the ways, the subsidy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tremplin.engine.law import Law
from tremplin.engine.words import months_after
from tremplin.ground.sentences import sentence
from tremplin.papers.content import Matter
from tremplin.papers.evidence import Told as Explained
from tremplin.papers.evidence import count_section, days_section
from tremplin.papers.parts import Points, Section, Text
from tremplin.papers.pathway import (
    NOTHING,
    clause_section,
    onem_section,
    repairs_section,
    subsidy_section,
    variants_section,
    warnings,
)
from tremplin.papers.planned import Planned, Variant
from tremplin.papers.saying import Ends, figure
from tremplin.papers.strip import Table, strip_of
from tremplin.reasons.wording import day_text
from tremplin.web.dropped.leaving import MONTHS, leaving


@dataclass(frozen=True)
class PartTimeFirst(Matter):
    """A pathway of which a part-time way is told: the one of so many months, else the gentlest."""

    months: int | None = None

    @property
    def place(self) -> int | None:
        variants = self.planned.variants if self.planned else ()
        ways = [place for place, variant in enumerate(variants) if variant.months_first]
        named = [place for place in ways if variants[place].months_first == self.months]
        gentle = self.planned.gentlest if self.planned else None
        return next(iter([*named, *([gentle] if gentle in ways else []), *ways]), None)

    @property
    def variant(self) -> Variant | None:
        if self.planned is None or self.place is None:
            return super().variant
        return self.planned.variants[self.place]


def parts(law: Law, matter: Matter, facts: Mapping[str, Any], explained: Explained) -> Iterator[Section | None]:
    """The sections of an answer; None for one that has nothing to say."""
    planned, language = matter.planned, matter.language
    if planned is None:
        yield days_section(strip_of(matter.answer), language)
        yield leaving_section(law, matter, facts)
        return
    notes = (matter.other_law, matter.after_start)
    counted = count_section(explained, matter.variant, matter.required, notes)
    yield Section(counted.name, counted.heading, counted.blocks)
    if isinstance(matter, PartTimeFirst):
        if planned.variants:
            told = sorted({0, matter.place or 0})
            yield without_empty(variants_section(planned, language, told))
            yield subsidy_section(planned, language, told)
        return
    yield watched(planned, language)
    yield onem_section(planned, matter.made_on, language)
    yield repairs_section(planned, language)
    yield clause_section(planned, language)


def leaving_section(law: Law, matter: Matter, facts: Mapping[str, Any]) -> Section:
    """Days that time takes out of the period, if nothing is added."""
    language, claim = matter.language, matter.answer.case.values["claim_date"]
    rows, heading = leaving(law, facts, claim), matter.word("drop.leaving")
    if len(rows) < 2:
        key = "drop.leaving_none" if rows else "drop.leaving_unknown"
        text = matter.word(key, day=day_text(months_after(claim, MONTHS), language))
        return Section("leaving", heading, (Text(text),))
    cells = tuple(
        (day_text(day, language), figure(ends, language), figure(lost(rows[0][1], ends), language))
        for day, ends in rows
    )
    headings = tuple(matter.word(key) for key in ("drop.leaving_day", "drop.leaving_left", "drop.leaving_lost"))
    return Section("leaving", heading, (Table(matter.word("drop.leaving_note"), headings, cells, (1, 2)),))


def watched(planned: Planned, language: str) -> Section | None:
    points = warnings(planned, [planned.earliest or 0], language) if planned.variants else ()
    return Section("watch", sentence("drop.watch", language), (Points(points),)) if points else None


def without_empty(part: Section) -> Section:
    """Tables without the columns in which nothing stands."""
    return replace(part, blocks=tuple(narrowed(block) if isinstance(block, Table) else block for block in part.blocks))


def narrowed(table: Table) -> Table:
    kept = [at for at in range(len(table.headings)) if any(row[at] != NOTHING for row in table.rows)]
    headings, *rows = (tuple(row[at] for at in kept) for row in (table.headings, *table.rows))
    numbers = tuple(place for place, at in enumerate(kept) if at in table.numbers)
    return Table(table.caption, headings, tuple(rows), numbers)


def lost(before: Ends, after: Ends) -> Ends:
    least, most = sorted(one - other for one, other in zip(before, after, strict=True))
    return least, most
