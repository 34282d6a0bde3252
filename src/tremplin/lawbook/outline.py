"""A law in outline for programs: what it decides, what its stems hold, and what it leaves open."""

from __future__ import annotations

import datetime
from typing import Any

from tremplin.engine.kinds import CONFLICT, LANGUAGES, STATUSES, UNSET, day_date
from tremplin.engine.law import Law
from tremplin.engine.parameters import Parameter
from tremplin.ground import days
from tremplin.lawbook.whom import whom


def outline(law: Law) -> dict[str, Any]:
    """The version, the decisions and searches with their labels, and the stems with what each holds."""
    stems = sorted({rule.stem for rule in law.rules.values()} | {of.stem for of in law.parameters.values()})
    held = {
        stem: {
            "rules": sorted(rule.name for rule in law.rules.values() if rule.stem == stem),
            "parameters": sorted(of.name for of in law.parameters.values() if of.stem == stem),
        }
        for stem in stems
    }
    decisions = {name: dict(of.texts["label"]) for name, of in (law.decisions | law.searches).items()}
    return {"law": law.fingerprint, "decisions": decisions, "stems": held}


def gaps(law: Law, today: int | None = None) -> list[dict[str, Any]]:
    """Every value that is not set, in conflict, or not checked since before today: the decisions it holds up, whom to
    ask."""
    now = days.today() if today is None else today
    found: list[dict[str, Any]] = []
    for parameter in sorted(law.parameters.values(), key=lambda of: of.name):
        blocks = [name for name, decision in law.decisions.items() if parameter.name in decision.program.plan.by_name]
        common = {"parameter": parameter.name, "label": parameter.texts["label"], "article": parameter.article, "blocks": blocks}  # fmt: skip  # noqa: E501
        for version in parameter.versions:
            if version.status in (UNSET, CONFLICT):
                later = (
                    of.first_day for of in parameter.versions if of.group == version.group and of.key > version.key
                )
                until = next(later, None)
                found.append(
                    common
                    | {
                        "status": STATUSES[version.status],
                        "by": parameter.groups[version.group] if parameter.groups else None,
                        "from": day_date(version.first_day).isoformat(),
                        "until": None if until is None else day_date(until - 1).isoformat(),
                        "why": dict(version.note) or dict.fromkeys(LANGUAGES, version.source),
                    }
                )
        found += [common | gap for gap in doubtful_rows(law, parameter)]
        if now > parameter.checked_on:
            found.append(common | {"status": "stale", "checked_on": day_date(parameter.checked_on).isoformat()})
    for gap in found:
        start = gap.get("from") or day_date(now).isoformat()
        gap["ask"] = whom(law, law.parameters[gap["parameter"]], gap.get("by"), start, gap.get("until"))
    return found


def doubtful_rows(law: Law, parameter: Parameter) -> list[dict[str, Any]]:
    """Rows of a list whose own status is open (a service code that the sources leave in doubt), run by run."""
    status = next((name for name, kind in parameter.fields.items() if kind.name == "status"), None)
    found: dict[Any, dict[str, Any]] = {}
    for version in parameter.versions if status else ():
        first = day_date(version.first_day)
        for row in version.given.get("rows") or ():
            key = next(iter(row.values()))
            entry = found.get(key)
            if row[status] not in (STATUSES[UNSET], STATUSES[CONFLICT]):
                if entry and entry["until"] is None:
                    entry["until"] = (first - datetime.timedelta(1)).isoformat()
            elif entry is None:
                name = f"{parameter.name.removesuffix('s')}.{key}"
                label = law.choices.get(name, {})
                named = {language: f"{key} · {label[language]}" for language in label} or parameter.texts["label"]
                dates = {"from": first.isoformat(), "until": None}
                found[key] = {
                    "status": row[status],
                    "label": named,
                    "by": None,
                    "why": dict.fromkeys(LANGUAGES, row.get("source")),
                    **dates,
                }
    return [found[key] for key in sorted(found)]
