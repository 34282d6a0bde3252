"""The same rules compiled, for many cases at once.

>>> from tremplin.engine.decide import read_case
>>> from tremplin.law import belgian_law
>>> from tremplin.population import Columns, run
>>> law = belgian_law()
>>> notice = law.decision("ale_notice")
>>> cases = [read_case(law, notice, {"notified_on": day}) for day in ("2024-05-01", "2026-05-01")]
>>> outcome = run(law, "ale_notice", Columns.from_cases(law, "ale_notice", cases))

Needs NumPy and Numba: `pip install tremplin[population]`. One case needs neither.
"""

from __future__ import annotations

try:
    import numba as _numba  # noqa: F401
    import numpy as _numpy  # noqa: F401
except ImportError as error:
    raise ImportError(
        f"tremplin.population compiles the rules, and {error.name or error} is not installed here; "
        "install it with: pip install tremplin[population]",
        name=error.name,
    ) from error

from tremplin.population.columns import Columns, Rows
from tremplin.population.run import Outcome, run

__all__ = ["Columns", "Outcome", "Rows", "run"]
