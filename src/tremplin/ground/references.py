"""The file of a law that says what people read of its sources, and whom to ask about what it leaves open.

Its ending is `.yml`: it decides nothing, so it is no stem of the law and no part of its fingerprint.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tremplin.ground.reading import read_yaml

FILE = "references.yml"


@cache
def references_of(folder: Path) -> Mapping[str, Any]:
    """What the file of a law's folder holds; nothing where there is none."""
    path = folder / FILE
    return dict(read_yaml(path.read_bytes(), FILE)) if path.exists() else {}
