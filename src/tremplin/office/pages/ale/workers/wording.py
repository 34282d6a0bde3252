"""What the pages of workers say of the law: activities, routes, an answer with its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tremplin.engine.facts import Fact
from tremplin.engine.kinds import UNKNOWN
from tremplin.engine.law import Law
from tremplin.ground.sentences import label
from tremplin.office.ale.selectors.workers import Lack
from tremplin.office.pages.forms import say
from tremplin.reasons.answer import Answer
from tremplin.reasons.explain import Explanation, Node
from tremplin.reasons.wording import said

TONES = {True: "good", False: "stop", None: "care"}
MOST_CHANGES = 4


def activity_name(law: Law, name: str, language: str) -> str:
    found = law.choices.get(f"activity.{name}") or {}
    return capital(str(found.get(language, name)))


def route_name(law: Law, name: str, language: str) -> str:
    found = law.choices.get(name) or {}
    return str(found.get(language, name))


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def fact_name(fact: Fact, language: str) -> str:
    return capital(label(fact.texts, language))


def fact_value(law: Law, fact: Fact, value: Any, language: str) -> str:
    """A fact of a status as people say it."""
    try:
        return said(law, fact.kind, fact.kind.read(value), language, fact.name)
    except (ValueError, TypeError, KeyError):
        return str(value)[:80]


def facts_said(law: Law, facts: Mapping[str, Fact], told: Mapping[str, Any], language: str) -> list[tuple[str, str]]:
    return [
        (fact_name(fact, language), fact_value(law, fact, told[name], language))
        for name, fact in facts.items()
        if name in told
    ]


def answer_said(answer: Answer, language: str) -> dict[str, Any]:
    """An answer on access: its sentence, how sure it is, why, what would change it, when waiting opens a route."""
    told, eligible = Explanation(answer, language), answer.result["eligible"]
    changes = [one for one in told.changes if one.kind == "short"][:MOST_CHANGES] if eligible is False else []
    missing = [one.label for one in told.changes if one.kind == "fact"] if eligible is None else []
    opens = None
    if eligible is False and answer.values.get("opens_on", UNKNOWN) > 0:
        texts = {name: text for name, _, text in told.results}
        opens = say("office_ale_workers.opens", day=texts["opens_on"], route=texts["nearest"])
    return {
        "tone": TONES[eligible],
        "lead": told.lead,
        "sureness": say(f"status.{answer.status}") if answer.status != "confirmed" else "",
        "why": reasons(told.tree[0]) if eligible else [],
        "changes": changes,
        "missing": missing,
        "opens": opens,
    }


def reasons(root: Node) -> list[dict[str, Any]]:
    """The route that holds with its article, and each condition that it has met."""
    return [
        {
            "label": capital(node.label),
            "article": node.article,
            "conditions": [capital(one.label) for one in node.children if not one.folded],
        }
        for node in root.children
        if not node.folded
    ]


def lack_said(lack: Lack) -> dict[str, str]:
    return {"kind": lack.weight, "text": say(f"office_ale_workers.lack_{lack.key}", count=lack.count)}
