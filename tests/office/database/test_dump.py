"""What was backed up is restored: every table the same, every decision the same, the wall up again."""

import zipfile
from datetime import date

import psycopg
import pytest
from django.db import transaction

from tests.office.conftest import point
from tests.office.database.conftest import copied, made_for
from tremplin.ground.errors import InputError
from tremplin.office.database import dump, migrating
from tremplin.office.database.isolation import within
from tremplin.office.database.manifest import tables_of
from tremplin.office.database.private import APP, OWNER, WORKER
from tremplin.office.decisions.models import Decision
from tremplin.office.decisions.services import replay
from tremplin.office.demo.seeding import seed_office
from tremplin.office.organisations.models import Organisation
from tremplin.office.people.models import Person
from tremplin.samples.commune import commune

PASSING = """
SELECT proname, has_function_privilege(%s, oid, 'execute'), has_function_privilege('public', oid, 'execute')
FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef ORDER BY 1
"""
"""The functions that pass the wall: whether the app may call them, and whether anybody may."""


@pytest.fixture(scope="module")
def saved(cluster, django_db_setup, django_db_blocker, tmp_path_factory):
    """A backup of an office with three files, and what its tables held."""
    file = tmp_path_factory.mktemp("backup") / "office.tremplin"
    with django_db_blocker.unblock(), copied(cluster, "source") as urls:
        point(urls[APP])
        with transaction.atomic():
            seed_office(commune(date(2026, 11, 23)).neighbour, {}, date(2026, 11, 23))
        manifest = dump.backup(urls[OWNER], file)
        with psycopg.connect(urls[OWNER]) as owner:
            tables = tables_of(owner)
        with pytest.raises(InputError, match="BYPASSRLS"):
            dump.backup(urls[APP], file.with_name("other"))
        with pytest.raises(InputError, match="exists already"):
            dump.backup(urls[OWNER], file)
        point(cluster[APP])
    assert not file.with_name("other").exists()
    return file, manifest, tables


@pytest.fixture
def empty(cluster, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), made_for(cluster, "restored") as urls:
        point(urls[OWNER])
        yield urls
        point(cluster[APP])


def differing(left, right):
    """The tables that are not the same, and how they stand on both sides."""
    return {name: (left.get(name), right.get(name)) for name in {*left, *right} if left.get(name) != right.get(name)}


def test_the_restored_office_equals_the_original(saved, empty):
    file, manifest, tables = saved
    assert file.stat().st_mode & 0o777 == 0o600
    assert differing(manifest.tables, tables) == {}
    # Tests that commit may have left rows of their own in the tables that were copied.
    assert tables["people_person"].rows >= 3 and tables["decisions_decision"].rows >= 3
    dump.restore(empty[OWNER], file, APP, WORKER)
    with psycopg.connect(empty[OWNER]) as owner:
        assert differing(tables_of(owner), tables) == {}
        passing = owner.execute(PASSING, [APP]).fetchall()
    assert passing == [
        (f"tremplin_{name}", True, False) for name in ("card_office", "feed_office", "forget", "hours_used", "merge")
    ]
    assert migrating.to_come() == []
    point(empty[APP])
    office = Organisation.objects.latest("pk")
    assert Person.objects.count() == 0
    with within(office.pk):
        assert Person.objects.count() >= 3
        decisions = list(Decision.objects.all())
        assert len(decisions) >= 3 and all(replay(of).same for of in decisions)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), psycopg.connect(empty[APP]) as app:
        app.execute("DELETE FROM decisions_decision")
    with pytest.raises(InputError, match="is not empty"):
        dump.restore(empty[OWNER], file, APP, WORKER)


def test_what_is_no_backup_is_refused_before_anything_is_written(saved, empty, tmp_path):
    file, _, _ = saved
    changed, cut, other = tmp_path / "changed", tmp_path / "cut", tmp_path / "other"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    changed.write_bytes(content)
    cut.write_bytes(file.read_bytes()[:-200])
    with zipfile.ZipFile(other, "w") as whole:
        whole.writestr("manifest.json", "{}")
    for wrong in (changed, cut, other, tmp_path / "missing", tmp_path):
        with pytest.raises(InputError):
            dump.restore(empty[OWNER], wrong, APP, WORKER)
    with psycopg.connect(empty[OWNER]) as owner:
        assert tables_of(owner) == {}


def test_a_backup_of_a_newer_version_waits_for_it(saved, empty, monkeypatch):
    monkeypatch.setattr(migrating, "known", set)
    with pytest.raises(InputError, match="newer version"):
        dump.restore(empty[OWNER], saved[0], APP, WORKER)


def test_without_the_programs_the_reason_is_said(empty, monkeypatch, tmp_path):
    from tremplin.office.database import programs

    monkeypatch.setattr(programs, "folders", lambda: iter([tmp_path]))
    with pytest.raises(InputError, match="pg_dump and pg_restore of version"):
        dump.backup(empty[OWNER], tmp_path / "file")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_no_half_backup(cluster, django_db_setup, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(dump, "dumped", full)
    with pytest.raises(InputError, match="No space left"):
        dump.backup(cluster[OWNER], tmp_path / "file")
    assert list(tmp_path.iterdir()) == []
