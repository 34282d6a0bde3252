"""Which agency is mine, and whom do I ask: region, subject, the language where it matters; today or another day."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tremplin.engine.kinds import KINDS, Unreadable, day, day_date
from tremplin.ground.sentences import sentence
from tremplin.law import belgian_law
from tremplin.reasons.references import public
from tremplin.reasons.wording import day_text
from tremplin.web.questions.agencies import FIRST, LAST, REGIONS, SPOKEN, Row, directory
from tremplin.web.questions.fields import Choice, Given, capital
from tremplin.web.questions.showing import BADGES
from tremplin.web.questions.state import EDIT, MOST_NAMES, UNSAID, year_first

NAME = "agency"
NAMES = ("region", "subject", "speaks", "on")
LONGEST = 60


@dataclass
class Asked:
    """What an address says. `texts`: as written, of the names that are known; `wrong`: those that cannot be read."""

    today: datetime.date
    texts: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    edit: str = ""

    def known(self, name: str) -> str:
        return "" if name in self.wrong else self.texts.get(name, "")

    @cached_property
    def on(self) -> datetime.date:
        return datetime.date.fromisoformat(self.known("on")) if self.known("on") else self.today

    @cached_property
    def rows(self) -> list[Row]:
        """The rows that answer."""
        found = directory().on(self.known("region"), self.known("subject"), self.on)
        return [row for row in found if row.speaks in ("", self.known("speaks"))] if len(found) > 1 else found

    @cached_property
    def question(self) -> str:
        """The name of what is asked now; nothing: it can be answered."""
        if self.edit or self.wrong:
            return self.edit or self.wrong[0]
        missing = next((name for name in ("region", "subject") if name not in self.texts), "")
        if missing or self.known("region") == UNSAID:
            return missing
        spoken = directory().on(self.known("region"), self.known("subject"), self.on)
        return "speaks" if len(spoken) > 1 and "speaks" not in self.texts else ""

    def query(self, without: str = "", **more: str) -> str:
        said = {name: text for name, text in self.texts.items() if name != without} | more
        return f"?{urlencode(said)}" if said else ""


def choices(name: str) -> tuple[str, ...]:
    return {"region": REGIONS, "subject": tuple(directory().subjects), "speaks": SPOKEN}.get(name, ())


def read(said: Mapping[str, str], today: datetime.date) -> Asked:
    """What an address says; what it names that does not exist is kept to be told."""
    found = Asked(today)
    for name, text in said.items():
        if name == EDIT:
            found.edit = text if text in NAMES else ""
        elif name in NAMES:
            found.texts[name] = year_first(text.strip()) if name == "on" else text.strip()
            if not readable(name, found.texts[name]):
                found.wrong.append(name)
        else:
            found.dropped.append(name)
    return found


def readable(name: str, text: str) -> bool:
    if name != "on":
        return text in choices(name) or (text == UNSAID and name in ("region", "speaks"))
    try:
        return FIRST <= day_date(KINDS["day"].read_text(text)) < LAST and len(text) == len("2007-03-01")
    except (Unreadable, ValueError, OverflowError):
        return False


class Field:
    """One question as the form of the questions shows it."""

    def __init__(self, asked: Asked, name: str, language: str) -> None:
        self.asked, self.name, self.language = asked, name, language
        self.kind = self.input = "date" if name == "on" else "choice"
        self.choices_asked, self.unsure = name != "on", name in ("region", "speaks")
        self.text, self.hint = sentence(f"ask.agency_{name}", language), sentence("ask.day", language)
        self.lowest, self.highest, self.uses = FIRST.isoformat(), "", ()
        self.unsure_chosen = asked.texts.get(name) == UNSAID
        self.value = asked.texts.get(name, "")[:LONGEST] or asked.today.isoformat()

    @property
    def choices(self) -> list[Choice]:
        chosen = self.asked.texts.get(self.name)
        return [Choice(one, capital(word(self.name, one, self.language)), one == chosen) for one in choices(self.name)]

    @property
    def fault(self) -> str:
        if self.name not in self.asked.wrong:
            return ""
        said = self.asked.texts[self.name][:LONGEST]
        key = "ask.agency_no_day" if self.name == "on" else "ask.no_choice" if said else "ask.empty"
        return sentence(key, self.language, said=said, first=day_text(day(FIRST.isoformat()), self.language))


def word(name: str, value: str, language: str) -> str:
    """A choice in words."""
    if name == "region":
        return belgian_law().choices[f"ale_region.{value}"][language]
    if name == "subject":
        return directory().subjects[value][language]
    return sentence(f"ask.agency_{value}", language)


@dataclass(frozen=True)
class Shown:
    """A row as the page shows it."""

    when: str
    who: str
    note: str
    source: str
    status: str
    badge: str
    now: bool


def shown(row: Row, asked: Asked, language: str) -> Shown:
    start, end = (day_text(day(of.isoformat()), language) for of in (row.start, row.end - datetime.timedelta(1)))
    ends = ("open_" if row.start == FIRST else "") + ("now" if row.end == LAST else "end")
    when = sentence(f"ask.agency_{ends}", language, start=start, end=end)
    status = sentence(f"status.{row.status}", language)
    note = row.note.get(language, "")
    return Shown(
        when,
        row.who[language],
        note,
        public(belgian_law(), row.source, language),
        status,
        BADGES.get(row.status, "note"),
        row.holds(asked.on),
    )


def ask(request: HttpRequest, language: str) -> HttpResponse:
    """The next question, or who it is."""
    asked = read(request.GET.dict(), timezone.localdate())
    words: dict[str, Any] = {
        "topic": {"name": NAME},
        "title": directory().title[language],
        "given": given(asked, language),
        "dropped": [name[:LONGEST] for name in asked.dropped[:MOST_NAMES]],
        "here": asked.query(),
        "back": asked.query(without=[name for name in NAMES if name in asked.texts][-1]) if asked.texts else "",
    }
    name = asked.question
    if name:
        done = len([one for one in ("region", "subject", "speaks") if one in asked.texts])
        words |= {
            "query": Field(asked, name, language),
            "kept": [(other, text) for other, text in asked.texts.items() if other != name],
            "most": {"region": 3, "subject": 2}.get(name, 1),
            "editing": bool(asked.edit),
            "done": done,
            "share": 320 * done // 3,
        }
        return render(request, "web/questions/ask.html", words, status=400 if name in asked.wrong else 200)
    return render(request, "web/questions/agency.html", words | answer(asked, language))


def given(asked: Asked, language: str) -> list[Given]:
    found = []
    for name in NAMES[:3]:
        if asked.known(name):
            unsaid = asked.known(name) == UNSAID
            value = sentence("value.unknown", language) if unsaid else word(name, asked.known(name), language)
            found.append(Given(sentence(f"ask.agency_{name}_label", language), value, asked.query(edit=name)))
    on = day_text(day(asked.on.isoformat()), language)
    return [*found, Given(sentence("ask.agency_on_label", language), on, asked.query(edit="on"))]


def answer(asked: Asked, language: str) -> dict[str, object]:
    """The sentence that answers, and the rows of the subject in the region."""
    region, subject = asked.known("region"), asked.known("subject")
    on = day_text(day(asked.on.isoformat()), language)
    regions = REGIONS if region == UNSAID else (region,)
    tables = [
        (word("region", one, language), [shown(row, asked, language) for row in directory().history(one, subject)])
        for one in regions
    ]
    row = asked.rows[0] if len(asked.rows) == 1 else None
    key = "ask.agency_no_region" if region == UNSAID else "ask.agency_unknown"
    lead = row.who[language] if row else sentence(key, language, day=on)
    sure = row is not None and row.status != "unset"
    return {
        "lead": lead,
        "tone": "yes" if sure else "unsure",
        "day": on,
        "tables": tables,
        "row": row and shown(row, asked, language),
    }
