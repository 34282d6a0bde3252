"""The page of a file: one sentence that answers, then its proof."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tremplin.engine.law import Law
from tremplin.ground.days import day_number
from tremplin.ground.errors import InputError
from tremplin.ground.sentences import sentence
from tremplin.office.article60.facts import ONE_DAY
from tremplin.office.article60.models import File
from tremplin.office.article60.selectors.file import Whole, followed, whole_file
from tremplin.office.organisations.selectors import law_here
from tremplin.office.pages.file.chart import Pictures, count_of, pictures
from tremplin.office.pages.file.course import Course
from tremplin.office.pages.file.days import Days
from tremplin.office.pages.file.head import Head
from tremplin.office.pages.file.lead import Lead
from tremplin.office.pages.file.months import Months
from tremplin.office.pages.file.onem import OnemState
from tremplin.office.pages.file.panel import Panel, Reasons
from tremplin.office.pages.file.papers import SHOWN, Paper, papers
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import day_of
from tremplin.office.people.services import read_by
from tremplin.papers.saying import on_day
from tremplin.papers.strip import Strip, caption, legend_drawings, strip_of
from tremplin.papers.strip.words import by_quarter
from tremplin.reasons.answer import Answer

OPEN_ENDED = 12
"""Months that an open-ended contract is followed where nobody knows when the right opens."""


@office()
def file(request: Request, language: str, number: str) -> HttpResponse:
    today = timezone.localdate()
    try:
        whole = whole_file(number, today)
    except File.DoesNotExist:
        raise Http404 from None
    read_by(request.seat.agent, whole.file.person, "file")
    shown = Shown(whole, law_here(), language, today, request.seat.writes)
    shown.asked = day_asked(request.GET.get("jour", ""))
    shown.year = year_asked(request.GET.get("an", ""))
    return render(request, "office/file/file.html", {"file": whole.file, "whole": whole, "shown": shown})


def day_asked(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def year_asked(said: str) -> int | None:
    return int(said) if len(said) == 4 and said.isascii() and said.isdigit() else None


class Shown:
    """All parts of the page, each made when the page comes to it."""

    asked: date | None = None
    year: int | None = None

    def __init__(self, whole: Whole, law: Law, language: str, today: date, writes: bool) -> None:
        self.whole, self.law, self.language, self.today = whole, law, language, today
        self.head = Head(whole, language, today)
        self.lead = Lead(whole, law, language, today, writes)
        self.course = Course(whole, language, today)
        self.months = Months(whole, language, today)
        self.onem = OnemState(whole, language, today)

    @property
    def claim(self) -> date:
        """The day on which the followed admission is asked: once the right may be open and the contract over; where
        the contract is over already, then."""
        records, kept = self.whole.records, self.whole.projection
        after = None if records.last_day is None else records.last_day + ONE_DAY
        if records.first_day is None:
            return self.today
        if after and after <= self.today:
            return after
        far = self.today.replace(day=1) + timedelta(31 * OPEN_ENDED) if after is None and not kept.opens_last else None
        return max(day for day in (after, kept.opens_last, far, self.today) if day)

    @cached_property
    def answer(self) -> Answer | None:
        """The one decision that the strip and the chart stand on; None where the law cannot take the records."""
        try:
            return followed(self.law, self.whole.records, self.claim)
        except InputError:
            return None

    @cached_property
    def strip(self) -> Strip:
        return Strip(work_known=False) if self.answer is None else strip_of(self.answer)

    @cached_property
    def days(self) -> Days:
        last = self.whole.records.last_day
        end = None if last is None else day_number(last)
        return Days(self.strip, self.language, day_number(self.today), end, self.asked, self.year)

    @property
    def caption(self) -> str:
        return " ".join(caption(self.strip, self.language))

    @property
    def legends(self) -> Any:
        return [signs for signs in legend_drawings(self.strip, self.language) if signs]

    @property
    def table(self) -> Any:
        return by_quarter(self.strip, self.language)

    @cached_property
    def panel(self) -> Panel | None:
        """Why the day asked counts or not; at first, the first run that needs a look."""
        if self.answer is None or self.days.chosen is None:
            return None
        return Reasons(self.whole, self.answer, self.strip, self.language).panel(self.days.chosen)

    @cached_property
    def chart(self) -> Pictures | None:
        start, last = self.whole.records.planned_from, self.whole.records.last_day
        if self.answer is None or start is None:
            return None
        end = None if last is None else day_number(last)
        need = self.whole.projection.required
        opens = None if self.lead.reached else self.lead.opens
        today = 0 if self.lead.ended else day_number(self.today)
        count = count_of(self.answer, day_number(start), opens, need, today, end)
        return None if count is None else pictures(count, self.chart_said, self.language)

    @cached_property
    def chart_said(self) -> str:
        """The chart in words."""
        words = [self.lead.proved]
        if self.lead.opens and not self.lead.reached:
            words.append(sentence("office_file.chart_opens", self.language, day=on_day(self.lead.opens, self.language)))
        last = self.whole.records.last_day
        if last:
            day = day_of(last, self.language)
            words.append(sentence("office_file.chart_end", self.language, day=day))
        return " ".join(words)

    @cached_property
    def papers(self) -> list[Paper]:
        return papers(self.whole.papers, self.language)

    @property
    def new_papers(self) -> list[Paper]:
        return self.papers[:SHOWN]

    @property
    def old_papers(self) -> list[Paper]:
        return self.papers[SHOWN:]

    @property
    def printed(self) -> str:
        return day_of(self.today, self.language)

    @property
    def claim_said(self) -> str:
        return day_of(self.claim, self.language)
