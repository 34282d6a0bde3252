"""The addresses of the site: pages under their language, and what has none."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, re_path

from tremplin.web import pages
from tremplin.web.api.operations import api
from tremplin.web.readable import addresses as law

PAGES: list[URLPattern | URLResolver] = [
    path("", include("tremplin.web.questions.urls")),
    path("law/", include(law.PAGES)),
    path("sources/", include(law.SOURCES)),
    path("file/", include("tremplin.web.dropped.urls")),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.choose_language, name="choose_language"),
    path("health", pages.health, name="health"),
    path("api/v1/", api.urls),
    re_path(r"^(?P<language>fr|nl|de|en)/", include(PAGES)),
]
handler400 = "tremplin.web.pages.bad_request"
handler404 = "tremplin.web.pages.not_found"
handler500 = "tremplin.web.pages.broken"
