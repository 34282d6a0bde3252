"""The addresses of a site with an office: the public ones, which need no database, and those of the office."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.csrf import csrf_exempt

from tremplin.web import urls as public

PAGES: list[URLPattern | URLResolver] = [
    path("office/", include("tremplin.office.pages.urls")),
]
urlpatterns: list[URLPattern | URLResolver] = [
    *public.urlpatterns,
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    re_path(r"^(?P<language>fr|nl|de|en)/", include(PAGES)),
]
handler400 = public.handler400
handler404 = public.handler404
handler500 = public.handler500


def views_of(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from views_of(pattern.url_patterns)
        else:
            yield pattern


# Public pages open no transaction, so they answer without a database; they know nobody, so nobody can be misused.
for pattern in views_of(public.urlpatterns):
    pattern.callback = csrf_exempt(transaction.non_atomic_requests(pattern.callback))
