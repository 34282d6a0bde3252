"""Addresses: The file of a person under article 60."""

from __future__ import annotations

from django.urls import URLPattern, re_path

from tremplin.office.pages.file import pages

# `files/new/` is the page that opens a file: no file has that number.
urlpatterns: list[URLPattern] = [re_path(r"^files/(?!new/$)(?P<number>[^/]{1,20})/$", pages.file, name="office_file")]
