"""The rules of a decision as a tree, from a result down: told as openings and closings, so that a page can print it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tremplin.engine.law import Law
from tremplin.engine.parameters import Parameter
from tremplin.engine.rules import Rule
from tremplin.web.readable.doors import Door, door
from tremplin.web.readable.readers import picked_by, read_by


@dataclass(frozen=True)
class Branch:
    """`kind`: open (more stands below), leaf, number, again (told above), close."""

    kind: str
    door: Door | None = None
    article: str = ""


def branches(law: Law, name: str, language: str, seen: set[str], above: str = "") -> Iterator[Branch]:
    """A rule and what it stands on; a rule that was told before is only named. `seen` grows."""
    rule = law.rules[name]
    if name in seen:
        yield Branch("again", door(rule, language))
        return
    seen.add(name)
    below = [source for source in read_by(law, name) if isinstance(source, Rule | Parameter)]
    article = rule.versions[0].article
    yield Branch("open" if below else "leaf", door(rule, language), "" if article == above else article)
    for source in below:
        if isinstance(source, Rule):
            yield from branches(law, source.name, language, seen, article)
        else:
            yield Branch("number", door(source, language))
            for picking in picked_by(law, source):
                if picking.name not in seen:
                    yield from branches(law, picking.name, language, seen, article)
    if below:
        yield Branch("close")
