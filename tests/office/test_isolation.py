"""The wall between organisations: in the database, whoever asks, however they ask."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.office import made
from tremplin.office.article60.models import File
from tremplin.office.database.isolation import OPEN, enter, isolated_models, within
from tremplin.office.people.models import Person

pytestmark = pytest.mark.django_db


def tables():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, relrowsecurity AND relforcerowsecurity, count(polname) FROM pg_class "
            "JOIN pg_namespace ON pg_namespace.oid = relnamespace LEFT JOIN pg_policy ON polrelid = pg_class.oid "
            "WHERE nspname = 'public' AND relkind IN ('r', 'p') GROUP BY 1, 2"
        )
        return {name: (forced, policies) for name, forced, policies in cursor.fetchall()}


def test_every_table_has_its_policy_or_its_reason_for_none():
    found = tables()
    walled = {model._meta.db_table for model in isolated_models()}
    assert len(walled) > 20
    assert {name: found[name] for name in walled} == dict.fromkeys(walled, (True, 1))
    assert set(found) - walled <= set(OPEN), "a table needs a policy, or a reason for none"
    assert not walled & set(OPEN)


def test_the_app_owns_nothing_and_passes_no_policy():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)")  # fmt: skip  # noqa: E501
        assert cursor.fetchone() == (0,)


def test_nobody_sees_the_office_next_door(offices):
    ours, theirs = (of["office"] for of in offices)
    person = made.person_of(theirs)
    with within(ours.pk):
        assert not Person.objects.filter(pk=person.pk).exists()
        with connection.cursor() as cursor:
            for table in (model._meta.db_table for model in isolated_models()):
                cursor.execute(f'SELECT count(*) FROM "{table}"')
                assert cursor.fetchone() == (0,), table
        assert Person.objects.filter(pk=person.pk).update(family_name="x") == 0
    enter(None)
    assert Person.objects.count() == 0
    enter(theirs.pk)
    assert Person.objects.get().family_name == "Benali"


def test_nothing_is_written_for_another_office_or_for_none(offices):
    ours, theirs = (of["office"] for of in offices)
    for here, organisation in ((ours.pk, theirs.pk), (None, theirs.pk), (None, None)):
        enter(here)
        words = {"organisation_id": organisation} if organisation else {}
        with pytest.raises(DatabaseError), transaction.atomic():
            made.person(**words)


def test_a_row_refers_only_to_its_own_office(offices):
    ours, theirs = (of["office"] for of in offices)
    stranger = made.person_of(theirs)
    with pytest.raises(IntegrityError), transaction.atomic(), within(ours.pk):
        File.objects.create(person_id=stranger.pk, number="X-1", opened_on="2026-01-01")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_history_is_kept_by_the_database_for_its_office_only(offices):
    ours, theirs = (of["office"] for of in offices)
    person = made.person_of(ours)
    with within(ours.pk):
        Person.objects.filter(pk=person.pk).update(family_name="Benali-Haddad")
        names = list(Person.pgh_event_model.objects.order_by("pgh_id").values_list("family_name", flat=True))
        assert names == ["Benali", "Benali-Haddad"]
        with pytest.raises(DatabaseError), transaction.atomic():
            Person.pgh_event_model.objects.all().delete()
    with within(theirs.pk):
        assert not Person.pgh_event_model.objects.exists()
