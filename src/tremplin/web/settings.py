"""Settings of the site, all from the environment; without any, a local site on this machine.

TREMPLIN_ENV       `local` (default) or `production`, which refuses to start unsafely
TREMPLIN_SECRET    the secret of this site, 50 characters or more; needed in production, made up otherwise
TREMPLIN_HOSTS     the names it answers to, with commas; needed in production
TREMPLIN_CORS      origins that may call the API from a browser, with commas, or `*`
TREMPLIN_FRAMES    origins that may show a question in a frame, with commas
TREMPLIN_CONTACT   the e-mail address to which what looks wrong is sent
TREMPLIN_STATIC    the folder that `collectstatic` fills, where a proxy serves the files
TREMPLIN_WAIT      seconds that a connection may stand still before it is cut; 15 when left out
TREMPLIN_DEBUG     `yes` shows errors of the code; refused in production
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

HERE = Path(__file__).parent
LEAST_SECRET = 50


def listed(name: str) -> list[str]:
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def seconds(name: str, usual: float) -> float:
    text = os.environ.get(name, "").strip()
    if not text:
        return usual
    if not re.fullmatch(r"\d{1,4}", text) or not int(text):
        raise ImproperlyConfigured(f"{name}: {text} is no number of seconds; write a whole one from 1 to 9999")
    return int(text)


def unsafe() -> Iterator[str]:
    """What a site in production does not start with."""
    if DEBUG:
        yield "TREMPLIN_DEBUG: errors of the code are never shown in production; take it out"
    if len(SECRET_KEY) < LEAST_SECRET or len(set(SECRET_KEY)) < LEAST_SECRET // 5:
        yield f"TREMPLIN_SECRET: write {LEAST_SECRET} random characters or more"
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        yield "TREMPLIN_HOSTS: name the hosts this site answers to, such as tremplin.example.be"


ENVIRONMENT = os.environ.get("TREMPLIN_ENV", "local")
if ENVIRONMENT not in ("local", "production"):
    raise ImproperlyConfigured(f"TREMPLIN_ENV: {ENVIRONMENT} is neither local nor production; write one of them")
PRODUCTION = ENVIRONMENT == "production"
DEBUG = os.environ.get("TREMPLIN_DEBUG") == "yes"
OFFICE = False
"""Whether an office is served beside the public pages: `tremplin.office.settings` says so."""
SECRET_KEY = os.environ.get("TREMPLIN_SECRET") or ("" if PRODUCTION else secrets.token_urlsafe(LEAST_SECRET))
ALLOWED_HOSTS = listed("TREMPLIN_HOSTS") or ([] if PRODUCTION else ["127.0.0.1", "localhost", "[::1]"])
CORS = listed("TREMPLIN_CORS")
FRAMES = listed("TREMPLIN_FRAMES")
CONTACT = os.environ.get("TREMPLIN_CONTACT", "").strip()
WAIT = seconds("TREMPLIN_WAIT", 15)
"""Longer than the longest answer takes: nothing moves while it is worked out."""
if PRODUCTION and (faults := "; ".join(unsafe())):
    raise ImproperlyConfigured(f"TREMPLIN_ENV=production, {faults}")

INSTALLED_APPS = ["django.contrib.staticfiles", "csp", "django_htmx", "tremplin.web"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "tremplin.web.middleware.Log",
    "tremplin.web.middleware.Short",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "tremplin.web.middleware.Language",
    "tremplin.web.middleware.Framed",
    "tremplin.web.api.around.Around",
    "django.middleware.common.CommonMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "tremplin.web.urls"
WSGI_APPLICATION = "tremplin.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["tremplin.web.site.about"],
            "builtins": ["tremplin.web.templatetags.saying"],
        },
    }
]
DATABASES: dict[str, dict[str, str]] = {}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("nl", "Nederlands"), ("de", "Deutsch"), ("en", "English")]
USE_I18N = USE_TZ = True
TIME_ZONE = "Europe/Brussels"

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("TREMPLIN_STATIC", HERE / "collected"))
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True

NOWHERE, HERE_ONLY = "'none'", "'self'"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NOWHERE],
        **{f"{kind}-src": [HERE_ONLY] for kind in ("style", "script", "img", "font", "connect")},
        "form-action": [HERE_ONLY],
        "base-uri": [NOWHERE],
        "frame-ancestors": FRAMES or [NOWHERE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0

MOST_QUERY = 8_000
"""Characters of the answers in an address; the longest that the site itself makes has a tenth of them."""
MOST_BODY = 1_000_000
"""Bytes of a body that are read: more is refused with 413."""
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = MOST_BODY
MOST_FILE = 5_000_000
"""Bytes of a file that is handed in; it is held in memory, never on disk."""
MOST_SENT = 4 * MOST_FILE
"""Bytes that are read to their end so that the page that refuses them arrives; a longer body is cut."""
FILE_UPLOAD_HANDLERS = ["tremplin.web.dropped.upload.InMemory"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "tremplin.web.middleware.Lines"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "loggers": {
        "tremplin": {"handlers": ["out"], "level": "INFO", "propagate": False},
        "django": {"handlers": ["out"], "level": "ERROR", "propagate": False},
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
}
