"""The strip in words: its legend, the table that says the same, and what must be known to read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tremplin.engine.kinds import KINDS
from tremplin.engine.words import quarter_of, quarter_start
from tremplin.ground.sentences import sentence
from tremplin.law.unemployment.rows import ABSENCE, EXTENDS
from tremplin.papers.strip.days import (
    ASSIMILATED,
    COUNTED,
    DECLARED,
    DOUBT,
    MAY_EXTEND,
    NOT_COUNTED,
    OUTSIDE,
    PAID,
    PLANNED,
    Strip,
    StripRow,
)
from tremplin.reasons.wording import brief_day, text_of

FATES = {
    COUNTED: "strip.counted",
    ASSIMILATED: "strip.assimilated",
    NOT_COUNTED: "strip.not_counted",
    MAY_EXTEND: "strip.may_extend",
    DOUBT: "strip.doubt",
    OUTSIDE: "strip.outside",
}
DOUBTS = {
    "benefit": "strip.doubt_benefit",
    "code": "strip.doubt_code",
    "edge": "strip.doubt_edge",
    "count": "strip.doubt_count",
    "pay": "strip.doubt_pay",
}
LAYERS = {DECLARED: "strip.declared", PAID: "strip.paid", PLANNED: "strip.planned"}
SHORT_MONTHS = {
    "fr": "janv. févr. mars avril mai juin juil. août sept. oct. nov. déc.".split(),
    "nl": "jan. feb. mrt. apr. mei juni juli aug. sep. okt. nov. dec.".split(),
    "de": "Jan. Feb. März Apr. Mai Juni Juli Aug. Sep. Okt. Nov. Dez.".split(),
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
}


LONG = 3
"""Quarters in a row, all outside the period, that a report tells instead of drawing."""


@dataclass(frozen=True)
class Table:
    """A table in words. The first cell of a row names it; `numbers`: the columns that are set to the right."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()


def amount(hundredths: int, language: str) -> str:
    """`21`, `12,5`."""
    return text_of(KINDS["hundredths"], hundredths, language)


def quarter_name(quarter: int, language: str) -> str:
    return sentence("strip.quarter", language, number=quarter % 4 + 1, year=quarter // 4)


def legend(strip: Strip) -> tuple[list[int], list[int], bool]:
    """The fates that the strip shows, its layers if there are others than declared, and whether part-time counts."""
    fates = sorted({mark.fate for mark in strip.marks})
    layers = sorted({mark.layer for mark in strip.marks})
    part_time = any(mark.part_time and mark.fate == COUNTED for mark in strip.marks)
    return fates, [] if layers == [DECLARED] else layers, part_time


def caption(strip: Strip, language: str) -> list[str]:
    """What must be known to read the strip, each a sentence."""
    if not strip.work_known:
        return [sentence("strip.unknown", language)]
    if not strip.rows and not strip.undated:
        return [sentence("strip.nothing", language)]
    texts = [sentence("strip.place", language)]
    if any(row.part_time for row in strip.rows):
        texts.append(sentence("strip.hours", language))
    shared = sum(1 for marks in strip.by_day.values() if len({strip.rows[mark.row].employer for mark in marks}) > 1)
    for key, count in (
        ("strip.untold", sum(not row.told for row in strip.rows)),
        ("strip.undated", len(strip.undated)),
        ("strip.shared", shared),
    ):
        if count:
            texts.append(sentence(key, language, count=count))
    if not strip.period_known:
        texts.append(sentence("strip.no_period", language))
    return texts


def table(strip: Strip, language: str) -> Table:
    """The same as the strip: declared days by layer and fate, for each quarter and in all."""
    fates = sorted({fate for _, fate in strip.totals}) or [COUNTED]
    layers = sorted({layer for layer, _ in strip.totals})
    rows = [
        (
            sentence(LAYERS[layer], language),
            *cells({f: n for (of, f), n in strip.totals.items() if of == layer}, fates, language),
        )
        for layer in layers
    ]
    if len(layers) > 1:
        total: dict[int, int] = {}
        for (_, fate), hundredths in strip.totals.items():
            total[fate] = total.get(fate, 0) + hundredths
        rows.append((sentence("strip.total", language), *cells(total, fates, language)))
    headings = (sentence("strip.layer", language), *(sentence(FATES[fate], language) for fate in fates))
    return Table(sentence("strip.table", language), headings, tuple(rows), tuple(range(1, len(headings))))


def by_quarter(strip: Strip, language: str) -> Table:
    """The same by quarter and layer; a long stretch outside the period is one line."""
    fates = sorted({fate for _, fate in strip.totals}) or [COUNTED]
    stretches = far(strip)
    found: dict[tuple[int, int, int], dict[int, int]] = {}
    for row in strip.rows:
        quarter = quarter_of(row.first_day)
        first, last = next((one for one in stretches if one[0] <= quarter <= one[1]), (quarter, quarter))
        days = found.setdefault((first, last, row.layer), {})
        for fate, hundredths in row.days.items():
            days[fate] = days.get(fate, 0) + hundredths
    rows = []
    for first, last, layer in sorted(found):
        names = dict.fromkeys(quarter_name(quarter, language) for quarter in (first, last))
        shown = cells(found[first, last, layer], fates, language)
        rows.append((" – ".join(names), sentence(LAYERS[layer], language), *shown))
    headings = tuple(sentence(key, language) for key in ("strip.quarter_heading", "strip.layer"))
    headings += tuple(sentence(FATES[fate], language) for fate in fates)
    return Table(sentence("strip.table", language), headings, tuple(rows), tuple(range(2, len(headings))))


def cells(days: dict[int, int], fates: Iterable[int], language: str) -> list[str]:
    return [amount(days[fate], language) if fate in days else "–" for fate in fates]


def unusual(strip: Strip, language: str) -> Table:
    """The rows whose days do not simply count: when, what they are called, how many, what becomes of them."""
    kept = [row for row in strip.rows if any(fate not in (COUNTED, OUTSIDE) for fate in row.days)]
    rows = [
        (
            f"{brief_day(row.first_day, language)} – {brief_day(row.end_day - 1, language)}",
            code_text(row, language),
            amount(sum(row.days.values()), language) if row.told else "?",
            " · ".join(fate_text(row, fate, language) for fate in row.days),
        )
        for row in kept
    ]
    headings = ("strip.dates", "strip.code", "strip.days", "strip.fate")
    return Table(
        sentence("strip.unusual", language), tuple(sentence(key, language) for key in headings), tuple(rows), (2,)
    )


def code_text(row: StripRow, language: str) -> str:
    """`30 (congé sans solde)`."""
    code = str(row.service_code) if row.service_code >= 0 else "?"
    text = row.code_texts.get(language, "")
    return f"{code} ({text})" if text else code


def fate_text(row: StripRow, fate: int, language: str) -> str:
    """What becomes of days, with the reason where there is one to say."""
    key = FATES[fate]
    if fate == NOT_COUNTED and row.effect == EXTENDS:
        key = "strip.extends"
    elif fate == ASSIMILATED and row.effect == ABSENCE:
        key = "strip.tolerated"
    elif fate == NOT_COUNTED and row.effect == ABSENCE:
        key = "strip.past_tolerance"
    elif fate == DOUBT:
        key = DOUBTS.get(row.doubt, key)
    text = sentence(key, language)
    return f"{amount(row.days[fate], language)} {text}" if len(row.days) > 1 else text


def gaps(strip: Strip) -> list[tuple[int, int]]:
    """Quarters without work between quarters with some: the first and the last of each gap."""
    quarters = sorted(strip.by_quarter)
    return [
        (before + 1, after - 1) for before, after in zip(quarters, quarters[1:], strict=False) if after - before > 1
    ]


def far(strip: Strip) -> list[tuple[int, int]]:
    """Stretches of `LONG` quarters and more in which every day lies outside the period."""
    found: list[list[int]] = [[]]
    for quarter in sorted(strip.by_quarter):
        if all(mark.fate == OUTSIDE for mark in strip.by_quarter[quarter]):
            found[-1].append(quarter)
        else:
            found.append([])
    return [(run[0], run[-1]) for run in found if len(run) >= LONG]


def gap_text(gap: tuple[int, int], language: str) -> str:
    """`du T3 2010 au T2 2011 : aucun jour`."""
    first, last = (quarter_name(quarter, language) for quarter in gap)
    if gap[0] == gap[1]:
        return sentence("strip.gap_one", language, quarter=first)
    return sentence("strip.gap", language, first=first, last=last)


def far_text(strip: Strip, stretch: tuple[int, int], language: str) -> str:
    """`de T1 2004 à T4 2009 : 1 430 jours hors de la période`."""
    quarters = [quarter for quarter in strip.by_quarter if stretch[0] <= quarter <= stretch[1]]
    days = sum(mark.share for quarter in quarters for mark in strip.by_quarter[quarter])
    first, last = (quarter_name(quarter, language) for quarter in stretch)
    return sentence("strip.far", language, first=first, last=last, days=amount(days, language))


def quarter_text(strip: Strip, quarter: int, language: str) -> str:
    """`60 comptés · 6 en doute`: the declared days of a quarter."""
    days: dict[int, int] = {}
    for mark in strip.by_quarter[quarter]:
        days[mark.fate] = days.get(mark.fate, 0) + mark.share
    return " · ".join(
        f"{amount(days[fate], language)}\u00a0{sentence(COUNTS[fate], language)}" for fate in sorted(days)
    )


COUNTS = {
    COUNTED: "strip.of_counted",
    ASSIMILATED: "strip.of_assimilated",
    NOT_COUNTED: "strip.of_not_counted",
    MAY_EXTEND: "strip.of_may_extend",
    DOUBT: "strip.doubt",
    OUTSIDE: "strip.of_outside",
}


def quarter_days(quarter: int) -> range:
    return range(quarter_start(quarter), quarter_start(quarter + 1))
