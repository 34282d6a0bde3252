"""Settings of the site with an office: those of the public site, and a database.

DATABASE_URL          the database as the app (`postgresql://tremplin_app@host/tremplin`)
TREMPLIN_OWNER_URL    the same database as its owner: migrate, backup, restore
TREMPLIN_WORKER_URL   the same database as the worker; DATABASE_URL when left out
TREMPLIN_POOL         connections that a process keeps; 8 when left out
TREMPLIN_MAIL         `smtp://name:password@host:587`, `smtps://…`, `file:///folder`; nowhere when left out
TREMPLIN_MAIL_FROM    the address that e-mails come from; `tremplin@localhost` when left out
TREMPLIN_SITE         the address of this site in e-mails and calendars, such as `https://tremplin.example.be`
TREMPLIN_PG_BIN       the folder of PostgreSQL's programs, for the private server of the demo and the tests
"""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import unquote, urlsplit

import pghistory
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from tremplin.web import settings as public
from tremplin.web.settings import *  # noqa: F403 - the office is the public site and more

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
            "builtins": ["tremplin.web.templatetags.saying"],
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
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,10/300s/key"}
"""Codes of the second factor too; passwords are stopped before, at AXES_FAILURE_LIMIT."""
MFA_ADAPTER = "tremplin.office.accounts.login.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
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
