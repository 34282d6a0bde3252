"""The addresses of the questions that start from a file, below the language."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tremplin.web.dropped import pages

urlpatterns: list[URLPattern | URLResolver] = [path("<slug:subject>", pages.ask, name="file")]
