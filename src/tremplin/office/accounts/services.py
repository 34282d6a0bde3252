"""What is done with accounts: one is made by an invitation, its agent sets the password by a link that works once."""

from __future__ import annotations

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from tremplin.office.accounts.models import Agent


@transaction.atomic
def account_for(email: str, name: str, language: str) -> Agent:
    """The account of an address: the one that exists already, as it is, or a new one without a password."""
    found = Agent.objects.filter(email=email.lower()).first()
    return found or Agent.objects.create_user(email, None, name=name, language=language)


def one_time_link(request: HttpRequest, agent: Agent) -> str:
    """The address where the agent sets a password; it holds until it is used, three days at the most."""
    return request.build_absolute_uri(path_of_link(agent))


def path_of_link(agent: Agent) -> str:
    """The same without the name of the site."""
    token = EmailAwarePasswordResetTokenGenerator().make_token(agent)
    words = {"uidb36": user_pk_to_url_str(agent), "key": token}
    path: str = reverse("account_reset_password_from_key", kwargs=words)
    return path


def save_account(agent: Agent, name: str, language: str, keys: bool) -> None:
    agent.name, agent.language, agent.keys = name, language, keys
    agent.save(update_fields=["name", "language", "keys"])


SECOND = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(agent: Agent) -> bool:
    """Codes of an application, or a passkey."""
    return bool(Authenticator.objects.filter(user_id=agent.pk, type__in=SECOND).exists())


def has_codes(agent: Agent) -> bool:
    """Codes of an application."""
    return bool(Authenticator.objects.filter(user_id=agent.pk, type=Authenticator.Type.TOTP).exists())
