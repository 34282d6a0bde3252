"""An answer of the public site as a sheet to keep, already in words: the first page tells, the second proves.

HTML and PDF both set it. Every part of the law has its address below `root`, the site that made the sheet.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Read:
    """What a reason was read from: a fact, a number of the law, a value told elsewhere. `number`: of its source."""

    label: str
    value: str
    number: int = 0


@dataclass(frozen=True)
class Ground:
    """One reason. `depth`: how far it stands below the answer; `mark`: yes, no, maybe or nothing; `notes`: why, and
    what is lacking; `article`: nothing where the reason above names it; `address`: its rule."""

    depth: int
    mark: str
    said: str
    label: str
    value: str
    notes: tuple[str, ...]
    reads: tuple[Read, ...]
    article: str
    address: str


@dataclass(frozen=True)
class Source:
    """A number of the law that weighed: its article, where it was read, how sure it is."""

    number: int
    label: str
    value: str
    article: str
    words: str
    status: str
    address: str


@dataclass(frozen=True)
class Figure:
    """A result told in large, with the address of its rule."""

    label: str
    value: str
    address: str


@dataclass(frozen=True)
class Mark:
    """How sure it is, in words. `tone`: good, note, care or stop."""

    words: str
    tone: str


@dataclass(frozen=True)
class Part:
    """One decision of the answer. `lead` is nothing for the first, which the head of the sheet tells."""

    title: str
    lead: str
    status: Mark
    figures: tuple[Figure, ...]
    grounds: tuple[Ground, ...]
    address: str


@dataclass(frozen=True)
class Change:
    """What would change the answer."""

    mark: str
    said: str
    label: str
    words: str


@dataclass(frozen=True)
class Headings:
    """The words of the sheet itself."""

    taken: str
    changes: str
    bring: str
    see: str
    given: str
    reasons: str
    sources: str
    again: str
    law: str
    colon: str


@dataclass(frozen=True)
class Sheet:
    """All that the two pages hold. `title`: the question; `about`: its day and the law it is answered by; `again`: the
    address that opens this answer, without the site."""

    kind: str
    language: str
    title: str
    about: str
    lead: str
    status: Mark
    parts: tuple[Part, ...]
    taken: str
    changes: tuple[Change, ...]
    bring: tuple[str, ...]
    see: str
    given: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]
    headings: Headings
    foot: str
    root: str
    again: str
    made_on: int

    @property
    def site(self) -> str:
        """The site as it is written out."""
        return self.root.partition("://")[2]
