"""Pages of cheques, of the book, and of the files of issuer and bank."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.office.ale.cheque_stories import DAY, NUMBER, agency, authorisation, structured, worker
from tests.office.ale.test_files import ROW, csv, statement
from tests.office.test_neighbours import BACKEND
from tremplin.ground.sentences import sentence
from tremplin.office.ale.models import BankLine, Booklet, Cheque, IssuerLine
from tremplin.office.ale.selectors.cheques import stock_of
from tremplin.office.ale.services import cheques
from tremplin.office.database.isolation import enter
from tremplin.office.ledger.models import Entry, Upload
from tremplin.office.organisations.models import Role
from tremplin.office.people.models import Reading
from tremplin.samples.coda import Movement

pytestmark = pytest.mark.django_db
ALE = "/fr/office/ale"


@pytest.fixture
def seat(client, offices):
    agency(offices[0])
    enter(offices[0]["office"].pk)
    client.force_login(offices[0]["social_worker"], backend=BACKEND)
    return offices[0]


@pytest.fixture
def booklet(seat):
    found = cheques.order(authorisation(), 20, DAY, key="k", by=seat["social_worker"])
    return cheques.issue(found, DAY, first_number=1001, valid_until=date(2027, 9, 30), by=seat["social_worker"])


def form_of(answer):
    """The hidden fields of the first form of a page that has a key."""
    body = answer.content.decode()
    return {
        name: re.search(rf'name="{name}" value="([^"]*)"', body)[1] for name in ("key",) if f'name="{name}"' in body
    }


def act_on(booklet, act):
    return f"{ALE}/cheques/{booklet.authorisation.number}/{booklet.pk}/{act}/"


def test_an_order_is_noted_once_and_issued(client, seat):
    authorisation()
    page = f"{ALE}/cheques/{NUMBER}/"
    typed = {**form_of(client.get(page)), "count": "20", "on": "2026-10-01", "paid": "on"}
    for _ in range(2):
        assert client.post(page, typed).status_code == 302
    booklet = Booklet.objects.get()
    issue = act_on(booklet, "issue")
    assert client.post(issue, {"on": "2026-10-01"}).status_code == 422  # paper needs a number
    assert client.post(issue, {"on": "2026-10-01", "first_number": "4471 0098 01"}).status_code == 302
    booklet.refresh_from_db()
    assert (booklet.first_number, booklet.last_number) == (4471009801, 4471009820)
    shown = client.get(page).content.decode()
    assert "4471009801–4471009820" in shown and "119,00" in shown


def test_what_cannot_be_is_said_and_what_was_typed_stays(client, seat, booklet):
    typed = {"count": "5", "first_number": "1018", "on": "2026-10-02"}
    answer = client.post(act_on(booklet, "lose"), typed)
    assert answer.status_code == 422 and 'value="1018"' in answer.content.decode()
    assert sentence("office_ale_cheques.fault_outside", "fr", first=1001, last=1020) in answer.content.decode()
    typed = {"count": "3", "on": "2026-10-02"}
    assert client.post(f"{ALE}/cheques/{NUMBER}/", typed).status_code == 422
    assert not Cheque.objects.exists()


def test_each_act_by_its_form_and_back(client, seat, booklet):
    who = worker()
    acts = [
        ("hand_over", {"count": "2", "first_number": "1001", "worker": who.pk}),
        ("lose", {"count": "1", "first_number": "1001", "worker": who.pk}),
        ("invalidate", {"count": "1", "first_number": "1003"}),
        ("exchange", {"count": "4", "first_number": "1004"}),
        ("refund", {"count": "2", "first_number": "1008", "certified": "no"}),
    ]
    for act, typed in acts:
        page = act_on(booklet, act)
        typed |= form_of(client.get(page)) | {"on": "2026-10-02"}
        for _ in range(2):
            assert client.post(page, typed).status_code == 302, act
    assert stock_of(booklet).ended == {"lost": 1, "invalidated": 1, "exchanged": 4, "refunded": 2}
    assert Cheque.objects.count() == 5
    event = Cheque.objects.get(kind="refunded")
    for _ in range(2):
        assert client.post(f"{ALE}/cheques/{NUMBER}/", {"event": event.pk}).status_code == 302
    assert stock_of(booklet).held == 13 and Entry.objects.filter(reverses=event.entry).count() == 1


def test_a_figure_opens_its_entries(client, seat, booklet):
    page = client.get(f"{ALE}/cheques/{NUMBER}/").content.decode()
    doors = [one.replace("&amp;", "&") for one in re.findall(r'href="([^"]*book/entries/[^"]*)"', page)]
    assert len(doors) == 2
    for door, said in zip(doors, ("119,00", "20 × 5,95"), strict=True):
        assert said in client.get(door).content.decode()
    book = client.get(f"{ALE}/book/").content.decode()
    assert f"held%3A{NUMBER}" in book and f"prepaid%3A{NUMBER}" in book
    assert client.get(f"{ALE}/book/?of=held").content.decode().count("book/entries/") == 1
    for wrong in ("", "?code=x", "?code=bank&unit=x", "?code=bank&unit=99999999999", "?code=%00"):
        assert client.get(f"{ALE}/book/entries/{wrong}").status_code == 404


def test_the_overview_finds_by_name_and_number_and_says_what_expires(client, seat, booklet):
    soon = Booklet.objects.filter(pk=booklet.pk)
    soon.update(valid_until=timezone.localdate() - timedelta(days=1))
    page = client.get(f"{ALE}/cheques/").content.decode()
    assert sentence("office_ale_cheques.is_over", "fr") in page and "Les Amis" in page
    assert NUMBER in client.get(f"{ALE}/cheques/?q=amis").content.decode()
    assert NUMBER in client.get(f"{ALE}/cheques/?q=%2B%2B%2B{NUMBER[:3]}/{NUMBER[3:7]}").content.decode()
    assert sentence("office_ale_cheques.nobody", "fr") in client.get(f"{ALE}/cheques/?q=%00zz").content.decode()
    assert client.post(act_on(booklet, "expire"), {"on": timezone.localdate().isoformat()}).status_code == 302
    assert stock_of(booklet).held == 0


def handed_in(client, name, content):
    return client.post(f"{ALE}/imports/", {"file": SimpleUploadedFile(name, content)})


def test_an_issuer_file_is_dropped_doubted_and_taken(client, seat):
    authorisation(), worker()
    answer = handed_in(client, "october.csv", csv(ROW, ROW.replace("P-77", "P-0").replace(";4;", ";9;"), ROW))
    page = client.get(answer.url).content.decode()
    assert answer.status_code == 302 and "ligne 3, hours" in page and "Josiane Piret" in page
    assert sentence("office_ale_imports.doubt_count_differs", "fr", counts="4 / 9") in page
    kept = client.get(re.search(r'href="([^"]+/original/)"', page)[1])
    assert kept.status_code == 200 and kept.content == csv(ROW, ROW.replace("P-77", "P-0").replace(";4;", ";9;"), ROW)
    assert Reading.objects.filter(what__startswith="original").count() == 1
    for month in ("soon", "2026-13", "9999-01", ""):
        client.post(answer.url, {"do": "commit", "month": month})
    assert not IssuerLine.objects.exists()
    for _ in range(2):
        assert client.post(answer.url, {"do": "commit", "month": "2026-10"}).status_code == 302
    assert IssuerLine.objects.count() == 2 and "do" not in client.get(answer.url).content.decode().split("value=")
    again = handed_in(client, "same.csv", csv(ROW, ROW.replace("P-77", "P-0").replace(";4;", ";9;"), ROW))
    assert again.url.endswith("?again=1") and Upload.objects.count() == 1


def test_columns_are_corrected_on_the_page(client, seat):
    authorisation(), worker()
    answer = handed_in(client, "f.csv", csv(f"{NUMBER};P-77;4", heads="A;B;C"))
    assert 'name="column_hours"' in client.get(answer.url).content.decode()
    said = {"do": "columns", "column_authorisation": "A", "column_provider_id": "B", "column_hours": "C"}
    assert client.post(answer.url, said).status_code == 302
    page = client.get(answer.url).content.decode()
    assert "Josiane Piret" in page and 'value="commit"' in page


def test_a_statement_is_dropped_and_orders(client, seat):
    authorisation()
    content = statement(Movement(5950, date(2026, 10, 3), structured=structured(), name="Piret"))
    answer = handed_in(client, "october.cod", content)
    page = client.get(answer.url).content.decode()
    assert "041/7226/031" in page and sentence("office_ale_imports.buys", "fr", count=10) in page
    client.post(answer.url, {"do": "commit"})
    assert BankLine.objects.count() == 1 and Booklet.objects.get().count == 10


@pytest.mark.parametrize("content", [b"", b"\0", b"PK\x03\x04", b"0" * 128, b"<x>", b"\xff" * 999, b'"'])
def test_hostile_files_are_said_on_their_page(client, seat, content):
    answer = handed_in(client, "<script>.csv", content)
    assert answer.status_code in (302, 400, 422)
    if answer.status_code == 302:
        page = client.get(answer.url)
        assert page.status_code == 200 and b"<script>." not in page.content
        client.post(answer.url, {"do": "commit", "month": "2026-10"})
        client.post(answer.url, {"do": "columns"})
    assert not IssuerLine.objects.exists()


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_every_page_in_every_language(client, seat, booklet, language):
    issuer = handed_in(client, "f.csv", csv(ROW, ROW, "x")).url
    bank = handed_in(client, "f.cod", statement(Movement(1, date(2026, 10, 3)))).url
    acts = ("issue", "pay", "cancel", "hand_over", "exchange", "refund", "expire", "lose", "invalidate", "unissue")
    pages = [f"{ALE}/cheques/", f"{ALE}/cheques/{NUMBER}/", f"{ALE}/book/", f"{ALE}/book/entries/?code=bank"]
    pages += [f"{ALE}/imports/", issuer, bank, *(act_on(booklet, act) for act in acts)]
    for page in pages:
        answer = client.get(page.replace("/fr/", f"/{language}/", 1))
        assert answer.status_code == 200, page
        assert "office_ale_" not in re.sub(r'"[^"]*"', "", answer.content.decode()), page


def test_the_neighbour_and_the_auditor(client, seat, offices, booklet):
    answer = handed_in(client, "f.csv", csv(ROW))
    pages = [f"{ALE}/cheques/{NUMBER}/", act_on(booklet, "lose"), answer.url, f"{ALE}/book/entries/?code=bank"]
    client.force_login(offices[0][Role.AUDITOR], backend=BACKEND)
    for page in (pages[0], pages[2], pages[3], f"{ALE}/imports/", f"{ALE}/cheques/"):
        body = client.get(page).content.decode()
        assert '<form method="post"' not in body and 'enctype="multipart' not in body, page
    for page in pages[:3]:
        assert client.post(page, {"do": "commit"}).status_code == 403
    client.force_login(offices[1]["social_worker"], backend=BACKEND)
    for page in pages:
        assert client.get(page).status_code == 404, page
    assert client.post(pages[0], {"count": "10", "on": "2026-10-01"}).status_code == 404
    assert client.post(pages[2], {"do": "commit"}).status_code == 404


def test_hostile_numbers_and_words(client, seat, booklet):
    for page in (f"{ALE}/cheques/9/", f"{ALE}/cheques/{NUMBER}/{10**30}/lose/", f"{ALE}/cheques/{NUMBER}/{booklet.pk}/eat/",  # noqa: E501
                 f"{ALE}/imports/{10**30}/", f"{ALE}/cheques/%00/"):  # fmt: skip
        assert client.get(page).status_code == 404, page
    for event in ("x", "9" * 30, "-1", "²"):
        assert client.post(f"{ALE}/cheques/{NUMBER}/", {"event": event}).status_code == 404
    for typed in ({"count": "9" * 400}, {"count": "-1"}, {"count": "x", "first_number": "²", "on": "0001-01-01"},
                  {"count": "1", "first_number": "1001", "on": "2999-01-01"},
                  {"count": "1", "first_number": "1001", "on": "2026-10-02", "worker": "x"}):  # fmt: skip
        assert client.post(act_on(booklet, "lose"), typed).status_code == 422, typed
