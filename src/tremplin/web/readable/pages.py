"""The pages of the parts of the law: its subjects, decisions, rules, numbers and cases."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from tremplin.engine.kinds import UNKNOWN
from tremplin.engine.law import Decision, Law
from tremplin.engine.parameters import Parameter
from tremplin.engine.rules import Rule
from tremplin.ground.days import today
from tremplin.ground.sentences import label
from tremplin.law import belgian_law
from tremplin.reasons.references import public, references
from tremplin.reasons.wording import day_text
from tremplin.web.readable.asked import asked_of, results_of
from tremplin.web.readable.doors import (
    Door,
    Now,
    door,
    doors,
    group_text,
    in_force,
    questions,
    subject_door,
    title,
    titles,
)
from tremplin.web.readable.listing import listings
from tremplin.web.readable.numbers import field_text, field_value, fields_drawn, parts, rows_of, series_of
from tremplin.web.readable.readers import clock_of, decisions_of, read_by, readers
from tremplin.web.readable.showing import question_of, shown, unknown
from tremplin.web.readable.tree import branches
from tremplin.web.readable.worked import cases, expected, touched

MOST_VERSIONS, MOST_CASES = 12, 10
"""Values of a number whose cases are named, and cases named for each."""


def number_rows(law: Law, parameters: list[Parameter], language: str) -> list[dict[str, Any]]:
    """Parameters with their values of today, as rows of a table."""
    return [{"door": door(of, language), "now": in_force(law, of, today(), language)} for of in parameters]


def subject(request: HttpRequest, language: str, name: str) -> HttpResponse:
    law = belgian_law()
    if name not in titles(law):
        return unknown(request, language, name)
    asked = [of for of in questions(law) if of.stem == name]
    rules = [{"door": door(of, language), "article": of.article} for of in law.rules.values() if of.stem == name]
    numbers = number_rows(law, [of for of in law.parameters.values() if of.stem == name], language)
    context = {"title": title(law, name, language), "name": name, "rules": rules, "numbers": numbers}
    return shown(request, "subject", context | {"questions": doors(asked, language)})


def decision(request: HttpRequest, language: str, name: str) -> HttpResponse:
    law = belgian_law()
    question = question_of(law, name)
    if question is None:
        return unknown(request, language, name)
    trees, numbers = [], []
    if isinstance(question, Decision):
        seen: set[str] = set()
        first = question.then[question.answer]
        for name_of in dict.fromkeys([first, *question.then.values(), *question.also]):
            if name_of not in seen:
                told = label(law.rules[name_of].texts, language) or name_of
                trees.append({"label": told, "branches": list(branches(law, name_of, language, seen))})
        steps = [step.source for step in question.program.plan.steps]
        numbers = number_rows(law, [source for source in steps if isinstance(source, Parameter)], language)
    worked = [
        {"case": of, "expected": expected(law, question, of, language), "source": public(law, of.source, language)}
        for of in cases(law).get(name, ())
    ]
    context = {
        "title": label(question.texts, language),
        "note": label(question.texts, language, "note"),
        "name": name,
        "subject": subject_door(law, question.stem, language),
        "facts": asked_of(law, question, language),
        "results": results_of(law, question, language),
        "trees": trees,
        "numbers": numbers,
        "worked": worked,
    }
    return shown(request, "decision", context)


def rule(request: HttpRequest, language: str, name: str) -> HttpResponse:
    law = belgian_law()
    found = law.rules.get(name)
    if found is None:
        return unknown(request, language, name)
    read = read_by(law, name)
    clock = clock_of(law, found.clock or "")
    versions = [
        {"since": "" if of.since is None else day_text(of.since, language), "article": of.article}
        for of in reversed(found.versions)
    ]
    context = {
        "name": name,
        "article": found.article,
        "each": label(law.rows[found.each].texts, language) or found.each if found.each else "",
        "title": label(found.texts, language) or name,
        "subject": subject_door(law, found.stem, language),
        "clock": door(clock, language) if clock else None,
        "versions": versions,
        "said": [text for key in ("yes", "no", "is", "short") if (text := label(found.texts, language, key))],
        "rules": doors([of for of in read if isinstance(of, Rule)], language),
        "numbers": doors([of for of in read if isinstance(of, Parameter)], language),
        "facts": doors([of for of in read if not isinstance(of, Rule | Parameter)], language),
        "readers": doors(readers(law).get(name, ()), language),
        "decisions": doors(decisions_of(law).get(name, ()), language),
        "listings": listings(law, name),
    }
    return shown(request, "rule", context)


def parameter(request: HttpRequest, language: str, name: str) -> HttpResponse:
    law = belgian_law()
    found = law.parameters.get(name)
    if found is None:
        return unknown(request, language, name)
    on = today()
    asked = request.GET.get("rows", "")
    in_use = found.at(on)
    current = found.versions.index(in_use) if in_use else len(found.versions) - 1
    chosen = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else current
    drawable, field = fields_drawn(found), request.GET.get("field", "")
    drawn = field if field in drawable else drawable[-1] if drawable else None
    begun = [dated.first_day for dated in found.versions if dated.first_day <= on]
    clock = clock_of(law, found.clock)
    using = decisions_of(law).get(name, ())
    checked = checked_by(law, found, language)
    rows = rows_of(law, found, chosen if chosen < len(found.versions) else current, language)
    listed = any(isinstance(part, tuple) for dated in found.versions for part in parts(dated.value))
    context = {
        "parameter": found,
        "title": label(found.texts, language),
        "subject": subject_door(law, found.stem, language),
        "clock": door(clock, language) if clock else None,
        "now": [
            (day_text(of.since, language), of, told(law, found, of, language))
            for of in in_force(law, found, on, language)
        ],
        "series": series_of(law, found, language, on, drawn),
        "drawable": [(field, field_text(law, field, language) or field) for field in drawable],
        "drawn": drawn,
        "fields": [] if listed else [(field_text(law, field, language), field) for field in found.fields],
        "rows": rows,
        "checked_on": day_text(found.checked_on, language),
        "last_change": day_text(max(begun), language) if begun else "",
        "readers": doors(readers(law).get(name, ()), language),
        "decisions": doors(using, language),
        "worked": checked[:MOST_VERSIONS],
        "more_cases": sum(len(row["cases"]) for row in checked[MOST_VERSIONS:]),
    }
    return shown(request, "parameter", context)


def case(request: HttpRequest, language: str, name: str, number: int) -> HttpResponse:
    law = belgian_law()
    question, worked = question_of(law, name), cases(law).get(name, ())
    if question is None or not 1 <= number <= len(worked):
        return unknown(request, language, name)
    found = worked[number - 1]
    context = {"case": found, "question": door(question, language), "subject": subject_door(law, question.stem, language)}  # fmt: skip  # noqa: E501
    context |= {"expected": expected(law, question, found, language)}
    return shown(request, "case", context | {"references": references(law, found.source, language)})


def told(law: Law, of: Parameter, now: Now, language: str) -> list[tuple[str, str]]:
    """The fields of a value in force, each with its heading; none where it is one value or a list."""
    if not of.fields or now.dated.value == UNKNOWN or any(isinstance(part, tuple) for part in now.dated.value):
        return []
    return [
        (field_text(law, name, language) or name, field_value(law, of, name, value, language))
        for name, value in zip(of.fields, now.dated.value, strict=True)
    ]


def checked_by(law: Law, of: Parameter, language: str) -> list[dict[str, Any]]:
    """The worked cases that come to each value of a number, the latest value first."""
    by_value: dict[tuple[int, int], dict[tuple[str, int], Door]] = {}
    for decision in decisions_of(law).get(of.name, ()):
        for case, group, first in touched(law, decision.name).get(of.name, ()):
            to = Door(case.name, case.decision, f"/{language}/law/cases/{case.decision}/{case.number}")
            by_value.setdefault((first, group), {})[case.decision, case.number] = to
    rows = []
    for (first, group), cases_of in sorted(by_value.items(), key=lambda of: (-of[0][0], of[0][1])):
        listed = list(cases_of.values())
        shown_first = listed[:MOST_CASES]
        groups = group_text(law, of, [group], language)
        rows.append({"since": day_text(first, language), "groups": groups, "cases": listed, "shown": shown_first})
    return rows
