"""Tests of the office: a private PostgreSQL of this run, migrated by its owner, used as the app."""

import os

from tests.web import conftest as site  # noqa: F401 - Django is set up once for the whole run
from tests.web.conftest import browser, client  # noqa: F401

import pytest  # isort: skip
from django.conf import settings  # isort: skip
from django.db import connections  # isort: skip

from tests.office import made, prepared  # isort: skip
from tremplin.office.database.migrating import migrate  # isort: skip
from tremplin.office.database.private import APP, OWNER, WORKER, Private  # isort: skip
from tremplin.office.settings import database_of  # isort: skip


# The slow hash of passwords is for passwords that people have: each test makes ten agents.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def cluster(tmp_path_factory, django_db_blocker):
    """Addresses by role of a cluster of this run's own."""
    base = tmp_path_factory.mktemp("postgres", numbered=True)
    for folder in (base, *base.parents[:2]):
        os.chmod(folder, 0o755)
    server = Private(base / "data", fast=True)
    with django_db_blocker.unblock(), prepared.place_for(server.programs) as place:
        if not place.exists():
            migrated(server)
            prepared.copy(server.data, place)
        else:
            prepared.copy(place, server.data)
    yield server.start()
    connections["default"].close()
    connections["default"].close_pool()
    server.stop()


def point(url):
    """Connects as the role of an address from here on."""
    connection = connections["default"]
    connection.close()
    connection.close_pool()
    connection.settings_dict.update(
        {name: value for name, value in database_of(url).items() if name in ("NAME", "USER", "HOST", "PORT")}
    )


def migrated(server):
    """Stopped again, so that it can be copied."""
    addresses = server.start()
    point(addresses[OWNER])
    migrate(APP, WORKER)
    connections["default"].close()
    connections["default"].close_pool()
    server.stop()


@pytest.fixture(scope="session")
def django_db_setup(cluster, django_db_blocker):
    with django_db_blocker.unblock():
        point(cluster[APP])


@pytest.fixture
def offices(db, settings):
    """Two offices side by side, each with an agent of each role; their passwords are hashed in no time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return made.offices()


@pytest.fixture(autouse=True)
def given_back():
    """The connection goes back to the pool: tests of the public site know of none."""
    yield
    connections["default"].close()
