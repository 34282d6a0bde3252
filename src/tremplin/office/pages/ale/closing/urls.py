"""The addresses of this area."""

from __future__ import annotations

from django.urls import URLPattern, path

from tremplin.office.pages.ale.closing import approving, month, one, papers, taking

urlpatterns: list[URLPattern] = [
    path("closing/", month.listing, name="office_ale_closing"),
    path("closing/<str:month>/", month.close, name="office_ale_close"),
    path("closing/<str:month>/agreed/", month.agreed, name="office_ale_close_agreed"),
    path("closing/<str:month>/preview/", approving.preview, name="office_ale_close_preview"),
    path("closing/<str:month>/papers/", papers.papers, name="office_ale_close_papers"),
    path("closing/<str:month>/papers/zip/", papers.bundle, name="office_ale_close_papers_zip"),
    path("closing/<str:month>/files/", taking.files, name="office_ale_close_files"),
    path("closing/<str:month>/<int:pk>/", one.exception, name="office_ale_close_line"),
]
