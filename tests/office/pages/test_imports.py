"""From a file dropped to rows that count: pages of imports, days and ONEM."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.office import made
from tests.office.article60.test_projecting import a_file, declared
from tests.office.ledger.files import JOZEF, OWN, SAMIRA, STRANGER, dmfa, payslips
from tremplin.office.article60.models import OnemRequest, Projection
from tremplin.office.article60.services.onem import send
from tremplin.office.article60.services.projecting import project
from tremplin.office.database.isolation import enter
from tremplin.office.deadlines.models import Deadline
from tremplin.office.jobs.selectors import jobs_of
from tremplin.office.ledger.models import Upload, WorkRow
from tremplin.office.pages.imports import listing
from tremplin.office.people.models import Reading

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def file(offices):
    office = offices[0]["office"]
    office.enterprise_number = OWN
    office.save()
    file = a_file(office)
    file.person.national_number = SAMIRA
    file.person.save()
    return file


@pytest.fixture
def worker(client, offices, file):
    client.force_login(offices[0]["social_worker"], backend=BACKEND)
    return client


def text(answer):
    return answer.content.decode()


def drop(client, content, name="dmfa.xml", **more):
    answer = client.post("/fr/office/imports/", {"file": SimpleUploadedFile(name, content), **more})
    assert answer.status_code == 302, text(answer)
    return answer["Location"]


def seen(page):
    return page.split('name="seen" value="')[1].partition('"')[0]


def test_two_clicks_from_a_file_to_its_rows(worker, file):
    address = drop(worker, dmfa(20262, {SAMIRA: [(1, 60), (30, 5)]}), file_number=file.number)
    page = text(worker.get(address))
    assert "Rien n&#x27;est encore repris" in page and "T2 2026" in page
    assert page.count('value="take"') == 1 and SAMIRA not in page
    answer = worker.post(address, {"do": "take", "file_number": file.number, "seen": seen(page)})
    assert answer["Location"] == f"/fr/office/files/{file.number}/"
    assert WorkRow.objects.count() == 2
    projection = Projection.objects.get(file=file)
    assert not projection.is_waiting and projection.plan["result"]["variants"]
    assert Reading.objects.filter(person=file.person, what__startswith="import").exists()


def test_a_double_click_and_a_second_drop_make_nothing_new(worker, file):
    content = dmfa(20262, {SAMIRA: [(1, 60)]})
    address = drop(worker, content, file_number=file.number)
    again = drop(worker, content, "autre.xml", file_number=file.number)
    assert again == f"{address}&again=1" and "déjà ce fichier" in text(worker.get(again))
    page = text(worker.get(address))
    for _ in range(2):
        worker.post(address, {"do": "take", "file_number": file.number, "seen": seen(page)})
    assert (Upload.objects.count(), WorkRow.objects.count()) == (1, 1)


def test_what_changed_meanwhile_is_shown_before_it_is_taken(worker, file):
    first = drop(worker, dmfa(20262, {SAMIRA: [(1, 60)]}), file_number=file.number)
    page = text(worker.get(first))
    second = drop(worker, payslips([(SAMIRA, "2026-04-01", "2026-04-30", 1, 20)]), "p.csv", file_number=file.number)
    worker.post(second, {"do": "take", "file_number": file.number})
    answer = worker.post(first, {"do": "take", "file_number": file.number, "seen": seen(page)})
    assert answer.status_code == 409 and "remplace 1 ligne" in text(answer)
    assert WorkRow.objects.count() == 1
    worker.post(first, {"do": "take", "file_number": file.number, "seen": seen(text(answer))})
    assert WorkRow.objects.filter(replaced_by=None).count() == 1


def test_a_large_file_is_left_to_a_job(worker, file, offices, monkeypatch):
    monkeypatch.setattr("tremplin.office.pages.imports.listing.read_now.__defaults__", (10,))
    drop(worker, dmfa(20262, {SAMIRA: [(1, 60)]}))
    upload = Upload.objects.get()
    assert upload.state == Upload.State.WAITING
    job = ProcrastinateJob.objects.get(task_name="office.read_upload")
    assert job.args == {"organisation": offices[0]["office"].pk, "upload": upload.pk}


def test_a_file_with_doubts_is_a_line_of_the_day_until_it_is_put_aside(worker, file):
    address = drop(worker, dmfa(20262, {STRANGER: [(1, 60)]}))
    assert Deadline.objects.filter(gone_at=None, kind__startswith="import_").exists()
    worker.post(address, {"do": "aside"})
    assert not Deadline.objects.filter(gone_at=None, kind__startswith="import_").exists()


def test_a_stranger_is_a_question(worker, file):
    address = drop(worker, dmfa(20262, {STRANGER: [(1, 60)]}))
    page = text(worker.get(address))
    assert 'name="who-0"' in page and STRANGER not in page and 'value="take"' not in page
    wrong = worker.post(address, {"do": "assign", "who-0": "VAL-60-9999"})
    assert wrong.status_code == 400 and 'value="VAL-60-9999"' in text(wrong)
    worker.post(address, {"do": "assign", "who-0": f"{file.number} · Samira Benali"})
    assert 'value="take"' in text(worker.get(address))


def test_only_the_person_of_the_file_is_shown_and_taken(worker, file):
    made.person("Peeters", "Jozef", national_number=JOZEF)
    address = drop(worker, dmfa(20262, {JOZEF: [(1, 65)], SAMIRA: [(1, 60)]}), file_number=file.number)
    page = text(worker.get(address))
    assert "Peeters" not in page and "1 autre(s) personne(s)" in page
    worker.post(address, {"do": "take", "file_number": file.number, "seen": seen(page)})
    assert [row.days for row in WorkRow.objects.all()] == [6000]


def test_more_than_five_people_are_left_to_a_job(worker, file, offices):
    people = {SAMIRA: [(1, 60)]}
    for place in range(6):
        from tests.office.ledger.files import national_number

        number = national_number("880101", 300 + place)
        person = made.person(f"Nom{place}", national_number=number)
        file.__class__.objects.create(person=person, number=f"VAL-60-1{place:03d}", opened_on=date(2026, 1, 1))
        people[number] = [(1, 60)]
    address = drop(worker, dmfa(20262, people))
    worker.post(address, {"do": "take"})
    assert Projection.objects.filter(is_waiting=True).count() == 7
    job = ProcrastinateJob.objects.get(task_name="office.project_waiting")
    assert job.args == {"organisation": offices[0]["office"].pk, "upload": Upload.objects.get().pk}
    from tremplin.office.article60.services.taking import because_of, project_waiting

    enter(offices[0]["office"].pk)
    upload = Upload.objects.get()
    assert project_waiting(date(2026, 11, 23), because_of(upload.pk), most=4) == 3
    assert project_waiting(date(2026, 11, 23), because_of(upload.pk)) == 0


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "x.xml"), (b"%PDF-1.7", "x.xml"), (b"<!DOCTYPE a><a/>", "x.xml"), (b"a;b", "x.csv")],
)  # fmt: skip
def test_what_cannot_be_read_says_why_and_changes_nothing(worker, content, name):
    address = drop(worker, content or b" ", name)
    page = text(worker.get(address))
    assert "Rien n&#x27;a pu être lu" in page and 'value="take"' not in page
    assert worker.post(address, {"do": "take"}).status_code == 302
    assert not WorkRow.objects.exists()


def test_no_file_two_files_and_too_large_a_file_are_refused_with_the_reason(worker, settings):
    assert worker.post("/fr/office/imports/", {}).status_code == 400
    two = [SimpleUploadedFile("a.csv", b"1"), SimpleUploadedFile("b.csv", b"2")]
    assert worker.post("/fr/office/imports/", {"file": two}).status_code == 400
    settings.MOST_UPLOAD = 1000
    for size in (1500, 5000):
        answer = worker.post("/fr/office/imports/", {"file": SimpleUploadedFile("a.csv", b"x" * size)})
        assert answer.status_code == 413 and "trop grand" in text(answer)
    broken = worker.post("/fr/office/imports/", b"--x\r\nnothing", content_type="multipart/form-data; boundary=x")
    assert broken.status_code == 400
    assert not Upload.objects.exists()


def test_a_large_file_waits_for_its_job_and_may_be_read_now(worker, file, monkeypatch):
    from tremplin.office.pages.imports import listing

    monkeypatch.setattr(listing.read_now, "__defaults__", (10,))
    address = drop(worker, dmfa(20262, {SAMIRA: [(1, 60)]}))
    assert Upload.objects.get().state == "waiting" and 'value="read"' in text(worker.get(address))
    worker.post(address, {"do": "read"})
    assert Upload.objects.get().state == "read"


def test_the_original_comes_back_as_it_was_and_is_logged(worker, file):
    content = dmfa(20262, {SAMIRA: [(1, 60)]})
    drop(worker, content, 'dé"cl\r\n.xml')
    upload = Upload.objects.get()
    answer = worker.get(f"/fr/office/imports/{upload.pk}/original/")
    assert answer.content == content and answer["Content-Disposition"].startswith("attachment")
    assert Reading.objects.filter(what=f"original {upload.pk}", person=file.person).count() == 1


def test_the_next_office_and_an_auditor(client, offices, worker, file):
    address = drop(worker, dmfa(20262, {SAMIRA: [(1, 60)]}))
    pages = [address, f"{address}original/", f"/fr/office/imports/?file={file.number}"]
    pages += [f"/fr/office/files/{file.number}/{page}/" for page in ("days", "onem", "onem/gap")]
    client.force_login(offices[1]["manager"], backend=BACKEND)
    for page in pages:
        assert client.get(page).status_code == 404, page
        answer = client.post(page, {"do": "take", "file_number": file.number})
        assert answer.status_code in (403, 404, 405), page
    client.force_login(offices[0]["auditor"], backend=BACKEND)
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200 and b"<form method" not in answer.content, page
        assert client.post(page, {"do": "take"}).status_code in (403, 405), page


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_every_page_in_every_language(worker, file, language):
    address = drop(worker, dmfa(20262, {SAMIRA: [(1, 60), (30, 5), (99, 1)], STRANGER: [(1, 4)]}))
    worker.post(address, {"do": "take"})
    one = OnemRequest.objects.create(file=file, sent_on=date(2026, 6, 20), reference="R")
    OnemRequest.objects.filter(pk=one.pk).update(
        answered_on=date(2026, 7, 2), days_to_work=20000, end_date=date(2027, 2, 1)
    )
    pages = [address.replace("/fr/", f"/{language}/"), f"/{language}/office/imports/"]
    pages += [f"/{language}/office/files/{file.number}/{page}/" for page in ("days", "onem", "onem/gap")]
    for page in pages:
        answer = worker.get(page)
        assert answer.status_code == 200 and len(answer.content) < 100_000
        assert text(answer).count("<h1") == 1


# Days typed by hand.

ROW = {"kind": "payslip", "first_day": "2026-10-01", "last_day": "2026-10-31", "days": "21", "hours": "159,6",
       "weekly_hours": "38", "full_time_weekly_hours": "38", "days_per_week": "5", "service_code": "1",
       "employer": OWN, "key": "k1"}  # fmt: skip


def test_a_row_is_typed_once_and_taken_back_with_the_reason(worker, file, offices):
    address = f"/fr/office/files/{file.number}/days/"
    for _ in range(2):
        assert worker.post(address, ROW).status_code == 302
    row = WorkRow.objects.get()
    assert (row.layer, row.days, row.hours, row.upload, row.end_day) == ("paid", 2100, 15960, None, date(2026, 11, 1))
    assert worker.post(address, {"do": "back", "row": row.pk, "why": ""}).status_code == 400
    worker.post(address, {"do": "back", "row": row.pk, "why": "Mauvais mois"})
    row.refresh_from_db()
    assert row.taken_back_at and (row.taken_back_why, row.taken_back_by) == (
        "Mauvais mois",
        offices[0]["social_worker"],
    )
    assert "aucun jour" in text(worker.get(address)).lower() or WorkRow.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"days": "45"}, "45"),
        ({"last_day": "2026-09-30"}, "avant le premier"),
        ({"days": "deux"}, "deux"),
        ({"days": "", "hours": ""}, "jours ou les heures"),
        ({"first_day": "0001-01-01"}, "ann"),
        ({"service_code": "x" * 12}, "x"),
        ({"kind": "other"}, "kind"),
    ],
)
def test_a_row_that_cannot_be_is_said_beside_what_was_typed(worker, file, change, said):
    answer = worker.post(f"/fr/office/files/{file.number}/days/", ROW | change)
    assert answer.status_code == 400 and said in text(answer) and 'value="38"' in text(answer)
    assert not WorkRow.objects.exists()


def test_quarters_without_a_declaration_and_unpaid_days_are_told(worker, file):
    drop_address = drop(worker, dmfa(20262, {SAMIRA: [(1, 60), (30, 5)]}))
    worker.post(drop_address, {"do": "take"})
    page = text(worker.get(f"/fr/office/files/{file.number}/days/"))
    assert "T1 2026" in page and "T3 2026" in page and "code 30" in page and "connu depuis" in page
    assert page.split("Trimestre fini")[1].split("</div>")[0].count("T2 2026") == 0


def test_whether_a_benefit_was_paid_is_said_once_and_may_be_said_anew(worker, file, offices):
    worker.post(drop(worker, dmfa(20262, {SAMIRA: [(1, 40), (50, 20)]})), {"do": "take"})
    address = f"/fr/office/files/{file.number}/days/"
    row = WorkRow.objects.get(service_code=50)
    assert "pas encore connu" in text(worker.get(address))
    for _ in range(2):  # A double click.
        assert worker.post(address, {"do": "paid", "row": row.pk, "paid": "yes"}).status_code == 302
    now = WorkRow.objects.get(service_code=50, taken_back_at=None)
    assert (now.others["benefit_paid"], now.upload_id, now.place, now.days) == (
        True,
        row.upload_id,
        row.place,
        row.days,
    )
    assert WorkRow.objects.filter(service_code=50).count() == 2
    assert "a été payée" in text(worker.get(address))
    worker.post(address, {"do": "paid", "row": now.pk, "paid": "no"})
    assert WorkRow.objects.get(service_code=50, taken_back_at=None).others["benefit_paid"] is False
    for wrong in ({"row": "x", "paid": "yes"}, {"row": now.pk, "paid": "maybe"}, {"row": "9" * 30, "paid": "no"}, {}):
        assert worker.post(address, {"do": "paid", **wrong}).status_code == 302
    assert WorkRow.objects.filter(service_code=50).count() == 3


# ONEM.

ANSWER = {
    "do": "answer",
    "answer-answered_on": "2026-07-02",
    "answer-days_to_work": "120,5",
    "answer-end_date": "2027-02-01",
    "answer-counted_until": "2026-06-30",
}


def test_a_request_and_its_answer(worker, file):
    address = f"/fr/office/files/{file.number}/onem/"
    for _ in range(2):
        worker.post(address, {"do": "sent", "sent-sent_on": "2026-06-20", "sent-reference": "R-1"})
    one = OnemRequest.objects.get()
    page = text(worker.get(address))
    key = page.split('name="answer-seen"')[1].split('value="')[1].partition('"')[0]
    about = {"answer-request": one.pk, "answer-seen": key}
    assert worker.post(address, ANSWER | about).status_code == 302
    one.refresh_from_db()
    assert (one.days_to_work, one.counted_until) == (12050, date(2026, 6, 30))
    late = worker.post(address, ANSWER | about | {"answer-days_to_work": "90"})
    assert late.status_code == 400 and "entre-temps" in text(late) and 'value="90"' in text(late)
    again = text(late).split('name="answer-seen"')[1].split('value="')[1].partition('"')[0]
    assert worker.post(address, ANSWER | about | {"answer-days_to_work": "90", "answer-seen": again}).status_code == 302
    assert "L&#x27;ONEM compte" in text(worker.get(f"{address}gap/"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"answer-answered_on": "2026-06-01"}, "avant la demande"),
        ({"answer-answered_on": "2099-01-01"}, "pas encore venu"),
        ({"answer-counted_until": "2026-08-01"}, "avant sa réponse"),
        ({"answer-end_date": "2026-06-01"}, "jours comptés"),
        ({"answer-days_to_work": "-1"}, "0"),
        ({"answer-days_to_work": "9" * 30}, "624"),
        ({"answer-end_date": "9999-12-31"}, "année"),
    ],
)
def test_an_answer_that_cannot_be_is_said(worker, file, change, said):
    one = OnemRequest.objects.create(file=file, sent_on=date(2026, 6, 20))
    answer = worker.post(f"/fr/office/files/{file.number}/onem/", ANSWER | {"answer-request": one.pk} | change)
    assert answer.status_code == 400 and said in text(answer)
    one.refresh_from_db()
    assert one.answered_on is None


def test_a_file_too_large_to_wait_for_is_left_to_its_job(worker, file, offices, monkeypatch):
    monkeypatch.setattr(listing.read_now, "__defaults__", (10,))
    drop(worker, payslips([(SAMIRA, "2026-04-01", "2026-04-30", 1, 20)]), "p.csv", layer="paid")
    here = offices[0]["office"].pk
    enter(here)
    upload = Upload.objects.get()
    assert (upload.state, upload.answers) == (Upload.State.WAITING, {"layer": "paid"})
    assert [job.args for job in jobs_of(here)] == [{"organisation": here, "upload": upload.pk}]


def test_a_request_that_was_sent_is_asked_for_no_more(worker, file, offices):
    three = [((2026, 3, 2), (2026, 4, 1), 22), ((2026, 4, 1), (2026, 7, 1), 65), ((2026, 7, 1), (2026, 10, 1), 66)]
    for first, end, days in three:
        declared(file, date(*first), date(*end), days)
    project([file], date(2026, 12, 20))
    assert Deadline.objects.filter(kind="onem_ask", gone_at=None).exists()
    send(file, date(2026, 12, 20), "", date(2026, 12, 20))
    assert not Deadline.objects.filter(kind="onem_ask", gone_at=None).exists()
