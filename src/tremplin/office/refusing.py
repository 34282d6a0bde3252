"""What a service does not do, told so that its page can say it, beside the field where there is one."""

from __future__ import annotations

from datetime import date
from typing import Any

from tremplin.ground.days import day_number
from tremplin.ground.errors import TremplinError
from tremplin.ground.sentences import sentence
from tremplin.reasons.wording import day_text


class Refused(TremplinError):
    """Nothing was written. `key` names its sentence, after its `area` where the class has one; `words` fill it."""

    area = ""

    def __init__(self, key: str, field: str = "", **words: Any) -> None:
        super().__init__(key)
        self.key, self.field, self.words = f"{self.area}{key}", field, words

    def text(self, language: str) -> str:
        words = {name: self.worded(word, language) for name, word in self.words.items()}
        return sentence(self.key, language, **words)

    def worded(self, word: Any, language: str) -> Any:
        """A day as people write it; anything else as it is."""
        return day_text(day_number(word), language) if isinstance(word, date) else word
