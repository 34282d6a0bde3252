"""Days, ranges, counts and amounts as a page says them: a range looks like a range, and nothing unknown like a zero."""

from __future__ import annotations

import re
from pathlib import PurePath

from tremplin.engine.kinds import KINDS, UNKNOWN, day_date
from tremplin.ground.sentences import sentence
from tremplin.papers.planned import Said, Variant
from tremplin.reasons.answer import Answer
from tremplin.reasons.wording import MONTHS, brief_day, day_text, text_of

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
    return low if low == high else f"{low.removesuffix(EURO)} – {high}"


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


def row_said(answer: Answer, row: int, language: str) -> str:
    """A row of work by what people can see of it: `n° 5, code 50 (maladie), 31 jours, 01/07–30/09/2025`."""
    case, law = answer.case, answer.law
    work, places = case.rows["work"] or {}, case.places.get("work")
    code, days, amount_of = (work[name][row] for name in ("service_code", "days", "hours"))
    parts = [sentence("report.row", language, number=(places[row] if places else row) + 1)]
    if code == UNKNOWN:
        parts.append(sentence("read.no_code", language))
    else:
        text = law.choices.get(f"service_code.{code}", {}).get(language, "")
        parts.append(sentence("report.row_code", language, code=f"{code} ({text})" if text else code))
    if days != UNKNOWN:
        key = "report.row_day" if days == 100 else "report.row_days"
        parts.append(sentence(key, language, count=hours(days, language)))
    elif amount_of != UNKNOWN:
        parts.append(sentence("report.row_hours", language, count=hours(amount_of, language)))
    first, end = work["first_day"][row], work["end_day"][row]
    if UNKNOWN not in (first, end):
        parts.append(brief_range((first, end - 1), language))
    return ", ".join(parts)


def brief_range(ends: Ends, language: str) -> str:
    """`01/07–30/09/2025`: two days in short, without the first year where both share it."""
    first, last = (brief_day(end, language) for end in ends)
    if ends[0] == ends[1]:
        return first
    if language == "en":
        return f"{first} – {last}"
    return f"{first[:-4].rstrip('/') if first[-4:] == last[-4:] else first}–{last}"


def doubt_said(doubt: Said, language: str) -> str:
    """A doubt with the name of its file: on paper nobody follows a folder, a line or a path inside a file."""
    place, sentence_of = getattr(doubt, "place", ""), getattr(doubt, "sentence", None)
    if not place or sentence_of is None:
        return doubt.text(language)
    file = PurePath(INSIDE.split(place)[0]).name
    return f"{file}{sentence('place.colon', language)}{sentence_of(language)}"


INSIDE = re.compile(r", (?:line \d|column |sheet |\w+\[\d)")
"""Where a place goes on inside its file."""
ROYAL = {
    "nl": {"AR": "KB", "AM": "MB", "circ.": "omz.", "loi-programme": "programmawet"},
    "de": {"AR": "KE", "AM": "ME", "circ.": "Rundschr.", "loi-programme": "Programmgesetz"},
}
"""What a language calls a royal decree, a ministerial decree, a circular and a programme law."""


def article_said(article: str, language: str) -> str:
    """`KB 25/11/1991, art. 30`: an article of the law by the name that the language gives its text."""
    for french, name in ROYAL.get(language, {}).items():
        article = re.sub(rf"(?<!\w){re.escape(french)}(?= )", name, article)
    return article.replace(" art. ", " Art. ") if language == "de" else article


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
