"""A file that an agent hands in: up to `MOST_UPLOAD` bytes, a small one in memory, a larger one on disk."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from tempfile import SpooledTemporaryFile
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from tremplin.web.dropped.upload import FILE, Refused, declared
from tremplin.web.waiting import reading

IN_MEMORY = 5_000_000
READ_TO_THE_END = 2
"""Times the most that is taken: so much is read and thrown away, so that the page that refuses it arrives."""
MOST_FILES = 6
"""Handed in at once, where several may be."""
Page = Callable[..., HttpResponse]


class Held(FileUploadHandler):
    """Keeps what is handed in; what is beyond the most of a file is read and thrown away."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.left: int = settings.MOST_UPLOAD
        self.held: Any = None

    def new_file(self, *about: Any, **more: Any) -> None:
        super().new_file(*about, **more)
        self.held = SpooledTemporaryFile(max_size=IN_MEMORY)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.left -= len(raw_data)
        if self.left >= 0:
            self.held.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[Any]:
        self.held.seek(0)
        return UploadedFile(self.held, self.file_name, self.content_type, file_size, self.charset)


def handing(view: Page) -> Page:
    """A page that takes files larger than those of the public site; it says itself what it cannot take."""
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **words: Any) -> HttpResponse:
        if request.method != "POST":
            return protected(request, *args, **words)
        if not request.user.is_authenticated:  # A stranger is sent to log in before a byte is read.
            return view(request, *args, **words)
        request.upload_handlers = [Held(request)]
        try:
            if declared(request) > READ_TO_THE_END * settings.MOST_UPLOAD:
                raise too_large()
            with reading():
                request.POST  # noqa: B018 - read here, so that what is wrong with it is said
        except (RequestDataTooBig, MultiPartParserError, SuspiciousOperation, UnreadablePostError, OSError):
            return view(request, *args, refusal=Refused(400, "drop.broken_off"), **words)
        except Refused as refusal:
            # Nothing of the body is looked at, so nothing needs the token that lies in it.
            return view(request, *args, refusal=refusal, **words)
        return protected(request, *args, **words)

    return page


def handed_in(request: HttpRequest) -> tuple[str, bytes]:
    """The one file of a form, by name and content. Raises Refused."""
    return files_handed_in(request, most=1)[0]


def files_handed_in(request: HttpRequest, most: int = MOST_FILES) -> list[tuple[str, bytes]]:
    """The files of a form, at least one, each by name and content. Raises Refused."""
    files = request.FILES.getlist(FILE)
    if sum(file.size or 0 for file in files) > settings.MOST_UPLOAD:
        raise too_large()
    if not files:
        raise Refused(400, "office_imports.no_file")
    if len(files) > most:
        raise Refused(400, "drop.one_file" if most == 1 else "office_imports.many_files", most=most)
    return [(file.name or FILE, file.read()) for file in files]


def too_large() -> Refused:
    return Refused(413, "office_imports.too_large", most=settings.MOST_UPLOAD // 1_000_000)
