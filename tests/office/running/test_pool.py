"""A connection that goes back to the pool knows no organisation: after pages that answer, refuse, fail, or break."""

import threading
import types

import pytest
from django.core.exceptions import PermissionDenied
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, connections
from django.http import Http404, HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path

from tests.office import made
from tests.office.conftest import point
from tests.office.database.conftest import copied
from tremplin.office.database.isolation import SETTING, enter
from tremplin.office.database.private import APP

FAULTS = {
    "well": None,
    "missing": Http404,
    "refused": PermissionDenied,
    "broken": ZeroDivisionError,
    "ended": SystemError,
}


def page(request, office, how):
    enter(office)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_person")
        if how == "wrong":
            cursor.execute("SELECT no_such_column FROM people_person")
        if how == "session":  # As nobody should: for the whole session, and kept although the page fails.
            cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, str(office)])
    if fault := FAULTS.get(how):
        raise fault
    return HttpResponse("ok")


URLS = types.ModuleType("urls_of_test_pool")
URLS.urlpatterns = [path("<int:office>/<str:how>", page)]


def ask(application, address):
    environ = RequestFactory().get(address).environ
    statuses = []
    body = application(environ, lambda status, headers, *_: statuses.append(int(status[:3])))
    list(body)
    body.close()
    return statuses[0]


@pytest.fixture
def office(cluster, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), copied(cluster, "pool") as urls:
        point(urls[APP])
        yield made.office("VAL-60")["office"].pk
        point(cluster[APP])


@override_settings(ROOT_URLCONF=URLS, ALLOWED_HOSTS=["testserver"])
def test_no_pooled_connection_knows_an_organisation(office):
    application = WSGIHandler()
    kinds = [*FAULTS, "wrong", "session"]
    statuses = set()

    def some():
        for at in range(30):
            statuses.add(ask(application, f"/{office}/{kinds[at % len(kinds)]}"))

    threads = [threading.Thread(target=some) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connections["default"].close()
    assert statuses == {200, 403, 404, 500}
    pool = connections["default"].pool
    held = [pool.getconn() for _ in range(pool.max_size)]
    try:
        assert len(held) > 2
        for one in held:
            said = one.execute("SELECT current_setting(%s, true)", [SETTING]).fetchone()[0]
            assert not said
            assert one.execute("SELECT count(*) FROM people_person").fetchone()[0] == 0
            one.rollback()
    finally:
        for one in held:
            pool.putconn(one)
