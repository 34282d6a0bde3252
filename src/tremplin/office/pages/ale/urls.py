"""The pages of an agency, area by area."""

from __future__ import annotations

from django.urls import include, path

AREAS = ("agency", "users", "workers", "placing", "hours", "cheques", "closing", "year")

urlpatterns = [path("", include(f"tremplin.office.pages.ale.{area}.urls")) for area in AREAS]
