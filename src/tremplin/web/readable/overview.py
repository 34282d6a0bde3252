"""The ways into the law: its questions by subject, a search over all of it, and what it leaves open."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse

from tremplin.engine.kinds import STATUSES, read_day
from tremplin.engine.law import Decision, Law, Search
from tremplin.engine.parameters import Parameter
from tremplin.engine.rules import Rule
from tremplin.ground.days import today
from tremplin.ground.sentences import sentence
from tremplin.law import belgian_law
from tremplin.lawbook.outline import gaps as gaps_of
from tremplin.reasons.references import public
from tremplin.reasons.wording import body_text, day_text
from tremplin.web.readable import search as searching
from tremplin.web.readable.doors import badge, door, doors, group_text, questions, subject_door, titles
from tremplin.web.readable.showing import shown
from tremplin.web.readable.worked import cases

SUBJECTS = {
    "unemployment": "lawpage.subject_unemployment",
    "article60": "lawpage.subject_article60",
    "ale": "lawpage.subject_ale",
}
"""The folders of the law in their order, each with the key of its name; others follow."""


def index(request: HttpRequest, language: str) -> HttpResponse:
    law = belgian_law()
    every = sorted(questions(law), key=lambda of: (place_of(of.stem), of.stem))
    parts = [
        {
            "name": sentence(SUBJECTS[folder], language) if folder in SUBJECTS else folder,
            "rows": [row_of(law, question, language) for question in of],
        }
        for folder, of in groupby(every, key=lambda of: of.stem.partition("/")[0])
    ]
    stems = sorted(titles(law), key=lambda stem: (place_of(stem), stem))
    subjects = [subject_door(law, stem, language) for stem in stems]
    counts = {
        "decisions": len(every),
        "rules": len(law.rules),
        "numbers": len(law.parameters),
        "cases": sum(len(of) for of in cases(law).values()),
        "gaps": len(gaps_of(law, today())),
    }
    return shown(request, "index", {"parts": parts, "subjects": subjects, "counts": counts})


def place_of(stem: str) -> int:
    folder = stem.partition("/")[0]
    return [*SUBJECTS, folder].index(folder)


def row_of(law: Law, question: Decision | Search, language: str) -> dict[str, Any]:
    steps = [step.source for step in question.program.plan.steps] if isinstance(question, Decision) else []
    return {
        "door": door(question, language),
        "subject": subject_door(law, question.stem, language),
        "rules": sum(isinstance(source, Rule) for source in steps),
        "numbers": sum(isinstance(source, Parameter) for source in steps),
        "cases": len(cases(law).get(question.name, ())),
    }


LISTED = 20
"""Numbers to be checked again that are named one by one; more are counted."""


def gaps(request: HttpRequest, language: str) -> HttpResponse:
    law = belgian_law()
    found = gaps_of(law, today())
    parts = []
    for status in ("unset", "conflict", "stale"):
        kept = [gap for gap in found if gap["status"] == status]
        if status == "stale" and len(kept) > LISTED:
            parts.append(unchecked(kept, language))
            continue
        rows = [gap_row(law, name, list(of), language) for name, of in groupby(kept, key=lambda gap: gap["parameter"])]
        heading = sentence(f"law.gaps_{status}", language, count=len(kept))
        parts.append({"status": status, "heading": heading, "rows": rows, "badge": badge(STATUSES.index(status), language)})  # fmt: skip  # noqa: E501
    return shown(request, "gaps", {"parts": parts, "count": len(found)})


def unchecked(found: list[dict[str, Any]], language: str) -> dict[str, Any]:
    """So many numbers not checked since before today, by day: from the day after a check these are all of them."""
    days = Counter(gap["checked_on"] for gap in found)
    said = [
        sentence("lawpage.unchecked", language, count=count, day=day_text(read_day(day), language))
        for day, count in sorted(days.items())
    ]
    heading = sentence("law.gaps_stale", language, count=len(found))
    return {"status": "stale", "heading": heading, "checked": said, "badge": badge(STATUSES.index("stale"), language)}


def search(request: HttpRequest, language: str) -> HttpResponse:
    asked = request.GET.get("q", "")[: searching.LONGEST]
    hits = searching.found(belgian_law(), language, asked)
    rows = [(sentence(hit.kind, language), hit) for hit in hits[: searching.MOST]]
    near = searching.nearest(belgian_law(), language, asked.strip()) if asked.strip() and not hits else None
    context = {"asked": asked, "rows": rows, "count": len(hits), "near": near, "more": len(hits) > len(rows)}
    return shown(request, "search", context)


def gap_row(law: Law, name: str, found: list[dict[str, Any]], language: str) -> dict[str, Any]:
    """A number that is open: over which days, for which groups and why, and the decisions that it holds up."""
    of = law.parameters[name]
    alike: dict[tuple[str, str, str, tuple[str, ...]], list[int]] = {}
    for gap in found:
        said = gap["label"][language]
        why = public(law, (gap.get("why") or {}).get(language) or "", language, gap["status"] != "unset")
        bodies = tuple(body_text(one, language) for one in gap["ask"])
        part = said if said != of.texts["label"][language] else ""
        groups = alike.setdefault((part, gap_days(gap, language), why, bodies), [])
        groups += [of.groups.index(gap["by"])] if gap.get("by") else []
    opens = [
        {
            "part": part,
            "when": when,
            "why": why,
            "ask": bodies,
            "groups": group_text(law, of, groups, language) if groups else "",
        }  # fmt: skip
        for (part, when, why, bodies), groups in alike.items()
    ]
    blocks = doors((law.decisions[name] for name in found[0]["blocks"]), language)
    return {"door": door(of, language), "opens": opens, "blocks": blocks}


def gap_days(gap: dict[str, Any], language: str) -> str:
    """Over which days something is open; or when it was last checked."""
    days = {key: day_text(read_day(gap[key]), language) for key in ("from", "until", "checked_on") if gap.get(key)}
    if gap["status"] == "stale":
        return sentence("law.checked_on", language, day=days["checked_on"])
    if "until" in days:
        return sentence("law.from_until", language, start=days["from"], end=days["until"])
    return sentence("law.since", language, day=days["from"])
