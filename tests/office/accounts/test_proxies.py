"""Whom a request comes from, behind proxies and without: nothing that a visitor says is believed."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import RequestFactory

from tests.office import made
from tremplin.office.accounts.proxies import Client
from tremplin.office.settings import proxies

PROXY = "127.0.0.1"


@pytest.mark.parametrize(
    ("trusted", "said", "found"),
    [
        (0, None, PROXY),
        (0, "203.0.113.9", PROXY),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.7, 203.0.113.9", "203.0.113.9"),  # the first is the visitor's own word
        (1, "127.0.0.1, 10.0.0.1,  203.0.113.9 ", "203.0.113.9"),
        (2, "198.51.100.7, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", PROXY),  # one proxy did not say it
        (1, "203.0.113.9:51234", "203.0.113.9"),
        (1, "[2001:DB8::1]:443", "2001:db8::1"),
        (1, "2001:db8:0::1", "2001:db8::1"),
        (1, "unknown", PROXY),
        (1, "'; DROP TABLE x", PROXY),
        (1, "203.0.113.9,", PROXY),
        (1, "", PROXY),
        (1, "," * 5000, PROXY),
    ],
)
def test_only_what_trusted_proxies_add_is_believed(settings, trusted, said, found):
    settings.PROXIES = trusted
    request = RequestFactory().get("/", **({} if said is None else {"HTTP_X_FORWARDED_FOR": said}))
    seen = []
    Client(lambda given: seen.append(given.META["REMOTE_ADDR"]) or HttpResponse())(request)
    assert seen == [found]


@pytest.mark.parametrize("text", ["-1", "x", "1.5", "10", "²"])
def test_a_number_that_is_none_stops_the_start(text):
    with pytest.raises(ImproperlyConfigured):
        proxies(text)
    assert (proxies(""), proxies("2")) == (0, 2)


@pytest.mark.django_db
def test_one_visitor_locks_nobody_else_out(client, offices, settings):
    agent = offices[0]["finance"]

    def tries(address, password):
        return client.post(
            "/account/login/", {"login": agent.email, "password": password}, headers={"x-forwarded-for": address}
        ).status_code

    settings.PROXIES = 1
    found = [tries(f"198.51.100.{at}, 203.0.113.9", "wrong") for at in range(6)]
    assert found[-1] == 429 or found[-1] == 403, found
    assert tries("203.0.113.10", made.PASSWORD) == 302


@pytest.mark.django_db
def test_without_a_proxy_a_forged_address_opens_no_door(client, offices):
    agent = offices[0]["finance"]
    for at in range(6):
        answer = client.post(
            "/account/login/",
            {"login": agent.email, "password": "wrong"},
            headers={"x-forwarded-for": f"198.51.100.{at}"},
        )
    assert answer.status_code in (403, 429)
