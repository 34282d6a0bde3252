"""What changed in the law, by the day it came into force: as a page and as a feed. Not what changed in the software."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tremplin.engine.kinds import UNSET, day_date
from tremplin.engine.law import Law
from tremplin.engine.parameters import Dated, Parameter
from tremplin.law import belgian_law
from tremplin.reasons.references import public
from tremplin.reasons.wording import day_text
from tremplin.web.readable.doors import Badge, Door, badge, door, group_text, same, value_text

LATEST = 40
"""Changes in the feed."""


@dataclass(frozen=True)
class Change:
    """Something of the law that is otherwise from a day on."""

    ident: str
    day: int
    door: Door
    groups: str
    before: str
    after: str
    source: str
    badge: Badge | None


@cache
def changes_of(law: Law, language: str) -> tuple[Change, ...]:
    """Every change, the latest first."""
    found = [change for of in law.parameters.values() for change in of_parameter(law, of, language)]
    for rule in law.rules.values():
        later = [version for version in rule.versions if version.since is not None]
        found += [
            Change(
                f"{rule.name}:{day_date(of.since or 0)}",
                of.since or 0,
                door(rule, language),
                "",
                "",
                "",
                of.article,
                None,
            )
            for of in later
        ]
    return tuple(sorted(found, key=lambda change: (-change.day, change.door.label, change.groups)))


def of_parameter(law: Law, parameter: Parameter, language: str) -> Iterator[Change]:
    """Values that are not as before; groups where the same happened stand together."""
    alike: dict[tuple[object, ...], list[tuple[Dated | None, Dated]]] = {}
    for _, of in groupby(parameter.versions, key=lambda dated: dated.group):
        for before, dated in pairwise([None, *of]):
            if dated is not None and (before is None or not same(before, dated)):
                old = before and (before.value, before.least, before.most)
                key = (dated.first_day, old, dated.value, dated.least, dated.most, dated.status)
                alike.setdefault(key, []).append((before, dated))
    for pairs in alike.values():
        old, new = pairs[0]
        names = group_text(law, parameter, [dated.group for _, dated in pairs], language)
        known = new.status != UNSET
        sources = "; ".join(dict.fromkeys(public(law, dated.source, language, known) for _, dated in pairs))
        places = "-".join(str(dated.group) for _, dated in pairs)
        yield Change(
            f"{parameter.name}:{day_date(new.first_day)}:{places}",
            new.first_day,
            door(parameter, language),
            names,
            value_text(law, parameter, old, language) if old else "",
            value_text(law, parameter, new, language),
            sources,
            badge(new.status, language),
        )


def years_of(changes: tuple[Change, ...]) -> dict[int, int]:
    """Year → how many changes came into force in it, the latest first."""
    return {year: len(list(of)) for year, of in groupby(changes, key=lambda change: day_date(change.day).year)}


def changes(request: HttpRequest, language: str) -> HttpResponse:
    every = changes_of(belgian_law(), language)
    years = years_of(every)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else next(iter(years))
    kept = [change for change in every if day_date(change.day).year == year]
    days = [(day_text(day, language), list(of)) for day, of in groupby(kept, key=lambda change: change.day)]
    context = {"days": days, "years": years, "year": year, "count": len(kept)}
    return render(request, "web/readable/changes.html", context)


def atom(request: HttpRequest, language: str) -> HttpResponse:
    """The feed: an entry a change, dated by its day of entry into force."""
    latest = changes_of(belgian_law(), language)[:LATEST]
    site = f"{request.scheme}://{request.get_host()}"
    entries = [{"change": of, "day": day_date(of.day).isoformat(), "said": day_text(of.day, language)} for of in latest]
    context = {"entries": entries, "site": site, "updated": entries[0]["day"]}
    return render(request, "web/readable/changes.atom", context, content_type="application/atom+xml; charset=utf-8")
