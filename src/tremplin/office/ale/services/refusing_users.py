"""What is not saved of users and of the agency's settings, told so that a form can say it beside the field."""

from __future__ import annotations

from tremplin.ground.errors import TremplinError
from tremplin.ground.sentences import sentence
from tremplin.office.ale.selectors.allowed import why
from tremplin.reasons.answer import Answer


class Refused(TremplinError):
    """Nothing was saved. `key` names its sentence, `words` fill it, `field` is where it stands in the form."""

    def __init__(self, key: str, field: str = "", **words: object) -> None:
        super().__init__(key)
        self.key, self.field, self.words = key, field, words

    def text(self, language: str) -> str:
        return sentence(self.key, language, **self.words)


class RefusedByLaw(Refused):
    """The law says no, or does not say yes; the sentence is its own."""

    def __init__(self, answer: Answer, field: str) -> None:
        super().__init__("office_ale_users.law_refuses", field)
        self.answer = answer

    def text(self, language: str) -> str:
        return why(self.answer, language)
