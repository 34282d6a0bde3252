"""The addresses of this area."""

from __future__ import annotations

from django.urls import URLPattern, path

from tremplin.office.pages.ale.hours import cards, forms, grid, visit, worker

urlpatterns: list[URLPattern] = [
    path("hours/", grid.now, name="office_ale_hours"),
    path("hours/<str:month>/", grid.page, name="office_ale_hours_month"),
    path("hours/<str:month>/<str:number>/", worker.page, name="office_ale_hours_worker"),
    path("visits/<int:pk>/", visit.page, name="office_ale_visit"),
    path("cards/", cards.page, name="office_ale_cards"),
    path("hour-forms/", forms.page, name="office_ale_hour_forms"),
    path("hour-forms/<str:number>/", forms.one, name="office_ale_hour_form"),
]
