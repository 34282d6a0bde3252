"""Addresses: The subsidy by month and person."""

from __future__ import annotations

from django.urls import URLPattern, path

from tremplin.office.pages.claims import forecast, one, pages, statement

urlpatterns: list[URLPattern] = [
    path("claims/", pages.month, name="office_claims"),
    path("claims/forecast/", forecast.forecast, name="office_forecast"),
    path("claims/statements/", statement.statements, name="office_statements"),
    path("claims/statements/<int:pk>/", statement.statement, name="office_statement"),
    path("claims/statements/<int:pk>/original/", statement.original, name="office_statement_original"),
    path("claims/<int:pk>/", one.claim, name="office_claim"),
]
