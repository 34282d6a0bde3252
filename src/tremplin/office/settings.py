"""Settings of the site with an office: those of the public site, and a database.

DATABASE_URL          the database as the app (`postgresql://tremplin_app@host/tremplin`)
TREMPLIN_OWNER_URL    the same database as its owner: migrate, backup, restore
TREMPLIN_WORKER_URL   the same database as the worker; DATABASE_URL when left out
TREMPLIN_POOL         connections that a process keeps; 8 when left out
TREMPLIN_MAIL         `smtp://name:password@host:587`, `smtps://…`, `file:///folder`; nowhere when left out
TREMPLIN_MAIL_FROM    the address that e-mails come from; `tremplin@localhost` when left out
TREMPLIN_SITE         the address of this site in e-mails and calendars, such as `https://tremplin.example.be`
TREMPLIN_OIDC_URL     the place where agents log in already (OpenID Connect), as it names itself: `https://login.example.be`
TREMPLIN_OIDC_NAME    what that place is called on the page to log in; its host when left out
TREMPLIN_OIDC_CLIENT_ID            the name of this site there
TREMPLIN_OIDC_CLIENT_SECRET_FILE   the file that holds the secret of this site there
TREMPLIN_OIDC_VERIFIED             the claim that says an address is verified; `email_verified` when left out
TREMPLIN_PROXIES      how many proxies of yours stand before this site, each of which adds to `X-Forwarded-For` whom it
                      serves; 0 when left out: nothing that a visitor says of their address is believed
TREMPLIN_PG_BIN       the folder of PostgreSQL's programs, for the private server of the demo and the tests
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pghistory
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from tremplin.web import settings as public
from tremplin.web.settings import *  # noqa: F403 - the office is the public site and more


def proxies(text: str) -> int:
    """How many proxies are trusted."""
    if text and not re.fullmatch(r"[0-9]", text):
        raise ImproperlyConfigured(f"TREMPLIN_PROXIES: {text} is no number of proxies; write one from 0 to 9")
    return int(text or 0)


PROXIES = proxies(os.environ.get("TREMPLIN_PROXIES", "").strip())
OFFICE = True
POOL = int(public.seconds("TREMPLIN_POOL", 8))
WAIT_FOR_CONNECTION = 3
"""Seconds: more than the threads of a process ever wait for each other, and not long where PostgreSQL is away."""
KEPT = {"min_size": 1, "max_size": POOL, "timeout": WAIT_FOR_CONNECTION, "reconnect_timeout": WAIT_FOR_CONNECTION}
"""Tries soon given up are begun anew by the next page, so the office is back as soon as PostgreSQL is."""


def database_of(url: str) -> dict[str, Any]:
    """A database of Django from its address."""
    try:
        said = conninfo_to_dict(url)
    except Exception as error:
        raise ImproperlyConfigured(f"DATABASE_URL: {error}") from None
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    options = {name: value for name, value in said.items() if name not in names}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{django: str(said[name]) for name, django in names.items() if said.get(name) is not None},
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,  # One that PostgreSQL has dropped is replaced before a page is given it.
        "OPTIONS": {"connect_timeout": WAIT_FOR_CONNECTION, **options, "pool": KEPT},
    }


URL = os.environ.get("DATABASE_URL", "")
OWNER_URL = os.environ.get("TREMPLIN_OWNER_URL", URL)
WORKER_URL = os.environ.get("TREMPLIN_WORKER_URL", URL)
DATABASES = {"default": database_of(URL or "postgresql://tremplin_app@/tremplin?host=/nowhere")}

# What several processes have to know together: tries of codes, and codes that were used (ADR 0036).
CACHES = {
    "default": {
        "BACKEND": "tremplin.office.accounts.remembered.Remembered",
        "LOCATION": "accounts_remembered",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

CONTEXTS = ("accounts", "organisations", "people", "ledger", "decisions", "documents", "deadlines", "article60", "ale")
INSTALLED_APPS = [
    *public.INSTALLED_APPS,
    "tremplin.office.pages",  # before allauth: its templates give way to ours
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "axes",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "tremplin.office.database",
    *(f"tremplin.office.{name}" for name in CONTEXTS),
    "tremplin.office.jobs",
    "tremplin.office.running",
]
MIDDLEWARE = [
    "tremplin.office.accounts.proxies.Client",
    *public.MIDDLEWARE,
    "tremplin.office.running.away.Away",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "tremplin.office.accounts.limits.Tongue",
    "tremplin.office.accounts.limits.Limits",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "tremplin.office.urls"
WSGI_APPLICATION = "tremplin.office.wsgi.application"
TEMPLATES = [
    {
        **public.TEMPLATES[0],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "tremplin.web.site.about",
                "tremplin.office.pages.around.about",
            ],
            "builtins": ["tremplin.web.templatetags.saying", "tremplin.office.pages.templatetags.office_forms"],
        },
    }
]

AUTH_USER_MODEL = "accounts.Agent"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
SESSION_IDLE = 2 * 3600
SESSION_COOKIE_AGE = 10 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = public.PRODUCTION
MOST_UPLOAD = 60_000_000
"""Bytes of a file that an agent hands in; more than 5 MB are held on disk until the answer is given."""
# Lax: a link in a letter (a reminder, a new password) opens the page for who is logged in. Writing needs the other one.
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "tremplin.office.pages.refused.stale"

LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "tremplin.office.accounts.login.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
"""An administrator writes the address and the link goes there: setting the password proves it."""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,10/300s/key", "oidc": "60/m/ip", "card": "60/m/ip"}
"""Codes of the second factor too; passwords are stopped before, at AXES_FAILURE_LIMIT. `card`: the pages of cards."""
MFA_ADAPTER = "tremplin.office.accounts.login.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "tremplin.office.accounts.passkeys.Adding",
    "edit_webauthn": "tremplin.office.accounts.passkeys.Naming",
    "login_webauthn": "tremplin.office.accounts.passkeys.Entering",
    "authenticate_webauthn": "tremplin.office.accounts.passkeys.Confirming",
    "reauthenticate_webauthn": "tremplin.office.accounts.passkeys.Repeating",
}
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
"""A passkey cannot be guessed, and a whole office comes in the morning from one address."""
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_ADAPTER = "tremplin.office.accounts.oidc.Judge"
SOCIALACCOUNT_STORE_TOKENS = False
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "tremplin.office.accounts.lockout.account_of"
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False


def mail_of(address: str) -> dict[str, Any]:
    """The settings of Django's e-mail from an address."""
    parts = urlsplit(address)
    if not address:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    if parts.scheme == "file" and parts.path and not parts.netloc:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": unquote(parts.path),
        }
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ImproperlyConfigured("TREMPLIN_MAIL: write smtp://host:port, smtps://host:port or file:///folder")
    try:
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured("TREMPLIN_MAIL: the port is no number from 1 to 65535") from None
    inside = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or (465 if inside else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": inside,
        # A password never goes over the wire in the clear.
        "EMAIL_USE_TLS": not inside and bool(parts.username),
        "EMAIL_TIMEOUT": 20,
    }


SENDS_MAIL = bool(os.environ.get("TREMPLIN_MAIL", "").strip())
globals().update(mail_of(os.environ.get("TREMPLIN_MAIL", "").strip()))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("TREMPLIN_MAIL_FROM", "").strip() or "tremplin@localhost"
SITE = os.environ.get("TREMPLIN_SITE", "").strip().rstrip("/")
"""Where links in e-mails lead; the page of the day is named without an address where it is left out."""


def oidc_of(environ: Mapping[str, str]) -> dict[str, str] | None:
    """Where agents may log in besides; None where the environment names no such place."""
    given = {
        "URL": environ.get("TREMPLIN_OIDC_URL", ""),
        "CLIENT_ID": environ.get("TREMPLIN_OIDC_CLIENT_ID", ""),
        "CLIENT_SECRET_FILE": environ.get("TREMPLIN_OIDC_CLIENT_SECRET_FILE", ""),
        "NAME": environ.get("TREMPLIN_OIDC_NAME", ""),
        "VERIFIED": environ.get("TREMPLIN_OIDC_VERIFIED", ""),
    }
    told = {name: value.strip() for name, value in given.items()}
    if not any(told.values()):
        return None
    parts = urlsplit(told["URL"])
    near = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if not parts.hostname or parts.scheme not in (("https", "http") if near else ("https",)):
        raise ImproperlyConfigured("TREMPLIN_OIDC_URL: write https://host, as the place names itself")
    if not told["CLIENT_ID"]:
        raise ImproperlyConfigured("TREMPLIN_OIDC_CLIENT_ID: write the name of this site at that place")
    try:
        secret = Path(told["CLIENT_SECRET_FILE"]).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(f"TREMPLIN_OIDC_CLIENT_SECRET_FILE: {error}") from None
    if not secret:
        raise ImproperlyConfigured("TREMPLIN_OIDC_CLIENT_SECRET_FILE: the file is empty")
    return {
        "url": told["URL"].rstrip("/"),
        "client_id": told["CLIENT_ID"],
        "secret": secret,
        "name": told["NAME"] or parts.hostname,
        "verified": told["VERIFIED"] or "email_verified",
    }


OIDC = oidc_of(os.environ)
