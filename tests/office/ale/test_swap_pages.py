"""The page of another issuer, from the list to the swap."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook

from tests.office.ale.cheque_stories import NUMBER, agency
from tests.office.ale.swap_made import WALLET, edited, furnished, sent
from tests.office.test_neighbours import BACKEND
from tremplin.ground.sentences import sentence
from tremplin.office.ale.services import swap
from tremplin.office.ledger.models import Upload
from tremplin.office.organisations.models import Role
from tremplin.office.people.models import Reading

pytestmark = pytest.mark.django_db
PAGE = "/fr/office/ale/imports/swap/"


@pytest.fixture
def seat(client, offices):
    furnished(offices[0])
    client.force_login(offices[0]["manager"], backend=BACKEND)
    return offices[0]


def dropped(client, content, name="list.csv"):
    return client.post(PAGE, {"do": "hand_in", "file": SimpleUploadedFile(name, content)})


def field_of(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def test_the_page_from_list_to_swap(client, seat):
    today = timezone.localdate().isoformat()
    assert PAGE in client.get("/fr/office/ale/imports/").content.decode()
    given = client.get(f"{PAGE}?as=csv")
    assert "attachment" in given["Content-Disposition"] and Reading.objects.filter(what="swap: list").count() == 1
    sheet = load_workbook(io.BytesIO(client.get(f"{PAGE}?as=xlsx").content)).active
    assert [cell.value for cell in sheet[3]][:5] == [WALLET, "U-6040", "Ginette Warnimont", 5.95, 40]
    assert dropped(client, given.content.replace(b";40;238.00;", b";39;232.05;")).status_code == 302
    page = client.get(PAGE).content.decode()
    assert sentence("office_ale_swap.kind_cheques", "fr") in page and f"held%3A{WALLET}" in page
    assert 'value="swap"' not in page
    differs = client.get(f"{PAGE}?as=differences").content.decode("utf-8-sig").splitlines()
    assert len(differs) == 2 and differs[1].startswith(f"{WALLET};Autre solde;40;39;")
    typed = {"do": "swap", "upload": field_of(page, "upload"), "issuer": "Nova Chèques", "day": today}
    refused = client.post(PAGE, typed)
    assert refused.status_code == 422 and f"Autorisation {WALLET}, Autre solde" in refused.content.decode()
    dropped(client, given.content)
    page = client.get(PAGE).content.decode()
    typed["upload"] = field_of(page, "upload")
    wrong = client.post(PAGE, {**typed, "day": "2999-01-01"})
    assert wrong.status_code == 422 and 'value="Nova Chèques"' in wrong.content.decode()
    for _ in range(2):
        assert client.post(PAGE, typed).status_code == 302
    page = client.get(PAGE).content.decode()
    assert "Passage à Nova Chèques le" in page and 'value="swap"' not in page
    assert Upload.objects.filter(state="committed").count() == 1
    dropped(client, given.content)
    assert "passage déjà noté" in client.get(PAGE).content.decode() and swap.open_rehearsal() is None


def test_finance_rehearses_a_manager_swaps_an_auditor_reads(client, seat, offices):
    client.force_login(seat[Role.FINANCE], backend=BACKEND)
    dropped(client, client.get(f"{PAGE}?as=csv").content)
    page = client.get(PAGE).content.decode()
    assert 'value="swap"' not in page and "Une personne responsable" in page
    typed = {"do": "swap", "upload": field_of(page, "upload"), "issuer": "Nova", "day": timezone.localdate()}
    assert client.post(PAGE, typed).status_code == 422 and not Upload.objects.filter(state="committed").exists()
    for role in (Role.AUDITOR, Role.SOCIAL_WORKER):
        client.force_login(seat[role], backend=BACKEND)
        body = client.get(PAGE).content.decode()
        assert '<form method="post"' not in body and 'enctype="multipart' not in body
        assert client.post(PAGE, typed).status_code == 403
    agency(offices[1])
    client.force_login(offices[1]["manager"], backend=BACKEND)
    assert NUMBER not in client.get(PAGE).content.decode()
    assert client.post(PAGE, typed).status_code == 422


def test_columns_headings_and_putting_aside_on_the_page(client, seat):
    dropped(client, b"A;B;C\n0417226040;5,95;40\n")
    page = client.get(PAGE).content.decode()
    upload = field_of(page, "upload")
    said = {"do": "columns", "upload": upload, "column_authorisation": "A", "column_price": "B", "column_cheques": "C"}
    assert client.post(PAGE, said).status_code == 302
    page = client.get(PAGE).content.decode()
    assert sentence("office_ale_swap.kind_missing", "fr") in page
    assert sentence("office_ale_swap.uncompared", "fr") in page and "Code postal" in page
    typed = {"do": "headings", "heading_authorisation": "Réf", "heading_price": "Prix"}
    refused = client.post(PAGE, typed)
    assert refused.status_code == 422 and 'value="Réf"' in refused.content.decode()
    assert client.post(PAGE, {**typed, "heading_cheques": "Solde"}).status_code == 302
    assert client.get(f"{PAGE}?as=csv").content.decode("utf-8-sig").startswith("Réf;Prix;Solde\r\n")
    for _ in range(2):
        client.post(PAGE, {"do": "aside", "upload": upload})
    assert Upload.objects.get().state == "put_aside"


def test_many_differences_keep_the_page_small_and_stand_in_the_file(client, seat):
    more = b"".join(b"%010d;U;;5.95;1;5.95;0;;0;45;Rue;5000;Namur\r\n" % number for number in range(1, 401))
    broken = b"".join(b"%010d;U;;x;1;;;;;;;;\r\n" % number for number in range(1, 401))
    dropped(client, sent() + more + broken)
    page = client.get(PAGE)
    assert len(page.content) < 100_000 and sentence("office_ale_swap.more", "fr", count=340) in page.content.decode()
    assert len(client.get(f"{PAGE}?as=differences").content.splitlines()) == 401


@pytest.mark.parametrize("content", [b"", b"\0", b"PK\x03\x04", b"<x>", b"\xff" * 999, b'"', b"a;b\n1;2\n"])
def test_hostile_files_and_words_are_said(client, seat, content):
    answer = dropped(client, content, "<script>.csv")
    assert answer.status_code in (302, 400, 422)
    page = client.get(PAGE)
    assert page.status_code == 200 and b"<script>." not in page.content
    for do in ("swap", "columns", "aside", "headings", "hand_in", "²", ""):
        for upload in ("", "x", "²", "9" * 30, "-1", str(Upload.objects.last().pk if Upload.objects.exists() else 1)):
            typed = {"do": do, "upload": upload, "issuer": "\0" * 99, "day": "0001-01-01", "heading_price": "\0"}
            assert client.post(PAGE, typed).status_code < 500
    assert not Upload.objects.filter(state="committed").exists()


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_the_page_in_every_language(client, seat, language):
    content = edited(";40;238.00;", ";39;232.05;").replace(b"Rue de l", b"Quai de l") + b";;;;;;;;;;;;Ghost\r\n"
    dropped(client, content)
    page = client.get(PAGE.replace("/fr/", f"/{language}/"))
    assert page.status_code == 200 and len(page.content) < 100_000
    assert "office_ale_" not in re.sub(r'"[^"]*"', "", page.content.decode())
