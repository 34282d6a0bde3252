"""While PostgreSQL is away the public pages answer, the office says so calmly and at once, and comes back by itself."""

import pytest
from django.db import connections
from django.test import Client

from tests.office.conftest import point
from tremplin.office.database.private import APP
from tremplin.office.running import away

NOWHERE = "postgresql://tremplin_app@/tremplin?host=/nowhere"


@pytest.fixture
def asked(django_db_setup, django_db_blocker, monkeypatch):
    """A client of a site that comes to the database as it does for people: no transaction of the test around it."""
    monkeypatch.setattr(away, "gate", away.Gate())
    monkeypatch.setattr(away, "PAUSE", 0.0)
    monkeypatch.setitem(connections["default"].settings_dict["OPTIONS"]["pool"], "timeout", 0.2)
    with django_db_blocker.unblock():
        yield Client(raise_request_exception=False)
        connections["default"].close()


@pytest.fixture
def gone(asked, cluster):
    point(NOWHERE)
    yield asked
    point(cluster[APP])


@pytest.mark.parametrize("address", ["/health", "/fr/", "/nl/law/", "/api/v1/openapi.json"])
def test_public_pages_answer(gone, address):
    gone.cookies["sessionid"] = "a" * 32
    assert gone.get(address).status_code == 200


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_the_office_says_so_calmly(gone, language):
    gone.cookies["sessionid"] = "a" * 32
    answer = gone.get(f"/{language}/office/?q=1")
    text = answer.content.decode()
    assert answer.status_code == 503 and answer["Retry-After"] == "5" and answer["Cache-Control"] == "no-store"
    assert f'href="/{language}/office/?q=1"' in text and text.count("<h1") == 1
    assert answer["Content-Language"] == language


def test_what_was_typed_is_kept_and_passwords_are_not(gone):
    typed = {"name": 'Benali "& <b>', "line": "one\ntwo"}
    text = gone.post("/fr/office/choose/", typed).content.decode()
    assert 'value="Benali &quot;&amp; &lt;b&gt;"' in text and "one\ntwo" in text and 'method="post"' in text
    text = gone.post("/fr/office/choose/", {"login": "a", "password": "hush-hush"}).content.decode()
    assert "hush" not in text and "<form" not in text


def test_the_next_are_told_without_waiting(gone, monkeypatch):
    gone.cookies["sessionid"] = "a" * 32
    monkeypatch.setattr(away, "PAUSE", 1000)
    assert gone.get("/fr/office/").status_code == 503
    monkeypatch.setattr(connections["default"].__class__, "ensure_connection", None)  # It is not tried.
    assert gone.get("/fr/office/").status_code == 503


def test_it_comes_back_by_itself(gone, cluster):
    gone.cookies["sessionid"] = "a" * 32
    assert gone.get("/fr/office/").status_code == 503
    assert away.gate.away
    point(cluster[APP])
    assert gone.get("/fr/office/").status_code == 302
    assert not away.gate.away and not away.gate.tried_by


def test_a_fault_of_a_statement_is_no_absence(asked):
    from django.db import OperationalError
    from psycopg.errors import AdminShutdown, DeadlockDetected

    for cause, gone in ((AdminShutdown(), True), (DeadlockDetected(), False)):
        error = OperationalError()
        error.__cause__ = cause
        assert away.is_away(error) is gone
    assert not away.is_away(ValueError())
