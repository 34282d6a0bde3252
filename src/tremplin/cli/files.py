"""What people hand in: files and standard input, read with every fault said."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from tremplin.ground.errors import Fault, InputError
from tremplin.ground.reading import read_yaml

MOST = 50
"""Megabytes of one file. A case has some kilobytes; a population comes in columns, not here."""


def named(path: str) -> str:
    """How a file is called in a fault."""
    return "stdin" if path == "-" else path


def read_bytes(path: str) -> bytes:
    """The content of a file, or of standard input for `-`."""
    try:
        if path == "-":
            found = sys.stdin.buffer.read(MOST * 1_000_000 + 1)
        else:
            with Path(path).open("rb") as handle:
                found = handle.read(MOST * 1_000_000 + 1)
    except IsADirectoryError:
        raise InputError([Fault(named(path), "is_folder")]) from None
    except FileNotFoundError:
        raise InputError([Fault(named(path), "no_file")]) from None
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", None) or str(error)
        raise InputError([Fault(named(path), "not_readable", {"problem": problem})]) from None
    if len(found) > MOST * 1_000_000:
        raise InputError([Fault(named(path), "too_big", {"most": MOST})])
    return found


def read_data(path: str) -> Any:
    """The content of a YAML or JSON file; an empty one is a fault."""
    content = read_bytes(path)
    found = read_yaml(content, named(path))
    if found is None:
        raise InputError([Fault(named(path), "empty_file")])
    return found
