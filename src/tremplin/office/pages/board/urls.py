"""Addresses: Who ends when, for the whole office; what differs under today's law."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
