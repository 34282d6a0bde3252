"""What a form hands in, held in memory only, whole or refused."""

from __future__ import annotations

import io
import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError

from tremplin.ground.errors import Fault
from tremplin.papers.html import clean
from tremplin.web.waiting import PAUSE, reading

FILE, END = "file", "end"
"""Names of the file and of the last field of every form, by whose absence a body that was cut off is known."""
LONGEST_NAME = 80


class Refused(Exception):
    """What was handed in cannot be used. `key`: of its title, whose mend is `key_mend`; `faults`: why, each with its
    place, in words of the reader's."""

    def __init__(self, status: int, key: str, faults: tuple[Fault, ...] = (), **words: Any) -> None:
        super().__init__(key)
        self.status, self.key, self.faults, self.words = status, key, faults, words


@dataclass(frozen=True)
class File:
    name: str
    content: bytes


@dataclass(frozen=True)
class Sent:
    """The fields of a form, and its file where one was chosen."""

    fields: QueryDict
    file: File | None

    def said(self, name: str) -> str:
        return self.fields.get(name, "") or ""


class InMemory(FileUploadHandler):
    """Keeps files in memory, all together no more than the settings allow: what is beyond is read and thrown away."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.left: int = settings.MOST_FILE
        self.pieces: list[bytes] = []

    def new_file(self, *about: Any, **more: Any) -> None:
        super().new_file(*about, **more)
        self.pieces = []

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.left -= len(raw_data)
        if self.left >= 0:
            self.pieces.append(raw_data)
        else:
            self.pieces.clear()

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        content = io.BytesIO(b"".join(self.pieces))
        return InMemoryUploadedFile(content, self.field_name, self.file_name or "", self.content_type or "", file_size, self.charset)  # fmt: skip  # noqa: E501


def received(request: HttpRequest) -> Sent:
    """The form that was sent. Raises Refused."""
    if declared(request) > settings.MOST_SENT:
        raise too_large()
    begun = time.monotonic()
    try:
        with reading():
            fields, files = request.POST, request.FILES.getlist(FILE)
    except RequestDataTooBig:
        raise too_large() from None
    except (MultiPartParserError, SuspiciousOperation, UnreadablePostError, OSError):
        raise cut_off(begun) from None
    if sum(file.size or 0 for file in files) > settings.MOST_FILE:
        raise too_large()
    if fields.get(END) != "1":
        raise cut_off(begun)
    if len(files) > 1:
        raise Refused(400, "drop.one_file")
    return Sent(fields, file_of(files[0]) if files else None)


def file_of(sent: Any) -> File:
    name = clean(sent.name or "")[-LONGEST_NAME:].strip(", ")
    return File(name or FILE, sent.read())


def declared(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def cut_off(begun: float) -> Refused:
    """A form without its end: cut by this site where it was long awaited (see `waiting`)."""
    slow = time.monotonic() - begun > PAUSE / 2
    return Refused(408, "drop.too_slow") if slow else Refused(400, "drop.broken_off")


def too_large() -> Refused:
    return Refused(413, "drop.too_large", most=settings.MOST_FILE // 1_000_000)
