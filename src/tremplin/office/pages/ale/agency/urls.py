"""The address of the agency's own settings."""

from __future__ import annotations

from django.urls import URLPattern, path

from tremplin.office.pages.ale.agency import pages

urlpatterns: list[URLPattern] = [path("agency/", pages.agency, name="office_ale_agency")]
