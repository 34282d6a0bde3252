"""Made anonymous: everything that names a person goes, by the database, held to office, role and closed files."""

import subprocess
from datetime import date

import pytest
from django.db import DatabaseError, connection, models, transaction

from tests.office import made
from tests.office.article60.claimed import amounts_set, file_of
from tests.office.ledger.files import OWN, SAMIRA, STRANGER, dmfa
from tremplin.office.article60.models import Aid, Contract, File, Period
from tremplin.office.article60.services import claiming, closing
from tremplin.office.article60.services.keeping import forget, renew_terms, years_after
from tremplin.office.article60.services.papers.month import month_paper
from tremplin.office.article60.services.reminding import remind_office
from tremplin.office.database.forgetting import CLEARED, DELETED, KEPT
from tremplin.office.database.isolation import enter, isolated_models
from tremplin.office.deadlines.models import Watch
from tremplin.office.documents.models import Document
from tremplin.office.documents.services import keep
from tremplin.office.ledger.models import Upload, WorkRow
from tremplin.office.ledger.selectors.matching import matches
from tremplin.office.ledger.services.committing import commit, put_aside
from tremplin.office.ledger.services.reading import read_upload
from tremplin.office.ledger.services.receiving import receive
from tremplin.office.people.models import Person
from tremplin.office.people.selectors import due
from tremplin.office.people.services import read_by
from tremplin.office.people.traces import rows_of, ways

pytestmark = pytest.mark.django_db
CLOSED = date(2016, 2, 29)


def a_case(of, closed=CLOSED):
    """A person with a file, a paper and a row of an original."""
    enter(of["office"].pk)
    person = made.person("Secretname", "Secretgiven", phone="0470 secret", national_number="90051412306")
    file = File.objects.create(
        person=person, number="VAL-60-0001", opened_on=date(2015, 1, 5), closed_on=closed, note="secret note"
    )
    Aid.objects.create(file=file, kind="social_aid", period=(date(2015, 1, 1), None))
    contract = Contract.objects.create(file=file, form="fixed", function="secret work")
    days = (date(2015, 2, 1), date(2016, 3, 1))
    Period.objects.create(
        file=file, contract=contract, days=days, weekly_hours=3800, full_time_weekly_hours=3800, why="secret why"
    )
    keep(b"secret paper", kind="letter", title="secret", name="secret.pdf", language="fr", on=CLOSED, person=person)
    upload = Upload.objects.create(
        name="secret.csv", sha256="0" * 64, content=b"secret", size=6, handed_in_by=of["administrator"]
    )
    WorkRow.objects.create(person=person, upload=upload, first_day=days[0], end_day=days[1], place="secret", days=2000)
    read_by(of["social_worker"], person, "national_number", "secret reason")
    Person.objects.filter(pk=person.pk).update(street="secret street")
    return person


def everything(person):
    """All rows of a person, contents too, as text."""
    rows = str(rows_of(person)).lower()
    contents = [bytes(paper.content) for paper in person.documents.all()]
    return rows + str(contents + [bytes(one.content) for one in Upload.objects.all()])


def test_nothing_names_the_person_any_more_and_figures_stay(offices):
    person = a_case(offices[0])
    assert "secret" in everything(person)
    forget(person, offices[0]["manager"], "term over")
    person.refresh_from_db()
    assert "secret" not in everything(person)
    assert "900514" not in everything(person)
    assert (person.birth_year, person.birth_date, person.anonymised_at is None) == (1990, None, False)
    assert WorkRow.objects.get().days == 2000
    assert Period.objects.get().weekly_hours == 3800
    last = person.readings.order_by("-pk")[0]
    assert (last.what, last.reason, last.agent) == ("anonymised", "term over", offices[0]["manager"])


def test_an_original_with_somebody_else_in_it_stays(offices):
    person = a_case(offices[0])
    other = made.person("Autre", "")
    upload = Upload.objects.get()
    WorkRow.objects.create(person=other, upload=upload, first_day=CLOSED, end_day=date(2016, 3, 1), position=1)
    forget(person, offices[0]["manager"], "term over")
    assert bytes(Upload.objects.get().content) == b"secret"
    forget(other, offices[0]["manager"], "term over")
    assert bytes(Upload.objects.get().content) == b""


def stored():
    """Every value of every table of the office, bytes too, as text; papers and sheets are opened."""
    found = []
    for model in isolated_models():
        for row in model.objects.values_list():
            found += [opened_up(bytes(value)) if isinstance(value, memoryview | bytes) else str(value) for value in row]
    return "\n".join(found).lower()


def opened_up(content):
    if content.startswith(b"%PDF"):
        told = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
        return told.stdout.decode()
    return content.decode("utf-8", "replace")


@pytest.fixture
def named(offices):
    """A person whom a month's claim names, and files handed in: taken, read, put aside, unread, never readable."""
    here, agent = offices[0], offices[0]["social_worker"]
    here["office"].enterprise_number = OWN
    here["office"].save()
    file = file_of(here["office"], "VAL-60-0001", "Secretname", days=(date(2015, 3, 1), CLOSED))
    person = file.person
    Person.objects.filter(pk=person.pk).update(given_name="Awa", sort_key="secretname awa", national_number=SAMIRA)
    amounts_set(here["finance"])
    month = date(2015, 6, 1)
    claiming.prepare(month, CLOSED, here["finance"])
    month_paper(here["office"], month, CLOSED, here["finance"])
    File.objects.update(closed_on=CLOSED)
    person.refresh_from_db()
    read = handed(agent, "read.xml", dmfa(20251, {SAMIRA: [(1, 60)], STRANGER: [(1, 60)]}))
    aside = handed(agent, "Secretname Awa.xml", dmfa(20252, {SAMIRA: [(1, 60)]}))
    put_aside(aside)
    handed(agent, "broken.xlsx", b"PK\x03\x04 secretname awa")
    receive("unread.xml", dmfa(20253, {SAMIRA: [(1, 60)]}), agent)
    return here, person, read


def handed(agent, name, content):
    upload, _ = receive(name, content, agent)
    read_upload(upload.pk)
    return upload.pk


def test_no_stored_byte_names_the_person(named):
    here, person, _ = named
    remind_office(CLOSED)
    before = stored()
    assert "secretname" in before and SAMIRA in before
    forget(person, here["manager"], "term over")
    after = stored()
    assert "secretname" not in after and SAMIRA not in after
    assert {bytes(one.content) for one in Upload.objects.all()} == {b""}
    assert Document.objects.get(kind="claim").sha256 and not Upload.objects.filter(sha256="").exists()


def test_a_months_claim_is_made_again_without_the_name(named):
    here, person, _ = named
    old = Document.objects.get(kind="claim")
    forget(person, here["manager"], "term over")
    new = month_paper(here["office"], date(2015, 6, 1), CLOSED, here["finance"])
    assert (new.replaces, bytes(Document.objects.get(pk=old.pk).content)) == (old, b"")
    assert "secretname" not in opened_up(bytes(new.content)).lower()


def test_of_an_original_that_proves_days_of_others_only_they_are_still_read(named):
    here, person, pk = named
    other = made.person("Peeters", "Jozef", national_number=STRANGER)
    assert commit(pk, here["social_worker"], other).people == (other.pk,)
    forget(person, here["manager"], "term over")
    upload = Upload.objects.get(pk=pk)
    assert bytes(upload.content), "it proves the days of somebody else"
    assert SAMIRA not in str(upload.report) and STRANGER in str(upload.report)
    assert not [match for match in matches(upload) if match.asks or match.waits]
    forget(other, here["manager"], "term over")
    assert not bytes(Upload.objects.get(pk=pk).content)


def test_a_file_of_somebody_with_the_same_name_stays(named):
    here, person, _ = named
    kept = handed(here["social_worker"], "same.xml", dmfa(20254, {STRANGER: [(1, 60)]}))
    forget(person, here["manager"], "term over")
    assert bytes(Upload.objects.get(pk=kept).content)


def test_what_went_can_be_handed_in_again(named):
    here, person, pk = named
    forget(person, here["manager"], "term over")
    upload, again = receive("read.xml", dmfa(20251, {SAMIRA: [(1, 60)], STRANGER: [(1, 60)]}), here["social_worker"])
    assert (upload.pk, again, upload.state) == (pk, True, "waiting")
    assert read_upload(pk).state == "read" and bytes(Upload.objects.get(pk=pk).content)


@pytest.mark.parametrize("who", ["social_worker", "finance", "auditor"])
def test_only_who_manages_the_office_may(offices, who):
    person = a_case(offices[0])
    refused(person, offices[0][who])


def test_neither_next_door_nor_with_an_open_file_nor_twice(offices):
    person = a_case(offices[0])
    refused(person, offices[1]["manager"])
    enter(offices[1]["office"].pk)
    refused(person, offices[1]["manager"])
    enter(offices[0]["office"].pk)
    File.objects.update(closed_on=None)
    refused(person, offices[0]["manager"])
    File.objects.update(closed_on=CLOSED)
    forget(person, offices[0]["manager"], "term over")
    refused(person, offices[0]["manager"])


def refused(person, agent):
    with pytest.raises(DatabaseError), transaction.atomic():
        forget(person, agent, "because")


def test_the_app_itself_may_not_change_what_is_kept(offices):
    a_case(offices[0])
    for table in ("people_reading", "people_personevent", "documents_document"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'DELETE FROM "{table}"')


def test_every_text_of_every_table_of_a_person_goes_or_stays_on_purpose():
    words = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
    for model in ways():
        table = model._meta.db_table
        if table in DELETED:
            continue
        known = CLEARED[table][1] if table in CLEARED else {}
        for field in model._meta.fields:
            if isinstance(field, words) and field.column not in known:
                assert (table, field.column) in KEPT, "say what becomes of it in database/forgetting.py"


def test_a_term_runs_from_the_end_of_the_last_file(offices):
    person = a_case(offices[0])
    renew_terms([person.pk])
    person.refresh_from_db()
    assert person.keep_until == date(2026, 2, 28) == years_after(CLOSED, 10)
    assert list(due(date(2026, 2, 28))) == [person] and not due(date(2026, 2, 27))
    File.objects.create(person=person, number="VAL-60-0002", opened_on=date(2026, 1, 1))
    renew_terms()
    person.refresh_from_db()
    assert person.keep_until is None
    closing.close(File.objects.get(closed_on=None), date(2026, 3, 5), "fini", today=date(2026, 3, 5))
    person.refresh_from_db()
    assert person.keep_until == date(2036, 3, 5)


def test_what_is_watched_next_door_under_the_same_number_stays(offices):
    enter(offices[1]["office"].pk)
    Watch.objects.create(subject="VAL-60-0001")
    person = a_case(offices[0])
    Watch.objects.create(subject="VAL-60-0001")
    forget(person, offices[0]["manager"], "term over")
    assert not Watch.objects.exists()
    enter(offices[1]["office"].pk)
    assert Watch.objects.exists()
