"""What several processes know together: a code that was used, and tries that were made."""

import os
import subprocess
import sys
import threading
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core.cache import cache
from django.core.cache.backends.db import DatabaseCache
from django.db import connection, connections, transaction

from tests.office import made
from tremplin.office.accounts.remembered import TABLE, Remembered, clear_past

TOLD = "import django; django.setup(); from django.core.cache import cache; print(cache.add({key!r}, 1, 60))"
USED = "allauth.mfa.totp.used?user=7&code=123456"


@pytest.fixture
def kept(django_db_setup, django_db_blocker):
    """Written for others to see; taken away afterwards."""
    with django_db_blocker.unblock():
        cache.clear()
        yield
        cache.clear()


def test_another_process_refuses_a_code_that_was_used(kept, cluster):
    assert cache.add(USED, 1, 60)
    environment = {**os.environ, "DATABASE_URL": cluster["tremplin_app"]}
    told = [sys.executable, "-c", TOLD.format(key=USED)]
    found = subprocess.run(told, env=environment, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


def test_of_two_at_once_one_is_refused(kept):
    """Each in the transaction of its page: the second waits until the first is kept."""
    gate, found = threading.Barrier(2), []

    def run():
        try:
            with transaction.atomic():
                gate.wait(10)
                found.append(cache.add(USED, 1, 60))
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(found) == [False, True]


@pytest.mark.django_db
def test_a_code_is_refused_for_as_long_as_it_would_be_taken(offices, monkeypatch):
    agent = offices[0]["finance"]
    secret = auth.generate_totp_secret()
    row = Authenticator.objects.create(user=agent, type="totp", data={"secret": auth.encrypt(secret)})
    code, now = auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30 + 1)), time.time()
    assert auth.TOTP(row).validate_code(code)
    assert not auth.TOTP(row).validate_code(code)
    monkeypatch.setattr(time, "time", lambda: now + 31)
    assert auth.validate_totp_code(secret, code), "the code itself still holds"
    assert not auth.TOTP(row).validate_code(code)


@pytest.mark.django_db
def test_what_is_past_is_taken_away(monkeypatch):
    cache.set("now", 1, 60)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET expires = now() - interval '1 day' WHERE cache_key LIKE %s", ["%now"])
        cache.set("later", 1, 60)
        assert clear_past() == 1
        cursor.execute(f"SELECT count(*) FROM {TABLE}")
        assert cursor.fetchone() == (1,)


def test_the_public_site_has_no_table_to_look_into():
    from tremplin.web import settings as public

    assert not hasattr(public, "CACHES") and issubclass(Remembered, DatabaseCache)
    assert made.PASSWORD
