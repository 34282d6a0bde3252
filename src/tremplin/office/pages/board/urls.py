"""Addresses: Who ends when, for the whole office; what differs under today's law."""

from __future__ import annotations

from django.urls import URLPattern, path

from tremplin.office.pages.board import differs, jobs, pages

urlpatterns: list[URLPattern] = [
    path("board/", pages.board_page, name="office_board"),
    path("board/export/", pages.export, name="office_board_export"),
    path("decisions/", differs.differs, name="office_differs"),
    path("settings/jobs/", jobs.jobs, name="office_jobs"),
]
