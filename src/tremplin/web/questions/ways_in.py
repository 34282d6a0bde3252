"""The way in: the questions grouped by who asks them, then the law and the API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tremplin.ground.reading import read_yaml
from tremplin.web.questions.topics import topics
from tremplin.web.site import reached

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
    """The topics that stand under no heading of their own."""
    named = {one for group in groups().values() for one in group["leads"] if isinstance(one, str)}
    return [name for name in topics() if name not in named]


def ways(language: str) -> list[Way]:
    """The groups that have something to show, in a language."""
    found = []
    for name, group in groups().items():
        leads = tuple(leads_of([*group["leads"], *(elsewhere() if name == MORE else ())], language))
        if leads:
            found.append(Way(name, group["title"][language], leads))
    return found


def leads_of(listed: list[Any], language: str) -> Iterator[Lead]:
    """Topics and pages as links, those that this site has."""
    for one in listed:
        if isinstance(one, str):
            if one in topics():
                yield Lead(topics()[one].title[language], f"/{language}/ask/{one}")
            continue
        page = str(one["page"])
        address = page if page.startswith("/") else f"/{language}/{page}"
        if reached(address):
            yield Lead(one["title"][language], address)
