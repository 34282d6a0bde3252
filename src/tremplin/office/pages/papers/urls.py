"""Addresses: Papers made, papers to make, the inspection pack."""

from __future__ import annotations

from django.urls import URLPattern, path

from tremplin.office.pages.papers import handover, pages

urlpatterns: list[URLPattern] = [
    path("files/<str:number>/papers/", pages.papers, name="office_papers"),
    path("files/<str:number>/handover/", handover.handover, name="office_handover"),
    path("files/<str:number>/pack/", pages.pack, name="office_pack"),
    path("papers/<int:year>/<int:count>/", pages.paper, name="office_paper"),
]
