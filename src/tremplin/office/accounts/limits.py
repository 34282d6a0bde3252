"""Around the pages of an agent: the language where the address says none, and how long a session lives."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode

from tremplin.engine.kinds import LANGUAGES
from tremplin.ground.sentences import sentence

Next = Callable[[HttpRequest], HttpResponseBase]
PLACE = "/account/"
COOKIE = "language"
REFERRER = "same-origin"
"""With the `no-referrer` of the public pages browsers send every form with `Origin: null`, which the check against
forged forms refuses."""
SINCE, SEEN = "since", "seen"
EVERY = 60
"""Seconds between two times that a session is written for being used: not at each page."""


class Tongue:
    """The language of log-in pages: the one just chosen, the agent's, that of the page asked for, the browser's."""

    def __init__(self, following: Next) -> None:
        self.following = following

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PLACE):
            return self.following(request)
        chosen = asked(request)
        language = chosen or spoken(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.following(request)
        response.headers["Content-Language"] = language
        response.headers.setdefault("Cache-Control", "no-store")
        if chosen:
            response.set_cookie(COOKIE, chosen, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True)
        return response


def asked(request: HttpRequest) -> str:
    """The language of a link in the foot, or of the page that somebody wanted before logging in."""
    for said in (request.GET.get("language", ""), request.GET.get("next", "").lstrip("/")[:2]):
        if said in LANGUAGES:
            return said
    return ""


def spoken(request: HttpRequest) -> str:
    found = [getattr(request.user, "language", ""), request.COOKIES.get(COOKIE, "")]
    found.append(translation.get_language_from_request(request))
    return next((one for one in found if one in LANGUAGES), "fr")


def knows_agents(request: HttpRequest) -> bool:
    """Whether an address is of the office or of logging in."""
    path = request.path_info
    return path.startswith(PLACE) or path[3:].startswith("/office/")


class Limits:
    """Ends a session that stood still for two hours or lasted ten, and says so."""

    def __init__(self, following: Next) -> None:
        self.following = following

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.following(request)
        if knows_agents(request):
            response.headers.setdefault("Referrer-Policy", REFERRER)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, words: Any) -> HttpResponseBase | None:
        """Public pages know nobody, and answer while the database is away."""
        if not knows_agents(request) or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if not request.user.is_authenticated:
            return None
        now = int(time.time())
        session = request.session
        since, seen = session.get(SINCE, now), session.get(SEEN, now)
        if now - seen > settings.SESSION_IDLE or now - since > settings.SESSION_COOKIE_AGE:
            logout(request)
            messages.info(request, sentence("office_accounts.session_ended", request.LANGUAGE_CODE), "note")
            after = {"next": request.get_full_path()} if request.method == "GET" else {}
            return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode(after)}")
        if SINCE not in session or now - seen > EVERY:
            session[SINCE], session[SEEN] = since, now
        return None
