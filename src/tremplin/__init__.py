"""Tremplin: Belgian activation employment, decided and explained.

>>> from tremplin import decide
>>> answer = decide("working_days", {"on": "2024-06-01", "work": []})
>>> answer.result["days"]
0
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tremplin.ground.errors import InputError, LawError, TremplinError
    from tremplin.law import decide

__all__ = ["InputError", "LawError", "TremplinError", "decide"]


def __getattr__(name: str) -> Any:
    """Loads on first use, so that `import tremplin` costs nothing."""
    if name == "decide":
        from tremplin.law import decide

        return decide
    if name in __all__:
        from tremplin.ground import errors

        return getattr(errors, name)
    raise AttributeError(name)
