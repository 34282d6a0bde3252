"""A closing in words: names, money, the sentence of a cause, what is done about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404

from tremplin.ground.days import day_number
from tremplin.ground.sentences import sentence
from tremplin.office.ale.matching.rows import Words
from tremplin.office.ale.models import Authorisation, ClosingLine, Visit, Worker
from tremplin.office.ale.services.resolving import ACTIONS, MENDS
from tremplin.papers import saying
from tremplin.reasons.wording import day_text

MONTH = re.compile(r"(20\d{2})-(0[1-9]|1[0-2])")
HOUR, WHOLE = 60, 100
MONEY = ("expected", "paid", "difference", "price", "each")
DAYS = ("day", "on", "until", "since", "starts")
TIMES = ("from",)


def asked(text: str) -> date:
    """The month of an address. Raises Http404."""
    if not (found := MONTH.fullmatch(text)):
        raise Http404
    return date(int(found[1]), int(found[2]), 1)


def month_name(month: date, language: str) -> str:
    return saying.month(month.year * 12 + month.month - 1, language)


def money(cents: int | None, language: str) -> str:
    return "–" if cents is None else saying.money(cents, language)


def clock(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes // HOUR}:{minutes % HOUR:02}"


def span(minutes: int) -> str:
    """`4 h 30`."""
    return f"{minutes // HOUR} h {minutes % HOUR:02}" if minutes % HOUR else f"{minutes // HOUR} h"


def hundredths(hours: int) -> str:
    return span(hours * HOUR // WHOLE)


def day_said(text: str, language: str) -> str:
    return day_text(day_number(date.fromisoformat(text)), language) if text else ""


@dataclass(frozen=True)
class Names:
    """The names behind the ids in the words of causes, read once for a page."""

    workers: dict[int, str]
    places: dict[int, str]

    @classmethod
    def of(cls, lines: list[ClosingLine]) -> Names:
        workers = {of.words["worker"] for of in lines if of.words.get("worker")}
        places = {of.words["other"] for of in lines if of.words.get("other")}
        found = Worker.objects.filter(pk__in=workers).select_related("person")
        there = Authorisation.objects.filter(pk__in=places).select_related("user__person")
        return cls({of.pk: str(of.person) for of in found}, {of.pk: str(of.user) for of in there})


@dataclass(frozen=True)
class Row:
    """A line of the table. `differs`: which of its three figures is the one to look at."""

    line: ClosingLine
    who: str
    where: str
    hours: int
    cheques: int
    money: str
    differs: str
    cause: str
    why: str
    action: str
    done: str
    form: bool
    goes: bool


DIFFERS = {
    "late_cheque": "cheques", "begun_hour_unpaid": "cheques", "expired_cheque": "cheques", "lost_cheque": "cheques",
    "cheque_used_twice": "cheques", "unknown_worker": "cheques", "unknown_authorisation": "cheques",
    "other_price": "money", "amount_differs": "money", "wrong_iban": "",
}  # fmt: skip
WITH_FORM = ("choose", "correct")
"""Actions that ask for something: they have a page of their own."""


def row_of(line: ClosingLine, names: Names, counts: dict[int, int], language: str) -> Row:
    action = ACTIONS.get(line.cause, "")
    cheques = sum(counts.get(pk, 0) for pk in line.issuer_lines)
    return Row(
        line,
        str(line.worker.person) if line.worker else sentence("office_ale_closing.nobody", language),
        place_name(line, language),
        line.hours,
        cheques,
        money(line.paid, language) if line.paid else "–",
        DIFFERS.get(line.cause, "hours"),
        sentence(f"office_ale_closing.cause_{line.cause}", language) if line.cause else "",
        why(line, names, language),
        said_action(line, action, language),
        sentence(f"office_ale_closing.done_{line.resolved}", language) if line.resolved else "",
        action in WITH_FORM,
        bool(line.resolved),
    )


def place_name(line: ClosingLine, language: str) -> str:
    if line.authorisation is None:
        return sentence("office_ale_closing.nowhere", language)
    user = line.authorisation.user
    return f"{user} · {line.authorisation.number}"


def said_action(line: ClosingLine, action: str, language: str) -> str:
    if not action:
        return ""
    words: Words = {}
    if action == "raise":
        words = {"hours": hundredths(line.words.get("needed", 0))}
    elif action == "claim":
        words = {"amount": money(abs(line.words.get("difference", 0)), language)}
    return sentence(f"office_ale_closing.do_{action}", language, **words)


def why(line: ClosingLine, names: Names, language: str) -> str:
    """The sentence under a cause; none where its words went with a person who was forgotten."""
    if not line.cause or not (line.words or variant(line)):
        return ""
    key = f"office_ale_closing.why_{line.cause}"
    return sentence(key + variant(line), language, **worded(line, names, language))


def variant(line: ClosingLine) -> str:
    """Which of the sentences of a cause fits what is known."""
    words = line.words
    if line.cause == "before_contract" and not words.get("starts"):
        return "_none"
    if line.cause == "cheque_used_twice" and not words.get("month"):
        return "_ended"
    if line.cause == "contested" and not words.get("why"):
        return "_plain"
    if line.cause in ("unknown_worker", "unknown_authorisation") and not words.get("told"):
        return "_none"
    return ""


def worded(line: ClosingLine, names: Names, language: str) -> dict[str, Any]:
    """The words of a cause as people write them."""
    words: dict[str, Any] = dict.fromkeys(("why", "told", "who", "numbers", "other"), "") | line.words
    for name in DAYS:
        if isinstance(words.get(name), str):
            words[name] = day_said(words[name], language)
    for name in MONEY:
        if isinstance(words.get(name), int):
            words[name] = money(abs(words[name]), language)
    if line.cause == "overlapping_hours":
        words |= {"starts": clock(line.words["from"]), "ends": clock(line.words["until"])}
        words["other"] = names.places.get(line.words["other"], "–")
        words.pop("from")
    if line.cause == "beyond_authorisation":
        words |= {"maximum": hundredths(line.words["maximum"]), "open": line.open}
    if "month" in words:
        words["month"] = month_name(date.fromisoformat(words["month"]), language)
    if "minutes" in words:
        words["minutes"] = span(words["minutes"])
    if "first" in words:
        first, last = words["first"], words["last"]
        words["numbers"] = f"{first}" if first == last else f"{first}–{last}"
    words["who"] = names.workers.get(line.words.get("worker") or 0, "–")
    return words


def mends(action: str) -> bool:
    return action in MENDS


def visit_said(visit: Visit, language: str) -> str:
    """A visit as one chooses it: where, when, how long."""
    starts = visit.starts or 0
    day = day_text(day_number(visit.day), language)
    hours = f"{clock(starts)}–{clock(starts + visit.minutes)}"
    return f"{visit.authorisation.user} · {day}, {hours} ({span(visit.minutes)})"
