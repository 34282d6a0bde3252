"""The pages of the office, each under its language."""

from __future__ import annotations

from django.urls import include, path

AREAS = ("today", "settings", "people", "imports", "file", "plan", "board", "claims", "papers")

urlpatterns = [
    *(path("", include(f"tremplin.office.pages.{area}.urls")) for area in AREAS),
    path("ale/", include("tremplin.office.pages.ale.urls")),
]
