"""What a service of workers does not save, told so that the form can say it beside the field."""

from __future__ import annotations

from datetime import date
from typing import Any

from tremplin.ground.days import day_number
from tremplin.ground.errors import TremplinError
from tremplin.ground.sentences import sentence
from tremplin.reasons.wording import day_text


class Refused(TremplinError):
    """Nothing was saved. `key` names its sentence, `words` fill it, `field` is where it stands in the form."""

    def __init__(self, key: str, field: str = "", **words: Any) -> None:
        super().__init__(key)
        self.key, self.field, self.words = key, field, words

    def text(self, language: str) -> str:
        words = {name: worded(word, language) for name, word in self.words.items()}
        return sentence(self.key, language, **words)


class Stale(Refused):
    """Somebody saved the same worker in the meantime."""

    def __init__(self) -> None:
        super().__init__("office_ale_workers.stale")


def worded(word: Any, language: str) -> Any:
    """A day as people write it; anything else as it is."""
    return day_text(day_number(word), language) if isinstance(word, date) else word
