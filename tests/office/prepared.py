"""A migrated cluster, made once for each state of the tables and copied for each run: migrating takes far longer."""

import fcntl
import hashlib
import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

from tremplin.office.database.private import ours

OFFICE = Path(__file__).parents[2] / "src/tremplin/office"
LOCK = Path(__file__).parents[2] / "requirements.lock"
"""Libraries bring tables too."""
KEPT = 4
"""Clusters of other states that are kept; older ones go."""


def state_of(programs: Path) -> str:
    """What the tables follow from, as one hash."""
    found = hashlib.sha256(str(programs).encode())
    files = [*OFFICE.rglob("migrations/*.py"), *OFFICE.rglob("models*/*.py"), *OFFICE.rglob("models.py")]
    for file in sorted({*files, *OFFICE.glob("database/*.py"), OFFICE / "settings.py", LOCK, Path(__file__)}):
        found.update(str(file.relative_to(OFFICE.parents[2])).encode() + file.read_bytes())
    return found.hexdigest()[:16]


@contextmanager
def place_for(programs: Path):
    """Where the cluster of this state is, or is to be put; nobody else looks there meanwhile."""
    root = Path("/var/tmp") / f"tremplin-tests-{os.geteuid()}"  # noqa: S108 - looked at by `ours`
    root.mkdir(mode=0o755, exist_ok=True)
    ours(root)
    with open(root / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        place = root / state_of(programs)
        yield place
        others = sorted(
            (one for one in root.iterdir() if one.is_dir() and one != place), key=lambda one: one.stat().st_mtime
        )
        for old in others[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)


def copy(source: Path, target: Path) -> None:
    """With the owner that PostgreSQL wants, and in one step."""
    making = target.with_name(f"{target.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    subprocess.run(["cp", "-a", str(source), str(making)], check=True)
    shutil.rmtree(target, ignore_errors=True)
    making.replace(target)
