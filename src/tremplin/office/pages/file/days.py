"""The days of a file, one by one: a drawing for each quarter, and the runs of days that are out of the ordinary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from xml.sax.saxutils import escape

from django.utils.safestring import SafeString, mark_safe

from tremplin.engine.kinds import day_date
from tremplin.engine.words import quarter_of, quarter_start, weekday
from tremplin.ground.days import day_number
from tremplin.ground.sentences import sentence
from tremplin.papers.saying import brief_range, capital
from tremplin.papers.strip import COUNTED, DOUBT, PLANNED, Mark, Strip, StripRow
from tremplin.papers.strip.days import ASSIMILATED, MAY_EXTEND, NOT_COUNTED, PAID
from tremplin.papers.strip.drawing import HEIGHT, PITCH, WIDTH, in_svg, months, paths, quarter_shapes, said
from tremplin.papers.strip.shapes import box, shape
from tremplin.papers.strip.words import LAYERS, amount, code_text, fate_text, gap_text, quarter_name

BEHIND, AHEAD = 6, 3
"""Quarters with known days and quarters ahead that are drawn at first; older ones by their year."""
UNUSUAL = (NOT_COUNTED, MAY_EXTEND, DOUBT, ASSIMILATED)
LOOKS = ("", "quarter--paid", "quarter--planned")
"""How a quarter's line looks, by the layer of its days; one with several is not closed yet."""
LISTED = 10
"""Runs that are listed under the strip; the strip itself and the table hold all."""


@dataclass(frozen=True)
class Run:
    """Days of one row with the same fate. `days`: those on which they are laid."""

    row: int
    fate: int
    days: tuple[int, ...]
    dates: str
    what: str
    figure: str
    said: str
    sign: SafeString
    address: str
    current: bool


@dataclass(frozen=True)
class Quarter:
    """A quarter as it is drawn; without `svg`, quarters in which nobody worked, in words."""

    name: str
    figure: str = ""
    more: str = ""
    months: tuple[str, ...] = ()
    svg: SafeString = SafeString("")
    foot: str = ""
    layer: str = ""


class Days:
    """The days of a strip in a language. `asked`: the day whose reason is asked; `year`: of which quarters."""

    def __init__(
        self, strip: Strip, language: str, today: int, end: int | None, asked: date | None, year: int | None
    ) -> None:
        self.strip, self.language, self.today, self.end = strip, language, today, end
        self.asked = None if asked is None else day_number(asked)
        known = [quarter for quarter in sorted(strip.by_quarter) if quarter <= quarter_of(today)]
        ahead = [quarter for quarter in sorted(strip.by_quarter) if quarter > quarter_of(today)]
        self.years = sorted({quarter // 4 for quarter in known[:-BEHIND]}, reverse=True)
        self.year = year if year in self.years else None
        self.shown = known[-BEHIND:] + ahead[:AHEAD]
        self.beyond = ahead[AHEAD:]
        if self.year is not None:
            self.shown, self.beyond = [quarter for quarter in known if quarter // 4 == self.year], []
        elif self.asked is not None and quarter_of(self.asked) in known[:-BEHIND]:
            self.shown = [quarter for quarter in known if quarter // 4 == quarter_of(self.asked or 0) // 4]

    @cached_property
    def laid(self) -> dict[tuple[int, int], list[int]]:
        """The days of each row by their fate."""
        found: dict[tuple[int, int], list[int]] = {}
        for mark in self.strip.marks:
            found.setdefault((mark.row, mark.fate), []).append(mark.day)
        return found

    @cached_property
    def unusual(self) -> list[tuple[int, int]]:
        """Rows and fates of the quarters that are drawn: what does not count or is in doubt, then the latest first."""
        found = [
            (place, fate)
            for place, row in enumerate(self.strip.rows)
            for fate in row.days
            if fate in UNUSUAL and any(quarter_of(day) in self.shown for day in self.laid.get((place, fate), ()))
        ]
        return sorted(found, key=lambda of: (of[1] == ASSIMILATED, -self.laid[of][0]))

    @cached_property
    def chosen(self) -> int | None:
        """The day whose reason is told: the one asked, else the first of the first run."""
        return self.asked if self.asked is not None or not self.unusual else self.laid[self.unusual[0]][0]

    @cached_property
    def runs(self) -> list[Run]:
        return [self.run(place, fate) for place, fate in self.unusual]

    @property
    def listed(self) -> list[Run]:
        return self.runs[:LISTED]

    @property
    def unlisted(self) -> int:
        return len(self.runs) - len(self.listed)

    def run(self, place: int, fate: int) -> Run:
        row, days = self.strip.rows[place], tuple(self.laid[place, fate])
        mark = Mark(days[0], row.layer, fate, 100, row.part_time, place)
        dates = brief_range((row.first_day, row.end_day - 1), self.language)
        fated = fate_text(row, fate, self.language)
        return Run(
            row=place,
            fate=fate,
            days=days,
            dates=dates,
            what=self.what(row),
            figure=self.counts(row, fate),
            said=f"{dates}, {code_text(row, self.language)}, {fated}",
            sign=mark_safe(in_svg("", shape(mark, 0, 0, False), PITCH, PITCH)),  # noqa: S308 - paths made of numbers
            address=f"?jour={day_date(days[0])}",
            current=self.chosen in days,
        )

    def what(self, row: StripRow) -> str:
        """`30 (congé sans solde) · payé, pas encore déclaré`."""
        text = capital(row.code_texts.get(self.language, "")) or code_text(row, self.language)
        layer = f" · {sentence(LAYERS[row.layer], self.language)}" if row.layer else ""
        code = f" · {sentence('strip.code', self.language)} {row.service_code}" if row.service_code >= 0 else ""
        return f"{text}{code}{layer}"

    def counts(self, row: StripRow, fate: int) -> str:
        """How many of its days count: `0 sur 5`, `0 à 15`, `5`."""
        days = amount(row.days[fate], self.language) if row.told else "?"
        key = {ASSIMILATED: "all", DOUBT: "doubt"}.get(fate, "none")
        return sentence(f"office_file.count_{key}", self.language, days=days)

    # The drawings.

    @property
    def quarters(self) -> Iterator[Quarter]:
        before = None
        for quarter in self.shown:
            if before is not None and quarter - before > 1:
                yield Quarter(gap_text((before + 1, quarter - 1), self.language))
            yield self.quarter(quarter)
            before = quarter

    def quarter(self, quarter: int) -> Quarter:
        marks = self.strip.by_quarter[quarter]
        layers = sorted({mark.layer for mark in marks})
        sure, doubt, planned = (
            sum(mark.share for mark in marks if mark.fate in fates and (mark.layer == PLANNED) == ahead)
            for fates, ahead in (((COUNTED, ASSIMILATED), False), ((DOUBT,), False), ((COUNTED, ASSIMILATED), True))
        )
        figure = amount(sure, self.language) if sure or not planned else ""
        more = f"– {amount(sure + doubt, self.language)}" if doubt else ""
        more += f" + {amount(planned, self.language)}" if planned and figure else ""
        return Quarter(
            name=quarter_name(quarter, self.language),
            figure=figure,
            more=more.strip() or ("" if figure else amount(planned, self.language)),
            months=months(quarter, self.language),
            svg=mark_safe(self.drawn(quarter)),  # noqa: S308 - every text in it is escaped
            foot=self.foot(quarter, layers),
            layer=LOOKS[layers[0]] if len(layers) == 1 else LOOKS[PAID],
        )

    def foot(self, quarter: int, layers: list[int]) -> str:
        """Where its days come from; beyond the contract's end, that it would have to go on."""
        if self.end is not None and quarter_start(quarter) > self.end:
            return sentence("office_file.if_goes_on", self.language)
        return ", ".join(sentence(f"office_file.layer_{layer}", self.language) for layer in layers)

    def drawn(self, quarter: int) -> str:
        links = "".join(self.link(run, quarter) for run in self.runs)
        shapes = paths(quarter_shapes(self.strip, quarter, 0, 0))
        now = ""
        if quarter_of(self.today) == quarter:
            x, y, side = cell(self.today)
            now = f'<path class="d-today" d="{box(x, y, side, 0.5)}"/>'
        role = "group" if links else "img"
        text = escape(said(self.strip, quarter, self.language), {'"': "&quot;"})
        return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="{role}" aria-label="{text}">{shapes}{links}{now}</svg>'

    def link(self, run: Run, quarter: int) -> str:
        days = [day for day in run.days if quarter_of(day) == quarter]
        if not days:
            return ""
        area = "".join(box(*cell(day), 0) for day in days)
        chosen = f'<path class="d-selected" d="{area}"/>' if run.current else ""
        spoken = escape(run.said, {'"': "&quot;"})
        return f'<a href="{run.address}#jour" aria-label="{spoken}"><path class="d-focus" d="{area}"/>{chosen}</a>'

    @property
    def later(self) -> str:
        """What is planned beyond the quarters that are drawn."""
        if not self.beyond:
            return ""
        names = (quarter_name(quarter, self.language) for quarter in (self.beyond[0], self.beyond[-1]))
        first, last = names
        return sentence("office_file.beyond", self.language, first=first, last=last)


def cell(day: int) -> tuple[float, float, float]:
    """The corner of a day in its quarter's drawing, and its side."""
    first = quarter_start(quarter_of(day))
    monday, row = first - weekday(first), weekday(day)
    x = (day - monday) // 7 * PITCH
    return (x, row * PITCH, PITCH) if row < 5 else (x, 70 + (row - 5) * 8, 8)
