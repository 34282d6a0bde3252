"""Why a case is decided as it is, for its page; and the question of the site that asks for the same facts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from tremplin.reasons.answer import Answer
from tremplin.reasons.explain import Explanation, Node
from tremplin.reasons.found import Found
from tremplin.reasons.telling import Rows
from tremplin.sources.documents import Example
from tremplin.web.questions.topics import Part, Topic, topics

MOST_ROWS = 40


@dataclass(frozen=True)
class Reasoned:
    """The reasons of an answer; a search has none of its own."""

    answer: Answer | Found
    language: str

    @cached_property
    def told(self) -> Explanation | None:
        return Explanation(self.answer, self.language) if isinstance(self.answer, Answer) else None

    @property
    def lead(self) -> str:
        return self.told.lead if self.told else ""

    @property
    def tree(self) -> list[Node]:
        return self.told.tree if self.told else []

    @property
    def tables(self) -> list[Rows]:
        return [table for table in self.told.tables if len(table.cells) <= MOST_ROWS] if self.told else []


def topic_address(example: Example, language: str) -> str:
    """The question of the site with the facts of a case as answers; none where it does not take all of them."""
    for topic in topics().values():
        first = topic.parts[0]
        if first.decision == example.decision and takes(topic, first, example):
            asked = {name: written(value) for name, value in example.given.items() if name not in first.fixed}
            return f"/{language}/ask/{topic.name}?{urlencode(asked)}"
    return ""


def takes(topic: Topic, part: Part, example: Example) -> bool:
    known = {*part.ask, *topic.follows, *topic.takes, "on", "month", "year"}
    return all(
        name in known or (name in part.fixed and part.fixed[name] == value) for name, value in example.given.items()
    ) and not any(isinstance(value, list) and name not in part.fixed for name, value in example.given.items())


def written(value: object) -> str:
    return "?" if value is None else {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)  # fmt: skip  # noqa: E501
