"""Values as people say them, in their language: `oui`, `1er mars 2026`, `876,50 €`, `inconnu`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tremplin.engine.kinds import NONE, UNKNOWN, Kind, day_date, read_day
from tremplin.engine.law import Law
from tremplin.ground.sentences import sentence

MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "en": "January February March April May June July August September October November December".split(),
}


def said(law: Law, kind: Kind, value: int, language: str, *names: str, brief: bool = False) -> str:
    """A value as people say it: `oui`, `1er mars 2026`, `inconnu`.

    `names` lead to texts of the law for this value (`route.own_band`, `service_code.30`), under its `choices`.
    """
    if value == UNKNOWN:
        return sentence("value.unknown", language)
    if value == NONE:
        found = next((law.choices[key][language] for name in names if (key := f"{name}.none") in law.choices), None)
        return found or sentence("value.none", language)
    if kind.name == "yes_no":
        return sentence("value.yes" if value else "value.no", language)
    if kind.name == "choices":
        each = [place for place in range(len(kind.names)) if value >> place & 1]
        one = Kind("choice", 1, kind.names)
        listed = [said(law, one, place, language, *names) for place in each]
        return ", ".join(listed) or said(law, one, NONE, language, *names)
    plain = str(kind.plain(value))
    found = next((law.choices[key][language] for name in names if (key := f"{name}.{plain}") in law.choices), "")
    match kind.name:
        case "status":
            return sentence(f"status.{plain}", language)
        case "choice":
            route = law.rules[plain].texts.get("label") if plain in law.rules else None
            return str(found or (law.choices.get(plain) or route or {}).get(language, plain))
        case "day":
            return found or (brief_day(value, language) if brief else text_of(kind, value, language))
    text = plain if brief and kind.scale == 1 and kind.name == "number" else text_of(kind, value, language)
    return f"{text} ({found})" if found and not brief else text


def brief_day(value: int, language: str) -> str:
    """A day in a table: `01/03/2026`."""
    return day_date(value).strftime({"de": "%d.%m.%Y", "en": "%Y-%m-%d"}.get(language, "%d/%m/%Y"))


def text_of(kind: Kind, value: int, language: str) -> str:
    """For people, in their language. Yes, no, unknown and names of choices are the caller's to translate."""
    match kind.name:
        case "day":
            return day_text(value, language)
        case "first_of_month":
            return day_text(value, language).partition(" ")[2]
        case "first_of_year":
            return day_text(value, language).rpartition(" ")[2]
        case "month":
            return f"{MONTHS[language][value % 12]} {value // 12}"
        case "choice" | "status":
            return kind.names[value]
    whole, rest = divmod(abs(int(value)), kind.scale)
    digits = f"{whole:,}".replace(",", "," if language == "en" else "\u202f")
    decimals = len(str(kind.scale)) - 1
    if rest or kind.name == "money":
        tail = f"{rest:0{decimals}d}"
        tail = tail[:2] + tail[2:].rstrip("0") if kind.name == "money" else tail.rstrip("0")
        digits += ("." if language == "en" else ",") + tail
    return ("−" if value < 0 else "") + digits + (" €" if kind.name == "money" else "")


def day_text(value: int, language: str) -> str:
    """`1er mars 2026`, `1 maart 2026`, `1. März 2026`, `1 March 2026`."""
    date = day_date(value)
    number = {"fr": "1er" if date.day == 1 else str(date.day), "de": f"{date.day}."}.get(language, str(date.day))
    return f"{number} {MONTHS[language][date.month - 1]} {date.year}"


def body_text(one: Mapping[str, Any], language: str) -> str:
    """An institution with the days of its competence, where they are not the whole: `l'ONEM (jusqu'au …)`."""
    body = str(one["body"][language])
    first, last = (one[key] and day_text(read_day(one[key]), language) for key in ("from", "until"))
    if first and last:
        return sentence("law.body_between", language, body=body, start=first, end=last)
    if first:
        return sentence("law.body_from", language, body=body, day=first)
    return sentence("law.body_until", language, body=body, day=last) if last else body
