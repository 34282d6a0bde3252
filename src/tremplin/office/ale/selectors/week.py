"""The open requests of a week, and who could do all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tremplin.office.ale.models import Request
from tremplin.office.ale.selectors.candidates import Ranked, ranked
from tremplin.office.ale.selectors.requests import Standing, bars, read, standings
from tremplin.office.ale.week import Match, Wanted, matched

SEVEN_DAYS = timedelta(days=7)
MOST = 60
"""Requests matched at once: the first ones by day."""


@dataclass(frozen=True)
class Week:
    """`filled`: requests with their match and the order it came from; `left`: those for which nobody is left;
    `barred`: those that nobody may be proposed for yet; `more`: requests of the week that are not among these."""

    monday: date
    filled: tuple[tuple[Standing, Ranked, Match], ...]
    left: tuple[Standing, ...]
    barred: tuple[Standing, ...]
    more: int

    @property
    def sunday(self) -> date:
        return self.monday + SEVEN_DAYS - timedelta(days=1)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def first_week(today: date) -> date:
    """The Monday of the first week from today's on in which something is to be filled; today's where nothing is."""
    found = standings(list(read().filter(state=Request.State.OPEN)), today)
    return monday_of(min((one.left[0][0] for one in found if one.left), default=today))


def week(monday: date, today: date) -> Week:
    """Requests whose first day to be filled lies in the seven days from a Monday."""
    found = standings(list(read().filter(state=Request.State.OPEN)), today)
    here = [one for one in found if one.left and monday <= one.left[0][0] < monday + SEVEN_DAYS]
    here.sort(key=lambda one: (one.left[0], one.request.number))
    barred = [one for one in here if any(bars(of) for of in one.obstacles)]
    asked = [one for one in here if one not in barred]
    orders = {one.request.number: ranked(one.request, one.left, today) for one in asked[:MOST]}
    matches = {
        one.request: one for one in matched([Wanted(number, of.asked, of.candidates) for number, of in orders.items()])
    }
    numbers = {one.request.number: one for one in asked[:MOST]}
    return Week(
        monday,
        tuple((one, orders[number], matches[number]) for number, one in numbers.items() if number in matches),
        tuple(one for number, one in numbers.items() if number not in matches),
        tuple(barred),
        len(asked) - len(numbers),
    )
