"""`python -m tremplin.office.database.watching DATA`: stops a private PostgreSQL once all who used it are gone, also
those who were killed with -9."""

from __future__ import annotations

import fcntl
import sys
from pathlib import Path

from tremplin.office.database.private import Private


def watch(data: Path) -> None:
    while True:
        with open(f"{data}.in-use") as use:
            fcntl.flock(use, fcntl.LOCK_EX)  # waits until nobody holds it
        if not (data / "postmaster.pid").exists() or Private(data).stop():
            return


if __name__ == "__main__":
    watch(Path(sys.argv[1]))
