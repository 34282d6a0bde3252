"""Jobs: started in the transaction of their change, in their organisation, and twice is once."""

from datetime import date
from smtplib import SMTPRecipientsRefused
from unittest import mock

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.office.deadlines.filed import a_file, everything
from tests.office.ledger.files import SAMIRA, dmfa
from tremplin.office.article60.models import ClauseReading, Projection
from tremplin.office.database.isolation import enter, within
from tremplin.office.deadlines.models import Deadline
from tremplin.office.jobs import tasks
from tremplin.office.jobs.selectors import jobs_of, start_again
from tremplin.office.ledger.models import Upload
from tremplin.office.ledger.services.receiving import receive

pytestmark = pytest.mark.django_db


def test_a_job_starts_with_its_change_or_not_at_all(offices):
    here = offices[0]["office"].pk
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert tasks.later("project_waiting", here)
        raise ZeroDivisionError
    assert jobs_of(here) == []
    assert tasks.later("project_waiting", here)
    assert not tasks.later("project_waiting", here), "the same already waits"
    assert tasks.later("project_waiting", offices[1]["office"].pk)
    assert [job.args for job in jobs_of(here)] == [{"organisation": here}]


def test_arguments_are_ids_only(offices):
    for name in tasks.NAMES:
        ids = {"upload": 7} if name == "read_upload" else {}
        tasks.later(name, offices[0]["office"].pk, **ids)
    found = ProcrastinateJob.objects.all()
    assert found.count() == len(tasks.NAMES)
    assert all(isinstance(value, int) for job in found for value in job.args.values())


def test_waiting_files_are_worked_out_in_their_organisation(offices):
    ours = a_file(offices[0]["office"])
    theirs = a_file(offices[1]["office"])
    for file, office in ((ours, offices[0]), (theirs, offices[1])):
        with within(office["office"].pk):
            Projection.objects.create(file=file, key="", law="", is_waiting=True, made_on=date(2026, 1, 1))
    enter(None)
    tasks.project_waiting(offices[0]["office"].pk)
    enter(offices[0]["office"].pk)
    assert not Projection.objects.get().is_waiting
    assert Deadline.objects.exists()
    enter(offices[1]["office"].pk)
    assert Projection.objects.get().is_waiting


def test_a_night_done_twice_is_a_night(offices):
    a_file(offices[0]["office"])
    tasks.night(offices[0]["office"].pk)
    enter(offices[0]["office"].pk)
    once = everything()
    assert once
    tasks.night(offices[0]["office"].pk)
    enter(offices[0]["office"].pk)
    assert everything() == once


def test_every_office_has_its_night_and_its_comparison(offices):
    tasks.every_night(0)
    tasks.every_night(1)
    found = sorted((job.task_name, job.args["organisation"]) for job in ProcrastinateJob.objects.all())
    here = [of["office"].pk for of in offices]
    assert found == sorted((f"office.{name}", pk) for name in ("night", "compare") for pk in here)


def test_the_mail_of_the_day_tells_numbers_and_no_names(offices):
    file = a_file(offices[0]["office"], worker=offices[0]["social_worker"])
    tasks.night(offices[0]["office"].pk)
    tasks.mail_day(offices[0]["office"].pk)
    assert [message.to for message in mail.outbox] == [[offices[0]["social_worker"].email]]
    text = mail.outbox[0].subject + mail.outbox[0].body
    assert file.number in text and "Trimestre non déclaré" in text
    assert "Benali" not in text and "Samira" not in text
    tasks.mail_day(offices[0]["office"].pk)
    assert len(mail.outbox) == 1, "what was mailed is not mailed again"


def test_a_large_upload_is_read_by_its_job_and_told_of(offices):
    office = offices[0]["office"].pk
    with within(office):
        given = {"sha256": "0" * 64, "content": b"a;b", "size": 3, "handed_in_by": offices[0]["social_worker"]}
        upload = Upload.objects.create(name="a.csv", **given)
    tasks.read_upload(office, upload.pk)
    enter(office)
    assert Upload.objects.get().state == Upload.State.FAILED
    assert Deadline.objects.get().kind == "import_failed"
    tasks.read_upload(office, upload.pk)
    enter(office)
    assert Deadline.objects.count() == 1


def test_files_that_another_job_holds_do_not_keep_a_job_for_ever(offices):
    with mock.patch.object(tasks.taking, "project_waiting", return_value=3) as project_waiting:
        tasks.project_waiting(offices[0]["office"].pk)
    assert project_waiting.call_count == 2


def test_an_upload_is_read_in_its_organisation(offices):
    here = offices[0]["office"].pk
    with within(here):
        upload, _ = receive("dmfa.xml", dmfa(20262, {SAMIRA: [(1, 60)]}), offices[0]["social_worker"])
    enter(None)
    with pytest.raises(Upload.DoesNotExist):
        tasks.read_upload(offices[1]["office"].pk, upload.pk)
    tasks.read_upload(here, upload.pk)
    enter(here)
    assert Upload.objects.get(pk=upload.pk).state == Upload.State.READ


def test_the_clause_of_a_file_that_waited_is_read_again(offices):
    file = a_file(offices[0]["office"], form="open", days=(date(2026, 1, 5), None), clause=200)
    Projection.objects.create(file=file, key="", law="", is_waiting=True, made_on=date(2026, 1, 1))
    tasks.project_waiting(offices[0]["office"].pk)
    enter(offices[0]["office"].pk)
    assert ClauseReading.objects.get().written == 200


def test_one_mailbox_that_refuses_keeps_nobody_elses(offices, monkeypatch):
    """And nobody is sent the same twice because of it."""
    here = offices[0]["office"].pk
    for number, role in (("VAL-60-0001", "social_worker"), ("VAL-60-0002", "manager")):
        a_file(offices[0]["office"], number, worker=offices[0][role])
    tasks.night(here)
    whole, refused = EmailMessage.send, offices[0]["social_worker"].email

    def send(letter, *given, **words):
        if refused in letter.to:
            raise SMTPRecipientsRefused({refused: (550, b"no")})
        return whole(letter, *given, **words)

    monkeypatch.setattr(EmailMessage, "send", send)
    for _ in range(2):
        tasks.mail_day(here)
    assert [letter.to for letter in mail.outbox] == [[offices[0]["manager"].email]]


def failed_job(organisation):
    tasks.later("night", organisation)
    job = ProcrastinateJob.objects.latest("id")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', attempts = 5 WHERE id = %s", [job.id])
        cursor.execute("SELECT procrastinate_finish_job_v1(%s, 'failed', false)", [job.id])
    return job.id


def test_a_failed_job_is_seen_and_started_again_by_its_own_administrator(client, offices):
    number = failed_job(offices[0]["office"].pk)
    address = "/fr/office/settings/jobs/"
    login(client, offices[1]["administrator"])
    assert f"n° {number}" not in client.get(address).content.decode()
    assert client.post(address, {"job": number}).status_code == 404
    login(client, offices[0]["social_worker"])
    assert client.get(address).status_code == 403
    login(client, offices[0]["administrator"])
    assert f"n° {number}" in client.get(address).content.decode()
    assert client.post(address, {"job": number}).status_code == 302
    assert ProcrastinateJob.objects.get(id=number).status == "todo"
    for hostile in ("", "x", "9" * 30, str(number), "-1"):
        assert client.post(address, {"job": hostile}).status_code == 404
    assert not start_again(offices[0]["office"].pk, number)


def login(client, agent):
    client.force_login(agent, backend="allauth.account.auth_backends.AuthenticationBackend")


def test_what_fails_is_tried_again_later_and_later():
    waits = [tasks.AGAIN.get_retry_decision(exception=OSError(), job=mock.Mock(attempts=n)) for n in range(5)]
    ahead = [(of.retry_at - timezone.now()).total_seconds() for of in waits]
    assert ahead == sorted(ahead) and 10 < ahead[0] < 60 and ahead[-1] < 3600
    assert tasks.AGAIN.get_retry_decision(exception=OSError(), job=mock.Mock(attempts=5)) is None
    assert {name for name in app.tasks if name.startswith("office.")} >= {f"office.{name}" for name in tasks.NAMES}
