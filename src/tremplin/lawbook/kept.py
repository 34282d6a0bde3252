"""What the files of a law say, kept in the user's cache once they were found sound.

A process that meets the same files again need neither read them nor examine them: `tremplin decide` starts sooner.
The name tells the law and the code that examined it, so any change of either is read and examined anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from tremplin.engine.law import Law

MOST = 8
PACKAGE = Path(__file__).parents[1]


def kept(law: Law) -> dict[str, Any] | None:
    """The content of each stem, or None when these files were not found sound before."""
    with contextlib.suppress(OSError, ValueError):
        found = json.loads(place(law).read_text(encoding="utf-8"), parse_float=Decimal)
        return found if isinstance(found, dict) else None
    return None


def keep(law: Law, read: Mapping[str, Any]) -> None:
    """Keeps them, in one move; where nothing can be written, the next process reads them again."""
    with contextlib.suppress(OSError):
        path = place(law)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, suffix=".tmp", delete=False, encoding="utf-8") as file:
            json.dump(read, file, default=float, ensure_ascii=False)
        os.replace(file.name, path)
        for old in sorted(path.parent.glob("*.json"), key=lambda of: of.stat().st_mtime)[:-MOST]:
            old.unlink(missing_ok=True)


def place(law: Law) -> Path:
    code = hashlib.sha256()
    for path in sorted([*(PACKAGE / "engine").glob("*.py"), *(PACKAGE / "lawbook").glob("*.py")]):
        code.update(path.read_bytes())
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "tremplin" / "laws" / f"{law.fingerprint}-{code.hexdigest()[:12]}.json"
