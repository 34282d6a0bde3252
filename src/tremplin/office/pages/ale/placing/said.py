"""What the pages of placing say: days and times, activities, and why somebody stands where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from tremplin.ground.days import day_number
from tremplin.ground.sentences import sentence
from tremplin.law import belgian_law
from tremplin.office.ale.models import Request
from tremplin.office.ale.ranking import NEARNESS, Candidate, Line, Reason, Slot, hundredths, minutes_of
from tremplin.office.ale.selectors.training import module_named
from tremplin.office.pages.words import brief_day_of, month_said
from tremplin.papers.saying import day_range, hours

AREA = "office_ale_placing"
SHOWN_DAYS = 4
LANGUAGES = ("fr", "nl", "de", "en", "ar", "es", "it", "pl", "pt", "ro", "ru", "tr", "uk")
DEMANDS = ("heavy_loads", "dogs", "heights", "car")


def said(key: str, language: str, **words: Any) -> str:
    return sentence(f"{AREA}.{key}", language, **words)


def activity_said(name: str, language: str) -> str:
    """By the law's words, a capital first."""
    text = belgian_law().choices.get(f"activity.{name}", {}).get(language, name)
    return text[:1].upper() + text[1:]


def tongue(code: str, language: str) -> str:
    return said(f"tongue_{code}", language) if code in LANGUAGES else code


def demand(name: str, language: str) -> str:
    return said(f"demand_{name}", language) if name in DEMANDS else name.replace("_", " ")


def clock(minutes: int, language: str) -> str:
    hour, rest = divmod(minutes, 60)
    if language == "fr":
        return f"{hour} h {rest:02d}" if rest else f"{hour} h"
    return f"{hour}:{rest:02d}"


def hours_of(days: Iterable[Slot], language: str) -> str:
    return hours(hundredths(minutes_of(days)), language)


def days_said(days: Sequence[Slot], language: str) -> str:
    """`Lundi et jeudi, de 15 h 30 à 17 h 30, 1er – 18 décembre 2026.`; several times: only the days."""
    if not days:
        return ""
    weekdays = [said(f"weekday_{day}", language) for day in sorted({slot[0].weekday() for slot in days})]
    named = listed(weekdays, language)
    span = day_range((day_number(days[0][0]), day_number(days[-1][0])), language)
    times = {(first, end) for _, first, end in days}
    if len(times) > 1:
        return said("days_at_times", language, weekdays=named[:1].upper() + named[1:], span=span)
    first, end = times.pop()
    words = {"weekdays": named[:1].upper() + named[1:], "span": span}
    return said("days_at", language, first=clock(first, language), end=clock(end, language), **words)


def listed(names: Sequence[str], language: str) -> str:
    """`lundi, mardi et jeudi`."""
    if len(names) < 2:
        return "".join(names)
    return said("and", language, first=", ".join(names[:-1]), last=names[-1])


def who(request: Request, language: str) -> str:
    """What is asked for, and by whom."""
    of = request.authorisation
    return said("for_whom", language, activity=activity_said(of.activity, language), user=str(of.user))


def reason_said(reason: Reason, language: str) -> dict[str, str]:
    """A badge: its kind and its words."""
    return {"kind": reason.kind, "text": said(f"why_{key_of(reason)}", language, **words_of(reason.words, language))}


def key_of(reason: Reason) -> str:
    """Counts of none and one have sentences of their own."""
    if reason.key != "proposed":
        return reason.key
    count, refused = reason.words["count"], reason.words["refused"]
    return "proposed_never" if not count else "proposed_refused" if refused else "proposed"


def words_of(words: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {name: worded(name, word, language) for name, word in words.items()}


def worded(name: str, word: Any, language: str) -> Any:
    if name == "month":
        return month_said(date.fromisoformat(word), language)
    if name in ("left", "wanted"):
        return hours(word, language)
    if name == "activity":
        return activity_said(word, language).lower() if language != "de" else activity_said(word, language)
    if name == "language":
        return tongue(word, language)
    if name == "demands":
        return listed([demand(one, language) for one in word], language)
    if name == "modules":
        return listed([module.label(language) for one in word if (module := module_named(one))], language)
    if name == "days":
        shown = [brief_day_of(date.fromisoformat(one), language)[:5] for one in word[:SHOWN_DAYS]]
        return listed(shown, language) if len(word) <= SHOWN_DAYS else ", ".join(shown) + "…"
    return word


def lead(line: Line, one: Candidate, all_days: int, language: str) -> str:
    """How near, and how many of the days."""
    near = said(f"near_{NEARNESS[one.nearness]}", language)
    key = "days_all" if len(line.days) == all_days else "days_some"
    return f"{near} · {said(key, language, count=len(line.days), all=all_days)}"
