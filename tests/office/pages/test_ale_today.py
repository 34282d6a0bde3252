"""The day of an agency: each thing that waits is one line with its reason and one action, in bounded questions."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import timezone

from tests.office.ale import placed
from tests.office.ale.closing.made import Month, agency
from tests.office.ale.worked import registered_facts
from tremplin.office.ale.models import Authorisation, Contract, Crossing, Placement, Proposal, Request, Status, Worker
from tremplin.office.ale.services import closing as service
from tremplin.office.ale.services.handing_in import FORMATS
from tremplin.office.ale.services.reminding import KINDS, remind_agency, remind_ceilings
from tremplin.office.database.isolation import enter, within
from tremplin.office.deadlines.models import Deadline
from tremplin.office.jobs.tasks import night
from tremplin.office.ledger.models import Upload
from tremplin.office.pages.today.lines import ACTIONS, action

pytestmark = pytest.mark.django_db
HERE = "/fr/office/"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DAY = timedelta(days=1)


def days(count):
    return timezone.localdate() + timedelta(days=count)


def last_month():
    return (timezone.localdate().replace(day=1) - DAY).replace(day=1)


@pytest.fixture
def agents(db):
    found = agency()
    enter(found["office"].pk)
    return found


def everything(agents):
    """One of each thing that may wait."""
    today, month = timezone.localdate(), Month(agents, last_month())
    worker, place = month.agreed(hours=3, day=2)
    Authorisation.objects.update(period=(days(-300), days(20)))
    month.visit(worker, month.place(period=(days(-300), days(300))), day=3, state="contested", said_on=today)
    month.visit(worker, place, day=1, state="noted")
    Contract.objects.filter(worker=worker).update(starts_on=days(-400), ended_on=days(10))
    asked = Request.objects.create(authorisation=place, number="D-1", asked_on=today)
    Proposal.objects.create(request=asked, worker=worker, kind="proposed", hours=300, key="p")
    facts = {"allowance": "unemployment", "months_on_allowance": 60, "months_on_allowance_in_last_36": 36}
    facts |= registered_facts("wallonia", months=1, **facts) | {"employability": "other"}
    Status.objects.create(
        worker=worker, period=(days(-60), None), eligible=True, facts=facts | {"benefit_ends_on": str(days(5))}
    )
    lost = month.worker()
    Status.objects.create(
        worker=lost, period=(days(-90), None), eligible=True, facts=facts | {"benefit_ends_on": str(days(-5))}
    )
    Placement.objects.create(worker=lost, authorisation=place, period=(days(-50), days(50)))
    Upload.objects.filter(pk=month.upload.pk).update(state="read", format="issuer")
    Upload.objects.create(
        name="x.cod",
        sha256="f" * 64,
        content=b"",
        size=0,
        state="failed",
        format="coda",
        handed_in_by=agents["finance"],
    )
    return worker


def kinds():
    return set(Deadline.objects.filter(gone_at=None).values_list("kind", flat=True))


def test_each_thing_that_waits_is_a_line_with_an_action(client, agents):
    everything(agents)
    remind_agency(agents["office"], timezone.localdate())
    assert set(FORMATS) >= set(Upload.objects.exclude(format="").values_list("format", flat=True))
    assert kinds() >= set(KINDS) - {"ale_approve", "ale_pending", "ale_outcome"}
    client.force_login(agents["manager"], backend=BACKEND)
    text = client.get(f"{HERE}?who=all").content.decode()
    enter(agents["office"].pk)
    for deadline in Deadline.objects.filter(gone_at=None, due_on__lte=timezone.localdate()):
        label, address = action(deadline, "fr")
        assert address.replace("&", "&amp;") in text and label in text, deadline.kind
        if not deadline.kind.startswith("ale_import"):  # These files were never read.
            assert client.get(address, follow=True).status_code == 200, address
        enter(agents["office"].pk)
    for language in ("nl", "de", "en"):
        assert client.get(f"/{language}/office/?who=all").status_code == 200


def test_every_kind_has_an_action_that_is_a_page():
    for kind in (*KINDS, "ale_ceiling_month", "ale_ceiling_year"):
        path = ACTIONS[kind][1].format(at="2026-10" if "{at}" in ACTIONS[kind][1] else "", number="")
        assert kind in ("ale_contested", "ale_import", "ale_import_failed") or resolve(
            f"{HERE}{path}".partition("?")[0]
        )


def test_a_line_is_gone_when_its_reason_is(client, agents):
    month = Month(agents, last_month())
    worker, place = month.agreed(hours=2)
    remind_agency(agents["office"], timezone.localdate())
    assert "ale_close" in kinds()
    worker.visits.all().update(taken_back_at=timezone.now())
    client.force_login(agents["social_worker"], backend=BACKEND)
    assert client.get(HERE).status_code == 200
    enter(agents["office"].pk)
    assert "ale_close" not in kinds()


def test_a_second_person_and_what_was_left_are_told(agents):
    month = Month(agents, last_month())
    worker, place = month.agreed(hours=2)
    month.visit(worker, month.place(), day=20, minutes=120)  # no cheques came
    service.prepare(last_month(), agents["social_worker"])
    service.preview(last_month(), agents["social_worker"])
    remind_agency(agents["office"], timezone.localdate())
    assert "ale_approve" in kinds() and "ale_close" not in kinds()
    service.approve(last_month(), agents["manager"])
    remind_agency(agents["office"], timezone.localdate())
    assert "ale_pending" in kinds() and not {"ale_approve", "ale_close"} & kinds()


def test_as_many_questions_for_one_as_for_many(agents):
    today, counts = timezone.localdate(), []
    for more in (1, 12):
        for _ in range(more):
            everything_small(agents)
        remind_agency(agents["office"], today)
        with CaptureQueriesContext(connection) as asked:
            remind_agency(agents["office"], today)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 25


def everything_small(agents):
    month = Month(agents, last_month())
    worker, place = month.agreed()
    month.visit(worker, place, day=3, state="contested")
    Contract.objects.filter(worker=worker).update(ended_on=days(10))


def test_near_a_ceiling_over_all_agencies_is_told_by_the_night():
    here, there = placed.agency("VAL-ALE"), placed.agency("HAU-ALE")
    number, month = placed.number_of(1), date(2026, 10, 1)
    with within(there["office"].pk):
        placed.hours_done(placed.worker("H-1", national=number), placed.authorisation(), 580, month)
    with within(here["office"].pk):
        one = placed.worker("V-1", national=number)
        placed.visit(one, placed.authorisation(), month, 60)
        remind_ceilings(here["office"], date(2026, 10, 20))
        line = Deadline.objects.get()
        assert line.kind == "ale_ceiling_year" and line.words["left"] == {"hundredths": 4900}
        asked = Crossing.objects.count()
        remind_agency(here["office"], date(2026, 10, 20))
        assert Crossing.objects.count() == asked and Deadline.objects.filter(gone_at=None, kind=line.kind).exists()


def test_the_night_of_an_agency_says_nothing_of_files(agents):
    everything(agents)
    night(agents["office"].pk)
    enter(agents["office"].pk)
    assert kinds() and all(kind.startswith("ale_") for kind in kinds())
    assert Worker.objects.count() == Worker.objects.filter(outlook__isnull=False).count()


def test_a_reminder_of_ones_own_asks_for_no_file(client, agents):
    client.force_login(agents["social_worker"], backend=BACKEND)
    page = f"{HERE}today/remind/"
    assert 'name="number"' not in client.get(page).content.decode()
    client.post(page, {"text": "Téléphoner au Forem", "on": str(timezone.localdate()), "key": "k"})
    assert "Téléphoner au Forem" in client.get(HERE).content.decode()


def test_an_auditor_reads_the_day_and_its_doors(client, agents):
    client.force_login(agents["auditor"], backend=BACKEND)
    text = client.get(HERE).content.decode()
    assert "/fr/office/ale/radar/" in text and "/fr/office/decisions/" not in text
