"""`tremplin decide`: one case, answered in a sentence, then its results, what is missing and what would change it."""

from __future__ import annotations

import json
import shlex

from tremplin.cli.asking import facts_of, law_of
from tremplin.cli.files import named
from tremplin.cli.paper import Paper, Part
from tremplin.engine.kinds import NONE, STATUSES, UNKNOWN
from tremplin.engine.law import Law
from tremplin.ground.sentences import label, sentence
from tremplin.reasons.answer import Answer
from tremplin.reasons.explain import Explanation
from tremplin.reasons.found import Found, ask

MOST_NAMED = 3


def run(
    law: Law, decision: str, facts: str, work: str | None, office: str | None, language: str, as_json: bool
) -> None:
    law = law_of(law, office)
    answer = ask(law, decision, facts_of(law, decision, facts, work), named(facts))
    if as_json:
        print(json.dumps(answer.as_json(), ensure_ascii=False, indent=2))
        return
    if isinstance(answer, Found):
        say_found(answer, language)
        return
    told, paper = Explanation(answer, language), Paper()
    say_answer(paper, told)
    say_changes(paper, told)
    if facts != "-":
        paper.blank()
        words = ["tremplin", "explain", decision, facts, *(["--work", work] if work else [])]
        words += ["--parameters", office] if office else []
        paper.line((told.pair(told.word("cli.reasons"), shlex.join(words)), "dim"))


def say_found(found: Found, language: str) -> None:
    """What a search found: a plan as its own command says it, else each result under its name."""
    from tremplin.cli import planning
    from tremplin.law.article60.planner import Planned

    if isinstance(found, Planned):
        planning.say(Paper(), found, language)
        return
    unknown = sentence("value.unknown", language)
    results = {name: unknown if value is None else str(value) for name, value in found.result.items()}
    Paper().pairs([(found.search.texts["then"][name][language], text) for name, text in results.items()])


def say_answer(paper: Paper, told: Explanation) -> None:
    """The lead, the results, and how sure they are."""
    paper.line((told.lead, "lead"))
    paper.blank()
    values = told.answer.values
    pairs: list[tuple[str, str | Part]] = [
        (called, (value + how_sure(told, name), "care" if values[name] == UNKNOWN else ""))
        for name, called, value in told.results
    ]
    paper.pairs([*pairs, (told.word("cli.status"), status_text(told))])
    if note := label(told.decision.texts, told.language, "note"):
        paper.blank()
        paper.line((note, "dim"), first="  ", rest="  ")


def how_sure(told: Explanation, name: str) -> str:
    """How sure a result is that stands beside the answer, where that is not as sure."""
    answer = told.answer
    if name not in answer.decision.aside or answer.values[name] in (UNKNOWN, NONE):
        return ""
    own = answer.sureness(name)
    return "" if STATUSES.index(own) <= STATUSES.index(answer.status) else f" ({told.word(f'status.{own}')})"


def status_text(told: Explanation) -> str:
    """The status in words, with what brings it."""
    answer: Answer = told.answer
    text = told.word(f"status.{answer.status}")
    if answer.status == "confirmed":
        return text
    worst = [name for name, status in answer.weighing.items() if STATUSES[status] == answer.status]
    labels = list(dict.fromkeys(told.label(told.sources[name]) for name in worst if name in told.sources))
    more = len(labels) - MOST_NAMED
    names = ", ".join(labels[:MOST_NAMED] if more > 1 else labels)
    if more > 1:
        names = told.word("cli.and_more", names=names, count=more)
    return told.pair(text, names) if labels else text


def say_changes(paper: Paper, told: Explanation) -> None:
    """What would change the answer, and first what to ask when it cannot be given."""
    for kinds, heading in (
        (("fact",), "cli.missing"),
        (("row", "doubt"), "cli.doubts"),
        (("parameter",), "cli.unset"),
        (("short",), "cli.changes"),
    ):
        changes = [change for change in told.changes if change.kind in kinds]
        if changes:
            paper.heading(told.word(heading))
        for change in changes:
            place: list[Part] = [(f"  [{change.place}]", "dim")] if change.kind in ("fact", "parameter") else []
            text = told.pair(change.label, change.text) if change.text else change.label
            paper.line(text, *place, first="  ", rest="    ")
