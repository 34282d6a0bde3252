"""Why a page cannot be made: a fault whose sentence lies beside those of the report."""

from __future__ import annotations

from tremplin.ground.errors import Fault, InputError
from tremplin.ground.sentences import sentence


class Refusal(Fault):
    """What is wrong, and the mend; `key` is whole (`report.no_typst`)."""

    def text(self, language: str = "en") -> str:
        return f"{self.place}{sentence('place.colon', language)}{sentence(self.key, language, **self.said())}"


def refused(place: str, key: str, **words: str) -> InputError:
    """The error to raise."""
    return InputError([Refusal(place, key, words)])
