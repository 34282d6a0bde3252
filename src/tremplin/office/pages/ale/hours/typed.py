"""Hours as people type them: `3`, `3:30`, `9-12`, several with a space; and hours as cells show them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import parse_qsl, urlencode

from django.http import Http404

from tremplin.office.ale.models import Visit
from tremplin.office.ale.services.visiting import DAY, Span, VisitFault, checked

HOUR = 60
LONGEST = 80
MOST_A_DAY = 5
FIRST_YEAR, LAST_YEAR = 1994, 2099
CLOCK = r"([0-9]{1,2})(?:[:hHuU.]([0-9]{2})|[hHuU])?"
FROM_TO = re.compile(f"{CLOCK}-{CLOCK}", re.ASCII)
LONG = re.compile(r"([0-9]{1,2})(?:[:hHuU]([0-9]{2})?|[.,](0|00|25|5|50|75))?", re.ASCII)
DASH = re.compile(r"\s*[-–—]\s*")
MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])", re.ASCII)


def month_or_404(text: str) -> date:
    """The first day of a month as an address says it."""
    found = month_of(text)
    if found is None:
        raise Http404(text)
    return found


def month_of(text: str) -> date | None:
    said = MONTH.fullmatch(text.strip())
    if not said or not FIRST_YEAR <= int(said[1]) <= LAST_YEAR:
        return None
    return date(int(said[1]), int(said[2]), 1)


def spans(text: str) -> list[Span]:
    """Raises VisitFault."""
    words = DASH.sub("-", text.strip()[: LONGEST + 1]).replace("+", " ").replace(";", " ").split()
    if len(text.strip()) > LONGEST or len(words) > MOST_A_DAY:
        raise VisitFault("office_ale_hours.fault_too_many")
    return [span(word, text) for word in words]


def span(word: str, text: str) -> Span:
    if said := FROM_TO.fullmatch(word):
        first, last = minute(said[1], said[2], text), minute(said[3], said[4], text)
        if last <= first:
            raise VisitFault("office_ale_hours.fault_past_midnight")
        return checked(Span(last - first, first), date.max)
    if said := LONG.fullmatch(word):
        part = {"25": 15, "5": 30, "50": 30, "75": 45}.get(said[3] or "", 0)
        return checked(Span(minute(said[1], said[2], text) + part), date.max)
    raise VisitFault("office_ale_hours.fault_typed", typed=text[:LONGEST])


def minute(hours: str, minutes: str | None, text: str) -> int:
    found = int(hours) * HOUR + int(minutes or 0)
    if int(minutes or 0) >= HOUR or found > DAY:
        raise VisitFault("office_ale_hours.fault_typed", typed=text[:LONGEST])
    return found


def clock(minutes: int) -> str:
    """`9`, `9:30`."""
    hours, rest = divmod(minutes, HOUR)
    return f"{hours}:{rest:02d}" if rest else str(hours)


def time_of(minutes: int) -> str:
    """`09:30`."""
    return f"{minutes // HOUR:02d}:{minutes % HOUR:02d}"


def shown(visit: Visit | Span) -> str:
    if visit.starts is None:
        return clock(visit.minutes)
    return f"{clock(visit.starts)}-{clock(visit.starts + visit.minutes)}"


def cell(visits: Iterable[Visit]) -> str:
    """The visits of a day, as they would be typed."""
    return " ".join(shown(visit) for visit in visits)


def same(told: Sequence[Span], visits: Iterable[Visit]) -> bool:
    """Whether a cell says what is recorded."""
    return sorted(map(shown, told)) == sorted(map(shown, visits))


def packed(cells: dict[int, str]) -> str:
    """What the cells of a row showed when they were given out: who saves sends it back."""
    return urlencode({str(day): text for day, text in cells.items() if text})


def unpacked(text: str) -> dict[int, str]:
    pairs = parse_qsl(text[:4000], max_num_fields=62) if text.count("&") < 62 else []
    return {int(day): told for day, told in pairs if day.isascii() and day.isdigit() and len(day) <= 2}
