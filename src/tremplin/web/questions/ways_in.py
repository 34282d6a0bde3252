"""The way in: the questions grouped by who asks them, then the law and the API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tremplin.ground.reading import read_yaml
from tremplin.web.dropped.subjects import subjects
from tremplin.web.questions import agency
from tremplin.web.questions.agencies import directory
from tremplin.web.questions.topics import Texts, topics

FILE = Path(__file__).with_name("ways_in.yaml")
MORE = "more"


@dataclass(frozen=True)
class Lead:
    """A link of the way in."""

    text: str
    address: str


@dataclass(frozen=True)
class Way:
    """Who asks, and what."""

    name: str
    title: str
    leads: tuple[Lead, ...]


@cache
def groups() -> Mapping[str, Mapping[str, Any]]:
    """Who asks, with a title in four languages and what stands under it."""
    return dict(read_yaml(FILE.read_bytes(), FILE.name))


def elsewhere() -> list[str]:
    """The questions that stand under no heading of their own."""
    named = {one for group in groups().values() for one in group["leads"] if isinstance(one, str)}
    return [name for name in asked() if name not in named]


@cache
def asked() -> dict[str, Texts]:
    """The title of every question of the site, by the end of its address."""
    found = {f"ask/{name}": topic.title for name, topic in topics().items()}
    found[f"ask/{agency.NAME}"] = directory().title
    return found | {f"file/{name}": subject.title for name, subject in subjects().items()}


def ways(language: str) -> list[Way]:
    """The groups that have something to show, in a language."""
    found = []
    for name, group in groups().items():
        leads = tuple(leads_of([*group["leads"], *(elsewhere() if name == MORE else ())], language))
        if leads:
            found.append(Way(name, group["title"][language], leads))
    return found


def leads_of(listed: list[Any], language: str) -> Iterator[Lead]:
    """Questions and pages as links."""
    for one in listed:
        title, page = (asked()[one], one) if isinstance(one, str) else (one["title"], str(one["page"]))
        yield Lead(title[language], page if page.startswith("/") else f"/{language}/{page}")
