"""Errors, one tree:

TremplinError
├── LawError      the law itself does not load: file, rule and mend of every fault
└── InputError    what was given is wrong: every fault at once, each with its place and its mend
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


class TremplinError(Exception):
    """Base of all errors that this package raises on purpose."""


class LawError(TremplinError):
    """A file of the law is not sound. `faults` are sentences: file, rule, what is wrong, how to mend it."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Fault:
    """One wrong thing in what was given. `key` names its sentence (`fault.key`), `words` fill it."""

    place: str
    key: str
    words: dict[str, Any] = field(default_factory=dict)

    def text(self, language: str = "en") -> str:
        from tremplin.ground.sentences import sentence

        told, line = self.nearest(), sentence("place.line", language)
        place = re.sub(r"(^|, )line (?=\d+(, |$))", rf"\1{line} ", self.place)
        return f"{place}{sentence('place.colon', language)}" + sentence(f"fault.{told.key}", language, **told.said())

    def nearest(self) -> Fault:
        """A choice that is not known, with the one that was probably meant; any other fault as it is."""
        said = self.words.get("said")
        if self.key != "expected_choice" or not isinstance(said, str) or len(said) > 60:
            return self
        near = unknown_name("", said.lower(), self.words["names"].split(", ")).words.get("near")
        return Fault(self.place, "near_choice", {**self.words, "near": near}) if near else self

    def said(self) -> dict[str, str]:
        """The words as they were written: `yes`, not `True`; and no more than a line of them."""
        texts = {key: written(of) for key, of in self.words.items()}
        return {key: text if key != "said" or len(text) <= 60 else f"{text[:60]}…" for key, text in texts.items()}


def written(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {True: "yes", False: "no", None: "null"}[value]
    try:
        return str(value)
    except ValueError:  # a number of thousands of digits
        return "…"


def unknown_name(place: str, name: object, known: Iterable[str]) -> Fault:
    """A name that is not known, with the one that was probably meant, or else all."""
    from difflib import get_close_matches

    near = get_close_matches(str(name), known := list(known), 1)
    return Fault(place, "near_name", {"near": near[0]}) if near else Fault(place, "unknown_name", {"known": ", ".join(known)})  # fmt: skip  # noqa: E501


class InputError(TremplinError):
    """What was given is wrong. `faults` holds every fault."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(fault.text() for fault in faults))
        self.faults = faults
