"""The ground of the site: what it refuses to start with, what goes with every answer, what it never writes down."""

import json
import logging
import os
import secrets
import subprocess
import sys

import pytest
from django.db import transaction
from django.test import Client
from django.urls import re_path

from tests.web.serving import asked
from tremplin.engine.kinds import LANGUAGES
from tremplin.law import belgian_law
from tremplin.web.middleware import Lines

LONG_ENOUGH = secrets.token_urlsafe(64)
SAFE = {"TREMPLIN_ENV": "production", "TREMPLIN_SECRET": LONG_ENOUGH, "TREMPLIN_HOSTS": "tremplin.example.be"}
SELF, NONE = "'self'", "'none'"
POLICY = {
    "default-src": NONE,
    "style-src": SELF,
    "script-src": SELF,
    "img-src": SELF,
    "font-src": SELF,
    "connect-src": SELF,
    "form-action": SELF,
    "base-uri": NONE,
    "frame-ancestors": NONE,
}
PAGES = ["/fr/", "/nl/", "/de/", "/en/", "/fr/nulle-part/", "/nergens"]
PERSON = "1980-05-01-geheim"


@pytest.fixture
def client():
    """As a real server: what breaks is an answer, not an exception in the test."""
    return Client(raise_request_exception=False)


def started(**set_to):
    """Starts the settings anew in a process of their own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TREMPLIN_")}
    code = "import json, tremplin.web.settings as s; print(json.dumps([s.DEBUG, s.ALLOWED_HOSTS]))"
    path = os.pathsep.join(path for path in sys.path if path)
    return subprocess.run(
        [sys.executable, "-c", code], env=kept | {"PYTHONPATH": path} | set_to, capture_output=True, text=True
    )


# ------------------------------------------------------------------ settings


def test_production_starts_where_all_is_safe():
    done = started(**SAFE)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [False, ["tremplin.example.be"]]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("TREMPLIN_SECRET", ""),
        ("TREMPLIN_SECRET", LONG_ENOUGH[:49]),
        ("TREMPLIN_SECRET", "a" * 60),
        ("TREMPLIN_SECRET", "abcabc" * 20),
        ("TREMPLIN_DEBUG", "yes"),
        ("TREMPLIN_HOSTS", ""),
        ("TREMPLIN_HOSTS", " , "),
        ("TREMPLIN_HOSTS", "*"),
        ("TREMPLIN_HOSTS", "tremplin.example.be, *"),
    ],
    # A secret drawn by lot would be another name in each process.
    ids=["none", "short", "one_letter", "repeated", "debug", "no_host", "no_host_either", "any_host", "any_host_too"],
)
def test_production_refuses_what_is_unsafe_and_names_it(setting, value):
    done = started(**SAFE | {setting: value})
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith(f"django.core.exceptions.ImproperlyConfigured: TREMPLIN_ENV=production, {setting}: ")
    assert not value.strip(" ,*") or len(value) < 5 or value not in done.stderr, "a secret is never repeated"


def test_an_environment_that_does_not_exist_is_refused():
    done = started(TREMPLIN_ENV="prod")
    assert "prod is neither local nor production" in done.stderr and done.returncode != 0


def test_a_local_site_needs_no_setting_and_answers_this_machine_only():
    done = started()
    assert json.loads(done.stdout) == [False, ["127.0.0.1", "localhost", "[::1]"]]


# ------------------------------------------------------------------ headers


@pytest.mark.parametrize("address", [*PAGES, "/", "/health"])
def test_every_answer_has_its_headers_and_no_cookie(client, address):
    response = client.get(address)
    parts = [part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";")]
    assert {name: value for name, _, value in parts} == POLICY and len(parts) == len(POLICY)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Set-Cookie" not in response and not response.cookies


def test_in_production_the_browser_is_told_to_come_by_https(client, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    assert Client().get("/fr/", secure=True)["Strict-Transport-Security"] == "max-age=31536000"


def test_another_host_is_refused(client):
    assert client.get("/fr/", headers={"host": "elsewhere.example"}).status_code == 400


# ------------------------------------------------------------------ languages


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_address_says_the_language_whatever_the_browser_asks(client, language):
    for address in (f"/{language}/", f"/{language}/nulle-part/"):
        response = client.get(address, headers={"accept-language": "en" if language != "en" else "fr"})
        assert response["Content-Language"] == language
        page = response.content.decode()
        assert f'<html lang="{language}-BE">' in page
        # A page that is not there leads to the first page in each language: it repeats no address.
        assert all(f'hreflang="{other}" href="/{other}/"' in page for other in LANGUAGES)
        assert "nulle-part" not in page


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("nl-BE,nl;q=0.9,en;q=0.5", "nl"),
        ("de", "de"),
        ("en-GB", "en"),
        ("it,pl;q=0.8", "fr"),
        ("", "fr"),
        (";q=z", "fr"),
    ],
)
def test_the_bare_address_leads_to_what_the_browser_asks(client, asked, given):
    response = client.get("/", headers={"accept-language": asked} if asked else {})
    assert (response.status_code, response["Location"], response["Vary"]) == (302, f"/{given}/", "Accept-Language")


def test_a_change_of_language_keeps_the_answers(client):
    assert 'href="/nl/?a=1&amp;b=2"' in client.get("/fr/?a=1&b=2").content.decode()


def test_what_an_address_holds_is_never_markup(client):
    assert "<script>" not in client.get('/fr/?a="><script>alert(1)</script>').content.decode()


def test_health_says_which_law(client):
    assert client.get("/health").json() == {"status": "ok", "law": belgian_law().fingerprint}


# ------------------------------------------------------------------ logs


@pytest.fixture
def lines():
    """The lines of log written during a test, as the program writes them."""
    written, handler = [], logging.Handler()
    handler.setFormatter(Lines())
    handler.emit = lambda record: written.append(handler.format(record))
    loggers = [logging.getLogger(name) for name in ("tremplin", "django")]
    for logger in loggers:
        logger.addHandler(handler)
    yield written
    for logger in loggers:
        logger.removeHandler(handler)


def test_a_line_of_log_holds_the_route_the_status_and_the_time_and_nothing_of_the_person(client, lines):
    headers = {"user-agent": PERSON, "referer": PERSON}
    client.get(f"/fr/?birth_date={PERSON}", headers=headers, REMOTE_ADDR="198.51.100.7")
    (line,) = lines
    said = json.loads(line)
    assert set(said) == {"at", "level", "event", "method", "route", "status", "ms"}
    assert (said["event"], said["method"], said["status"]) == ("request", "GET", 200)


@pytest.mark.parametrize("path", ["/fr/", f"/fr/{PERSON}/", f"/{PERSON}", f"/static/{PERSON}"])
@pytest.mark.parametrize("method", ["get", "post", "put"])
def test_whatever_is_asked_nothing_of_it_is_written(client, lines, path, method):
    getattr(client, method)(f"{path}?birth_date={PERSON}", headers={"x-forwarded-for": "198.51.100.7"})
    assert lines and not [line for line in lines if PERSON in line or "198.51.100.7" in line]


@transaction.non_atomic_requests
def breaks(request, **words):
    raise ZeroDivisionError("on purpose")


urlpatterns = [re_path("^fr/", breaks)]
handler500 = "tremplin.web.pages.broken"


@pytest.mark.urls(__name__)
def test_what_breaks_is_told_without_what_was_asked(client, lines):
    response = client.get(f"/fr/?birth_date={PERSON}", REMOTE_ADDR="198.51.100.7")
    assert response.status_code == 500 and "on purpose" not in response.content.decode()
    assert "on purpose" in "".join(lines)
    assert not [line for line in lines if PERSON in line or "198.51.100.7" in line]


@pytest.mark.urls(__name__)
def test_what_breaks_is_told_without_the_path(client, lines):
    client.get(f"/fr/{PERSON}/")
    assert lines and not [line for line in lines if PERSON in line]


def test_the_real_server_writes_no_address_either(site, site_log):
    assert asked(f"{site}/fr/?birth_date={PERSON}") == 200
    assert asked(f"{site}/fr/{PERSON}/") == 404
    log = site_log.read_text()
    assert '"route"' in log and PERSON not in log and "127.0.0.1:" not in log.replace(site, "")
