"""Addresses: what needs me today."""

from __future__ import annotations

from django.urls import URLPattern, path

from tremplin.office.pages.today import pages

urlpatterns: list[URLPattern] = [path("", pages.today, name="office_today")]
