"""Around every request: its language, and one line of log that holds nothing about the person."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from tremplin.engine.kinds import LANGUAGES

Next = Callable[[HttpRequest], HttpResponseBase]
log = logging.getLogger("tremplin.web")


class Language:
    """The language that the address says (`/nl/…`); French elsewhere, until a page asks the browser."""

    def __init__(self, following: Next) -> None:
        self.following = following

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        first = request.path_info.lstrip("/").partition("/")[0]
        language = first if first in LANGUAGES else "fr"
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.following(request)
        response.headers.setdefault("Content-Language", language)
        return response


class Short:
    """Refuses an address longer than any page makes, before its answers are read."""

    def __init__(self, following: Next) -> None:
        self.following = following

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if len(request.META.get("QUERY_STRING", "")) > settings.MOST_QUERY:
            return HttpResponse(status=414)
        return self.following(request)


class Framed:
    """Says to whoever keeps copies that a page in a frame is another one (see `framed`), where frames are let."""

    def __init__(self, following: Next) -> None:
        self.following = following

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.following(request)
        if settings.FRAMES:
            patch_vary_headers(response, ["Sec-Fetch-Dest"])
        return response


def framed(request: HttpRequest) -> bool:
    """Whether a frame asks. A browser too old to say so shows the whole page."""
    return bool(settings.FRAMES) and request.headers.get("Sec-Fetch-Dest") == "iframe"


class Log:
    """One line a request: the route that answered (never the address, whose answers are the person's), status, time."""

    def __init__(self, following: Next) -> None:
        self.following = following

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        begun = time.perf_counter()
        response = self.following(request)
        route = request.resolver_match.route if request.resolver_match else ""
        spent = round(1000 * (time.perf_counter() - begun), 1)
        words = {"method": request.method, "route": route, "status": response.status_code, "ms": spent}
        log.info("request", extra={"words": words})
        return response


class Lines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        # What Django says of a request names its path: only the pattern of its sentence is kept.
        ours = record.name.startswith("tremplin")
        event = record.getMessage() if ours or not record.args else str(record.msg)
        words = {"at": at, "level": record.levelname.lower(), "event": event}
        words |= getattr(record, "words", {})
        if record.exc_info:
            words["error"] = self.formatException(record.exc_info)
        return json.dumps(words, ensure_ascii=False)
