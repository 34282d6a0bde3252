"""How allauth behaves here: nobody signs up, messages and letters are our sentences, the QR code is plain SVG."""

from __future__ import annotations

from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tremplin.ground.sentences import sentence
from tremplin.office.accounts import letters
from tremplin.office.accounts.lockout import locked
from tremplin.office.accounts.passkeys import next_name

MESSAGES = {
    "account/messages/password_changed.txt": "office_accounts.password_changed",
    "account/messages/password_set.txt": "office_accounts.password_changed",
    "mfa/messages/totp_activated.txt": "office_accounts.factor_activated",
    "mfa/messages/totp_deactivated.txt": "office_accounts.factor_deactivated",
    "mfa/messages/webauthn_added.txt": "office_login.passkey_added",
    "mfa/messages/webauthn_removed.txt": "office_login.passkey_removed",
}
"""What allauth says and we repeat; the rest (welcome, goodbye) shows on the page by itself."""
LETTERS = {"account/email/password_reset_key": "office_accounts.mail_reset"}


def page(name: str) -> str:
    return reverse(name, args=[translation.get_language() or "fr"])


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        with translation.override(getattr(request.user, "language", translation.get_language())):
            return page("office_today")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return page("office_account")

    def pre_login(self, request: HttpRequest, user: Any, **words: Any) -> HttpResponse | None:
        return super().pre_login(request, user, **words) or locked(request, user)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **words: Any
    ) -> None:
        if level == messages.ERROR and words.get("message"):  # a passkey that did not fit
            messages.error(request, words["message"], extra_tags="stop")
        if message_template in MESSAGES:
            said = sentence(MESSAGES[message_template], translation.get_language() or "fr")
            messages.success(request, said, extra_tags="good")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if template_prefix in LETTERS:
            agent = context["user"]
            key, link = LETTERS[template_prefix], context["password_reset_url"]
            letters.send(agent.email, agent.language, key, name=agent.name, link=link)


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    def get_totp_issuer(self) -> str:
        return "Tremplin"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The name of this site, to which its passkeys belong."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Tremplin"}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return next_name(user)

    def build_totp_svg(self, url: str) -> SafeString:
        """The code as one path, without style: it stands in the page, under a policy that lets no `data:` in."""
        rows = qrcode_rows(url)
        path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
        size = len(rows) + 4
        return format_html(
            '<svg class="qr" viewBox="-2 -2 {0} {0}" role="img" aria-labelledby="qrt"><title id="qrt">{1}</title>'
            '<rect class="qr__ground" x="-2" y="-2" width="{0}" height="{0}"/><path class="qr__ink" d="{2}"/></svg>',
            size,
            sentence("office_accounts.qr", translation.get_language() or "fr"),
            path,
        )


def qrcode_rows(text: str) -> list[list[bool]]:
    code = qrcode.QRCode(border=0)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(dark) for dark in row] for row in code.get_matrix()]
