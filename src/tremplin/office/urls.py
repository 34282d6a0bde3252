"""The addresses of a site with an office: the public ones, which need no database, and those of the office."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.csrf import csrf_exempt

from tremplin.office.pages.ale.hours import card
from tremplin.office.pages.refused import nothing, to_account
from tremplin.office.pages.settings import oidc
from tremplin.office.pages.today.feed import feed
from tremplin.web import urls as public

PAGES: list[URLPattern | URLResolver] = [
    path("card/", card.enter, name="card_enter"),
    path("card/<str:code>", card.page, name="card"),
    path("office/", include("tremplin.office.pages.urls")),
]
CLOSED = ("signup/", "email/", "confirm-email/", "password/set/")
"""Pages of allauth that this site has no use for: an administrator invites, and writes the address."""
urlpatterns: list[URLPattern | URLResolver] = [
    *public.urlpatterns,
    *(path(f"account/{closed}", nothing) for closed in CLOSED),
    path("account/2fa/", to_account, name="second_factor"),
    path("account/2fa/webauthn/", to_account, name="passkeys"),
    path("account/oidc/", oidc.begin, name="oidc"),
    path("account/oidc/back/", oidc.back, name="oidc_back"),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("feed/<str:secret>.ics", feed, name="feed"),
    re_path(r"^(?P<language>fr|nl|de|en)/", include(PAGES)),
]
handler400 = public.handler400
handler403 = "tremplin.office.pages.refused.forbidden"
handler404 = public.handler404
handler500 = "tremplin.office.running.away.broken"


def views_of(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from views_of(pattern.url_patterns)
        else:
            yield pattern


# Public pages open no transaction, so they answer without a database; they know nobody, so nobody can be misused.
for pattern in views_of(public.urlpatterns):
    pattern.callback = csrf_exempt(transaction.non_atomic_requests(pattern.callback))
