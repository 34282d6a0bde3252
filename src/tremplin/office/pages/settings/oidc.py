"""The way to the place where an office's people log in already, and back."""

from __future__ import annotations

from allauth.account.utils import get_next_redirect_url
from allauth.core.internal.ratelimit import consume_or_429
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_GET
from requests import RequestException

from tremplin.office.accounts.oidc import NONCE, UNREAD, Exchange, Place, Refused, refusal


@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """To the place, by a link: the policy of pages lets a form lead to this site only."""
    if settings.OIDC is None:
        raise Http404
    limited: HttpResponse | None = consume_or_429(request, app="allauth.account", action="oidc")
    if limited is not None:
        return limited
    said = {NONCE: get_random_string(32)}
    words = {"next_url": get_next_redirect_url(request), "auth_params": dict(said), **said}
    try:
        following: HttpResponse = Place(request).redirect(request, AuthProcess.LOGIN, **words)
    except (RequestException, *UNREAD) as error:
        refusal(None, error)
        return refused(request, "down")
    return following


@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """Back from the place, with a code that is exchanged for who it is."""
    if settings.OIDC is None:
        raise Http404
    try:
        entered: HttpResponse = OAuth2CallbackView.adapter_view(Exchange(request))(request)
    except Refused as error:
        return refused(request, error.what)
    except (RequestException, *UNREAD) as error:
        return refused(request, refusal(None, error).what)
    return entered


def refused(request: HttpRequest, what: str) -> HttpResponse:
    words = {"title": f"office_login.oidc_{what}", "mend": f"office_login.oidc_{what}_mend"}
    return render(request, "account/oidc.html", words, status=503 if what == "down" else 403)
