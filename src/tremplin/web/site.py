"""What every page knows: its language, the others, and the law it speaks of."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from tremplin.engine.kinds import LANGUAGES
from tremplin.law import belgian_law
from tremplin.web.middleware import framed


def about(request: HttpRequest) -> dict[str, Any]:
    """The context of every template."""
    language = translation.get_language() or "fr"
    rest = request.path_info.lstrip("/").partition("/")[2] if is_translated(request) else ""
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    others = [{"code": code, "address": f"/{code}/{rest}{query}", "current": code == language} for code in LANGUAGES]
    known: dict[str, Any] = {"language": language, "languages": others, "law_version": belgian_law().fingerprint}
    return known | {"framed": framed(request), "office": settings.OFFICE}


def ways_home() -> list[dict[str, Any]]:
    """The first page in each language: what a page that is wrong links to, so that it repeats no address."""
    here = translation.get_language() or "fr"
    return [{"code": code, "address": f"/{code}/", "current": code == here} for code in LANGUAGES]


def is_translated(request: HttpRequest) -> bool:
    return request.path_info.lstrip("/").partition("/")[0] in LANGUAGES
