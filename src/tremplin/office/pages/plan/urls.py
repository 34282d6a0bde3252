"""Addresses: The plan, the contract, its amendments, the convention with a host."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
