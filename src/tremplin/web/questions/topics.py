"""The questions that people have: each names the decisions that answer it and the facts it asks for, in their order."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tremplin.engine.kinds import KINDS
from tremplin.engine.law import Decision, Law
from tremplin.ground.reading import read_yaml

FILE = Path(__file__).with_name("topics.yaml")
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Part:
    """One decision of a topic. `results`: those that questions are asked for; `show`: those told in large; `fixed`:
    facts that the topic itself knows; `after_yes`: only where the first decision does not say no; `same`: columns of
    the only row of a table that are what the fact of that name is; `planned`: the rows of work are those of this
    table of a decision; `sums`: facts that are several answers together.
    """

    decision: str
    ask: tuple[str, ...]
    results: tuple[str, ...]
    show: tuple[str, ...]
    fixed: Mapping[str, Any]
    after_yes: bool
    same: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    planned: str | None = None
    sums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Follows:
    """A fact that follows from another: by its values (`region` → its employment service), or as it is, at most so
    much."""

    source: str
    values: Mapping[str, Any] | None
    most: int | None


@dataclass(frozen=True)
class Topic:
    """`needs`: facts without which no other is asked; `follows`: facts that follow from another; `takes`: facts that
    are taken so unless the address says otherwise; `offer`: the choices that this topic names; `words`: its own words
    for a fact; `taken`: what it takes for granted, in words; `since`: it looks for days, from this one on, on which
    the answer changes; `today`: the topic that answers for today."""

    name: str
    title: Texts
    parts: tuple[Part, ...]
    needs: tuple[str, ...]
    follows: Mapping[str, Follows]
    takes: Mapping[str, Any]
    offer: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Mapping[str, Texts]]
    taken: Texts | None
    bring: tuple[Texts, ...]
    see: Mapping[str, Texts]
    since: datetime.date | None
    today: str | None

    @property
    def ask(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for part in self.parts for name in part.ask))


@cache
def topics() -> dict[str, Topic]:
    """Every topic by its name in the address, in the order of the way in."""
    said = read_yaml(FILE.read_bytes(), FILE.name)
    return {name: topic(name, of, said) for name, of in said["topics"].items()}


def topic(name: str, of: Mapping[str, Any], said: Mapping[str, Any]) -> Topic:
    parts = tuple(part(one) for one in of["parts"])
    known = {fact for one in parts for fact in one.ask}
    return Topic(
        name=name,
        title=of["title"],
        parts=parts,
        needs=tuple(of.get("needs") or ()),
        follows={fact: follows(one) for fact, one in (of.get("follows") or {}).items()},
        takes=of.get("takes") or {},
        offer={fact: tuple(names) for fact, names in (of.get("offer") or {}).items()},
        words={fact: texts for fact, texts in (said["words"] | (of.get("words") or {})).items() if fact in known},
        taken=of.get("taken"),
        bring=tuple(of.get("bring") or ()),
        see=said["see"][of["see"]],
        since=datetime.date.fromisoformat(str(of["since"])) if "since" in of else None,
        today=of.get("today"),
    )


def follows(said: Mapping[str, Any]) -> Follows:
    values = {name: value for name, value in said.items() if name not in ("from", "most")}
    return Follows(said["from"], values or None, said.get("most"))


def part(said: Mapping[str, Any]) -> Part:
    listed = {key: tuple(said.get(key) or ()) for key in ("ask", "results", "show")}
    return Part(
        said["decision"],
        **listed,
        fixed=said.get("fixed") or {},
        after_yes=bool(said.get("after_yes")),
        same={table: tuple(names) for table, names in (said.get("same") or {}).items()},
        sums={name: tuple(names) for name, names in (said.get("sums") or {}).items()},
        planned=said.get("planned"),
    )


def clock_on(law: Law, decision: Decision, day: datetime.date) -> Mapping[str, Any]:
    """The decision's clock set to a day (its month, its year)."""
    kind = law.facts[decision.given[decision.clock]].kind
    plain: Any = day.isoformat()
    if kind.name in ("month", "first_of_month"):
        plain = plain[:7]
    elif kind.name == "first_of_year":
        plain = day.year
    return {decision.clock: plain} if kind.name in KINDS else {}
