"""Twelve months of wages and subsidies: the page, its chart, and the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from tremplin.office.article60.selectors.forecast import AMOUNT, COST, END, WAITING, Forecast, Span, Sum, forecast_of
from tremplin.office.pages.claims import export, showing
from tremplin.office.pages.claims.pages import logged, saved
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import month_said
from tremplin.papers.strip.words import SHORT_MONTHS

REASONS = (COST, END, AMOUNT, WAITING)
SHOWN = 40
"""Files that are named under a reason; the workbook has all."""
WIDE, TALL, LEFT, TOP, FOOT = 640, 260, 8, 26, 24
KINDS = ("wages", "subsidies", "net")


@office()
def forecast(request: Request, language: str) -> HttpResponse:
    today = timezone.localdate()
    found = forecast_of(today)
    if request.GET.get("as") == "xlsx":
        logged(request, found.lines, "forecast")
        return saved(workbook(found, language), f"forecast-{today:%Y-%m}.xlsx")
    words = {
        "rows": [row(one, language) for one in found.months],
        "total": {name: total(found.months, name, language) for name in KINDS},
        "total_open": {name: sum(lacks(line.cells, name) for line in found.lines) for name in KINDS},
        "chart": drawn(found.months, language) if any(one.files for one in found.months) else "",
        "apart": [
            (say(f"office_forecast.because_{reason}", count=len(listed)), listed[:SHOWN], max(0, len(listed) - SHOWN))
            for reason in REASONS
            if (listed := found.open.get(reason))
        ],
        "unsigned": found.unsigned, "any": bool(found.lines),
    }  # fmt: skip
    return render(request, "office/claims/forecast.html", words)


def lacks(cells: Sequence[Any], name: str) -> bool:
    of = {"wages": "wage", "subsidies": "subsidy", "net": "net"}[name]
    return any(one is not None and getattr(one, of) is None for one in cells)


def row(one: Sum, language: str) -> dict[str, Any]:
    return {
        "month": month_said(one.month, language), "files": one.files,
        "figures": [(name, told(one, name, language), getattr(one, f"{name}_open")) for name in KINDS],
    }  # fmt: skip


def told(one: Sum, name: str, language: str) -> str:
    """An amount or a range; nothing where no file's is known, which is no zero."""
    if one.files == getattr(one, f"{name}_open"):
        return "–"
    return spread(getattr(one, name), language)


def spread(span: Span, language: str) -> str:
    return " – ".join(dict.fromkeys(showing.money(cents, language) for cents in span))


def total(months: Sequence[Sum], name: str, language: str) -> str:
    if all(one.files == getattr(one, f"{name}_open") for one in months):
        return "–"
    low, high = (sum(getattr(one, name)[end] for one in months) for end in (0, 1))
    return spread((low, high), language)


def drawn(months: Sequence[Sum], language: str) -> SafeString:
    """Two bars a month: what is sure, and above it what may come too."""
    highest = max(1, *(max(one.wages[1], one.subsidies[1]) for one in months))
    body = "".join(bars(months, highest, language))
    size = f'viewBox="0 0 {WIDE} {TALL}" width="{WIDE}" height="{TALL}"'
    title = escape(say("office_forecast.chart", most=showing.money(highest if highest > 1 else 0, language)))
    return mark_safe(f'<svg {size} role="img"><title>{title}</title>{body}</svg>')  # noqa: S308 - escaped


def bars(months: Sequence[Sum], highest: int, language: str) -> Iterator[str]:
    floor, step = TALL - FOOT, (WIDE - 2 * LEFT) / len(months)
    room, wide = floor - TOP, step * 0.34
    yield f'<path class="f-axis" d="M{LEFT} {floor}H{WIDE - LEFT}"/>'
    yield f'<path class="f-grid" d="M{LEFT} {TOP}H{WIDE - LEFT}"/>'
    top = escape(showing.money(highest if highest > 1 else 0, language))
    yield f'<text class="f-text" x="{LEFT}" y="{TOP - 8}">{top}</text>'
    for place, one in enumerate(months):
        x = LEFT + place * step
        for name, at in (("wages", step * 0.12), ("subsidies", step * 0.52)):
            low, high = (round(room * max(0, cents) / highest, 1) for cents in getattr(one, name))
            left, middle = f'x="{x + at:.1f}"', f'x="{x + at + wide / 2:.1f}" text-anchor="middle"'
            yield f'<rect class="f-{name}" {left} y="{floor - low:.1f}" width="{wide:.1f}" height="{low}"/>'
            if high > low:
                tall = round(high - low, 1)
                yield f'<rect class="f-doubt" {left} y="{floor - high:.1f}" width="{wide:.1f}" height="{tall}"/>'
            if getattr(one, f"{name}_open"):
                yield f'<text class="f-open" {middle} y="{floor - high - 4:.1f}">?</text>'
        month = escape(SHORT_MONTHS[language][one.month.month - 1])
        yield f'<text class="f-text" x="{x + step / 2:.1f}" y="{TALL - 6}" text-anchor="middle">{month}</text>'


def workbook(found: Forecast, language: str) -> bytes:
    """A line a file and kind, then the sums with how many could not be told. What is unknown is empty."""
    heads = [say("office_claims.head_person"), say("office_claims.head_file"), say("office_forecast.what")]
    for one in found.months:
        month = month_said(one.month, language)
        heads += [f"{month} ({say('office_forecast.least')})", f"{month} ({say('office_forecast.most')})"]
    rows: list[list[Any]] = []
    for line in found.lines:
        for name, of in (("wages", "wage"), ("subsidies", "subsidy")):
            spans = [getattr(cell, of) if cell else (0, 0) for cell in line.cells]
            rows.append([line.name, line.number, say(f"office_forecast.{name}"), *flat(spans)])
    for name in KINDS:
        known = [
            None if one.files and one.files == getattr(one, f"{name}_open") else getattr(one, name)
            for one in found.months
        ]
        rows.append([say("office_forecast.total"), "", say(f"office_forecast.{name}"), *flat(known)])
        counts = [getattr(one, f"{name}_open") for one in found.months]
        rows.append(
            [
                say("office_forecast.open_files"),
                "",
                say(f"office_forecast.{name}"),
                *(n for c in counts for n in (c, c)),
            ]
        )
    return export.book(heads, rows)


def flat(spans: Sequence[Span | None]) -> Iterator[float | None]:
    for span in spans:
        yield from (export.euros(span[0] if span else None), export.euros(span[1] if span else None))
