"""What placing does not do, told so that the page can say it."""

from __future__ import annotations

from datetime import date
from typing import Any

from tremplin.ground.days import day_number
from tremplin.ground.errors import TremplinError
from tremplin.ground.sentences import sentence
from tremplin.papers.saying import hours
from tremplin.reasons.wording import day_text


class Refused(TremplinError):
    """Nothing was written. `key` names its sentence in `office_ale_placing`, `words` fill it: days, and integers that
    are hundredths of hours. `field`: where it stands in the form."""

    def __init__(self, key: str, field: str = "", **words: Any) -> None:
        super().__init__(key)
        self.key, self.field, self.words = f"office_ale_placing.{key}", field, words

    def text(self, language: str) -> str:
        return sentence(self.key, language, **{name: worded(word, language) for name, word in self.words.items()})


def worded(word: Any, language: str) -> Any:
    if isinstance(word, date):
        return day_text(day_number(word), language)
    return hours(word, language) if isinstance(word, int) else word
