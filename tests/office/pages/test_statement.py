"""The pages of a statement of claims: handed in, looked at, taken; hostile files are refused with the reason."""

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.office.article60.claimed import OCTOBER, TODAY, amounts_set, file_of
from tests.office.pages.test_claims import at, post
from tremplin.office.article60.models import Claim, ClaimEntry, Statement
from tremplin.office.article60.services import claiming
from tremplin.office.database.isolation import enter
from tremplin.office.people.models import Reading

pytestmark = pytest.mark.django_db
PAGE = "/fr/office/claims/statements/"
HEADS = "Dossier;Mois;Accepté;Refusé;Payé;Motif\n"


@pytest.fixture
def ours(offices):
    enter(offices[0]["office"].pk)
    amounts_set(offices[0]["finance"])
    for place in (1, 2):
        file_of(offices[0]["office"], f"VAL-60-000{place}", name=f"<b>P{place}")
    claiming.prepare(OCTOBER, TODAY, offices[0]["finance"])
    post_all(offices[0]["finance"])
    return offices[0]


def post_all(agent):
    claiming.mark_claimed(Claim.objects.values_list("pk", flat=True), claiming.Event(TODAY, agent, "c"))


def drop(client, content, name="releve.csv"):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content)})


def test_from_the_file_to_the_entries(client, ours):
    at(client, ours["finance"])
    assert PAGE in client.get("/fr/office/claims/?month=2026-10").content.decode()
    content = (HEADS + "VAL-60-0001;2026-10;1000,50;;;\nVAL-60-0002;2026-10;5,00;;;\n;;1;;;\n").encode()
    page = drop(client, content)["Location"]
    text = client.get(page).content.decode()
    assert re.findall(r'name="line" value="(\d+)"( checked)?', text) == [("2", " checked"), ("3", "")]
    assert "même dossier · montant au cent près" in text and "Aucun mois lisible" in text and "<b>P" not in text
    for _ in range(2):
        assert post(client, page, act="take", line=["2", "x", "9" * 30]).status_code == 302
    assert drop(client, content, "encore.csv")["Location"] == page
    enter(ours["office"].pk)
    assert [(one.kind, one.amount) for one in ClaimEntry.objects.exclude(kind="claimed")] == [("accepted", 100_050)]
    assert Reading.objects.filter(what__startswith="statement").exists()
    assert client.get(f"{page}original/").content == content


def test_columns_and_files_are_corrected_on_the_page(client, ours):
    at(client, ours["finance"])
    page = drop(client, b"Maand;Naam;Bedrag\n2026-10;onbekend;1000,50\n")["Location"]
    post(
        client,
        page,
        **{"act": "columns", "column-month": "0", "column-name": "1", "column-accepted": "2", "column-paid": "x"},
    )
    post(client, page, **{"act": "answers", "file-2": "VAL-60-0001\0", "file-77": "x"})
    assert 'value="2" checked' in client.get(page).content.decode()


def bomb():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(30_000_000))
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"\0" * 50, b"%PDF-1.4", b"<xml/>", b"PK\x03\x04", b"a,b\n1,2\n", b'Dossier;Mois;"', HEADS.encode() + b"x;y\n" * 6000, bomb()],  # noqa: E501
)  # fmt: skip
def test_wrong_files_are_refused_with_the_reason(client, ours, content):
    at(client, ours["finance"])
    answer = drop(client, content)
    page = answer["Location"] if answer.status_code == 302 else PAGE
    shown = client.get(page) if answer.status_code == 302 else answer
    assert "alert--stop" in shown.content.decode()
    assert post(client, page, act="take", line="2").status_code in (302, 400)
    enter(ours["office"].pk)
    assert not ClaimEntry.objects.exclude(kind="claimed").exists()


def test_others_read_and_the_office_next_door_finds_nothing(client, ours, offices):
    at(client, ours["finance"])
    page = drop(client, (HEADS + "VAL-60-0001;2026-10;1000,50;;;\n").encode())["Location"]
    at(client, ours["auditor"])
    assert client.get(page).status_code == 200 and 'name="line"' not in client.get(page).content.decode()
    assert post(client, page, act="take", line="2").status_code == drop(client, b"x").status_code == 403
    at(client, offices[1]["finance"])
    for address in (page, f"{page}original/", f"{PAGE}99999999999999999999/"):
        assert client.get(address).status_code == 404
    assert post(client, page, act="take", line="2").status_code == 404
    enter(ours["office"].pk)
    assert Statement.objects.count() == 1 and not ClaimEntry.objects.exclude(kind="claimed").exists()
