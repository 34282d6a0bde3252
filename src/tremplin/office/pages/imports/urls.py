"""Addresses: Files handed in: read, doubted, committed; what ONEM answered."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
