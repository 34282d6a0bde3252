"""What a closing does not do, told so that the page can say it."""

from __future__ import annotations

from typing import Any

from tremplin.ground.errors import TremplinError
from tremplin.ground.sentences import sentence


class Refused(TremplinError):
    """Nothing was written. `key` names its sentence in `office_ale_closing`, `words` fill it."""

    def __init__(self, key: str, **words: Any) -> None:
        super().__init__(key)
        self.key, self.words = f"office_ale_closing.{key}", words

    def text(self, language: str) -> str:
        return sentence(self.key, language, **self.words)
