"""The three questions, and the facts that each may be given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from tremplin.engine.facts import Fact, RowTable
from tremplin.engine.kinds import KINDS
from tremplin.engine.law import Law
from tremplin.ground.reading import read_yaml
from tremplin.law import belgian_law
from tremplin.law.article60.ways import MOST_MONTHS_FIRST

FILE = Path(__file__).with_name("subjects.yaml")
NEEDED = "start"
"""A fact without which no plan is made."""
MONTHS = "months_first"
"""The one fact that is the page's own: which of the ways of a plan is told."""
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Subject:
    """`question`: the decision or search that answers; `first`: facts asked beside the file; `more`: facts that may
    be given too; `leave`: facts that are not asked for when they are missing; `fixed`: facts that it knows by itself;
    `facts`: all of them by their names."""

    name: str
    title: Texts
    question: str
    first: tuple[str, ...]
    more: tuple[str, ...]
    leave: tuple[str, ...]
    fixed: Mapping[str, Any]
    bring: tuple[Texts, ...]
    see: Texts
    facts: Mapping[str, Fact]

    @property
    def plans(self) -> bool:
        """Whether a search answers it, and not a decision."""
        return NEEDED in self.first


@cache
def subjects() -> dict[str, Subject]:
    """Every question that starts from a file, by its name in the address."""
    said, law = read_yaml(FILE.read_bytes(), FILE.name), belgian_law()
    own = {MONTHS: months_first(said["own"][MONTHS])}
    found = {}
    for name, of in said["subjects"].items():
        listed = {key: tuple(of[key]) for key in ("first", "more", "leave", "bring")}
        facts = {key: own[key] for key in listed["first"] if key in own} | facts_of(law, of["question"])
        if NEEDED in listed["first"]:
            facts[NEEDED] = replace(facts[NEEDED], required=True)
        found[name] = Subject(
            name, of["title"], of["question"], **listed, fixed=of.get("fixed") or {}, see=of["see"], facts=facts
        )
    return found


def months_first(texts: Mapping[str, Texts]) -> Fact:
    return Fact(
        name=MONTHS,
        argument=MONTHS,
        kind=KINDS["number"],
        add=0,
        low=1,
        high=MOST_MONTHS_FIRST,
        left_out=None,
        applies={},
        trials=(),
        texts=texts,
        required=False,
    )


def facts_of(law: Law, question: str) -> dict[str, Fact]:
    return {name: fact for name, fact in law.question(question).facts(law).items() if not isinstance(fact, RowTable)}
