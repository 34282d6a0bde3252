"""YAML and JSON as people mean them: exact numbers, days as text, yes and no, and the line of everything.

YAML 1.1 as PyYAML reads it turns `on` into True, 010 into 8 and 12:30 into 750; here only `yes no true false` are
yes/no, whole numbers and decimals are exact, the rest is text. A key written twice, an anchor, a tag, a second
document and an endless nesting are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import yaml

from tremplin.ground.errors import Fault, InputError

NUMBER = re.compile(r"[-+]?(0|[1-9]\d*)(\.\d+)?", re.ASCII)
DEPTH = 40
WORDS: dict[str, Any] = {"": None, "null": None, "~": None, "yes": True, "true": True, "no": False, "false": False}


class Mapping(dict[str, Any]):
    """A mapping that remembers the line of each of its keys (`""` is its own)."""

    lines: dict[str, int]


class Listing(list[Any]):
    """A list that remembers the line of each of its items."""

    lines: list[int]


def read_yaml(text: str | bytes, name: str) -> Any:
    """The content of one YAML (or JSON) document; raises InputError naming the line."""
    events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    try:
        found = [built(event, events, name, 0) for event in events if isinstance(event, yaml.NodeEvent)]
        if len(found) > 1:
            raise InputError([Fault(name, "one_document")])
        return found[0] if found else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = f"{name}, line {mark.line + 1}" if mark else name
        raise InputError([Fault(at, "not_yaml", {"problem": error.problem or error.context or ""})]) from None
    except (yaml.YAMLError, UnicodeError, ValueError) as error:
        raise InputError([Fault(name, "not_text", {"problem": str(error).splitlines()[0]})]) from None


def line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def place(event: yaml.Event, name: str) -> str:
    return f"{name}, line {line(event)}"


def built(event: yaml.Event, events: Iterator[yaml.Event], name: str, depth: int) -> Any:
    """A value, built from events as they come: to compose endless nesting first would overflow the stack in C."""
    if getattr(event, "anchor", None) is not None or getattr(event, "tag", None) is not None:
        raise InputError([Fault(place(event, name), "alias")])
    if isinstance(event, yaml.ScalarEvent):
        return scalar(event)
    if depth == DEPTH:
        raise InputError([Fault(place(event, name), "too_deep")])
    if isinstance(event, yaml.SequenceStartEvent):
        items = Listing()
        items.lines = []
        while isinstance(item := next(events), yaml.NodeEvent):
            items.lines.append(line(item))
            items.append(built(item, events, name, depth + 1))
        return items
    found = Mapping()
    found.lines = {"": line(event)}
    while isinstance(key := next(events), yaml.NodeEvent):
        if not isinstance(key, yaml.ScalarEvent):
            raise InputError([Fault(place(key, name), "odd_key")])
        if key.value in found:
            raise InputError([Fault(place(key, name), "twice", {"key": key.value})])
        found.lines[key.value] = line(key)
        found[key.value] = built(next(events), events, name, depth + 1)
    return found


def scalar(event: yaml.ScalarEvent) -> Any:
    text = event.value
    if event.style in ("'", '"', "|", ">"):
        return text
    if text.lower() in WORDS and text in (text.lower(), text.capitalize(), text.upper()):
        return WORDS[text.lower()]
    if len(text) < 20 and NUMBER.fullmatch(text):
        return Decimal(text) if "." in text else int(text)
    return text
