"""The bytes that people hand in, read once, never changed, hashed as they pass."""

from __future__ import annotations

import hashlib
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO, Protocol

from tremplin.ground.errors import Fault, InputError
from tremplin.intake.doubts import refused

MOST = 60
"""Megabytes of a file that is read whole."""
MOST_STREAMED = 2_000
"""Megabytes of a file that is read person by person."""
HEAD = 65_536
"""Bytes looked at to tell what a file is."""


class Source(Protocol):
    """What bytes are read from."""

    def read(self, size: int = -1, /) -> bytes: ...


def named(path: str) -> str:
    """How a file is called in places: standard input has a name of its own."""
    return "stdin" if path == "-" else path


def opened(path: str) -> AbstractContextManager[BinaryIO]:
    """A file, or standard input for `-`. Raises InputError where there is none or it may not be read."""
    if path == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(path).open("rb")
    except IsADirectoryError:
        raise InputError([Fault(named(path), "is_folder")]) from None
    except FileNotFoundError:
        raise InputError([Fault(named(path), "no_file")]) from None
    except OSError as error:
        raise InputError([Fault(named(path), "not_readable", {"problem": error.strerror or str(error)})]) from None
    except ValueError as error:  # a name with a null in it
        raise InputError([Fault(named(path), "not_readable", {"problem": str(error)})]) from None


def content_of(path: str) -> bytes:
    """The whole content of a file; raises InputError when it is too large."""
    with opened(path) as handle:
        return whole(handle, named(path))


def whole(source: Source, name: str) -> bytes:
    """All of a source, a megabyte at a time so that it may be larger than it says."""
    pieces, left = [], MOST * 1_000_000
    while piece := source.read(1 << 20):
        pieces.append(piece)
        left -= len(piece)
        if left < 0:
            raise refused(name, "doubt.too_large", most=MOST)
    return b"".join(pieces)


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Passing:
    """A file read piece by piece: its first bytes can be looked at, all are hashed, and too many are refused."""

    def __init__(self, handle: BinaryIO, name: str) -> None:
        self.handle, self.name = handle, name
        self.hash = hashlib.sha256()
        self.left = MOST_STREAMED * 1_000_000
        self.head = handle.read(HEAD)
        self.waiting = self.head

    def read(self, size: int = -1, /) -> bytes:
        if self.waiting:
            size = size if size > 0 else len(self.waiting)
            found, self.waiting = self.waiting[:size], self.waiting[size:]
        else:
            found = self.handle.read(size)
        self.hash.update(found)
        self.left -= len(found)
        if self.left < 0:
            raise refused(self.name, "doubt.too_large", most=MOST_STREAMED)
        return found
