"""The sentence that answers, what is at risk, what can be done about it, and the figures with their reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from tremplin.engine.law import Law
from tremplin.ground.days import day_number
from tremplin.ground.sentences import label, sentence
from tremplin.office.article60.facts import counted_on
from tremplin.office.article60.selectors.file import Whole
from tremplin.office.pages.words import day_of, ends, range_of
from tremplin.papers.saying import Ends, brief_range, capital, day_range, money, on_day
from tremplin.reasons.wording import day_text

OFFERED = 3
"""Repairs that stand beside the risk; the others are on the page of the plan."""


@dataclass(frozen=True)
class Figure:
    label: str
    value: str
    address: str


@dataclass(frozen=True)
class Offer:
    """A repair: what it is, what it changes, and the page that does it."""

    title: str
    words: str
    effect: str
    button: str
    address: str


@dataclass(frozen=True)
class Alert:
    title: str
    words: str
    tone: str


@dataclass(frozen=True)
class Action:
    words: str
    address: str


class Lead:
    """What a file's page says first."""

    def __init__(self, whole: Whole, law: Law, language: str, today: date, writes: bool) -> None:
        self.whole, self.law, self.language, self.today, self.writes = whole, law, language, today, writes
        self.records, self.kept, self.file = whole.records, whole.projection, whole.file

    def word(self, key: str, /, **words: Any) -> str:
        return sentence(f"office_file.{key}", self.language, **words)

    def page(self, name: str) -> str:
        return f"/{self.language}/office/files/{self.file.number}/{name}/"

    @property
    def faults(self) -> list[str]:
        """Why the law cannot take these records."""
        found = self.kept.plan.get("faults") or []
        return [self.word("fault", place=place or "–", key=key) for key, place in found]

    @property
    def opens(self) -> Ends | None:
        return ends(self.kept.opens_first, self.kept.opens_last)

    @property
    def required(self) -> str:
        return str(self.kept.required) if self.kept.required is not None else self.word("so_many")

    @property
    def ended(self) -> bool:
        last = self.records.last_day
        return last is not None and last < self.today

    @property
    def reached(self) -> bool:
        """Whether so many days are proved already that the day of opening is only that of the search."""
        least, need = self.kept.proved_least, self.kept.required
        return least is not None and need is not None and least >= need * 100

    # The sentence.

    @cached_property
    def proved(self) -> str:
        """`257 à 263 jours sont prouvés sur les 312 à prouver.`"""
        least, most = self.kept.proved_least, self.kept.proved_most
        if self.faults:
            return self.word("lead_faults")
        if least is None or most is None:
            return self.word("lead_no_count" if self.records.periods else "lead_no_contract")
        if not self.records.work:
            return (
                self.word("lead_no_work", required=self.required)
                if self.records.periods
                else self.word("lead_no_contract")
            )
        if most == 0:
            return self.word("lead_none", required=self.required)
        key = "lead_sure" if least == most else "lead_range"
        words = {"low": range_of(least, least, self.language), "high": range_of(most, most, self.language)}
        return self.word(key, **words, required=self.required)

    @cached_property
    def opening(self) -> str:
        """When the right opens, as a forecast."""
        if self.file.closed_on:
            words = {"day": day_of(self.file.closed_on, self.language), "why": self.file.closed_why or "–"}
            return self.word("lead_closed", **words)
        if self.faults:
            return ""
        if not self.records.periods:
            return self.before
        if self.reached:
            return self.word("reached")
        if self.opens is None:
            return self.word("opens_unknown" if self.kept.plan.get("missing") else "opens_never")
        key = "opened" if self.opens[1] <= day_number(self.today) else "opens"
        return self.word(key, day=on_day(self.opens, self.language))

    @property
    def before(self) -> str:
        """On which day it is counted while there is no contract, or what has to come first."""
        if not self.records.work:
            return self.word("first_both")
        day = day_of(counted_on(self.records), self.language)
        text = self.word("before_planned" if self.records.planned_from else "before_proposed", day=day)
        if self.file.admitted_before is None:
            text += " " + self.word("before_supposed")
        return text

    # What is at risk.

    @cached_property
    def alert(self) -> Alert | None:
        """That the contract ends before the right may be open; none where it is over, closed, or long enough."""
        last, risk = self.kept.contract_end, self.kept.days_at_risk
        if last is None or not risk or self.file.closed_on or self.opens is None:
            return None
        day, words = day_of(last, self.language), {"days": risk}
        if self.ended:
            return Alert(self.word("ended_short", day=day), self.word("ended_words", **words), "stop")
        if day_number(last) + 1 >= self.opens[0]:
            return Alert(self.word("within", day=day), self.word("within_words", **words), "care")
        return Alert(self.word("too_short", day=day), self.word("short_words", **words), "stop")

    @cached_property
    def repairs(self) -> list[dict[str, Any]]:
        result = self.kept.plan.get("result") or {}
        found: list[dict[str, Any]] = [one for one in result.get("repairs") or [] if one["right_opens"]]
        return [] if self.ended or self.file.closed_on else found

    @property
    def offers(self) -> list[Offer]:
        return [self.offer(one) for one in self.repairs[:OFFERED]]

    @property
    def more_offers(self) -> int:
        return max(0, len(self.repairs) - OFFERED)

    def offer(self, one: dict[str, Any]) -> Offer:
        ends_on, opens = (day_ends(one[name]) for name in ("contract_end", "right_opens"))
        last = day_text(ends_on[1], self.language)
        page = {"extend": "amendment", "hours": "amendment"}.get(one["kind"], "plan")
        address = self.page(page) + (f"?kind=extend&last={one['contract_end'][1]}" if one["kind"] == "extend" else "")
        words = {"days": one["days"], "day": last, "rows": self.rows_said(one["place"])}
        return Offer(
            title=self.word(f"offer_{one['kind']}", **words),
            words=self.word(f"offer_{one['kind']}_words", **words) + self.money(one),
            effect=self.word("offer_effect", day=on_day(opens, self.language)),
            button=self.word(f"offer_{one['kind']}_do"),
            address=address,
        )

    def money(self, one: dict[str, Any]) -> str:
        """What a repair brings and costs; that a rule is not known where it cannot be told."""
        amount = None if one["cost"] is None else money(cents(one["cost"]), self.language)
        cost = "" if amount is None else " " + self.word("offer_cost", amount=amount)
        if one["subsidy"] is None:
            return cost + " " + self.word("offer_subsidy_unknown")
        low, high = (money(cents(of), self.language) for of in one["subsidy"])
        return cost + " " + self.word("offer_subsidy", amount=low if low == high else f"{low} – {high}")

    def rows_said(self, place: str) -> str:
        """`14/09–18/09/2026`: the days of the rows that a repair names (`work[8], work[11]`)."""
        numbers = [int(part.strip()[5:-1]) for part in place.split(",") if part.strip().startswith("work[")]
        rows = [self.records.work[of] for of in numbers if of < len(self.records.work)]
        return ", ".join(
            brief_range((day_number(row.first_day), day_number(row.end_day) - 1), self.language) for row in rows
        )

    # The figures, and the one thing to do.

    @property
    def figures(self) -> Iterator[Figure]:
        kept, unknown = self.kept, self.word("undetermined")
        yield Figure(self.word("proved"), range_of(kept.proved_least, kept.proved_most, self.language), "#jours")
        yield Figure(self.word("required"), unknown if kept.required is None else str(kept.required), "#requis")
        if self.records.first_day:
            opens = unknown if self.opens is None else day_range(self.opens, self.language)
            opens = self.word("reached_short") if self.reached else opens
            yield Figure(self.word("right_opens"), opens, "#requis")
        if self.records.periods:
            last = self.records.last_day
            end = self.word("open_ended") if last is None else day_of(last, self.language)
            yield Figure(self.word("contract_end"), end, "#parcours")
            until = kept.subsidised_until
            yield Figure(self.word("subsidised"), unknown if until is None else day_of(until, self.language), "#mois")

    @cached_property
    def action(self) -> Action | None:
        """The primary action where no repair is offered: what this file waits for."""
        if not self.writes or self.file.closed_on or (self.alert and self.offers):
            return None
        if self.alert:
            return Action(self.word("see_solutions"), self.page("plan"))
        if not self.records.work:
            return Action(self.word("drop_one"), f"/{self.language}/office/imports/?file={self.file.number}")
        if not self.records.periods:
            return Action(self.word("plan_it"), self.page("plan"))
        return None

    # What is not known.

    @property
    def missing(self) -> list[tuple[str, str, str]]:
        """Facts that would settle the answer: what, the question, and the page where it is entered."""
        return [*self.lacking()]

    def lacking(self) -> Iterator[tuple[str, str, str]]:
        rows: dict[str, int] = {}
        for name in self.kept.plan.get("missing") or []:
            row, _, column = name.rpartition(".")
            if row:
                rows[column] = rows.get(column, 0) + 1
            else:
                law_name = self.law.question("article60_plan").given.get(name, name)
                yield *self.asked(self.law.facts.get(law_name), name), self.where(name)
        for column, count in rows.items():
            what, question = self.asked(self.law.rows["work"].columns.get(column), column)
            words = self.word("row" if count == 1 else "rows", count=count)
            yield f"{what} ({words})", question, f"{self.page('days')}#benefits"

    def asked(self, fact: Any, name: str) -> tuple[str, str]:
        """A fact by its label, and the question that asks for it."""
        if fact is None:  # A table, such as the rows of work.
            table = self.law.rows.get(name)
            return capital(label(table.texts, self.language)) if table else name, ""
        return capital(label(fact.texts, self.language)), label(fact.texts, self.language, "question")

    def where(self, name: str) -> str:
        if name == "birth_date":
            return f"/{self.language}/office/people/{self.file.person_id}/"
        return self.page("aid" if name == "aid" else "plan")

    @property
    def unset(self) -> list[tuple[str, str]]:
        """Rules that the law files do not hold, each with its page."""
        names = {*(self.kept.plan.get("unset") or []), *(self.kept.subsidy.get("unset") or [])}
        known = [self.law.parameters[name] for name in names if name in self.law.parameters]
        return sorted((capital(label(of.texts, self.language)), of.name) for of in known)


def day_ends(said: list[str]) -> Ends:
    first, last = (day_number(date.fromisoformat(day)) for day in said)
    return first, last


def cents(said: str) -> int:
    return int(Decimal(said) * 100)
