"""Logging in by the place that an office has already: a real one, on this machine, that says what a test tells it."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured

from tests.office import made
from tests.office.accounts.place import CODE, ID, SECRET, Place
from tremplin.office.accounts.models import Agent
from tremplin.office.settings import oidc_of

pytestmark = pytest.mark.django_db
LOGIN, BEGIN, BACK = "/account/login/", "/account/oidc/", "/account/oidc/back/"
VERIFIED = {"email": "finance@val60.example", "email_verified": True}


@pytest.fixture(scope="module")
def running():
    place = Place()
    yield place
    place.close()


@pytest.fixture
def place(running, settings):
    cache.clear()
    running.anew()
    settings.OIDC = {
        "url": running.url, "client_id": ID, "secret": SECRET, "name": "Valmarche", "verified": "email_verified",
    }  # fmt: skip
    return running


def come_in(client, place, address=BEGIN, **changed):
    """There and back; the answer of the site."""
    there = client.get(address)
    assert there.status_code == 302
    return client.get(BACK, place.go(there["Location"]) | changed)


def text(answer):
    return answer.content.decode().replace("&#x27;", "'")


def test_without_it_there_is_no_trace(client, offices):
    assert "oidc" not in text(client.get(LOGIN))
    assert client.get(BEGIN).status_code == client.get(BACK).status_code == 404


def test_who_has_an_account_comes_in_and_keeps_the_password(client, offices, place):
    assert "Se connecter par Valmarche" in text(client.get(LOGIN))
    place.claims = VERIFIED | {"email": "Finance@VAL60.example"}
    answer = come_in(client, place, f"{BEGIN}?next=/de/office/files/")
    assert answer["Location"] == "/de/office/files/"
    assert client.get("/de/office/files/").status_code == 200
    agent = Agent.objects.get(email="finance@val60.example")
    assert agent.check_password(made.PASSWORD) and Agent.objects.count() == 10


def test_the_address_may_come_in_the_second_answer(client, offices, place):
    place.more = VERIFIED
    assert come_in(client, place)["Location"] == "/fr/office/"
    client.logout()
    place.more = VERIFIED | {"sub": "s-2"}
    assert "n'a pas été acceptée" in text(come_in(client, place))


def test_another_claim_may_say_it_is_verified(client, offices, place, settings):
    settings.OIDC = settings.OIDC | {"verified": "xms_edov"}
    place.claims = VERIFIED
    assert come_in(client, place).status_code == 403
    place.claims = {"email": VERIFIED["email"], "xms_edov": "1"}
    assert come_in(client, place).status_code == 302


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ({"email": "nobody@val60.example", "email_verified": True}, "pas de compte ici"),
        ({"email": "a\0b@val60.example", "email_verified": True}, "pas de compte ici"),
        ({"email": VERIFIED["email"], "email_verified": False}, "n'est pas vérifiée"),
        ({"email": VERIFIED["email"], "email_verified": "false"}, "n'est pas vérifiée"),
        ({"email": VERIFIED["email"], "email_verified": [1]}, "n'est pas vérifiée"),
        ({"email": VERIFIED["email"]}, "n'est pas vérifiée"),
        ({"email_verified": True}, "n'est pas vérifiée"),
        ({"email": [1], "email_verified": True}, "n'est pas vérifiée"),
        (VERIFIED | {"aud": "another-site"}, "n'a pas été acceptée"),
        (VERIFIED | {"iss": "https://evil.example"}, "n'a pas été acceptée"),
        (VERIFIED | {"exp": time.time() - 60}, "n'a pas été acceptée"),
        (VERIFIED | {"nonce": "of-another-visit"}, "n'a pas été acceptée"),
        (VERIFIED | {"nonce": None}, "n'a pas été acceptée"),
        (VERIFIED | {"sub": None}, "n'a pas été acceptée"),
        (VERIFIED | {"sub": "x" * 500}, "n'a pas été acceptée"),
    ],
)
def test_who_does_not_come_in(client, offices, place, claims, said):
    place.claims = claims
    answer = come_in(client, place)
    assert answer.status_code == 403 and said in text(answer)
    assert Agent.objects.count() == 10 and "login" in client.get("/fr/office/")["Location"]


def test_what_it_did_not_sign_is_refused(client, offices, place):
    place.claims = VERIFIED
    strangers = [
        (place.foreign, "RS256", "one"), (place.key, "RS256", "two"), (None, "none", "one"),
        ("a-secret-that-is-long-enough-to-sign-with", "HS256", "one"),
    ]  # fmt: skip
    for stranger in strangers:
        place.signer, place.algorithm, place.kid = stranger
        assert come_in(client, place).status_code == 403


def test_a_forged_state_and_a_code_used_twice(client, offices, place):
    place.claims = VERIFIED
    assert come_in(client, place, state="forged").status_code == 403
    assert client.get(BACK, {"code": CODE}).status_code == client.get(BACK).status_code == 403
    there = place.go(client.get(BEGIN)["Location"])
    client.cookies.clear()
    assert client.get(BACK, there).status_code == 403, "the state of another browser"
    there = place.go(client.get(BEGIN)["Location"])
    assert client.get(BACK, there).status_code == 302
    client.logout()
    assert client.get(BACK, there).status_code == 403


def test_somebody_may_stop_on_the_way(client, offices, place):
    there = place.go(client.get(BEGIN)["Location"])
    answer = client.get(BACK, {"state": there["state"], "error": "access_denied"})
    assert answer.status_code == 403 and "arrêté en chemin" in text(answer)
    there = place.go(client.get(BEGIN)["Location"])
    assert client.get(BACK, {"state": there["state"], "error": "server_error"}).status_code == 403


@pytest.mark.parametrize(("where", "status"), [("/keys", 503), ("/userinfo", 503), ("/token", 403)])
def test_it_breaks_on_the_way_back(client, offices, place, where, status):
    place.broken = {where}
    answer = come_in(client, place)
    assert answer.status_code == status and "Valmarche" in text(answer)


def test_it_is_down(client, offices, place, settings):
    place.broken = {"/.well-known/openid-configuration"}
    assert client.get(BEGIN).status_code == 503
    settings.OIDC = settings.OIDC | {"url": "http://127.0.0.1:9"}
    answer = client.get(BEGIN)
    assert answer.status_code == 503 and "Valmarche ne répond pas" in text(answer)
    assert client.get(LOGIN).status_code == 200


def test_what_closes_an_account_closes_this_door_too(client, offices, place):
    place.claims = VERIFIED
    agent = offices[0]["finance"]
    for _ in range(5):
        client.post(LOGIN, {"login": agent.email, "password": "wrong"})
    answer = come_in(client, place)
    assert answer.status_code == 429 and "Trop d'essais" in text(answer)
    assert "login" in client.get("/fr/office/")["Location"]


def test_a_closed_account_stays_closed(client, offices, place):
    place.claims = VERIFIED
    Agent.objects.filter(email=VERIFIED["email"]).update(is_active=False)
    assert "fermé" in text(client.get(come_in(client, place)["Location"]))
    assert "login" in client.get("/fr/office/")["Location"]


def test_a_second_factor_is_asked_for_all_the_same_and_the_session_ends_as_others_do(client, offices, place):
    place.claims = VERIFIED
    come_in(client, place)
    client.get("/fr/office/")
    session = client.session
    session["seen"] = session["since"] = int(time.time()) - 7300
    session.save()
    assert "login" in client.get("/fr/office/")["Location"]
    Authenticator.objects.create(user=offices[0]["finance"], type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    assert come_in(client, place)["Location"] == "/account/2fa/authenticate/"
    assert "login" in client.get("/fr/office/")["Location"]


def test_nobody_is_sent_to_another_site(client, offices, place):
    place.claims = VERIFIED
    assert come_in(client, place, f"{BEGIN}?next=https://evil.example/")["Location"] == "/fr/office/"


def test_settings(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text(f"{SECRET}\n")
    given = {
        "TREMPLIN_OIDC_URL": "https://login.valmarche.example/", "TREMPLIN_OIDC_CLIENT_ID": ID,
        "TREMPLIN_OIDC_CLIENT_SECRET_FILE": str(secret),
    }  # fmt: skip
    assert oidc_of({}) is None
    assert oidc_of(given) == {
        "url": "https://login.valmarche.example", "client_id": ID, "secret": SECRET,
        "name": "login.valmarche.example", "verified": "email_verified",
    }  # fmt: skip
    wrong = [
        ("URL", ""), ("URL", "http://login.valmarche.example"), ("URL", "login.example"), ("CLIENT_ID", ""),
        ("CLIENT_SECRET_FILE", ""), ("CLIENT_SECRET_FILE", str(tmp_path / "none")),
    ]  # fmt: skip
    for name, value in wrong:
        with pytest.raises(ImproperlyConfigured, match=f"TREMPLIN_OIDC_{name}"):
            oidc_of(given | {f"TREMPLIN_OIDC_{name}": value})
    secret.write_text("\n")
    with pytest.raises(ImproperlyConfigured, match="empty"):
        oidc_of(given)
