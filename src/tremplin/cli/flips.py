"""`tremplin flips`: on which days the answer changes, and why."""

from __future__ import annotations

import json

from tremplin.cli.asking import facts_of, law_of
from tremplin.cli.files import named
from tremplin.cli.paper import Paper
from tremplin.engine.decide import read_case
from tremplin.engine.law import Law
from tremplin.ground.sentences import label, sentence
from tremplin.reasons.flips import as_plain, flips, moments, start_of, supposed
from tremplin.reasons.wording import said, text_of


def run(
    law: Law,
    decision: str,
    facts: str,
    months: int,
    work: str | None,
    office: str | None,
    language: str,
    as_json: bool,
) -> None:
    law = law_of(law, office)
    asked = law.decision(decision)
    case = read_case(law, asked, facts_of(law, decision, facts, work), named(facts))
    clock = law.facts[asked.given[asked.clock]]
    start = start_of(law, asked, case, named(facts))
    tried = moments(clock.kind, start, months)
    first, found = flips(law, asked, case, tried, language)
    taken = supposed(law, asked, case, tried, language)
    rule = law.rules[asked.then[asked.answer]]

    def text(value: int) -> str:
        return said(law, rule.kind, value, language, asked.answer, rule.name) if rule.kind else str(value)

    def when(value: int) -> str:
        return text_of(clock.kind, value, language)

    if as_json:
        print(json.dumps(as_plain(law, asked, tried, first, found, taken), ensure_ascii=False, indent=2))
        return
    paper = Paper()
    days = {"start": when(start), "end": when(tried[-1])}
    key = "flips.some" if found else "flips.none"
    paper.line((label(asked.texts, language), "lead"))
    paper.line(sentence(key, language, count=len(found), answer=text(first), **days))
    for one in taken:
        paper.line((one, "dim"))
    for flip in found:
        paper.blank()
        change = (f"{text(flip.before)} → {text(flip.after)}", "strong")
        paper.line(when(flip.day) + sentence("place.colon", language), change, first="  ")
        for cause in flip.causes:
            paper.line(sentence(f"flips.{cause.kind}", language, text=cause.text), first="    ", rest="      ")
