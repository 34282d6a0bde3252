"""What the office says while PostgreSQL is away: a calm page with 503, at once, until it is back.

Public pages open no transaction and are let through. The others wait for a connection in one thread at the most, so
that the public pages keep theirs.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from threading import Lock, get_ident
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from tremplin.web import pages

log = logging.getLogger("tremplin.running")
PAUSE = 1.0
"""Seconds between two tries while it is away."""
GONE = ("08", "53", "57P")
"""Classes of SQLSTATE: the connection, its resources, the operator. Others are of the statement, not the server."""


class Gate:
    """Whether the database was there when it was last asked; one for each process."""

    def __init__(self) -> None:
        self.lock, self.away, self.next_try, self.tried_by = Lock(), False, 0.0, 0

    def may_try(self) -> bool:
        """While it is away one request after the other tries, and the others are told at once."""
        with self.lock:
            if not self.away:
                return True
            if self.tried_by or time.monotonic() < self.next_try:
                return False
            self.tried_by = get_ident()
            return True

    def found(self, away: bool) -> None:
        with self.lock:
            changed, self.away = away is not self.away, away
            self.next_try = time.monotonic() + PAUSE
        if changed:
            log.error("PostgreSQL is away" if away else "PostgreSQL is back")

    def done(self) -> None:
        """This request has tried, whatever it found."""
        if self.tried_by == get_ident():
            self.tried_by = 0


gate = Gate()


class Away:
    """Around every page of the office."""

    def __init__(self, following: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.following = following

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            response = self.following(request)
            if gate.away and getattr(request, "reached", False):
                gate.found(away=False)
            return response
        finally:
            gate.done()

    def process_view(self, request: HttpRequest, view: Any, args: Any, words: Any) -> HttpResponseBase | None:
        if getattr(view, "_non_atomic_requests", None):
            return None
        if not gate.may_try():
            return calm(request)
        request.reached = True  # type: ignore[attr-defined]
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        return calm(request) if noticed(request, error) else None


def noticed(request: HttpRequest, error: BaseException | None) -> bool:
    """Whether an error says that PostgreSQL is away; the next requests are then told at once."""
    if not is_away(error):
        return False
    request.reached = False  # type: ignore[attr-defined]
    gate.found(away=True)
    return True


def is_away(error: BaseException | None) -> bool:
    if not isinstance(error, (OperationalError, InterfaceError)):
        return False
    state = getattr(error.__cause__, "sqlstate", None)
    return state is None or state.startswith(GONE)


def calm(request: HttpRequest) -> HttpResponse:
    """The page, with what was typed, to be sent again. A file that was chosen has to be chosen again."""
    typed = [(name, value) for name, values in request.POST.lists() for value in values]
    secret = any("password" in name for name, _ in typed)
    words = {"typed": None if request.method != "POST" or secret else typed, "files": bool(request.FILES)}
    response = render(request, "office/running/away.html", words, status=503)
    response.headers["Retry-After"] = "5"
    response.headers["Cache-Control"] = "no-store"
    response._has_been_logged = True  # type: ignore[attr-defined]  # The gate has said it once.
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """What is said of an error that came from around a page: of its session, say."""
    if noticed(request, sys.exc_info()[1]):
        return calm(request)
    return pages.broken(request)
