"""The addresses of the questions, below the language."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tremplin.web.questions import agency, easy, pages, paper

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("ask/agency", agency.ask, name="agency"),
    path("ask/<slug:topic>", pages.ask, name="ask"),
    path("ask/<slug:topic>/print", paper.printed, name="print"),
    path("ask/<slug:topic>/easy", easy.easy, name="easy"),
    path("ask/<slug:topic>/pdf", paper.pdf, name="pdf"),
    path("ask/<slug:topic>/wrong", pages.wrong, name="looks_wrong"),
]
