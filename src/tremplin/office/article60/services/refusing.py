"""What a service of files does not save."""

from __future__ import annotations

from typing import Any

from tremplin.office.refusing import Refused

__all__ = ["AlreadyDone", "Refused", "Stale"]


class Stale(Refused):
    """Somebody saved the same in the meantime. `record` is as it stands now."""

    def __init__(self, record: Any) -> None:
        super().__init__("office_plan.stale")
        self.record = record


class AlreadyDone(Refused):
    """The same form was carried out before. `made`: the number of what it made, where it made something."""

    def __init__(self, made: int | None) -> None:
        super().__init__("office_plan.already_done")
        self.made = made
