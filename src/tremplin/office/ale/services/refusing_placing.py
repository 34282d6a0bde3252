"""What placing does not do."""

from __future__ import annotations

from typing import Any

from tremplin.office import refusing
from tremplin.papers.saying import hours


class Refused(refusing.Refused):
    """Integers among its words are hundredths of hours."""

    area = "office_ale_placing."

    def worded(self, word: Any, language: str) -> Any:
        return hours(word, language) if isinstance(word, int) else super().worded(word, language)
