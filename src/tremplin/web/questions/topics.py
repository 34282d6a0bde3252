"""The questions that people have: each names the decisions that answer it and the facts it asks for, in their order."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tremplin.engine.kinds import KINDS
from tremplin.engine.law import Decision, Law
from tremplin.ground.reading import read_yaml
from tremplin.web.questions.asking import Asking

FILE = Path(__file__).with_name("topics.yaml")
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Part:
    """One decision of a topic. `results`: those that questions are asked for; `show`: those told in large; `fixed`:
    facts that the topic itself knows; `after_yes`: only where the first decision does not say no."""

    decision: str
    ask: tuple[str, ...]
    results: tuple[str, ...]
    show: tuple[str, ...]
    fixed: Mapping[str, Any]
    after_yes: bool


@dataclass(frozen=True)
class Topic:
    """`needs`: facts without which no other is asked; `follows`: facts that follow from another (`region` → its
    employment service); `offer`: the choices that this topic names; `taken`: what it takes for granted, in words."""

    name: str
    title: Texts
    parts: tuple[Part, ...]
    needs: tuple[str, ...]
    follows: Mapping[str, Mapping[str, Any]]
    offer: Mapping[str, tuple[str, ...]]
    taken: Texts | None
    bring: tuple[Texts, ...]
    see: Mapping[str, Texts]

    @property
    def ask(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for part in self.parts for name in part.ask))


@cache
def topics() -> dict[str, Topic]:
    """Every topic by its name in the address, in the order of the way in."""
    said = read_yaml(FILE.read_bytes(), FILE.name)
    return {name: topic(name, of, said["see"]) for name, of in said["topics"].items()}


def topic(name: str, said: Mapping[str, Any], see: Mapping[str, Mapping[str, Texts]]) -> Topic:
    return Topic(
        name=name,
        title=said["title"],
        parts=tuple(part(of) for of in said["parts"]),
        needs=tuple(said.get("needs") or ()),
        follows=said.get("follows") or {},
        offer={fact: tuple(names) for fact, names in (said.get("offer") or {}).items()},
        taken=said.get("taken"),
        bring=tuple(said.get("bring") or ()),
        see=see[said["see"]],
    )


def part(said: Mapping[str, Any]) -> Part:
    listed = {key: tuple(said.get(key) or ()) for key in ("ask", "results", "show")}
    return Part(said["decision"], **listed, fixed=said.get("fixed") or {}, after_yes=bool(said.get("after_yes")))


def asking(law: Law, topic: Topic, part: Part) -> Asking:
    """The questions of one decision of a topic."""
    return Asking(law, law.decision(part.decision), part.ask, part.results, topic.offer)


def today_for(law: Law, decision: Decision, today: datetime.date) -> Mapping[str, Any]:
    """The decision's clock set to today (this month, this year), unless the topic asks for it."""
    kind = law.facts[decision.given[decision.clock]].kind
    plain: Any = today.isoformat()
    if kind.name in ("month", "first_of_month"):
        plain = plain[:7]
    elif kind.name == "first_of_year":
        plain = today.year
    return {decision.clock: plain} if kind.name in KINDS else {}
