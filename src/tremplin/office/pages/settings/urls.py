"""Addresses: the account of an agent, the office, its members and its amounts."""

from __future__ import annotations

from django.urls import URLPattern, path

from tremplin.office.pages.settings import choosing

urlpatterns: list[URLPattern] = [path("choose/", choosing.choose, name="office_choose")]
