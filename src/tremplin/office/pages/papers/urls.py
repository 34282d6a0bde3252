"""Addresses: Papers made, papers to make, the inspection pack."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
