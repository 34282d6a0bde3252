"""Logging in by what an office has already (OpenID Connect): it says who somebody is, and only who has an account here
comes in. allauth keeps the way there and back (state, PKCE, exchange of the code); what it is told is judged here."""

from __future__ import annotations

import logging
from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal.jwtkit import lookup_kid_jwk, verify_and_decode
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthError
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.urls import reverse
from requests import RequestException

from tremplin.office.accounts.models import Agent

log = logging.getLogger("tremplin.office")
NONCE = "nonce"
UNREAD = (OAuth2Error, LookupError, TypeError, ValueError, AttributeError, ImproperlyConfigured)
"""What allauth lets through where an answer is not as the standard says."""


class Refused(Exception):
    """Somebody does not come in: `what` is one of down, wrong, cancelled, unknown, unverified."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Place(OpenIDConnectProvider):  # type: ignore[misc]
    """The place of the settings, which no table knows."""

    def __init__(self, request: HttpRequest) -> None:
        given = settings.OIDC or {}
        more = {"server_url": given["url"], "oauth_pkce_enabled": True}
        app = SocialApp(
            provider=self.id, provider_id="oidc", name=given["name"], client_id=given["client_id"],
            secret=given["secret"], settings=more,
        )  # fmt: skip
        super().__init__(request, app=app)

    def get_oauth2_adapter(self, request: HttpRequest) -> Exchange:
        return Exchange(request)


class Exchange(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """What is asked of the place, and what holds of its answers."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, "oidc")

    def get_provider(self) -> Place:
        return Place(self.request)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return str(build_absolute_uri(request, reverse("oidc_back")))

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **given: Any) -> Any:
        """Signed, for this site, from this place, not over; the address may stand in the second answer, of the same
        somebody."""
        claims = verify_and_decode(
            credential=given["response"]["id_token"],
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=lookup_kid_jwk,
        )
        if "email" not in claims and self.openid_config.get("userinfo_endpoint"):
            more = self._fetch_user_info(token.token)
            if more["sub"] != claims["sub"]:
                raise OAuth2Error("the second answer is about somebody else")
            claims = more | claims
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})


class Judge(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Nobody signs up, nothing is written down: each time the verified address says which agent it is."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def authenticate_by_email(self, sociallogin: Any) -> None:
        """allauth's own way would take the agent's password away."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        claims = sociallogin.account.extra_data["id_token"]
        if claims.get(NONCE) != sociallogin.state[NONCE]:
            raise OAuth2Error("the answer is to another question")
        sociallogin.user = agent_of(claims)

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        raise refusal(error, exception)


def agent_of(claims: dict[str, Any]) -> Agent:
    email, verified = claims.get("email"), claims.get((settings.OIDC or {})["verified"])
    if not isinstance(email, str) or verified not in (True, "true", "1"):
        raise Refused("unverified")
    agent = None if "\0" in email else Agent.objects.filter(email=email.strip().lower()).first()
    if agent is None:
        raise Refused("unknown")
    return agent


def refusal(error: Any, exception: Exception | None) -> Refused:
    """Why somebody is refused, written for the operator without what the place said of them."""
    if error == AuthError.CANCELLED:
        return Refused("cancelled")
    if exception is not None:
        log.warning("oidc: %s %s", type(exception).__name__, exception.__cause__ or "")
    return Refused("down" if isinstance(exception, RequestException) else "wrong")
