"""Days, ranges, counts and amounts as a page says them: a range looks like a range, and nothing unknown like a zero."""

from __future__ import annotations

from tremplin.engine.kinds import KINDS, UNKNOWN, day_date
from tremplin.ground.sentences import sentence
from tremplin.papers.planned import Variant
from tremplin.reasons.answer import Answer
from tremplin.reasons.wording import MONTHS, day_text, text_of

Ends = tuple[int, int]
EURO = "\u00a0€"


def ends_of(answer: Answer, public: str) -> Ends | None:
    """Both ends of a result: the same twice when it is known; None when not even bounds are."""
    value = answer.values.get(public, UNKNOWN)
    return (value, value) if value != UNKNOWN else answer.ranges.get(public)


def number(value: int, language: str) -> str:
    return text_of(KINDS["number"], value, language)


def count(ends: Ends | None, language: str) -> str:
    """`187`, `entre 187 et 205`, `inconnu`."""
    if ends is None:
        return sentence("value.unknown", language)
    low, high = (number(end, language) for end in ends)
    return low if ends[0] == ends[1] else sentence("value.between", language, low=low, high=high)


def figure(ends: Ends | None, language: str) -> str:
    """The same where there is little room: `187 – 205`."""
    if ends is None or ends[0] == ends[1]:
        return count(ends, language)
    return f"{number(ends[0], language)} – {number(ends[1], language)}"


def days_proved(ends: Ends, language: str) -> str:
    """`187 jours prouvés`, `1 jour prouvé`, `aucun jour prouvé`."""
    key = {(0, 0): "report.proved_none", (1, 1): "report.proved_one"}.get(ends, "report.proved")
    return sentence(key, language, count=count(ends, language))


def money(cents: int, language: str) -> str:
    return text_of(KINDS["money"], cents, language).replace(" €", EURO)


def amount(cents: int, ends: Ends | None, language: str) -> str:
    """`876,50 €`, `9 057,85 – 10 869,42 €`, or that the rule is not known; never a zero for what is not known."""
    if cents != UNKNOWN:
        return money(cents, language)
    if ends is None:
        return sentence("status.unset", language)
    low, high = (money(end, language) for end in ends)
    return f"{low.removesuffix(EURO)} – {high}"


def hours(hundredths: int, language: str) -> str:
    return text_of(KINDS["hundredths"], hundredths, language)


def on_day(ends: Ends, language: str) -> str:
    """`le 2 mars 2026`, `entre le 24 juillet et le 6 août 2026`."""
    if ends[0] == ends[1]:
        return sentence("report.on_day", language, day=day_text(ends[0], language))
    return sentence("report.between_days", language, first=shorter(ends, language), last=day_text(ends[1], language))


def shorter(ends: Ends, language: str) -> str:
    """The first of two days, without the year where both share it."""
    text, year = day_text(ends[0], language), day_date(ends[0]).year
    return text.removesuffix(f" {year}") if year == day_date(ends[1]).year else text


def day_range(ends: Ends | None, language: str) -> str:
    """In a table or a figure: `24 juillet – 6 août 2026`."""
    if ends is None:
        return sentence("report.not_reached", language)
    if ends[0] == ends[1]:
        return day_text(ends[0], language)
    return f"{shorter(ends, language)} – {day_text(ends[1], language)}"


def month(value: int, language: str) -> str:
    return f"{MONTHS[language][value % 12]} {value // 12}"


def course(variant: Variant, language: str) -> str:
    """`À temps plein dès le premier jour`, `19 h par semaine pendant 3 mois, puis à temps plein`."""
    if variant.months_first <= 0:
        return sentence("report.full_time", language)
    key = "report.part_time_one" if variant.months_first == 1 else "report.part_time"
    return sentence(
        key, language, hours=hours(variant.weekly_hours_first, language), months=number(variant.months_first, language)
    )


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
