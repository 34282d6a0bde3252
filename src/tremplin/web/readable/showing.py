"""How a page of the law is shown, and what is said when no part of the law has the name asked for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tremplin.engine.law import Decision, Law, Search
from tremplin.law import belgian_law
from tremplin.web.readable.search import LONGEST, nearest


def shown(request: HttpRequest, page: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, f"web/readable/{page}.html", context, status=status)


def unknown(request: HttpRequest, language: str, name: str) -> HttpResponse:
    """No part of the law has that name: the nearest one that has."""
    context = {"name": name[:LONGEST], "near": nearest(belgian_law(), language, name)}
    return shown(request, "unknown", context, status=404)


def question_of(law: Law, name: str) -> Decision | Search | None:
    return law.decisions.get(name) or law.searches.get(name)
