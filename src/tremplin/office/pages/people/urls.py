"""Addresses: Files in a list, people, who read what of them, and their rights."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
