"""The check list of the last thirty days: ticked by whom and when, taken back, never edited; and its line on Today."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tests.office import made
from tremplin.office.article60.models import Contract, File, HandoverTick, Period
from tremplin.office.article60.services.projecting import project
from tremplin.office.database.isolation import enter
from tremplin.office.deadlines.models import Deadline
from tremplin.office.documents.services import keep
from tremplin.office.people.models import Reading

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGE = "/fr/office/files/VAL-60-0001/handover/"
BEFORE = ["ask_onem", "declarations", "full_time", "tell", "host", "register", "c4", "proof", "gap"]


@pytest.fixture
def us(client, offices):
    """A contract that ends in twenty days, and its social worker logged in."""
    of, today = offices[0], timezone.localdate()
    enter(of["office"].pk)
    file = File.objects.create(
        person=made.person(), number="VAL-60-0001", opened_on=date(2025, 1, 5), admitted_before=False
    )
    contract = Contract.objects.create(file=file, form="fixed")
    days = (today - timedelta(days=300), today + timedelta(days=21))
    Period.objects.create(file=file, contract=contract, days=days, weekly_hours=3800, full_time_weekly_hours=3800)
    keep(b"x", kind="request", title="t", name="n", language="fr", on=today, person=file.person, subject=file.number)
    project([file], today)
    client.force_login(of["social_worker"], backend=BACKEND)
    return of


def test_today_leads_to_the_list(client, us):
    enter(us["office"].pk)
    Deadline.objects.exclude(kind="handover").delete()
    if not Deadline.objects.exists():  # What presses more says it too.
        Deadline.objects.create(
            key="k", kind="handover", subject="VAL-60-0001", person=File.objects.get().person, weight=1,
            due_on=timezone.localdate(), words={"end": "2026-12-12"},
        )  # fmt: skip
    assert f'href="{PAGE}"' in client.get("/fr/office/?who=all").content.decode()


def test_the_list_says_what_the_file_knows(client, us):
    page = client.get(PAGE).content.decode()
    for words in ("circ. 27/02/2007", "conseil pratique", "Fiche de demande faite", "temps plein", "C4"):
        assert words in page, words
    assert "clause résolutoire" not in page
    enter(us["office"].pk)
    assert Reading.objects.filter(what="handover").count() == 1
    Contract.objects.update(form="open")
    assert "clause résolutoire" in client.get(PAGE).content.decode()


def test_ticked_with_who_and_day_taken_back_and_all_of_it_stays(client, us):
    day = (timezone.localdate() - timedelta(days=2)).isoformat()
    for _ in range(2):  # A double click ticks once.
        assert client.post(PAGE, {"item": ["c4", "tell", "nothing"], "on": day}).status_code == 302
    client.force_login(us["manager"], backend=BACKEND)
    client.post(PAGE, {"undo": "c4"})
    client.post(PAGE, {"undo": "c4"})
    enter(us["office"].pk)
    lines = HandoverTick.objects.order_by("pk").values_list("item", "is_done", "made_by__name")
    worker, manager = us["social_worker"].name, us["manager"].name
    assert list(lines) == [("c4", True, worker), ("tell", True, worker), ("c4", False, manager)]
    page = client.get(PAGE).content.decode()
    assert page.count("Pas encore fait") == 1 and worker in page
    for said in ("UPDATE article60_handovertick SET is_done = true", "DELETE FROM article60_handovertick"):
        enter(us["office"].pk)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(said)


@pytest.mark.parametrize("words", [{"on": "2026-01-01"}, {"item": "c4", "on": "9999-12-31"}, {"item": "c4", "on": "\0"}, {"item": "c4", "on": "2025-02-30"}])  # fmt: skip  # noqa: E501
def test_hostile_answers_tick_nothing_and_lose_nothing(client, us, words):
    answer = client.post(PAGE, words)
    assert answer.status_code == 422
    assert "item" not in words or 'value="c4" checked' in answer.content.decode()
    enter(us["office"].pk)
    assert not HandoverTick.objects.exists()


def test_the_line_of_today_is_settled_once_all_before_the_end_is_done(client, us):
    enter(us["office"].pk)
    file = File.objects.get()
    line = Deadline.objects.filter(kind="handover").first() or Deadline.objects.create(
        key="k", kind="handover", subject=file.number, weight=1, due_on=timezone.localdate()
    )
    client.post(PAGE, {"item": BEFORE[:-1], "on": timezone.localdate().isoformat()})
    enter(us["office"].pk)
    line.refresh_from_db()
    assert line.done_at is None
    client.post(PAGE, {"item": BEFORE[-1], "on": timezone.localdate().isoformat()})
    enter(us["office"].pk)
    line.refresh_from_db()
    assert line.done_by == us["social_worker"]


def test_who_only_reads_ticks_nothing(client, us):
    client.force_login(us["auditor"], backend=BACKEND)
    assert "checkbox" not in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"item": "c4", "on": timezone.localdate().isoformat()}).status_code == 403


def test_an_open_ended_contract_is_handed_over_thirty_days_before_the_right_opens(us):
    enter(us["office"].pk)
    file = File.objects.get()
    Contract.objects.update(form="open", clause_days=312)
    Period.objects.update(days=(timezone.localdate() - timedelta(days=100), None))
    (found,) = project([file], timezone.localdate())
    assert found.contract_end is None and found.opens_first
    line = Deadline.objects.get(kind="handover", gone_at=None)
    assert line.due_on == found.opens_first - timedelta(days=31)
