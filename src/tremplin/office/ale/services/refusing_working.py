"""What a service of workers does not save."""

from __future__ import annotations

from tremplin.office.refusing import Refused

__all__ = ["Refused", "Stale"]


class Stale(Refused):
    """Somebody saved the same worker in the meantime."""

    def __init__(self) -> None:
        super().__init__("office_ale_workers.stale")
