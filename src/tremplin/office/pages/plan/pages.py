"""The plan: variants side by side, one of one's own, and each can be made the contract."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from tremplin.engine.kinds import day_date
from tremplin.engine.law import Law
from tremplin.ground.days import day_number
from tremplin.ground.errors import InputError
from tremplin.ground.sentences import label
from tremplin.law.article60.planner import Planned
from tremplin.law.article60.variants import Variant
from tremplin.office.article60.facts import MONEY, Records, counted_on, full_time_of
from tremplin.office.article60.models import File
from tremplin.office.article60.selectors.plan import MOST_MONTHS, Trial, facts_from, planned, trial
from tremplin.office.organisations.selectors import law_here, openings
from tremplin.office.pages.forms import say
from tremplin.office.pages.plan.cards import Card, all_rows, card, cards, plain_hours, reach_of, shown_places
from tremplin.office.pages.plan.fields import DayField, EurosField, HoursField, PlanForm
from tremplin.office.pages.plan.opening import opened, records
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import day_of
from tremplin.papers.chart import chart
from tremplin.papers.counting import count_of
from tremplin.papers.parts import Picture
from tremplin.papers.saying import capital, ends_of, figure, row_said
from tremplin.reasons.wording import day_text


class TrialForm(PlanForm):
    """The way that one tries: variant D."""

    start = DayField(required=True)
    hours = HoursField(required=True)
    months = forms.IntegerField(min_value=0, max_value=MOST_MONTHS, required=True)
    cost = EurosField(required=False)


@dataclass(frozen=True)
class Mine:
    """Variant D: its card, or why there is none."""

    form: TrialForm
    card: Card | None
    faults: tuple[str, ...] = ()
    tried: Trial | None = None


@office()
def plan(request: Request, language: str, number: str) -> HttpResponse:
    file = opened(request, number, "plan")
    held = records(file)
    law = law_here()
    start = counted_on(held)
    if request.htmx:  # type: ignore[attr-defined]
        one = mine(request, law, held, start, language)
        words = {"file": file, "mine": one, "card": one.card, "own": True}
        words["unset"] = bool(openings(file.organisation))
        return render(request, "office/plan/card.html", words)
    try:
        found = planned(law, facts_from(held, start))
    except InputError as error:
        words = {"file": file, "faults": [fault.text(language) for fault in error.faults]}
        return render(request, "office/plan/plan.html", words)
    return render(request, "office/plan/plan.html", shown(request, law, held, found, start, language))


def shown(request: Request, law: Law, held: Records, found: Planned, start: date, language: str) -> dict[str, Any]:
    reach = reach_of(found.start, [found.variants[place] for place in shown_places(found)])
    side, own = cards(found, language, reach), mine(request, law, held, start, language, reach)
    letter = asked(request, [*(of.letter for of in side), *(["D"] if own.card else [])], found, side)
    chosen = own.tried.variant if letter == "D" and own.tried else picked(found, side, letter)
    running = held.contract if held.periods and held.contract and not held.contract.ended_on else None
    return {
        "file": held.file,
        "lead": lead(found, language),
        "proposed": held.planned_from is None,
        "start": day_of(start, language),
        "cards": side,
        "mine": own,
        "chosen": letter,
        "picture": picture(found, chosen, own.tried if letter == "D" else None, language),
        "rows": all_rows(found, language),
        "reasons": reasons(side, own, language),
        "missing": missing(law, found, language),
        "running": running,
        "signed": signed_line(held.file, language) if running else None,
        "amends": bool(running),
        "unset": bool({*found.unset} & {of.parameter.name for of in openings(held.file.organisation)}),
    }


def asked(request: Request, letters: list[str], found: Planned, side: list[Card]) -> str:
    """The letter whose chart is shown: the one that was asked for, else the earliest."""
    wanted = request.GET.get("show", "")
    best = next((of.letter for of in side if of.place == found.earliest), letters[0] if letters else "")
    return wanted if wanted in letters else best


def picked(found: Planned, side: list[Card], letter: str) -> Variant | None:
    place = next((of.place for of in side if of.letter == letter), None)
    return None if place is None else found.variants[place]


def mine(
    request: Request, law: Law, held: Records, start: date, language: str, reach: tuple[int, int] | None = None
) -> Mine:
    """Variant D from the answers of the address; four fifths for three months where there are none."""
    full = full_time_of(held)
    usual = {"start": start.isoformat(), "hours": plain_hours(hours_now(held) or full * 4 // 5), "months": "3"}
    usual["cost"] = "" if held.file.monthly_cost is None else MONEY.plain(held.file.monthly_cost).replace(".", ",")
    given = {name: request.GET.get(name, value) for name, value in usual.items()}
    form = TrialForm(given, auto_id="try_%s")
    if not form.is_valid():
        return Mine(form, None, tuple(f"{form[name].label} : {text}" for name, texts in form.errors.items() for text in texts))  # fmt: skip  # noqa: E501
    if form.cleaned_data["hours"] > full:
        return Mine(form, None, (say("office_plan.more_than_full", full=plain_hours(full)),))
    try:
        facts = facts_from(held, form.cleaned_data["start"], form.cleaned_data["cost"])
        tried = trial(law, facts, form.cleaned_data["hours"], form.cleaned_data["months"])
        variant = tried.variant
    except InputError as error:
        return Mine(form, None, tuple(fault.text(language) for fault in error.faults))
    if variant is None:
        return Mine(form, None, (say("office_plan.cannot_plan"),))
    return Mine(form, card(variant, "D", reach or reach_of(tried.planner.start, [variant]), language), (), tried)


def hours_now(held: Records) -> int | None:
    found = [period for period in held.periods if held.planned_from and held.planned_from in period.days]
    return found[0].weekly_hours if found else None


def lead(found: Planned, language: str) -> str:
    """What is proved on the first planned day against what is asked for."""
    if found.proof is None:
        return ""
    proved, required = ends_of(found.proof, "proved_days"), ends_of(found.proof, "required_days")
    words = {"proved": figure(proved, language), "required": figure(required, language)}
    return say("office_plan.lead", day=day_text(found.start, language), **words)


def picture(found: Planned, variant: Variant | None, tried: Trial | None, language: str) -> Picture | None:
    """The range chart of a variant; None where its figures cannot be drawn."""
    proof = tried.planner.proof if tried and tried.planner.scan else found.proof
    if proof is None or variant is None or variant.contract_end is None:
        return None
    opened_at = tried.answer if tried else None
    required = ends_of(opened_at, "required_days") if opened_at else None
    count = count_of(proof, variant, required)
    return chart(count, language) if count else None


def reasons(side: list[Card], own: Mine, language: str) -> list[tuple[str, str]]:
    """Each thing to watch once, with the letters of the variants that it is about."""
    found: dict[str, list[str]] = {}
    for of in [*side, *([own.card] if own.card else [])]:
        for text in of.warnings:
            found.setdefault(text, []).append(of.letter)
    return [(text, ", ".join(letters)) for text, letters in found.items()]


def missing(law: Law, found: Planned, language: str) -> list[str]:
    """The questions to ask before the range closes; of a row of work with what the row is."""
    texts = []
    for name in found.missing:
        row = re.fullmatch(r"work\[(\d+)\]\.(\w+)", name)
        fact = law.rows["work"].columns.get(row[2]) if row else law.facts.get(found.search.given.get(name, name))
        question = (label(fact.texts, language, "question") or capital(label(fact.texts, language))) if fact else name
        if row and found.proof and (place := row_at(found, int(row[1]))) is not None:
            question = f"{question} ({row_said(found.proof, place, language)})"
        texts.append(question)
    return texts


def row_at(found: Planned, given: int) -> int | None:
    """Where a row of work as it was given stands in the case that was read."""
    assert found.proof is not None
    places = found.proof.case.places.get("work")
    held = found.proof.case.rows["work"] or {}
    order = list(places) if places is not None else list(range(len(held.get("first_day", ()))))
    return order.index(given) if given in order else None


def signed_line(file: File, language: str) -> dict[str, Any] | None:
    """The contract as it is signed: until when, and what its last day may lack."""
    kept = getattr(file, "projection", None)
    if kept is None:
        return None
    last, opens = kept.contract_end, kept.opens_last
    found: dict[str, Any] = {"end": day_of(last, language) if last else "", "risk": kept.days_at_risk or 0}
    if last and opens and opens > last and found["risk"]:
        best = day_date(day_number(opens) - 1)
        found |= {"best": day_of(best, language), "best_day": best.isoformat()}
    return found
