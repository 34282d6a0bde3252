"""Addresses: The file of a person under article 60."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
