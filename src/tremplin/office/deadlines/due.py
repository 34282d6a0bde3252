"""What is due: worked out by the contexts that know why, kept by `services.keep`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

STOP, CARE, NOTE = range(3)
OWN = "own"
"""The kind of a reminder that an agent wrote."""


@dataclass(frozen=True)
class Due:
    """One thing to do. `due_on` None: at once, on the day that it is first seen.

    `words` fill the sentences of its kind: days as ISO text, ranges as two of them, hundredths as
    `{"hundredths": n}`, a sentence of its own as `{"say": key}` with its words. `because`: why its day is another now,
    should it have moved.
    """

    key: str
    kind: str
    weight: int
    due_on: date | None
    words: dict[str, Any] = field(default_factory=dict)
    subject: str = ""
    person: int | None = None
    agent: int | None = None
    because: dict[str, Any] | None = None
