"""What every page knows: its language, the others, and the law it speaks of."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve
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
    sources = f"/{language}/sources/"
    known: dict[str, Any] = {"language": language, "languages": others, "law_version": belgian_law().fingerprint}
    known["framed"] = framed(request)
    return known | {"sources": sources if reached(sources) else ""}


@cache
def reached(address: str) -> bool:
    """Whether this site has a page at an address."""
    try:
        resolve(address)
    except Resolver404:
        return False
    return True


def is_translated(request: HttpRequest) -> bool:
    return request.path_info.lstrip("/").partition("/")[0] in LANGUAGES
