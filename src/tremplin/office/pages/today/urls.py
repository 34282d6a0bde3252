"""Addresses: what needs me today."""

from __future__ import annotations

from django.urls import URLPattern, path

from tremplin.office.pages.today import feed, pages

urlpatterns: list[URLPattern] = [
    path("", pages.today, name="office_today"),
    path("today/<int:pk>/done/", pages.settle, name="office_settle"),
    path("today/<int:pk>/undo/", pages.undo, name="office_undo"),
    path("today/remind/", pages.remind, name="office_remind"),
    path("today/calendar/", feed.calendar_page, name="office_calendar"),
]
