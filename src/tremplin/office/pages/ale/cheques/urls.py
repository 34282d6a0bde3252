"""Addresses: cheques of an authorisation, stock and wallets, the book, the files of issuer and bank."""

from __future__ import annotations

from django.urls import URLPattern, path

from tremplin.office.pages.ale.cheques import acting, book, one_file, overview, place, files, swap  # isort: skip

urlpatterns: list[URLPattern] = [
    path("cheques/", overview.cheques, name="office_ale_cheques"),
    path("cheques/<str:number>/", place.place, name="office_ale_cheques_of"),
    path("cheques/<str:number>/<int:pk>/<slug:act>/", acting.act, name="office_ale_cheques_act"),
    path("book/", book.accounts, name="office_ale_book"),
    path("book/entries/", book.entries, name="office_ale_account"),
    path("imports/", files.files, name="office_ale_imports"),
    path("imports/swap/", swap.swap, name="office_ale_swap"),
    path("imports/<int:pk>/", one_file.one, name="office_ale_import"),
    path("imports/<int:pk>/original/", one_file.original, name="office_ale_import_original"),
]
