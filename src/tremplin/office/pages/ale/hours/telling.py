"""Hours, limits and what stands against hours, in the words of the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tremplin.office.ale.models import Visit, Worker
from tremplin.office.ale.selectors.limits import Flag, Room
from tremplin.office.pages.ale.hours.typed import time_of
from tremplin.office.pages.forms import say
from tremplin.office.pages.words import brief_day_of, day_of
from tremplin.papers.saying import hours

DAYS, HUNDREDTHS, CLOCKS = ("since", "until"), ("maximum", "reached", "left"), ("starts", "ends")


def hours_said(minutes: int, language: str) -> str:
    """`2,5`."""
    return hours(round(minutes * 100 / 60), language)


def span_said(visit: Visit, language: str) -> str:
    """`de 09:00 à 12:00`; `3 h` where the times are not known."""
    if visit.starts is None:
        return say("office_ale_hours.span", hours=hours_said(visit.minutes, language))
    return say("office_ale_hours.span_from", starts=time_of(visit.starts), ends=time_of(visit.starts + visit.minutes))


def flag_said(flag: Flag, language: str) -> str:
    words: dict[str, Any] = dict(flag.words)
    for name, value in flag.words.items():
        if name in DAYS:
            words[name] = brief_day_of(date.fromisoformat(value), language)
        elif name in CLOCKS:
            words[name] = time_of(value)
        elif name in HUNDREDTHS or flag.cause == "ceiling_open":
            words[name] = "–" if value is None else hours(value, language)
    return say(f"office_ale_hours.flag_{flag.cause}", **words)


def room_said(room: Room, language: str) -> str:
    """What a worker has left; nothing where there is no limit."""
    if room.least is None or room.most is None:
        return ""
    if room.least != room.most:
        ends = {"least": hours(room.least, language), "most": hours(room.most, language)}
        return say("office_ale_hours.worker_left_open", **ends)
    if room.most <= 0:
        return say("office_ale_hours.worker_none_left")
    return say("office_ale_hours.worker_left", hours=hours(room.most, language))


@dataclass(frozen=True)
class Exception_:
    """A visit to look at, with what stands against it."""

    pk: int
    who: str
    place: str
    day: str
    hours: str
    why: tuple[str, ...]


def exceptions(visits: Iterable[Visit], flags: dict[int, list[Flag]], workers: dict[int, Worker], language: str) -> list[Exception_]:  # fmt: skip  # noqa: E501
    found = []
    for visit in visits:
        why = [flag_said(flag, language) for flag in flags.get(visit.pk, ())]
        if visit.state == Visit.State.CONTESTED:
            why.insert(0, say("office_ale_hours.flag_contested", why=visit.contested_why))
        if why:
            worker = workers[visit.worker_id]
            found.append(
                Exception_(
                    visit.pk, str(worker.person), visit.authorisation.number, day_of(visit.day, language),
                    span_said(visit, language), tuple(why),
                )
            )  # fmt: skip
    return found
