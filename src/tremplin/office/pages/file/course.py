"""What happened to a file and what lies ahead, newest first: each with its day and who did it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tremplin.ground.sentences import sentence
from tremplin.office.article60.facts import ONE_DAY
from tremplin.office.article60.models import Period
from tremplin.office.article60.selectors.file import Whole
from tremplin.office.pages.words import day_of, moment, range_of
from tremplin.papers.saying import hours

SHOWN = 9
"""Events that are open at once; the older ones unfold."""


@dataclass(frozen=True)
class Event:
    """`state`: ahead, range (from `day` to `until`), now, or past."""

    day: date
    when: str
    what: str
    who: str = ""
    state: str = ""
    more: str = ""


class Course:
    """The events of a file in a language."""

    def __init__(self, whole: Whole, language: str, today: date) -> None:
        self.whole, self.records, self.language, self.today = whole, whole.records, language, today

    def word(self, key: str, /, **words: Any) -> str:
        return sentence(f"office_file.{key}", self.language, **words)

    @property
    def events(self) -> list[Event]:
        found = [*self.about_file(), *self.about_contract(), *self.about_papers(), *self.ahead()]
        return sorted(found, key=lambda event: (event.day, event.state == "now"), reverse=True)

    @property
    def shown(self) -> list[Event]:
        return self.events[:SHOWN]

    @property
    def older(self) -> list[Event]:
        return self.events[SHOWN:]

    def event(self, day: date, key: str, who: str | None = "", more: str = "", **words: Any) -> Event:
        state = "ahead" if day > self.today else ""
        return Event(day, day_of(day, self.language), self.word(f"event_{key}", **words), who or "", state, more)

    def about_file(self) -> Iterator[Event]:
        file = self.records.file
        yield self.event(file.opened_on, "opened", number=file.number)
        for aid in self.records.aids:
            if aid.period.lower:
                yield self.event(aid.period.lower, f"aid_{aid.kind}")
            if aid.period.upper:
                yield self.event(aid.period.upper - ONE_DAY, "aid_end")
        for request in self.records.requests:
            yield self.event(request.sent_on, "asked", more=request.reference)
            if request.answered_on:
                days = "?" if request.days_to_work is None else hours(request.days_to_work, self.language)
                yield self.event(request.answered_on, "answered", days=days)
        if file.closed_on:
            yield self.event(file.closed_on, "closed", more=file.closed_why)

    def about_contract(self) -> Iterator[Event]:
        written = {row["period"]: row for row in reversed(self.whole.written)}
        first: dict[int, Period] = {}
        for period in self.records.periods:
            key = "amendment" if period.contract_id in first else "contract"
            first.setdefault(period.contract_id, period)
            words = {
                "hours": hours(period.weekly_hours, self.language),
                "full": hours(period.full_time_weekly_hours, self.language),
            }
            row = written.get(period.pk)
            more = period.why if row is None else ", ".join(filter(None, (period.why, self.noted(row))))
            yield self.event(period.days.lower, key, who=row["who"] if row else "", more=more, **words)
        for contract in self.records.contracts:
            if contract.ended_on:
                yield self.event(contract.ended_on, "ended", more=contract.ended_why)
        for row in self.whole.conventions:
            more = "" if row["end"] is None else self.until(date.fromisoformat(row["end"]))
            yield self.event(date.fromisoformat(row["first"]), "host", host=row["host"], more=more)

    def noted(self, row: dict[str, Any]) -> str:
        return self.word("noted", day=day_of(moment(row["at"]), self.language))

    def until(self, end: date) -> str:
        return self.word("until", day=day_of(end - timedelta(1), self.language))

    def about_papers(self) -> Iterator[Event]:
        for row in self.whole.papers:
            yield self.event(on(row["made_at"]), "paper", who=row["who"], title=row["title"], more=row["number"])
        for row in self.whole.decisions:
            if row["question"] in ("admission", "article60_plan", "article60_subsidy"):
                yield self.event(on(row["made_at"]), f"decided_{row['question']}", who=row["who"])
        for row in self.whole.uploads.values():
            if row["committed_at"]:
                yield self.event(on(row["committed_at"]), "import", who=row["who"], name=row["name"])

    def ahead(self) -> Iterator[Event]:
        """Today, the day the right opens, and the contract's last day."""
        kept = self.whole.projection
        if self.records.file.closed_on is None:
            proved = range_of(kept.proved_least, kept.proved_most, self.language)
            yield Event(self.today, self.word("today_day"), self.word("event_today", proved=proved), "", "now")
            if kept.opens_first and kept.opens_last and kept.opens_last > self.today:
                days = dict.fromkeys(day_of(day, self.language) for day in (kept.opens_first, kept.opens_last))
                yield Event(kept.opens_last, " – ".join(days), self.word("event_opens"), "", "range")
        last, contract = self.records.last_day, self.records.contract
        if last and not (contract and contract.ended_on):
            yield self.event(last, "last_day")


def on(said: str) -> date:
    return timezone.localtime(moment(said)).date()
