"""People and files by their pages: opened once, found in spite of slips, masked, logged, saved by two, given, gone."""

import io
import json
import re
import zipfile
from datetime import date

import pytest

from tests.office import made
from tests.office.people.test_numbers import GOOD, number
from tremplin.office.article60.models import Aid, File
from tremplin.office.database.isolation import enter, within
from tremplin.office.deadlines.models import Deadline
from tremplin.office.documents.services import next_number
from tremplin.office.people.models import Person, Reading
from tremplin.office.people.names import key_of
from tremplin.office.people.numbers import written

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NEW = "/fr/office/files/new/"
SOMEBODY = {"family_name": "Yıldız", "given_name": "Élif", "language": "nl", "key": "k1"}


@pytest.fixture
def us(client, offices):
    """Our office with its social worker logged in."""
    client.force_login(offices[0]["social_worker"], backend=BACKEND)
    return offices[0]


def here(us):
    enter(us["office"].pk)


def test_a_person_and_a_file_are_opened_in_one_go_and_once(client, us):
    words = SOMEBODY | {
        "national_number": written(GOOD), "birth_date": "1990-05-14", "aid": "social_aid", "aid_since": "2025-02-28",
        "admitted_before": "no", "worker": str(us["social_worker"].pk), "planned_start": "2026-12-01",
    }  # fmt: skip
    for _ in range(2):  # The second finds the person: the same key, the same file.
        answer = client.post(NEW, words | {"sure": "1"})
    here(us)
    file = File.objects.get()
    assert (file.number, file.person.sort_key, file.person.national_number) == ("VAL-60-0001", "yildiz elif", GOOD)
    assert file.worker == us["social_worker"] and file.projection and Aid.objects.get().kind == "social_aid"
    assert next_number("files") == 2
    assert answer.status_code in (200, 302)


def test_a_double_click_makes_one_file(client, us):
    answers = [client.post(NEW, SOMEBODY | {"sure": "1"}) for _ in range(2)]
    assert {answer["Location"] for answer in answers} == {"/fr/office/files/VAL-60-0001/"}
    here(us)
    assert (Person.objects.count(), next_number("files")) == (1, 2)


def test_somebody_who_may_be_here_already_is_shown_first(client, us):
    client.post(NEW, SOMEBODY | {"birth_date": "1990-05-14", "national_number": GOOD})
    alike = client.post(NEW, SOMEBODY | {"family_name": "yildiz", "given_name": "elif", "key": "k2"})
    assert alike.status_code == 200 and "existe peut-être" in alike.content.decode()
    same = client.post(NEW, SOMEBODY | {"family_name": "Autre", "national_number": GOOD, "key": "k3", "sure": "1"})
    assert "le même" in same.content.decode()
    other = client.post(NEW, SOMEBODY | {"birth_date": "1971-01-01", "key": "k4"})
    assert other.status_code == 302
    sure = client.post(NEW, SOMEBODY | {"key": "k5", "sure": "1"})
    assert sure.status_code == 302
    here(us)
    assert Person.objects.count() == 3


def test_two_digits_swapped_are_mended_by_one_press(client, us):
    wrong = GOOD[:4] + GOOD[5] + GOOD[4] + GOOD[6:]
    page = client.post(NEW, SOMEBODY | {"national_number": wrong}).content.decode()
    mend = re.search(r'name="mend" value="([^"]+)"', page)[1]
    assert mend == written(GOOD)
    mended = client.post(NEW, SOMEBODY | {"national_number": wrong, "mend": mend}).content.decode()
    assert f'value="{mend}"' in mended and "field__error" not in mended
    here(us)
    assert not Person.objects.exists()


HOSTILE = [
    ({"family_name": "", "given_name": ""}, 200), ({"family_name": "x" * 200}, 200),
    ({"family_name": "🙂" * 120}, 302), ({"family_name": "\u202eilA"}, 302), ({"family_name": "محمد"}, 302),
    ({"family_name": "\0"}, 302), ({"birth_date": "1850-01-01"}, 200), ({"birth_date": "2100-01-01"}, 200),
    ({"birth_date": "2025-02-29"}, 200), ({"birth_date": "2024-02-29"}, 302), ({"birth_year": "99999999999"}, 200),
    ({"birth_month": "13", "birth_year": "1990"}, 200), ({"birth_month": "3"}, 200), ({"birth_year": "1990"}, 302),
    ({"stay_until": "9999-12-31"}, 200), ({"aid": "social_aid"}, 200), ({"aid_since": "2025-01-01"}, 200),
    ({"aid": "gold"}, 200), ({"worker": "999999"}, 200), ({"national_number": "12345678901"}, 200),
    ({"national_number": "9" * 30}, 200), ({"email": "no"}, 200), ({"language": "xx"}, 200), ({"key": "k" * 500}, 200),
]  # fmt: skip


@pytest.mark.parametrize(("words", "status"), HOSTILE)
def test_hostile_answers_are_refused_without_losing_what_was_typed(client, us, words, status):
    answer = client.post(NEW, SOMEBODY | words)
    assert answer.status_code == status
    if status == 200 and "given_name" not in words:
        assert "Élif" in answer.content.decode()
    assert client.get("/fr/office/files/?state=all").status_code == 200


def filled(us, count):
    here(us)
    for n in range(count):
        person = made.person(f"Nom{n:03d}", "Prénom")
        File.objects.create(person=person, number=f"VAL-60-{n:04d}", opened_on="2026-01-01", worker=us["social_worker"])


def test_a_list_of_500_files_asks_the_database_little(client, us, django_assert_max_num_queries):
    filled(us, 500)
    with django_assert_max_num_queries(12):
        page = client.get("/fr/office/files/").content.decode()
    assert page.count("<tr>") == 51 and "Page 1 sur 10" in page and len(page) < 100_000
    for asked in ("page=999999999999999999999", "page=x", "page=10", "state=nothing", "q=%00", "q=" + "a" * 3000, "q=🙂", "q=%25"):  # fmt: skip  # noqa: E501
        assert client.get(f"/fr/office/files/?{asked}").status_code == 200


@pytest.mark.parametrize("asked", ["yildiz", "YILDIZ", "Yildz", "élif", "VAL-60-0007", "0007", "900514", written(GOOD)])
def test_a_file_is_found_in_spite_of_accents_and_slips(client, us, asked):
    filled(us, 5)
    person = made.person("Yıldız", "Elif", national_number=GOOD)
    Person.objects.filter(pk=person.pk).update(sort_key=key_of("Yıldız", "Elif"))
    File.objects.create(person=person, number="VAL-60-0007", opened_on="2026-01-01")
    page = client.get("/fr/office/files/", {"q": asked}).content.decode()
    assert "Elif Yıldız" in page and "Nom000" not in page


def a_person(us, **words):
    here(us)
    return made.person(national_number=GOOD, **words)


def test_the_number_is_masked_everywhere_and_opened_with_a_reason(client, us):
    person = a_person(us)
    address = f"/fr/office/people/{person.pk}/"
    page = client.get(address).content.decode()
    assert "900514-•••-••" in page and GOOD not in page and written(GOOD) not in page
    assert client.get(f"{address}number/").status_code in (403, 405)
    refused = client.post(f"{address}number/", {"reason": " "}).content.decode()
    assert written(GOOD) not in refused and "Dites pourquoi" in refused
    assert written(GOOD) in client.post(f"{address}number/", {"reason": "Dimona à faire"}).content.decode()
    assert written(GOOD) not in client.get(address).content.decode()
    here(us)
    found = Reading.objects.filter(person=person).order_by("pk").values_list("what", "reason")
    assert list(found) == [("person", ""), ("national_number", "Dimona à faire"), ("person", "")]


EDIT = {"family_name": "Benali", "given_name": "Samira", "birth_date": "1990-05-14", "language": "fr", "version": "1"}


def test_who_saves_second_sees_the_difference_and_loses_nothing(client, us, offices):
    person = a_person(us)
    address = f"/fr/office/people/{person.pk}/"
    assert client.post(address, EDIT | {"phone": "0470 11 11 11", "town": "Ici"}).status_code == 302
    late = client.post(address, EDIT | {"phone": "0470 22 22 22"})
    page = late.content.decode()
    assert late.status_code == 409
    assert "<del>0470 11 11 11</del>" in page and "<ins>0470 22 22 22</ins>" in page
    assert 'value="0470 22 22 22"' in page and 'value="Ici"' in page  # theirs, which the second did not touch
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    again = client.post(address, EDIT | {"phone": "0470 22 22 22", "town": "Ici", "version": version})
    assert again.status_code == 302
    here(us)
    person.refresh_from_db()
    assert (person.phone, person.town, person.national_number, person.version) == ("0470 22 22 22", "Ici", GOOD, 3)
    history = client.get(address).content.decode()
    assert "<del>0470 11 11 11</del>" in history and us["social_worker"].name in history


def test_a_permit_that_ends_is_due_at_once(client, us):
    found = a_person(us)
    with within(us["office"].pk):
        File.objects.create(person=found, number="VAL-60-0009", opened_on=date(2026, 1, 1))
    given = {"family_name": "Benali", "language": "fr", "version": found.version, "stay_until": "2026-12-15"}
    assert client.post(f"/fr/office/people/{found.pk}/", given).status_code == 302
    enter(us["office"].pk)
    assert Deadline.objects.get(kind="stay").subject == "VAL-60-0009"


def test_the_number_of_another_is_not_taken(client, us):
    person = a_person(us)
    other = made.person("Autre", "Quelqu'un", national_number=number("850101001"))
    answer = client.post(f"/fr/office/people/{person.pk}/", EDIT | {"national_number": number("850101001")})
    assert answer.status_code == 200 and f"/people/{other.pk}/" in answer.content.decode()


def test_everything_is_given_to_the_person_in_their_language(client, us):
    person = a_person(us, language="nl")
    File.objects.create(person=person, number="VAL-60-0001", opened_on="2026-01-01", note="een nota")
    client.get(f"/fr/office/people/{person.pk}/")
    answer = client.post(f"/fr/office/people/{person.pk}/report/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as kept:
        page = kept.read("uw-gegevens.html").decode()
        rows = json.loads(kept.read("alle-rijen.json"))
    assert "Wat wij van u bewaren" in page and written(GOOD) in page and "een nota" in page
    assert rows["people_person"][0]["national_number"] == GOOD
    assert [row["what"] for row in rows["people_reading"]] == ["person", "export"]
    assert rows["article60_file"] and rows["people_personevent"]


def test_made_anonymous_by_who_may_with_a_reason(client, us, offices):
    person = a_person(us)
    File.objects.create(person=person, number="VAL-60-0001", opened_on="2015-01-01", closed_on="2016-01-01")
    address = f"/fr/office/people/{person.pk}/forget/"
    assert client.get(address).status_code == 403
    client.force_login(offices[1]["manager"], backend=BACKEND)
    assert client.get(address).status_code == 404 and client.post(address).status_code == 404
    client.force_login(us["manager"], backend=BACKEND)
    assert "Ce qui disparaît" in client.get(address).content.decode()
    assert "cochez" in client.post(address, {"reason": "terme"}).content.decode()
    assert client.post(address, {"reason": "fin du terme", "sure": "1"}).status_code == 302
    here(us)
    assert Person.objects.get().family_name == "—"
    page = client.get(f"/fr/office/people/{person.pk}/").content.decode()
    assert "Benali" not in page and "Personne anonyme" in page
    assert client.get("/fr/office/files/?state=all").status_code == 200


def test_the_office_next_door_and_nothing_answer_alike(client, us, offices):
    person = a_person(us)
    client.force_login(offices[1]["manager"], backend=BACKEND)
    for path in ("", "number/", "report/", "forget/"):
        for method in (client.get, client.post):
            theirs = method(f"/fr/office/people/{person.pk}/{path}", {"reason": "curious"})
            none = method(f"/fr/office/people/{10**12}/{path}", {"reason": "curious"})
            said = none.content.replace(str(10**12).encode(), str(person.pk).encode())  # its own address, in the foot
            assert (theirs.status_code, theirs.content) == (none.status_code, said)
    assert client.get(f"/fr/office/people/{10**40}/").status_code == 404
    assert client.get(f"{NEW}?person={person.pk}").status_code == 404


def test_an_auditor_reads_and_does_not_write(client, us):
    person = a_person(us)
    client.force_login(us["auditor"], backend=BACKEND)
    assert client.get(f"/fr/office/people/{person.pk}/").status_code == 200
    assert client.post(f"/fr/office/people/{person.pk}/", EDIT).status_code == 403
    assert client.get(NEW).status_code == 403
