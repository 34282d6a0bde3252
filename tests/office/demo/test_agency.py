"""The made-up agency, loaded: what the database holds adds up, and is what the sample tells."""

import datetime

import pytest
from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from tests.office.demo.followed import followed, quotes
from tests.office.demo.walked import pages_of_agency, walked
from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Authorisation, Cheque, Closing, ClosingLine, Status, User, Visit, Worker
from tremplin.office.database.isolation import enter
from tremplin.office.decisions.models import Decision
from tremplin.office.demo import opening, seeding
from tremplin.office.ledger.models import Line, Upload
from tremplin.office.ledger.selectors.book import balances
from tremplin.office.organisations.models import Membership, Organisation, Role
from tremplin.samples.agency import agency, files
from tremplin.samples.commune import Commune

SAID = agency(datetime.date(2026, 11, 22))
day = timezone.localdate


@pytest.fixture
def office(db, monkeypatch, settings):
    """The demonstration without its CPAS, which take longer."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(seeding.made_up, "commune", lambda today: Commune(today, ()))
    assert seeding.seed(SAID.today) is True
    assert seeding.seed(SAID.today) is False
    office = Organisation.objects.get(kind="ale")
    enter(office.pk)
    return office


def test_the_agency_is_loaded_whole(office, client, monkeypatch):
    """Loaded once for all that is looked at: it takes seconds."""
    with connection.cursor() as cursor:  # what holds at the end of a transaction
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for look in (all_of_it_is_there, three_months_are_closed, the_book_balances, cheques_were_used, open_month):
        look(office)
    uploads = list(Upload.objects.values_list("pk", flat=True))
    enter(None)
    agent = Agent.objects.get(email="martine.collard@ale-valmarche.example")
    client.force_login(agent, backend="allauth.account.auth_backends.AuthenticationBackend")
    every_page_is_reached_by_clicking(client)
    monkeypatch.setattr(
        timezone, "localdate", lambda value=None, zone=None: SAID.today if value is None else day(value)
    )
    the_tutorial_is_true(client, office)
    client.force_login(agent, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert {client.get(f"/fr/office/imports/{pk}").status_code for pk in ("", *(f"{one}/" for one in uploads[:2]))} == {
        404
    }  # a CPAS has them


def the_tutorial_is_true(client, office):
    """Each sentence that it quotes is there when its step is taken."""
    told = {name: content for name, content, _ in files.practice(SAID)}
    for number, (said, seen) in enumerate(zip(quotes(), followed(client, office, SAID.today, told), strict=True), 1):
        assert said and [one for one in said if one not in seen] == [], number


ONCE_BEGUN = {
    *("office_ale_close_line", "office_ale_close_preview", "office_ale_hour_form", "office_ale_safety"),
    *("office_ale_close_files", "office_ale_close_papers_zip"),
}
"""Pages of what nobody has begun yet in the demonstration: exceptions, a preview, a form, a sheet that is missing;
files that are dropped, papers in one file."""


def every_page_is_reached_by_clicking(client):
    names, wrong = walked(client, "/fr/office/")
    assert wrong == {}
    assert pages_of_agency(Role.SOCIAL_WORKER) - names <= ONCE_BEGUN


def all_of_it_is_there(office):
    counts = [model.objects.count() for model in (Worker, User, Authorisation, Visit)]
    assert counts == [60, 160, len(SAID.authorisations), len(SAID.visits)]
    roles = Membership.objects.filter(organisation=office).values_list("agent__name", "role")
    assert dict(roles) == {
        "Martine Collard": "social_worker", "Jean-Marc Thiry": "finance", "Sabine Lorent": "manager",
        "Lieven Matthys": "auditor",
    }  # fmt: skip
    renewing = Authorisation.objects.filter(period__endswith__range=(SAID.today, SAID.today + datetime.timedelta(40)))
    assert renewing.count() >= 42
    assert Authorisation.objects.exclude(renews=None).count() > 20
    assert set(Decision.objects.values_list("question", flat=True)) == {"ale_access", "ale_activity"}
    assert Status.objects.filter(eligible=True).count() > 50


def three_months_are_closed(office):
    closings = list(Closing.objects.order_by("month"))
    assert [one.month for one in closings] == [month.first for month in SAID.closed]
    for closing, month in zip(closings, SAID.closed, strict=True):
        assert closing.state == "approved" and closing.approved_by_id != closing.prepared_by_id
        assert closing.prepared_at < closing.approved_at
        hours = sum(SAID.visits[place].cheques for place in month.visits)
        assert (closing.hours, closing.used, closing.open) == (hours, hours, 0)
        lines = ClosingLine.objects.filter(closing=closing).aggregate(Sum("expected"), Sum("paid"), Sum("hours"))
        assert lines["expected__sum"] == lines["paid__sum"] == sum(one.amount for one in month.rows)
        parts = sum(closing.totals[name] for name in ("workers", "payment_body", "agency", "office"))
        assert parts == lines["paid__sum"]
        assert sum(body["cents"] for body in closing.totals["bodies"].values()) == closing.totals["workers"]


def the_book_balances(office):
    assert not Line.objects.values("unit").annotate(total=Sum("amount")).exclude(total=0).exists()
    found = balances("")
    assert found["bank", 0] == SAID.open.balance + 5950
    assert not [place for place, amount in found.items() if place[0].startswith("given:") and amount]
    assert not [place for place, amount in found.items() if place[0].startswith("held:") and amount < 0]
    for month in SAID.closed:
        used = sum(amount for (code, unit), amount in found.items() if code == f"used:{month.first:%Y-%m}")
        assert used == Closing.objects.get(month=month.first).used


def cheques_were_used(office):
    for kind in (Cheque.Kind.HANDED_OVER, Cheque.Kind.USED):
        total = Cheque.objects.filter(kind=kind).aggregate(Sum("count"))["count__sum"]
        assert total == sum(one.count for month in SAID.closed for one in month.rows)
    assert Cheque.objects.filter(kind="lost").count() == 1


def open_month(office):
    visits = Visit.objects.filter(day__gte=SAID.open.first)
    assert visits.values("worker", "authorisation").distinct().count() == 312
    assert visits.filter(state="contested").count() == 1
    assert not Closing.objects.filter(month=SAID.open.first).exists()


def test_the_months_files_lie_in_the_folder_to_practise_with(tmp_path):
    place = opening.practice(tmp_path / "imports", SAID.today)
    about = (place / "LISEZ-MOI.txt").read_text()
    for name, content, words in files.practice(SAID):
        assert (place / name).read_bytes() == content
        assert name in about and words in about
