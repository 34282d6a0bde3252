"""Addresses: Files in a list, people, who read what of them, and their rights."""

from __future__ import annotations

from django.urls import URLPattern, path

from tremplin.office.pages.people import duplicates, files, person, rights

urlpatterns: list[URLPattern] = [
    path("files/", files.listing, name="office_files"),
    path("files/new/", files.new, name="office_file_new"),
    path("people/due/", rights.due_list, name="office_due"),
    path("people/duplicates/", duplicates.listing, name="office_duplicates"),
    path("people/<int:pk>/merge/<int:other>/", duplicates.merging, name="office_merge"),
    path("people/<int:pk>/", person.person, name="office_person"),
    path("people/<int:pk>/number/", person.number, name="office_number"),
    path("people/<int:pk>/report/", rights.report, name="office_report"),
    path("people/<int:pk>/forget/", rights.forgetting, name="office_forget"),
]
