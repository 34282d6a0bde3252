"""Pages that belong to no subject: the way in, the language, health, and what is said when something is wrong."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language_from_request

from tremplin.engine.kinds import LANGUAGES
from tremplin.law import belgian_law
from tremplin.web.site import ways_home


def choose_language(request: HttpRequest) -> HttpResponse:
    """From the bare address to the language that the browser asks for."""
    asked = get_language_from_request(request)
    found = HttpResponseRedirect(f"/{asked if asked in LANGUAGES else 'fr'}/")
    found.headers["Vary"] = "Accept-Language"
    return found


def health(request: HttpRequest) -> HttpResponse:
    """For whoever watches the site: it runs, and under which law."""
    return JsonResponse({"status": "ok", "law": belgian_law().fingerprint})


def wrong(request: HttpRequest, status: int, key: str) -> HttpResponse:
    """A page that says what is wrong. It does not repeat the address: every wrong one gets the same bytes."""
    words = {"title": key, "mend": f"{key}_mend", "languages": ways_home()}
    return render(request, "web/wrong.html", words, status=status)


def bad_request(request: HttpRequest, exception: Any) -> HttpResponse:
    return wrong(request, 400, "web.bad_request")


def not_found(request: HttpRequest, exception: Any) -> HttpResponse:
    return wrong(request, 404, "web.not_found")


def broken(request: HttpRequest) -> HttpResponse:
    return wrong(request, 500, "web.broken")
