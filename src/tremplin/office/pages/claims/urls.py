"""Addresses: The subsidy by month and person."""

from __future__ import annotations

from django.urls import URLPattern, path

from tremplin.office.pages.claims import forecast, one, pages

urlpatterns: list[URLPattern] = [
    path("claims/", pages.month, name="office_claims"),
    path("claims/forecast/", forecast.forecast, name="office_forecast"),
    path("claims/<int:pk>/", one.claim, name="office_claim"),
]
