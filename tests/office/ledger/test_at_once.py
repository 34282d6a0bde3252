"""Two agents at once, and a stop in the middle: a file is taken once, whole."""

import threading

import pytest
from django.db import connection, connections

from tests.office import made
from tests.office.conftest import point
from tests.office.ledger.files import OWN, SAMIRA, dmfa
from tremplin.office.database.isolation import within
from tremplin.office.database.private import APP, OWNER
from tremplin.office.ledger.models import Upload, WorkRow
from tremplin.office.ledger.services import committing
from tremplin.office.ledger.services.committing import commit
from tremplin.office.ledger.services.reading import read_upload
from tremplin.office.ledger.services.receiving import receive


@pytest.fixture
def upload(db, offices):
    office = offices[0]["office"]
    with within(office.pk):
        made.person(national_number=SAMIRA)
        found, _ = receive("dmfa.xml", dmfa(20262, {SAMIRA: [(1, 60), (30, 5)]}, employer=OWN), offices[0]["manager"])
        read_upload(found.pk)
    return office.pk, found.pk, offices[0]["manager"]


@pytest.mark.django_db
def test_a_stop_in_the_middle_leaves_nothing_and_is_done_again(upload, monkeypatch):
    office, pk, agent = upload
    taken = committing.take

    def stopped(*given):
        taken(*given)
        raise KeyboardInterrupt

    monkeypatch.setattr(committing, "take", stopped)
    with pytest.raises(KeyboardInterrupt), within(office):
        commit(pk, agent)
    monkeypatch.setattr(committing, "take", taken)
    with within(office):
        assert not WorkRow.objects.exists() and Upload.objects.get().state == "read"
        assert commit(pk, agent).rows == 2


def test_two_agents_at_once_make_one_taking(django_db_setup, django_db_blocker, cluster, settings):
    """On connections of their own. What they write is taken away by the owner of the tables."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with django_db_blocker.unblock():
        try:
            results, counted = four_at_once()
        finally:
            point(cluster[OWNER])
            with connection.cursor() as cursor:
                cursor.execute("TRUNCATE organisations_organisation, accounts_agent CASCADE")
            point(cluster[APP])
    assert sorted(results) == [0, 0, 0, 2] and counted == 2


def four_at_once():
    offices = made.offices()
    office, agent = offices[0]["office"].pk, offices[0]["manager"]
    with within(office):
        made.person(national_number=SAMIRA)
        found, _ = receive("dmfa.xml", dmfa(20262, {SAMIRA: [(1, 60), (30, 5)]}, employer=OWN), agent)
        read_upload(found.pk)
    results = []

    def work():
        try:
            with within(office):
                results.append(commit(found.pk, agent).rows)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with within(office):
        return results, WorkRow.objects.count()
