"""Addresses: files handed in: read, doubted, committed; days by layer; what ONEM answered."""

from __future__ import annotations

from django.urls import URLPattern, path

from tremplin.office.pages.imports import days, listing, onem, report

urlpatterns: list[URLPattern] = [
    path("imports/", listing.imports, name="office_imports"),
    path("imports/<int:pk>/", report.one, name="office_import"),
    path("imports/<int:pk>/original/", report.original, name="office_import_original"),
    path("files/<str:number>/days/", days.days, name="office_days"),
    path("files/<str:number>/onem/", onem.requests, name="office_onem"),
    path("files/<str:number>/onem/gap/", onem.gap, name="office_gap"),
]
