"""The files of kernels, in the user's cache folder: written once, compiled once, loaded by every later process."""

from __future__ import annotations

import atexit
import contextlib
import importlib.util
import os
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path
from types import ModuleType

from numba.core.errors import NumbaError


@cache
def folder() -> Path:
    """`$XDG_CACHE_HOME` or `~/.cache`; where neither can be written, a folder of this process alone.

    Never a shared one: what lies there is run.
    """
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    wanted = Path(home) / "tremplin" / "kernels"
    with contextlib.suppress(OSError):
        wanted.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=wanted):
            return wanted
    own = Path(tempfile.mkdtemp(prefix="tremplin-"))
    atexit.register(shutil.rmtree, own, ignore_errors=True)
    return own


def written(name: str, text: str) -> Path:
    """The file of a kernel. Two processes at once are safe: each puts the same file there in one move."""
    path = folder() / name
    if not path.exists():
        with tempfile.NamedTemporaryFile("w", dir=path.parent, suffix=".tmp", delete=False, encoding="utf-8") as file:
            file.write(text)
        # Numba takes compiled code for stale when its file is of another time, so every file is of the same.
        os.utime(file.name, (0, 0))
        os.replace(file.name, path)
    return path


@cache
def module_of(path: Path) -> ModuleType:
    """A kernel's module, compiled or loaded. Compiled code that cannot be read is thrown away and made again."""
    try:
        return loaded(path)
    except NumbaError:
        raise
    except Exception:
        for file in path.parent.glob(f"__pycache__/{path.stem}.*"):
            file.unlink(missing_ok=True)
        return loaded(path)


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"tremplin_kernel_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # compiled code, when it is loaded, asks for its module by this name
    spec.loader.exec_module(module)
    return module
