"""Addresses: requests, who is placed for them, and the turn."""

from __future__ import annotations

from django.urls import URLPattern, path

from tremplin.office.pages.ale.placing import listing, one, turns, week

urlpatterns: list[URLPattern] = [
    path("requests/", listing.listing, name="office_ale_requests"),
    path("requests/new/", listing.new, name="office_ale_request_new"),
    path("requests/turns/", turns.turns, name="office_ale_turns"),
    path("requests/week/", week.matching, name="office_ale_week"),
    path("requests/<str:number>/", one.one, name="office_ale_request"),
    path("requests/<str:number>/others/", one.others, name="office_ale_request_others"),
]
