"""The variants of a plan as cards: a letter, a small picture of its days, its dates and amounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from xml.sax.saxutils import escape

from tremplin.engine.kinds import UNKNOWN, day_date
from tremplin.engine.words import month_of, month_start
from tremplin.ground.sentences import sentence
from tremplin.law.article60.planner import Planned
from tremplin.law.article60.variants import Variant
from tremplin.papers.html import Html
from tremplin.papers.pathway import NOTHING, end_range, left, names
from tremplin.papers.saying import Ends, amount, capital, course, day_range
from tremplin.papers.strip.words import SHORT_MONTHS
from tremplin.reasons.wording import day_text

SHOWN = 3
FILLERS = (3, 6, 1)
"""Months of part-time work at first that are shown where fewer variants have a name."""
WIDTH, LEFT, RIGHT, NAME = 248, 2, 246, 50


@dataclass(frozen=True)
class Card:
    """One variant. `query`: what its contract is prefilled from; `asks`: what the page of an amendment is."""

    letter: str
    place: int | None
    heading: str
    under: str
    named: str
    picture: Html | None
    opens: str
    end: str
    first_end: str
    tone: str
    badge: str
    subsidy: str
    cost: str
    left: str
    warnings: tuple[str, ...]
    query: str
    best: bool
    full_time_after: str
    unset: bool = False
    """Whether an amount that the office may set would settle the subsidy."""


def shown_places(planned: Planned) -> list[int]:
    """Full-time at once, those that have a name, then as many others as there is room for."""
    months = {variant.months_first: place for place, variant in enumerate(planned.variants)}
    others = [months[count] for count in FILLERS if count in months]
    wanted = [0, planned.earliest, planned.cheapest, planned.gentlest, *others]
    found = [place for place in dict.fromkeys(wanted) if place is not None and place < len(planned.variants)]
    return sorted(found[:SHOWN])


def cards(planned: Planned, language: str, reach: Ends | None = None) -> list[Card]:
    places = shown_places(planned)
    shown = [planned.variants[place] for place in places]
    reach = reach or reach_of(planned.start, shown)
    return [
        card(
            variant, letter, reach, language, place=place, named=names(planned, place, language),
            best=place == planned.earliest,
        )
        for letter, place, variant in zip("ABC", places, shown, strict=False)
    ]  # fmt: skip


def card(
    variant: Variant,
    letter: str,
    reach: Ends,
    language: str,
    *,
    place: int | None = None,
    named: str = "",
    best: bool = False,
) -> Card:
    opens = variant.right_opens
    heading = capital(course(variant, language))
    tone, badge = verdict(variant, language)
    return Card(
        letter=letter,
        place=place,
        heading=heading,
        under=sentence("office_plan.from_day", language, day=day_text(variant.way.start, language)),
        named=capital(named),
        picture=lane(variant, letter, reach, language),
        opens=end_range(variant, opens, language),
        end=end_range(variant, variant.contract_end, language),
        first_end=day_text(variant.contract_end[0], language) if variant.contract_end else "",
        tone=tone,
        badge=badge,
        subsidy=amount(variant.total, variant.total_range, language),
        cost="" if variant.cost_range is None else amount(UNKNOWN, variant.cost_range, language),
        left="" if variant.cost_range is None else left(variant, language),
        warnings=tuple(capital(warning.text(language)) for warning in variant.warnings),
        query=urlencode(query_of(variant)),
        best=best,
        full_time_after=day_text(variant.way.turn, language) if variant.months_first else "",
        unset=variant.total == UNKNOWN and variant.total_range is None,
    )


def verdict(variant: Variant, language: str) -> tuple[str, str]:
    """What a badge says: nothing where the day is one and the way has nothing to watch."""
    if variant.contract_end is None:
        return "stop", sentence("office_plan.not_opening", language)
    keys = {warning.key for warning in variant.warnings}
    if "open_already" in keys:
        return "note", sentence("office_plan.open_now", language)
    if variant.contract_end[0] != variant.contract_end[1]:
        days = variant.contract_end[1] - variant.contract_end[0]
        return "care", sentence("office_plan.range_of_one" if days == 1 else "office_plan.range_of", language, days=days)  # fmt: skip  # noqa: E501
    return "good", sentence("office_plan.sure", language)


def query_of(variant: Variant) -> dict[str, str]:
    """The answers that a contract is prefilled from."""
    way = variant.way
    found = {"first": day_date(way.start).isoformat()}
    found |= {"hours": plain_hours(way.weekly_hours_first if way.months_first else way.full_time_hours)}
    found |= {"months": str(way.months_first), "full": plain_hours(way.full_time_hours)}
    if way.months_first:
        found["turn"] = day_date(way.turn).isoformat()
    if variant.contract_end:
        found["last"] = day_date(variant.contract_end[1]).isoformat()
    return found


def plain_hours(hundredths: int) -> str:
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02d}" if rest else str(whole)


def reach_of(start: int, variants: Sequence[Variant]) -> Ends:
    """The days that all pictures show, so that they can be compared."""
    ends = [variant.contract_end[1] for variant in variants if variant.contract_end]
    return month_start(month_of(start)), max([*ends, start + 90]) + 20


def lane(variant: Variant, letter: str, reach: Ends, language: str) -> Html | None:
    """Days that go on (thinner while part-time), the range in which the right opens, the contract until its latest
    day."""
    if variant.contract_end is None:
        return None
    first, end = reach

    def x(day: int) -> float:
        return LEFT + (min(max(day, first), end) - first) * (RIGHT - LEFT) / max(1, end - first)

    start, (low, high) = variant.way.start, variant.contract_end
    turn = variant.way.turn if variant.months_first else start
    words = {"letter": letter, "opens": day_range(variant.right_opens, language)}
    title = sentence("office_plan.lane", language, **words, end=day_text(high, language))
    parts = [f'<rect class="lane-contract" x="{x(start):.1f}" y="8" width="{x(high + 1) - x(start):.1f}" height="26" rx="3"/>']  # fmt: skip  # noqa: E501
    if turn > start:
        until = min(turn, low + 1)
        parts.append(f'<rect class="lane-sure lane-sure--part" x="{x(start):.1f}" y="18.5" width="{x(until) - x(start):.1f}" height="5"/>')  # fmt: skip  # noqa: E501
    if low + 1 > turn:
        parts.append(f'<rect class="lane-sure" x="{x(turn):.1f}" y="16" width="{x(low + 1) - x(turn):.1f}" height="10"/>')  # fmt: skip  # noqa: E501
    if high > low:
        parts.append(f'<rect class="lane-range" x="{x(low + 1):.1f}" y="13" width="{max(3, x(high + 1) - x(low + 1)):.1f}" height="16" rx="2"/>')  # fmt: skip  # noqa: E501
    parts.append(f'<path class="line-required" d="M{x(high + 1):.1f} 4V38"/>')
    return Html(
        f'<svg class="chart" viewBox="0 0 {WIDTH} 58" role="img" aria-labelledby="lane-{letter}"><title '
        f'id="lane-{letter}">{escape(title)}</title>{marks(first, end, x, language)}{"".join(parts)}</svg>'
    )


def marks(first: int, end: int, x: object, language: str) -> str:
    """A line for some months, as many as their names have room."""
    assert callable(x)
    months = range(month_of(first), month_of(end) + 1)
    step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 1200) if len(months) / step <= 4)
    found, free = "", 0.0
    for month in months:
        if month % step == 0 and (day := month_start(month)) >= first and free <= (at := x(day)) < RIGHT - NAME + 6:
            free = at + NAME
            name = f"{SHORT_MONTHS[language][month % 12]} {str(month // 12)[2:]}"
            found += f'<path class="axis" d="M{at:.1f} 4V40"/><text x="{at:.1f}" y="54" text-anchor="start">{escape(name)}</text>'  # fmt: skip  # noqa: E501
    return found


@dataclass(frozen=True)
class Row:
    """A variant in the list of all."""

    course: str
    opens: str
    end: str
    subsidy: str
    left: str
    query: str


def all_rows(planned: Planned, language: str) -> list[Row]:
    return [
        Row(
            capital(course(of, language)),
            end_range(of, of.right_opens, language),
            end_range(of, of.contract_end, language),
            amount(of.total, of.total_range, language),
            left(of, language) if of.cost_range else NOTHING,
            urlencode(query_of(of)),
        )
        for of in planned.variants
    ]
