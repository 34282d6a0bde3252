"""Two records of one person: found with the reason, seen side by side, made one once, or refused with the reason."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from tremplin.office.article60.models import Claim, Contract, File, Period
from tremplin.office.article60.selectors.merging import obstacles
from tremplin.office.article60.services.keeping import forget
from tremplin.office.article60.services.merging import Broken, Changed, MergedAlready, merge
from tremplin.office.article60.services.opening import OpenAlready, open_file
from tremplin.office.database.isolation import enter
from tremplin.office.database.merging import moving
from tremplin.office.decisions.models import Decision
from tremplin.office.documents.services import keep
from tremplin.office.ledger.models import Upload, WorkRow
from tremplin.office.people.duplicates import pairs
from tremplin.office.people.models import Merge, Person, Reading
from tremplin.office.people.names import key_of
from tremplin.office.people.services import read_by, save_person
from tremplin.office.people.traces import rows_of

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TODAY = date(2026, 11, 22)
NISS, BIS = "90051400123", "90451400182"


def person(family, given="", **fields):
    return Person.objects.create(
        family_name=family,
        given_name=given,
        sort_key=key_of(family, given),
        **{"birth_date": date(1990, 5, 14)} | fields,
    )


def hung(of, number, who, closed=date(2026, 1, 31), days=(date(2025, 2, 1), date(2026, 2, 1))):
    """A file with a contract, a row, a paper, a decision and a reading."""
    file = File.objects.create(person=who, number=number, opened_on=date(2025, 1, 5), closed_on=closed)
    contract = Contract.objects.create(file=file, form="fixed")
    Period.objects.create(file=file, contract=contract, days=days, weekly_hours=3800, full_time_weekly_hours=3800)
    upload = Upload.objects.create(name="f", sha256=number, content=b"x", size=1, handed_in_by=of["manager"])
    WorkRow.objects.create(person=who, upload=upload, first_day=days[0], end_day=days[1], days=2000, employer="CPAS")
    keep(b"paper", kind="letter", title="t", name="t.pdf", language="fr", on=TODAY, person=who)
    Decision.objects.create(person=who, question="admission", facts={}, outcome={}, status="confirmed", law="l")
    read_by(of["social_worker"], who, "file")
    return file


@pytest.fixture
def two(offices):
    """Two records with what hangs on them, at different times."""
    of = offices[0]
    enter(of["office"].pk)
    kept = person("Yıldız", "Élif", phone="0470 1")
    other = person("Yildiz", "Elif", national_number=NISS, phone="0470 2", street="rue Haute 1")
    hung(of, "VAL-60-0001", kept)
    hung(of, "VAL-60-0002", other, closed=None, days=(date(2026, 3, 1), date(2027, 3, 1)))
    return of, kept, other


def joined(of, kept, other, taken=None, versions=(1, 1), who="manager"):
    return merge(kept.pk, other.pk, taken or {}, versions, "same person", of[who], TODAY)


def test_each_pair_has_its_reasons(offices):
    enter(offices[0]["office"].pk)
    one = person("Yıldız", "Élif", national_number=NISS)
    bis = person("Autre", "Nom", national_number=BIS, birth_date=None)
    same = person("YILDIZ", "elif")
    near = person("Yildis", "Elif", national_number="90051400222")
    person("Peeters", "Jan")
    person("Yildiz", "Elif", birth_date=date(1971, 1, 1))
    found = {(pair.first.pk, pair.second.pk): (pair.because, pair.against) for pair in pairs()}
    assert found == {
        (one.pk, bis.pk): (("number",), ()),
        (one.pk, same.pk): (("name",), ()),
        (one.pk, near.pk): (("near",), ("number",)),
        (same.pk, near.pk): (("near",), ()),
    }
    assert {pair.second for pair in pairs(one)} == {bis, same, near}


def test_what_hangs_moves_and_what_was_stays_written(two):
    of, kept, other = two
    done = joined(of, kept, other, {"national_number": "absorbed", "street": "absorbed"})
    kept.refresh_from_db()
    other.refresh_from_db()
    assert (kept.national_number, kept.street, kept.phone, kept.version) == (NISS, "rue Haute 1", "0470 1", 2)
    assert (str(other), other.national_number, other.phone) == ("—", None, "")
    for model, column in moving():
        assert not model.objects.filter(**{column: other.pk}).exists(), model
    assert {file.number for file in kept.files.all()} == {"VAL-60-0001", "VAL-60-0002"}
    assert (kept.work.count(), kept.documents.count(), kept.decisions.count()) == (2, 2, 2)
    assert (done.why, done.made_by, done.was["absorbed"]["phone"]) == ("same person", of["manager"], "0470 2")
    assert len(done.moved["documents_document"]) == 1
    assert kept.readings.filter(what="merged", reason="same person", agent=of["manager"]).count() == 1
    assert kept.files.get(closed_on=None).projection.made_on == TODAY
    assert not pairs()


def test_one_merge_however_often_and_by_whom(two):
    of, kept, other = two
    joined(of, kept, other)
    for first, second in ((kept, other), (other, kept)):
        with pytest.raises(MergedAlready), transaction.atomic():
            joined(of, first, second)
    assert Merge.objects.count() == 1


def test_who_does_not_manage_the_office_merges_nothing(two):
    of, kept, other = two
    for who in ("social_worker", "finance", "auditor"):
        with pytest.raises(DatabaseError), transaction.atomic():
            joined(of, kept, other, who=who)
    assert not Merge.objects.exists() and other.files.count() == 1
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE documents_document SET person_id = %s", [kept.pk])


def test_the_neighbour_cannot_press_our_merge(two, offices):
    of, kept, other = two
    done = joined(of, kept, other)
    enter(offices[1]["office"].pk)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT tremplin_merge(%s)", [done.pk])


def test_somebody_saved_meanwhile(two):
    of, kept, other = two
    save_person(other, {"phone": "0470 3"}, 1)
    with pytest.raises(Changed), transaction.atomic():
        joined(of, kept, other)


def refused(of, kept, other):
    with pytest.raises(Broken) as told, transaction.atomic():
        joined(of, kept, other)
    assert not Merge.objects.exists() and other.files.exists()
    return {one.key for one in told.value.found}


def test_what_would_break_is_refused_with_the_reason(two):
    of, kept, other = two
    File.objects.update(closed_on=None)
    assert refused(of, kept, other) == {"both_open"}
    File.objects.update(closed_on=TODAY)
    Period.objects.filter(file__number="VAL-60-0002").update(days=(date(2026, 1, 31), date(2027, 3, 1)))
    assert refused(of, kept, other) == {"contracts"}
    Period.objects.filter(file__number="VAL-60-0002").update(days=(date(2026, 2, 1), date(2027, 3, 1)))
    for file in File.objects.all():
        Claim.objects.create(file=file, month=date(2026, 1, 1))
    assert refused(of, kept, other) == {"claims"}
    Claim.objects.all().delete()
    WorkRow.objects.filter(person=other).update(first_day=date(2026, 1, 31))
    assert refused(of, kept, other) == {"days"}
    WorkRow.objects.filter(person=other).update(employer="Autre")
    assert obstacles(kept, other, of["office"]) == []


def test_everything_of_the_merged_record_is_the_persons_and_goes_with_them(two):
    of, kept, other = two
    joined(of, kept, other)
    rows = rows_of(kept)
    assert {row["id"] for row in rows["people_person"]} == {kept.pk, other.pk}
    assert {row["id"] for row in rows["people_personevent"]} == {kept.pk, other.pk}
    assert "0470 2" in str(rows) and "same person" in str(rows["people_merge"])
    File.objects.update(closed_on=TODAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        forget(other, of["manager"], "term over")
    forget(kept, of["manager"], "term over")
    gone = str(rows_of(kept))
    for word in ("0470 2", "0470 1", "ildiz", "Yıldız", "rue Haute", NISS, "same person"):
        assert word not in gone, word
    assert not Person.objects.filter(anonymised_at=None).exists()


def test_a_chain_of_merges_ends_at_the_person(two, client):
    of, kept, other = two
    joined(of, kept, other)
    third = person("Yildiz", "E.")
    joined(of, third, kept, versions=(1, 2))
    assert {row["id"] for row in rows_of(third)["people_person"]} == {kept.pk, other.pk, third.pk}
    with pytest.raises(OpenAlready), transaction.atomic():
        open_file(of["office"], other, {"opened_on": TODAY}, TODAY)
    client.force_login(of["manager"], backend=BACKEND)
    assert client.get(f"/fr/office/people/{other.pk}/")["Location"] == f"/fr/office/people/{third.pk}/"


def test_the_page_shows_both_and_merges_for_a_reason(two, client):
    of, kept, other = two
    address = f"/fr/office/people/{kept.pk}/merge/{other.pk}/"
    client.force_login(of["social_worker"], backend=BACKEND)
    page = client.get(address).content.decode()
    assert "Le même nom" in page and "0470 2" in page and "VAL-60-0002" in page and NISS not in page
    assert 'type="radio"' not in page and client.post(address, {"why": "la même", "sure": "1"}).status_code == 403
    client.force_login(of["manager"], backend=BACKEND)
    assert address in client.get("/fr/office/people/duplicates/").content.decode()
    enter(of["office"].pk)
    assert Reading.objects.filter(what="duplicate").count() == 2
    words = {"kept_version": "1", "absorbed_version": "1", "take_phone": str(other.pk), "why": "la même dame"}
    asked = client.post(address, words)
    assert asked.status_code == 200 and "la même dame" in asked.content.decode()
    assert client.post(address, words | {"sure": "1", "kept_version": "x"}).status_code == 409
    for _ in range(2):
        assert client.post(address, words | {"sure": "1"})["Location"] == f"/fr/office/people/{kept.pk}/"
    page = client.get(f"/fr/office/people/{kept.pk}/").content.decode()
    assert "la même dame" in page and "0470 2" in page
    assert client.get(address).status_code == 302
    enter(of["office"].pk)
    assert Merge.objects.count() == 1
    assert client.get(f"/fr/office/people/{kept.pk}/merge/{kept.pk}/").status_code == 404


def test_two_open_files_are_said_on_the_page(two, client):
    of, kept, other = two
    File.objects.update(closed_on=None)
    client.force_login(of["manager"], backend=BACKEND)
    address = f"/fr/office/people/{kept.pk}/merge/{other.pk}/"
    words = {"kept_version": "1", "absorbed_version": "1", "why": "la même dame", "sure": "1"}
    for answer in (client.get(address), client.post(address, words)):
        assert "VAL-60-0001 et VAL-60-0002 sont ouverts" in answer.content.decode()
    enter(of["office"].pk)
    assert not Merge.objects.exists()
