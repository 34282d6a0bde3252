"""Days, hours and amounts as these pages say them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tremplin.engine.kinds import KINDS
from tremplin.ground.days import day_number
from tremplin.ground.sentences import sentence
from tremplin.office.article60.selectors.plan import Effect
from tremplin.office.article60.services.amendments import Change
from tremplin.office.article60.services.contracts import Stretch
from tremplin.office.pages.words import day_of
from tremplin.papers.saying import capital, hours, money, month, on_day


def from_to(first: date, last: date | None, language: str) -> str:
    """`du 1 mars au 31 mai 2027`, `dès le 1 mars 2027`."""
    if last is None:
        return sentence("office_plan.since", language, first=day_of(first, language))
    return sentence("office_plan.from_to", language, first=day_of(first, language), last=day_of(last, language))


def weekly(hundredths: int | None, language: str) -> str:
    """`19 h par semaine`; for None: no contract."""
    if hundredths is None:
        return sentence("office_plan.no_contract_then", language)
    return sentence("office_plan.weekly", language, hours=hours(hundredths, language))


@dataclass(frozen=True)
class Line:
    """A stretch as the page shows it. `role`: the contract, or an amendment."""

    role: str
    days: str
    hours: str


def lines(stretches: Sequence[Stretch], language: str) -> list[Line]:
    return [
        Line(
            sentence("office_plan.role_amendment" if place else "office_plan.role_contract", language),
            capital(from_to(of.first, of.last, language)),
            f"{weekly(of.weekly_hours, language)} / {hours(of.full_time_weekly_hours, language)}",
        )
        for place, of in enumerate(stretches)
    ]


@dataclass(frozen=True)
class Differs:
    days: str
    was: str
    becomes: str


def differs(changes: Sequence[Change], language: str) -> list[Differs]:
    """Each change in words: on which days, what it was, what it becomes."""
    return [
        Differs(capital(from_to(of.first, of.last, language)), weekly(of.was, language), weekly(of.becomes, language))
        for of in changes
    ]


@dataclass(frozen=True)
class Told:
    """The effect of a contract in words. `short`: what is missing at its end, empty where nothing is."""

    opens: str
    subsidy: str
    without: str
    short: str
    at_risk: str
    earliest: str
    best: str
    best_day: date | None
    certain: bool


def told(effect: Effect, language: str) -> Told:
    opens = ""
    if effect.opens:
        opens = capital(on_day((day_number(effect.opens[0]), day_number(effect.opens[1])), language))
    short = ""
    if effect.is_short and effect.best_last and effect.last and effect.last < effect.best_last:
        key = "office_plan.short_one" if effect.days_short == 1 else "office_plan.short"
        short = sentence(key, language, days=effect.days_short, best=day_of(effect.best_last, language))
    elif effect.is_short and effect.opens is None:
        short = sentence("office_plan.never_opens", language)
    risk = effect.days_at_risk
    at_risk = "" if not risk else sentence("office_plan.at_risk_one" if risk == 1 else "office_plan.at_risk", language, days=risk)  # fmt: skip  # noqa: E501
    months = [month(KINDS["month"].read(of), language) for of in effect.without_subsidy]
    return Told(
        opens=opens,
        subsidy=subsidy(effect, language),
        without=", ".join(months),
        short=short,
        at_risk=at_risk,
        earliest=day_of(effect.earliest_last, language) if effect.earliest_last else "",
        best=day_of(effect.best_last, language) if effect.best_last else "",
        best_day=effect.best_last,
        certain=bool(effect.last and effect.best_last and effect.last >= effect.best_last),
    )


def subsidy(effect: Effect, language: str) -> str:
    """The total of the contract, or that it cannot be told."""
    if effect.total is None:
        return sentence("office_plan.subsidy_unset" if effect.unset else "office_plan.subsidy_open", language)
    return money(KINDS["money"].read(effect.total), language)
