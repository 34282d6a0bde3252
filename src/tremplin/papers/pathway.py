"""What a planned pathway offers, as sections: the variants, the subsidy month by month, ONEM, the clause."""

from __future__ import annotations

from collections.abc import Sequence

from tremplin.engine.kinds import KINDS, UNKNOWN
from tremplin.ground.sentences import sentence
from tremplin.law.article60 import clause
from tremplin.law.article60.repairs import Repair
from tremplin.papers.parts import CARE, Block, Point, Points, Quote, Section, Text
from tremplin.papers.planned import Planned, Variant
from tremplin.papers.saying import Ends, amount, capital, course, day_range, money, month
from tremplin.papers.strip import Table
from tremplin.reasons.wording import day_text, text_of

MOST = 6
"""Variants that a page compares; a longer list is no comparison."""
NOTHING = "–"
COLUMNS = (
    "report.variant",
    "report.last_day",
    "report.right_opens",
    "report.subsidy",
    "report.cost",
    "report.left",
)


def chosen(planned: Planned, asked: Sequence[int] = ()) -> list[int]:
    """The variants to show, in the planner's order: those asked for, those with a name, the first of the others."""
    named = [place for place in (*asked, planned.earliest, planned.cheapest, planned.gentlest) if place is not None]
    return sorted(list(dict.fromkeys([*named, *range(len(planned.variants))]))[:MOST])


def leading(planned: Planned) -> Variant | None:
    """The variant that the report speaks of first: the earliest, else the first there is."""
    if planned.earliest is not None:
        return planned.variants[planned.earliest]
    return planned.variants[0] if planned.variants else None


def names(planned: Planned, place: int, language: str) -> str:
    """`la plus rapide, la moins chère`: what a variant is the best at."""
    best = (
        (planned.earliest, "report.earliest"),
        (planned.cheapest, "report.cheapest"),
        (planned.gentlest, "report.gentlest"),
    )
    return ", ".join(sentence(key, language) for of, key in best if of == place)


def title(planned: Planned, place: int, language: str) -> str:
    """`1 · Temps plein dès le premier jour (la plus rapide)`: the number that the command line gives it."""
    best = names(planned, place, language)
    text = f"{place + 1} · {capital(course(planned.variants[place], language))}"
    return f"{text} ({best})" if best else text


def variants_section(planned: Planned, language: str, asked: Sequence[int] = ()) -> Section:
    """The variants side by side, and what those asked for, or with a name, ask to be careful of."""
    shown = chosen(planned, asked)
    rows = tuple(variant_row(planned, place, language) for place in shown)
    texts = tuple(capital(sentence(heading, language)) for heading in COLUMNS)
    note = sentence("report.variants_note", language)
    if len(planned.variants) > len(shown):
        note += " " + sentence("report.variants_more", language, count=len(planned.variants) - len(shown))
    blocks: list[Block] = [Table(note, texts, rows, (3, 4, 5))]
    named = [*asked] or [place for place in shown if names(planned, place, language)]
    if points := warnings(planned, named or shown[:1], language):
        blocks.append(Points(points))
    return Section("variants", sentence("report.variants", language), tuple(blocks))


def variant_row(planned: Planned, place: int, language: str) -> tuple[str, ...]:
    variant = planned.variants[place]
    cost = NOTHING if variant.cost_range is None else amount(UNKNOWN, variant.cost_range, language)
    return (
        title(planned, place, language),
        end_range(variant, variant.contract_end, language),
        end_range(variant, variant.right_opens, language),
        amount(variant.total, variant.total_range, language),
        cost,
        left(variant, language),
    )


def end_range(variant: Variant, ends: Ends | None, language: str) -> str:
    """The days between which something of a variant falls; when not even that is known, why."""
    return sentence("report.not_yet", language) if undecided(variant) else day_range(ends, language)


def undecided(variant: Variant) -> bool:
    """Whether what is not known leaves open on which day the right opens."""
    keys = {getattr(warning, "key", "") for warning in variant.warnings}
    return variant.contract_end is None and "undecided" in keys


def left(variant: Variant, language: str) -> str:
    """What the CPAS pays itself: the cost without the subsidy, within their bounds."""
    return NOTHING if variant.cost_range is None else amount(UNKNOWN, variant.net_cost(), language)


def warnings(planned: Planned, places: Sequence[int], language: str) -> tuple[Point, ...]:
    """Each warning once, with the variants it is about; without them when it is about all."""
    found: dict[str, list[str]] = {}
    for place in places:
        for warning in planned.variants[place].warnings:
            found.setdefault(warning.text(language), []).append(str(place + 1))
    said, colon = sentence("report.care", language), sentence("place.colon", language)
    return tuple(
        Point(
            capital(text) if len(numbers) == len(places) else f"{', '.join(numbers)}{colon}{text}",
            mark=CARE,
            said=said,
        )
        for text, numbers in found.items()
    )


def subsidy_section(planned: Planned, language: str, asked: Sequence[int] = ()) -> Section:
    """The subsidy of each calendar month, of the variants asked for or of those with a name; a month whose rule is not
    known says so."""
    named = [*asked] or [place for place in chosen(planned) if names(planned, place, language)] or chosen(planned)[:1]
    variants = [planned.variants[place] for place in named]
    months = sorted({month for variant in variants for month in variant.months})
    rows = [(capital(month(of, language)), *(paid(variant, of, language) for variant in variants)) for of in months]
    totals = (amount(variant.total, variant.total_range, language) for variant in variants)
    rows.append((capital(sentence("strip.total", language)), *totals))
    word = capital(sentence("report.variant", language))
    headings = (capital(sentence("report.month", language)), *(f"{word} {place + 1}" for place in named))
    table = Table(sentence("report.subsidy_note", language), headings, tuple(rows), tuple(range(1, len(headings))))
    return Section("subsidy", sentence("report.subsidy_months", language), (table,))


def paid(variant: Variant, month: int, language: str) -> str:
    if month not in variant.months:
        return NOTHING
    if month in variant.without_subsidy:
        return sentence("report.nothing_due", language)
    if month in variant.by_end:
        return sentence("plan.by_end", language)
    return amount(variant.months[month], None, language)


def onem_section(planned: Planned, made_on: int, language: str) -> Section:
    """The day to ask ONEM, or its answer, and what the service gives."""
    variant = leading(planned)
    blocks: list[Block] = []
    if planned.anchor:
        day = day_text(planned.anchor.answered_on, language)
        blocks.append(Text(sentence("report.asked", language, day=day)))
        blocks.append(Text(answered(planned, variant, language)))
    elif variant and variant.ask_onem_on is not None:
        key = "report.ask_on" if variant.ask_onem_on >= made_on else "report.ask_past"
        blocks.append(Text(sentence(key, language, day=day_text(variant.ask_onem_on, language))))
    else:
        blocks.append(Text(sentence("report.ask_unknown", language)))
    blocks.append(Text(sentence("report.ask_how", language), soft=True))
    return Section("onem", sentence("report.ask", language), tuple(blocks))


def answered(planned: Planned, variant: Variant | None, language: str) -> str:
    """ONEM's answer beside our own count, and the gap between them."""
    assert planned.anchor is not None
    anchor = planned.anchor
    own, gap = (str(of[0]) if of[0] == of[1] else f"{of[0]}–{of[1]}" for of in (anchor.own_days_to_work, anchor.gap))
    words = {"day": day_text(anchor.answered_on, language), "days": anchor.days_to_work, "own": own, "gap": gap}
    text = sentence("report.answered", language, **words)
    if variant is None or variant.by_own_count is None:
        return text
    return f"{text} {sentence('report.own_end', language, days=day_range(variant.by_own_count, language))}"


def repairs_section(planned: Planned, language: str) -> Section | None:
    """What can be done about days lost or missing, and what each way out gives."""
    if not planned.repairs:
        return None
    headings = tuple(
        capital(sentence(key, language))
        for key in ("report.way_out", "report.last_day", "report.subsidy", "report.cost")
    )
    rows = tuple(
        (
            capital(way_out(repair, language)),
            day_range(repair.contract_end, language),
            amount(UNKNOWN, repair.subsidy, language),
            NOTHING if repair.cost is None else money(repair.cost, language),
        )
        for repair in planned.repairs
    )
    table = Table(sentence("report.repairs_note", language), headings, rows, (2, 3))
    return Section("repairs", sentence("plan.repairs", language), (table,))


def way_out(repair: Repair, language: str) -> str:
    days = text_of(KINDS["hundredths"], repair.days, language) if repair.kind == "leave" else str(repair.days)
    return sentence(f"plan.repair_{repair.kind}", language, days=days, place=repair.place)


def clause_section(planned: Planned, language: str) -> Section:
    """A clause that ends the contract by itself, in words to take over."""
    if planned.clause_days is None:
        blocks: tuple[Block, ...] = (Text(sentence("report.no_clause", language)),)
    else:
        words, source = clause.text(planned.clause_days, language), capital(sentence("clause.official", language))
        blocks = (
            Quote(words, sentence("report.clause_source", language, source=source)),
            *([Text(read_again(planned, language))] if planned.clause else []),
            Text(sentence("report.clause_note", language), soft=True),
        )
    return Section("clause", sentence("report.clause", language), blocks)


def read_again(planned: Planned, language: str) -> str:
    """A clause as it was signed, under the law of its end: which trigger ends the contract first."""
    found = planned.clause
    assert found is not None
    if found.on is None or found.trigger is None:
        return capital(sentence("clause.never", language, written=found.written, day=day_text(planned.start, language)))
    trigger = sentence(f"clause.trigger_{found.trigger}", language, days=found.written)
    words = {"written": found.written, "day": day_text(found.on, language), "trigger": trigger}
    return capital(sentence("clause.first", language, **words)) + "."
