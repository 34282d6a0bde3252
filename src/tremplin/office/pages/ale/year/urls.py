"""The addresses of this area."""

from __future__ import annotations

from django.urls import URLPattern, path

from tremplin.office.pages.ale.year import figures, people

urlpatterns: list[URLPattern] = [
    path("year/", figures.now, name="office_ale_year"),
    path("year/<int:year>/", figures.page, name="office_ale_year_of"),
    path("year/<int:year>/users/<str:number>/", people.user, name="office_ale_year_user"),
    path("year/<int:year>/workers/<str:number>/", people.worker, name="office_ale_year_worker"),
]
