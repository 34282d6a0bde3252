"""The figures of a year as a workbook: one line a figure, one column a month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from tremplin.office.ale.selectors.allowed import activity_said
from tremplin.office.ale.selectors.year import Figures, Months
from tremplin.office.pages.claims.export import book, euros
from tremplin.office.pages.forms import say
from tremplin.office.pages.words import month_said

HOUR = 60


def of(found: Figures, language: str) -> bytes:
    heads = [say("office_ale_year.head_part"), say("office_ale_year.head_name")]
    heads += [month_said(date(found.year, number, 1), language) for number in range(1, 13)]
    return book([*heads, say("office_ale_year.total")], [*rows(found, language)])


def rows(found: Figures, language: str) -> Iterator[list[Any]]:
    """Hours as hours, money as euros; of people who are counted in several months there is one count for the year."""
    whole = say("office_ale_year.head_whole")
    yield line(whole, say("office_ale_year.hours"), hours(found.hours))
    yield line(whole, say("office_ale_year.cheque_count"), list(found.cheques))
    yield [whole, say("office_ale_year.busy"), *found.busy, found.worked]
    yield [whole, say("office_ale_year.served"), *found.served, found.users_served]
    for part, listed in (("by_activity", found.by_activity), ("by_kind", found.by_kind), ("by_commune", found.by_commune)):  # fmt: skip  # noqa: E501
        for row in listed:
            yield line(say(f"office_ale_year.{part}"), named(part, row.name, language), hours(row.months))
    for name, months in found.money.items():
        figures = list(months) if name == "used" else [euros(cents) for cents in months]
        yield line(say("office_ale_year.money"), say(f"office_ale_year.money_{name}"), figures)
    for name in ("workers", "users", "authorisations", "contested"):
        yield [whole, say(f"office_ale_year.count_{name}"), *[None] * 12, getattr(found, name)]
    for name in ("income", "least", "spent"):
        training = say("office_ale_year.training")
        yield [training, say(f"office_ale_year.training_{name}"), *[None] * 12, euros(getattr(found.training, name))]


def hours(minutes: Months) -> list[Any]:
    return [round(length / HOUR, 2) for length in minutes]


def line(part: str, name: str, months: list[Any]) -> list[Any]:
    return [part, name, *months, round(sum(month or 0 for month in months), 2)]


def named(part: str, name: str, language: str) -> str:
    if part == "by_kind":
        return say(f"office_ale_users.kind_{name}")
    return activity_said(name, language) if part == "by_activity" else name
