"""Addresses: The subsidy by month and person."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
