"""The page of a month's papers: few are made at once, many by a job whose way it tells, all of them in one ZIP."""

import io
import zipfile
from secrets import token_hex

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.office.ale.closing.made import MONTH, Month, agency, standing
from tests.office.ale.closing.test_closing import closed
from tests.office.ale.closing.test_pages import seen, sent
from tremplin.office.ale.models import Closing
from tremplin.office.ale.services import closing as service
from tremplin.office.ale.services import month_papers as papers
from tremplin.office.ale.services.refusing_closing import Refused
from tremplin.office.database.isolation import enter, within
from tremplin.office.documents.models import Document
from tremplin.office.jobs import tasks
from tremplin.office.pages.ale.closing import approving
from tremplin.office.pages.ale.closing import papers as page_of_papers
from tremplin.office.people.models import Reading

pytestmark = pytest.mark.django_db
PAPERS = "/fr/office/ale/closing/2026-10/papers/"
ZIP = f"{PAPERS}zip/"
PREVIEW = "/fr/office/ale/closing/2026-10/preview/"


@pytest.fixture
def agents(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    found = agency()
    enter(found["office"].pk)
    return found


@pytest.fixture
def month(agents):
    return Month(agents)


def test_papers_come_after_the_approval_and_a_button_makes_them_once(client, agents, month):
    worker, place = month.agreed(hours=4)
    _, school = month.agreed(hours=2, place=month.place("school"))
    page = seen(client, agents, "finance", PAPERS)
    assert "viennent après l&#x27;approbation" in page and "Faire les" not in page
    assert client.get(ZIP).status_code == 404
    closed(agents)
    assert PAPERS in seen(client, agents, "finance", "/fr/office/ale/closing/2026-10/")
    page = seen(client, agents, "finance", PAPERS)
    assert "0 documents sur 5" in page and "Faire les 5 documents" in page
    for _ in range(2):
        page = sent(client, PAPERS, n="1")
        assert "5 documents sur 5" in page and str(worker.person) in page and "CSV" in page
    assert Document.objects.filter(subject="2026-10").count() == 5 and not ProcrastinateJob.objects.exists()


def test_each_paper_opens_and_the_zip_holds_them_all(client, agents, month):
    worker, _ = month.agreed(hours=4)
    closed(agents)
    seen(client, agents, "manager", PAPERS)
    page = sent(client, PAPERS)
    for one in Document.objects.all():
        year, count = one.number.split("/")
        address = f"/fr/office/papers/{year}/{int(count)}/"
        assert address in page
        answer = client.get(address)
        assert answer.status_code == 200 and answer.content == bytes(one.content)
    before = Reading.objects.count()
    first, second = client.get(ZIP), client.get(f"{ZIP}?n=1")
    assert first.content == second.content and Reading.objects.count() == before + 2
    with zipfile.ZipFile(io.BytesIO(first.content)) as found:
        assert found.testzip() is None and len(found.namelist()) == 3
        assert any(name.startswith("Relevés des travailleurs/") for name in found.namelist())


def test_many_are_made_by_a_job_and_the_page_tells_how_far_it_is(client, agents, month, monkeypatch):
    for _ in range(3):
        month.agreed()
    closing = closed(agents)
    monkeypatch.setattr(page_of_papers, "AT_ONCE", 2)
    seen(client, agents, "finance", PAPERS)
    for _ in range(2):
        page = sent(client, PAPERS)
        assert "0 documents sur 5" in page and 'hx-trigger="every 2s"' in page and "en arrière-plan" in page
    job = ProcrastinateJob.objects.get()
    assert job.args == {"organisation": agents["office"].pk, "closing": closing.pk, "agent": agents["finance"].pk}
    assert papers.some_made(papers.Making(closing, agents["office"]), MONTH, agents["finance"], 2) == 3
    assert "2 documents sur 5" in client.get(PAPERS).content.decode()


def test_the_job_goes_on_where_it_ended(django_db_setup, django_db_blocker, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with django_db_blocker.unblock():
        found = standing(f"J-{token_hex(3)}".upper())
        organisation = found["office"].pk
        with within(organisation):
            closing = closed(found)
        with within(organisation):
            assert papers.some_made(papers.Making(closing, found["office"]), MONTH, None, 3) == 4
        for _ in range(2):
            tasks.month_papers(organisation, closing.pk, found["finance"].pk)
            with within(organisation):
                numbers = list(Document.objects.order_by("pk").values_list("number", flat=True))
                assert len(numbers) == len(set(numbers)) == 7
        with within(organisation):
            assert Document.objects.first().made_by is None and Document.objects.last().made_by == found["finance"]


def test_of_several_closings_each_has_its_papers(client, agents, month):
    worker, place = month.agreed(hours=4)
    closed(agents)
    month.visit(worker, place, day=20, minutes=60)
    month.came(worker, place, 1)
    closed(agents)
    assert Closing.objects.count() == 2
    page = seen(client, agents, "finance", PAPERS)
    assert "Différences n° 2" in page and "0 documents sur 3" in page
    assert "3 documents sur 3" in sent(client, PAPERS, n="1")
    assert "0 documents sur 3" in client.get(f"{PAPERS}?n=2").content.decode()
    for bad in ("3", "x", "-1", "9" * 30, "1\0"):
        assert client.get(PAPERS, {"n": bad}).status_code == 404
    assert client.get(f"{PAPERS}?page=zz").status_code == 200


def test_an_auditor_reads_and_makes_nothing(client, agents, month):
    month.agreed()
    closed(agents)
    page = seen(client, agents, "auditor", PAPERS)
    assert "Faire les" not in page
    assert client.post(PAPERS, {"n": "1"}).status_code == 403 and not Document.objects.exists()


def previewed(agents):
    service.prepare(MONTH, agents["social_worker"])
    return service.preview(MONTH, agents["social_worker"])


def test_a_large_month_is_approved_in_the_background_and_the_page_says_so(client, agents, month, monkeypatch):
    month.agreed()
    closing = previewed(agents)
    monkeypatch.setattr(approving, "LARGE", 1)
    seen(client, agents, "social_worker", PREVIEW)
    assert "ne l&#x27;approuve pas" in sent(client, PREVIEW, version=closing.version), "who prepared is told at once"
    seen(client, agents, "manager", PREVIEW)
    for _ in range(2):
        page = sent(client, PREVIEW, version=closing.version)
        assert "en cours d&#x27;approbation" in page and 'hx-trigger="every 2s"' in page
    job = ProcrastinateJob.objects.get()
    assert job.task_name == "office.close_month" and job.args["agent"] == agents["manager"].pk
    assert "en cours d&#x27;approbation" in client.get(PREVIEW).content.decode()
    assert Closing.objects.get().state == "previewed"


def test_the_job_of_a_large_month_closes_it_and_makes_its_papers(django_db_setup, django_db_blocker, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with django_db_blocker.unblock():
        found = standing(f"J-{token_hex(3)}".upper())
        organisation, manager = found["office"].pk, found["manager"].pk
        with within(organisation):
            closing = previewed(found)
        for _ in range(2):
            tasks.close_month(organisation, closing.pk, manager, closing.version)
            with within(organisation):
                assert Closing.objects.get().approved_by_id == manager and Document.objects.count() == 7


def test_what_the_job_refuses_is_said_on_the_page(client, agents, month):
    worker, place = month.agreed()
    closing = previewed(agents)
    month.visit(worker, place, day=20)
    with pytest.raises(Refused) as refused:
        service.approve(MONTH, agents["manager"], closing.version)
    service.note_refused(closing.pk, refused.value)
    assert "ont changé entre-temps" in seen(client, agents, "manager", PAPERS)
    assert "ont changé entre-temps" in seen(client, agents, "manager", PREVIEW)
    service.prepare(MONTH, agents["social_worker"])
    service.preview(MONTH, agents["social_worker"])
    assert "ont changé entre-temps" not in seen(client, agents, "manager", PREVIEW)
