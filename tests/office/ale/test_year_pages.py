"""The pages of a year: who reads and who makes papers, what opens what, and whatever is typed."""

import io
from datetime import date
from zipfile import ZipFile

import pytest
from django.utils import timezone

from tests.office.ale.closing.made import Month, agency
from tests.office.ale.test_year import household
from tremplin.office.ale.models import User, Worker
from tremplin.office.database.isolation import enter
from tremplin.office.documents.models import Document
from tremplin.office.pages.ale.year import figures
from tremplin.office.people.models import Reading

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
YEARS = "/fr/office/ale/year/"
HERE = f"{YEARS}2026/"


@pytest.fixture
def agents(db, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 11, 23))
    found = agency()
    enter(found["office"].pk)
    household(found)
    Month(found).agreed(hours=3)
    return found


def pages():
    user, worker = User.objects.order_by("pk").first(), Worker.objects.order_by("-pk").first()
    return HERE, f"{HERE}users/{user.number}/", f"{HERE}workers/{worker.number}/"


def login(client, agent):
    client.force_login(agent, backend=BACKEND)


def test_an_auditor_reads_the_year_and_makes_no_paper(client, agents):
    login(client, agents["auditor"])
    for address in pages():
        for language in ("fr", "nl", "de", "en"):
            assert client.get(address.replace("/fr/", f"/{language}/")).status_code == 200
        assert client.post(address).status_code == 403
        assert '<form method="post"' not in client.get(address).content.decode()
    enter(agents["office"].pk)
    assert Document.objects.count() == 0
    assert {"user year 2026", "year 2026", "worker year 2026"} & set(Reading.objects.values_list("what", flat=True))


def test_figures_open_the_book(client, agents):
    login(client, agents["finance"])
    whole, user, worker = (client.get(address).content.decode() for address in pages())
    number = User.objects.order_by("pk").first().authorisations.get().number
    assert f"code=held%3A{number}&amp;unit=595" in user and f"code=prepaid%3A{number}&amp;unit=0" in user
    assert "/fr/office/ale/book/?of=prepaid" in whole
    for address in (f"/fr/office/ale/book/entries/?code=held:{number}&unit=595", "/fr/office/ale/book/?of=prepaid"):
        assert client.get(address).status_code == 200


def test_a_statement_is_made_and_stands_on_the_page(client, agents):
    login(client, agents["social_worker"])
    _, user, worker = pages()
    for count, address in enumerate((user, worker), 1):
        answer = client.post(address, {"vouchers": "100,50"})
        assert answer.status_code == 302 and answer["Location"] == f"/fr/office/papers/2026/{count}/"
        assert f"/papers/2026/000{count}/" in client.get(address).content.decode()
        assert client.get(answer["Location"]).status_code == 200
    enter(agents["office"].pk)
    assert Document.objects.get(number="2026/0001").stated["year"]["reduction"]["vouchers"] == 10050


@pytest.mark.parametrize("typed", ["x", "1e99", "NaN", "-1", "1,005", "9" * 400, "Infinity", "\x001"])
def test_what_is_no_amount_is_said_and_kept(client, agents, typed):
    login(client, agents["social_worker"])
    answer = client.post(pages()[1], {"vouchers": typed})
    fine = typed == "\x001"
    assert answer.status_code == (302 if fine else 422)
    assert fine or typed[:20] in answer.content.decode()
    assert client.get(pages()[1], {"vouchers": typed}).status_code == 200
    enter(agents["office"].pk)
    assert Document.objects.count() == fine


def test_other_years_and_other_offices_are_nobodys(client, agents):
    _, user, worker = pages()
    login(client, agents["social_worker"])
    for address in (f"{YEARS}1993/", f"{YEARS}2027/", f"{YEARS}99999999999/", f"{HERE}users/X/", f"{HERE}workers/X/"):
        assert client.get(address).status_code == 404
    assert client.get(YEARS)["Location"] == HERE
    login(client, agency("HAU")["manager"])
    assert client.get(user).status_code == client.get(worker).status_code == 404
    assert client.post(user).status_code == 404


def test_all_statements_are_asked_once(client, agents, monkeypatch):
    asked = []
    monkeypatch.setattr(figures, "later", lambda *told, **ids: asked.append((told, ids)) or len(asked) == 1)
    login(client, agents["social_worker"])
    first, second = (client.post(HERE, follow=True).content.decode() for _ in range(2))
    assert "en arrière-plan" in first and "se font déjà" in second
    assert asked[0] == (("year_papers", agents["office"].pk), {"year": 2026})


def test_the_workbook_has_every_figure_as_a_number(client, agents):
    login(client, agents["auditor"])
    answer = client.get(f"{HERE}?as=xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="ale-2026.xlsx"'
    with ZipFile(io.BytesIO(answer.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
    assert "petit entretien de jardin" in texts and "Par commune" in texts
    assert "<f>" not in sheet and "<v>119</v>" in sheet  # what the household paid
