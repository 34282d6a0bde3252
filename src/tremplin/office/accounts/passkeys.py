"""Passkeys: what a browser answers is read here, and whatever cannot be read is a passkey that does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.utils import translation

from tremplin.ground.sentences import sentence

MOST_ANSWER = 50_000
"""Characters; an answer with the certificate of its maker has a tenth of them."""
MOST_NAME = 60


def unfit() -> ValidationError:
    return ValidationError(sentence("office_login.passkey_unfit", translation.get_language() or "fr"), "unfit")


@contextmanager
def fitting() -> Iterator[None]:
    """An answer has many layers, each with errors of its own; only those of the database are none of the answer's."""
    try:
        yield
    except DatabaseError:
        raise
    except ValidationError as error:
        raise (unfit() if error.code == "incorrect_code" else error) from None
    except Exception:
        raise unfit() from None


class Answer(forms.JSONField):
    """What the browser says of a passkey: plain, short, and shown to nobody again."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput)

    def to_python(self, value: Any) -> Any:
        if not value:
            raise unfit()
        # An escape may hide what PostgreSQL cannot keep (NUL, half a pair); answers are in base64 and need none.
        if not isinstance(value, str) or len(value) > MOST_ANSWER or not value.isascii() or "\\u" in value:
            raise unfit()
        with fitting():
            found = super().to_python(value)
        if not isinstance(found, dict):
            raise unfit()
        return found

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial


class Adding(webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey, under the name that its agent gives it."""

    name = forms.CharField(required=False, max_length=MOST_NAME)
    credential = Answer()

    def clean(self) -> Any:
        with fitting():
            return super().clean()


class Naming(webauthn.EditWebAuthnForm):  # type: ignore[misc]
    name = forms.CharField(max_length=MOST_NAME)


class Reading:
    def clean_credential(self) -> Any:
        with fitting():
            return super().clean_credential()  # type: ignore[misc]


class Entering(Reading, webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    """Logging in with a passkey alone."""

    credential = Answer()


class Confirming(Reading, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """After the password."""

    credential = Answer()


class Repeating(Reading, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """Before what protects the account."""

    credential = Answer()


def passkeys_of(agent: Any) -> list[Authenticator]:
    found = Authenticator.objects.filter(user_id=agent.pk, type=Authenticator.Type.WEBAUTHN)
    return list(found.order_by("created_at", "pk"))


def next_name(agent: Any) -> str:
    """What a passkey is called until its agent says otherwise."""
    number = len(passkeys_of(agent)) + 1
    return sentence("office_login.passkey_name", translation.get_language() or "fr", number=number)
