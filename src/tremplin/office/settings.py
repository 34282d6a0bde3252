"""Settings of the site with an office: those of the public site, and a database.

DATABASE_URL          the database as the app (`postgresql://tremplin_app@host/tremplin`)
TREMPLIN_OWNER_URL    the same database as its owner: migrate, backup, restore
TREMPLIN_WORKER_URL   the same database as the worker; DATABASE_URL when left out
TREMPLIN_POOL         connections that a process keeps; 8 when left out
TREMPLIN_PG_BIN       the folder of PostgreSQL's programs, for the private server of the demo and the tests
"""

from __future__ import annotations

import os
from typing import Any

import pghistory
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from tremplin.web import settings as public
from tremplin.web.settings import *  # noqa: F403 - the office is the public site and more

POOL = int(public.seconds("TREMPLIN_POOL", 8))


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
        "OPTIONS": {**options, "pool": {"min_size": 1, "max_size": POOL, "timeout": 5}},
    }


URL = os.environ.get("DATABASE_URL", "")
OWNER_URL = os.environ.get("TREMPLIN_OWNER_URL", URL)
WORKER_URL = os.environ.get("TREMPLIN_WORKER_URL", URL)
DATABASES = {"default": database_of(URL or "postgresql://tremplin_app@/tremplin?host=/nowhere")}

CONTEXTS = ("accounts", "organisations", "people", "ledger", "decisions", "documents", "deadlines", "article60")
INSTALLED_APPS = [
    *public.INSTALLED_APPS,
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
    "tremplin.office.pages",
]
MIDDLEWARE = [
    *public.MIDDLEWARE,
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
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
SESSION_COOKIE_AGE = 10 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = public.PRODUCTION
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SECURE_REFERRER_POLICY = "same-origin"
"""Without it a browser sends every form with the origin `null`, which the check of its token refuses."""
MOST_UPLOAD = 60_000_000
"""Bytes of a file that an agent hands in; more than 5 MB are held on disk until the answer is given."""
