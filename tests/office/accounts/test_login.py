"""Logging in: password, second factor, lock-out, a link that works once; in the language of whoever asks."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.core.cache import cache

from tests.office import made
from tremplin.office.accounts.models import Agent

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


def log_in(client, agent, password=made.PASSWORD, **words):
    return client.post(LOGIN, {"login": agent.email, "password": password}, **words)


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_the_password_leads_to_the_day_in_the_agents_language(client, offices):
    agent = offices[0]["social_worker"]
    Agent.objects.filter(pk=agent.pk).update(language="nl")
    assert log_in(client, agent)["Location"] == "/nl/office/"
    client.logout()
    answer = client.post(LOGIN, {"login": agent.email.upper(), "password": made.PASSWORD, "next": "/de/office/files/"})
    assert answer["Location"] == "/de/office/files/"


def test_nobody_is_sent_to_another_site(client, offices):
    words = {"login": offices[0]["finance"].email, "password": made.PASSWORD, "next": "https://evil.example/"}
    assert client.post(LOGIN, words)["Location"] == "/fr/office/"


@pytest.mark.parametrize(
    ("address", "accepted", "title"),
    [
        (LOGIN, "nl-BE", "Aanmelden"),
        (LOGIN, "", "Se connecter"),
        (f"{LOGIN}?next=/de/office/", "nl", "Anmelden"),
        (f"{LOGIN}?language=en&next=/de/office/", "nl", "Log in"),
        (f"{LOGIN}?language=xx", "ja", "Se connecter"),
    ],
)
def test_the_page_speaks_the_language_of_who_asks(client, address, accepted, title):
    page = client.get(address, headers={"accept-language": accepted}).content.decode()
    assert f"<h1>{title}</h1>" in page


def test_five_failures_close_the_account_from_that_place_for_an_hour(client, offices):
    agent, other = offices[0]["manager"], offices[0]["finance"]
    for _ in range(4):
        assert log_in(client, agent, "wrong").status_code == 200
    assert log_in(client, agent, "wrong").status_code == 429
    locked = log_in(client, agent)
    assert locked.status_code == 429 and "Trop d&#x27;essais" in locked.content.decode()
    assert log_in(client, agent, REMOTE_ADDR="198.51.100.7").status_code == 302
    client.logout()
    assert log_in(client, other).status_code == 302


def test_an_unknown_account_fails_like_a_known_one(client, offices):
    known = log_in(client, offices[0]["manager"], "wrong").content.decode()
    unknown = client.post(LOGIN, {"login": "nobody@val60.example", "password": "wrong"}).content.decode()
    same = [re.findall(r"<p[^>]*>(.*?)</p>", page) for page in (known, unknown)]
    assert same[0] == same[1] != []


@pytest.mark.parametrize("path", ["signup/", "email/", "confirm-email/", "password/set/"])
def test_nobody_signs_up(client, offices, path):
    assert client.get(f"/account/{path}").status_code == 404
    assert client.post(f"/account/{path}", {"email": "x@val60.example", "password1": made.PASSWORD}).status_code == 404


def activated(client, agent):
    """Turns the second factor on; its secret and the recovery codes shown."""
    log_in(client, agent)
    answer = client.get("/account/2fa/totp/activate/")
    if answer.status_code == 302:  # what protects the account asks for the password again
        assert "/account/reauthenticate/" in answer["Location"]
        assert client.post(answer["Location"], {"password": "wrong"}).status_code == 200
        assert client.post(answer["Location"], {"password": made.PASSWORD}).status_code == 302
        answer = client.get("/account/2fa/totp/activate/")
    page = answer.content.decode()
    assert '<svg class="qr"' in page and "data:" not in page and "style=" not in page
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)[1]
    assert client.post("/account/2fa/totp/activate/", {"code": "000000"}).status_code == 200
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)[1]
    answer = client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    assert answer["Location"] == "/account/2fa/recovery-codes/"
    shown = client.get(answer["Location"]).content.decode()
    return secret, re.findall(r"<code>(\d{8})</code>", shown)


def test_a_second_factor_is_asked_for_and_recovery_codes_work_once(client, offices):
    agent = offices[0]["social_worker"]
    _, codes = activated(client, agent)
    assert len(codes) == 10
    assert codes[0] not in client.get("/account/2fa/recovery-codes/").content.decode()
    file = client.post("/fr/office/account/codes/", {"code": codes})
    assert codes[3] in file.content.decode() and "attachment" in file["Content-Disposition"]
    client.logout()
    assert log_in(client, agent)["Location"] == "/account/2fa/authenticate/"
    assert "login" in client.get("/fr/office/")["Location"]
    assert client.post("/account/2fa/authenticate/", {"code": "123456"}).status_code == 200
    assert client.post("/account/2fa/authenticate/", {"code": codes[0]})["Location"] == "/fr/office/"
    client.logout()
    log_in(client, agent)
    assert client.post("/account/2fa/authenticate/", {"code": codes[0]}).status_code == 200
    client.get("/fr/office/account/")


def test_an_office_may_require_it(client, offices):
    office = offices[0]["office"]
    office.second_factor_required = True
    office.save()
    agent = offices[0]["social_worker"]
    log_in(client, agent)
    assert client.get("/fr/office/")["Location"] == "/account/2fa/totp/activate/"
    assert client.get("/fr/office/account/").status_code == 200
    activated(client, agent)
    assert client.get("/fr/office/").status_code == 200


@pytest.mark.parametrize(("still", "whole", "ends"), [(7000, 30000, False), (7300, 30000, True), (60, 36100, True)])
def test_a_session_ends_after_two_hours_still_or_ten_in_all(client, offices, still, whole, ends):
    log_in(client, offices[0]["finance"])
    client.get("/fr/office/")
    session = client.session
    now = int(time.time())
    session["seen"], session["since"] = now - still, now - whole
    session.save()
    answer = client.get("/fr/office/")
    assert (answer.status_code == 302) == ends
    if ends:
        page = client.get(answer["Location"]).content.decode()
        assert "Votre session a pris fin" in page and "next=%2Ffr%2Foffice%2F" in answer["Location"]


def test_a_forgotten_password_is_set_by_a_link_that_works_once(client, offices, mailoutbox):
    agent = offices[0]["finance"]
    Agent.objects.filter(pk=agent.pk).update(language="de")
    assert client.post("/account/password/reset/", {"email": agent.email}).status_code == 302
    assert client.post("/account/password/reset/", {"email": "nobody@val60.example"}).status_code == 302
    assert [(one.to, one.subject) for one in mailoutbox] == [([agent.email], "Ihr neues Passwort für Tremplin")]
    link = re.search(r"http://testserver(/\S+)", mailoutbox[0].body)[1]
    form = client.get(link)["Location"]
    words = {"password1": "vier-neue-woerter", "password2": "vier-neue-woerter"}
    assert client.post(form, {"password1": "kurz", "password2": "kurz"}).status_code == 200
    assert client.post(form, words).status_code == 302
    assert log_in(client, agent, "vier-neue-woerter").status_code == 302
    client.logout()
    assert "gilt nicht mehr" in client.get(link, headers={"accept-language": "de"}).content.decode()


def test_a_real_browsers_form_is_taken_and_a_forged_one_refused_in_our_words(offices):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    agent = offices[0]["finance"]
    page = strict.get(LOGIN)
    assert page["Referrer-Policy"] == "same-origin"
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]
    words = {"login": agent.email, "password": made.PASSWORD}
    forged = strict.post(LOGIN, words)
    assert forged.status_code == 403 and "plus valable" in forged.content.decode()
    answer = strict.post(LOGIN, words | {"csrfmiddlewaretoken": token}, HTTP_ORIGIN="http://testserver")
    assert answer.status_code == 302


def test_settings_hold_sessions_and_cookies_close():
    assert settings.SESSION_COOKIE_HTTPONLY and settings.SESSION_EXPIRE_AT_BROWSER_CLOSE
    assert (settings.SESSION_COOKIE_SAMESITE, settings.CSRF_COOKIE_SAMESITE) == ("Lax", "Strict")
