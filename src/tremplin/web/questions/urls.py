"""The addresses of the questions, below the language."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tremplin.web.questions import pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("ask/<slug:topic>", pages.ask, name="ask"),
    path("ask/<slug:topic>/wrong", pages.wrong, name="looks_wrong"),
]
