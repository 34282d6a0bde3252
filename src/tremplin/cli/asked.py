"""`tremplin facts`: what a decision may be given, how people are asked for it, and what happens when it is left out."""

from __future__ import annotations

import json
from typing import Any

from tremplin.cli.paper import Paper
from tremplin.engine.law import Law
from tremplin.ground.sentences import label
from tremplin.reasons.asked import facts_asked


def run(law: Law, decision: str, language: str, as_json: bool) -> None:
    asked = law.question(decision)
    told = facts_asked(law, decision, language, people=not as_json)
    if as_json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    paper = Paper()
    paper.line((label(asked.texts, language), "lead"))
    for fact in told["facts"]:
        paper.blank()
        say_fact(paper, fact, "  ")
        for column in fact.get("columns", ()):
            say_fact(paper, column, "      ")


def say_fact(paper: Paper, fact: dict[str, Any], indent: str) -> None:
    paper.line((fact["name"], "strong"), f"  {fact['label']}", first=indent, rest=indent + "  ")
    if fact.get("question"):
        paper.line(fact["question"], first=indent + "  ")
    paper.line((" · ".join(filter(None, (fact["unit"], fact["when_left_out"]))), "dim"), first=indent + "  ")
