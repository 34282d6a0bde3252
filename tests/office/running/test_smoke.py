"""A whole office once, on the PostgreSQL that is said (TREMPLIN_PG_BIN): migrated, told, asked, backed up, restored."""

import os

import psycopg
import pytest
from django.db import transaction
from django.test import Client

from tests.office.conftest import point
from tests.office.database.conftest import copied, made_for
from tremplin.office.accounts.models import Agent
from tremplin.office.database import dump, migrating
from tremplin.office.database.manifest import tables_of
from tremplin.office.database.private import APP, OWNER, WORKER, Private
from tremplin.office.demo.seeding import seed_office
from tremplin.samples.commune import commune
from tremplin.samples.commune.moving import TOLD_ON

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def told(cluster, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), copied(cluster, "smoke") as urls:
        point(urls[APP])
        with transaction.atomic():
            seed_office(commune(TOLD_ON).neighbour, {}, TOLD_ON)
        yield urls
        point(cluster[APP])


def test_it_works_here(told, cluster, tmp_path):
    said = os.environ.get("TREMPLIN_PG_BIN")
    assert not said or str(Private(tmp_path / "data").programs).endswith(said.rpartition("postgres")[2])
    client = Client()
    for agent in Agent.objects.all():
        client.force_login(agent, backend=BACKEND)
        assert client.get(f"/{agent.language}/office/").status_code == 200
    manifest = dump.backup(told[OWNER], tmp_path / "backup")
    with made_for(cluster, "smoke_again") as empty:
        point(empty[OWNER])
        dump.restore(empty[OWNER], tmp_path / "backup", APP, WORKER)
        with psycopg.connect(empty[OWNER]) as owner:
            assert tables_of(owner) == manifest.tables
        assert migrating.to_come() == []
