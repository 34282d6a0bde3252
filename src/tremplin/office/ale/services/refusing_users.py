"""What is not saved of users and of the agency's settings."""

from __future__ import annotations

from tremplin.office.ale.selectors.allowed import why
from tremplin.office.refusing import Refused
from tremplin.reasons.answer import Answer

__all__ = ["Refused", "RefusedByLaw"]


class RefusedByLaw(Refused):
    """The law says no, or does not say yes; the sentence is its own."""

    def __init__(self, answer: Answer, field: str) -> None:
        super().__init__("office_ale_users.law_refuses", field)
        self.answer = answer

    def text(self, language: str) -> str:
        return why(self.answer, language)
