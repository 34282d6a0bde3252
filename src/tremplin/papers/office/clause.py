"""How the X of the resolutory clause was found: the steps of the decision, as an annex to the contract.

Circular of 27 February 2007, § 3; X: AR 25/11/1991, art. 30 (`law/article60/clause.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from tremplin.engine.kinds import UNKNOWN
from tremplin.law.article60 import clause
from tremplin.papers.evidence import if_claimed, under
from tremplin.papers.office.paper import Block, Part, Wording, Writing
from tremplin.papers.parts import Pairs, Text
from tremplin.papers.saying import Ends, capital, day_range
from tremplin.reasons.answer import Answer
from tremplin.reasons.explain import Explanation

HEADINGS = (
    "office_papers.annex_step",
    "office_papers.annex_value",
    "office_papers.annex_article",
    "office_papers.annex_source",
    "office_papers.annex_sure",
)
TOLD = ("rule", "parameter", "policy", "fact")


@dataclass(frozen=True)
class Step:
    """A step of the decision, already in words: what, its value, its article and source, how sure it is."""

    words: str
    value: str
    article: str = ""
    source: str = ""
    status: str = ""


@dataclass(frozen=True)
class ClauseTrace:
    """X and where it comes from. `law_on`: the day whose law was read; `found_on`: the day on which it was;
    `end`: first and last day on which the contract is expected to end; `fingerprint`: of the law;
    `results`: what else was counted that day, under the heading `counted`."""

    days: int
    law_on: int
    found_on: int
    fingerprint: str
    steps: tuple[Step, ...] = ()
    end: Ends | None = None
    results: tuple[tuple[str, str], ...] = ()
    counted: str = ""


def trace_of(answer: Answer, language: str, found_on: int, end: Ends | None = None) -> ClauseTrace | None:
    """The trace of an `admission` decided on the day on which the right opens; None while X is not known.

    `answer`: an Answer of the decision `admission`; its `required_days` is X (AR 25/11/1991, art. 30).
    """
    days = answer.values.get("required_days", UNKNOWN)
    if days == UNKNOWN:
        return None
    told, writing = Explanation(answer, language), Writing(language)
    nodes = [
        node
        for node in under([told.rule_node(told.rules[answer.decision.then["required_days"]])])
        if node.kind in TOLD and not node.folded and not node.again
    ]
    steps = tuple(
        Step(
            capital(node.label),
            node.value,
            writing.article(node.article),
            " ; ".join(node.sources),
            "" if node.status is None else writing.word(f"status.{node.status}"),
        )
        for node in nodes
    )
    return ClauseTrace(
        days=days,
        law_on=answer.case.values["claim_date"],
        found_on=found_on,
        fingerprint=answer.law.fingerprint,
        steps=steps,
        end=end,
        results=tuple((capital(text), value) for name, text, value in told.results if name != "required_days"),
        counted=if_claimed(told),
    )


def clause_part(writing: Writing, trace: ClauseTrace) -> Part:
    """The clause, in French as the circular has it, and the three events that it names."""
    word = writing.word
    words = clause.text(trace.days, writing.language)
    blocks: list[Block] = [Wording(words, writing.language, word("clause.official"))]
    if not clause.official(writing.language):
        blocks.append(Wording(clause.text(trace.days, "fr"), "fr", word("office_papers.clause_french")))
    named = (word(f"clause.trigger_{trigger}", days=trace.days) for trigger in clause.TRIGGERS)
    blocks.append(Text(word("office_papers.clause_first")))
    blocks += [Text(f"({letter}) {text}") for letter, text in zip("abc", named, strict=True)]
    found = {"days": trace.days, "day": writing.day(trace.found_on), "law": writing.day(trace.law_on)}
    blocks.append(Text(word("office_papers.clause_found", **found), soft=True))
    return Part(word("office_papers.clause"), tuple(blocks))


def annex_part(writing: Writing, trace: ClauseTrace, clause_too: bool = True) -> Part:
    """The annex: X, the law and the day of it, then each step with its article. `clause_too`: X stands in a clause."""
    word = writing.word
    pairs = [
        (word("office_papers.annex_days"), writing.number(trace.days)),
        (word("office_papers.annex_law_on"), writing.day(trace.law_on)),
        (word("office_papers.annex_found_on"), writing.day(trace.found_on)),
        (word("office_papers.annex_law"), trace.fingerprint),
    ]
    if trace.end is not None:
        pairs.insert(3, (word("office_papers.annex_end"), day_range(trace.end, writing.language)))
    blocks: list[Block] = [Pairs(tuple(pairs))]
    if trace.results:
        blocks.append(Pairs(trace.results, trace.counted))
    if trace.steps:
        rows = [
            (step.words, step.value, step.article or "–", step.source or "–", step.status or "–")
            for step in trace.steps
        ]
        blocks.append(writing.ledger(word("office_papers.annex_steps"), HEADINGS, rows, (5, 3, 5, 6, 3)))
    else:
        blocks.append(Text(word("office_papers.annex_no_steps")))
    notes = ("office_papers.annex_note", *(["office_papers.annex_note_clause"] if clause_too else []))
    blocks.append(Text(" ".join(map(word, notes)), soft=True))
    return Part(word("office_papers.annex", days=trace.days), tuple(blocks), apart=True)
