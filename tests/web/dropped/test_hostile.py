"""Files and forms that are made to hurt, or that came by mistake: a calm page with what to do, 400 or 413."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest

from tests.intake.made import archive
from tests.web.dropped.walking import DMFA, FILES, Walk
from tremplin.web import settings as site
from tremplin.web.dropped import pages
from tremplin.web.dropped.upload import InMemory

XML = b'<?xml version="1.0"?>'
LAUGHS = XML + b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><DmfAOriginal>&b;</DmfAOriginal>'
OUTSIDE = XML + b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><DmfAOriginal><Form>&a;</Form></DmfAOriginal>'


HURTING = {
    "a bomb.xlsx": archive({"xl/sheet.xml": b"0" * 30_000_000}),
    "many parts.xlsx": archive({f"{number}.xml": b"" for number in range(2_001)}),
    "entities.xlsx": archive({"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
    "no workbook.xlsx": b"PK\x03\x04" + bytes(60),
    "laughs.xml": LAUGHS,
    "outside.xml": OUTSIDE,
    "deep.xml": b"<DmfAOriginal>" + b"<a>" * 5_000,
    "half.xml": DMFA.read_bytes()[:3_000],
    "wrong encoding.xml": (FILES / "wrong-encoding.xml").read_bytes(),
    "empty.xml": b"",
    "blank.csv": b"  \r\n ",
    "picture.csv": b"\x89PNG\r\n\x1a\n" + bytes(300),
    "paper.xml": b"%PDF-1.7 ...",
    "old.xls": b"\xd0\xcf\x11\xe0" + bytes(600),
    "binary": (FILES / "binary.bin").read_bytes(),
    "page.xml": b"<html><body><p>Login</p></body></html>",
    "no headings.csv": b"a;b;c\n1;2;3\n",
    "quote.csv": b'trimestre;code;jours\n"' + b"a" * 200_000,
    "aliases.yaml": b"a: &a [x, x]\nb: &b [*a, *a, *a]\nwork: *b\n",
    "deep.yaml": b"work: " + b"[" * 10_000,
    "odd rows.yaml": b"work: {a: b}\n",
    "a list.json": b"[1, 2, 3]",
    "a case of nothing.yaml": b"- case: x\n  given: 3\n",
    "half an answer.yaml": (FILES / "onem-broken.yaml").read_bytes(),
}


@pytest.mark.parametrize("name", HURTING)
@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_a_file_that_cannot_be_used(client, name, language):
    walk = Walk(client, "days", language).send({}, SimpleUploadedFile(name, HURTING[name]))
    assert walk.response.status_code == 400, walk.heading
    assert walk.page.count("<h1") == 1 and "/file/days" in walk.page and "<li>" in walk.page
    assert "root:" not in walk.page and len(walk.response.content) < 30_000


@pytest.mark.parametrize(
    "name", ["declaration.csv", "declaration.yaml.xml", "../../etc/x.xlsx", "a\x00b.xml", "é" * 300 + ".xml", "<b>.xml"]
)
def test_what_a_file_is_called_changes_nothing_of_what_it_is(client, name):
    walk = Walk(client, "days").send({}, SimpleUploadedFile(name, DMFA.read_bytes()))
    assert walk.response.status_code == 200 and walk.asked == ["admitted_before"]
    assert "<b>" not in walk.page and "etc/x" not in walk.page


def test_a_file_that_is_too_large(client):
    walk = Walk(client, "end").send({"fact.start": "2026-12-01"}, SimpleUploadedFile("a.csv", b"a;b\n" * 1_300_000))
    assert walk.response.status_code == 413 and "5 Mo" in walk.page


def test_a_body_that_says_it_is_endless_is_not_read(client):
    response = client.post("/fr/file/days", {"end": "1"}, CONTENT_LENGTH=str(10**12))
    assert response.status_code == 413


def test_two_files(client):
    both = [SimpleUploadedFile("a.xml", DMFA.read_bytes()), SimpleUploadedFile("b.xml", DMFA.read_bytes())]
    response = client.post("/fr/file/days", {"step": "work", "file": both, "end": "1"})
    assert response.status_code == 400


def test_a_file_and_rows(client):
    walk = Walk(client, "days").send({"days-0": "3"}, SimpleUploadedFile("a.xml", DMFA.read_bytes()))
    assert walk.response.status_code == 400 and 'name="days-0"' in walk.page


@pytest.mark.parametrize("length", [10, 200, 900, 2_000, -14])
def test_a_body_that_was_cut_off_is_never_half_read(client, length):
    head = b'--x\r\nContent-Disposition: form-data; name="step"\r\n\r\nwork\r\n'
    head += b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\ntrimestre;code;jours\r\n'
    body = (
        head + b"2025Q1;1;3\r\n" * 200 + b'\r\n--x\r\nContent-Disposition: form-data; name="end"\r\n\r\n1\r\n--x--\r\n'
    )
    kind = "multipart/form-data; boundary=x"
    assert client.post("/fr/file/days", body, content_type=kind).status_code == 200
    assert client.post("/fr/file/days", body[:length], content_type=kind).status_code == 400


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=" + "é" * 9, "text/plain", "application/json", ""])  # fmt: skip  # noqa: E501
def test_a_body_that_is_no_form(client, kind):
    assert client.post("/fr/file/days", b"\xff\x00" * 500, content_type=kind).status_code == 400


def test_a_form_of_too_many_fields(client):
    fields = {f"days-{number}": "1" for number in range(3_000)}
    assert client.post("/fr/file/days", {"step": "work", **fields, "end": "1"}).status_code == 400


def test_a_form_of_too_many_letters(client):
    assert client.post("/fr/file/days", {"kept": "a" * 1_500_000, "end": "1"}).status_code == 413


KEPT = [
    "[",
    "a",
    "[]",
    "facts: 3",
    "work: 3",
    "work: [3]",
    "work: [{a: b}]",
    "work: [{first_day: 3}]",
    "facts: {claim_date: x}\nwork: []",
    "facts: {claim_date: {}}\nwork: []",
    "facts: {claim_date: 2026-01-01, birth_date: [1]}\nwork: []",
    "facts: {claim_date: 9999-99-99}\nwork: []",
    "facts: {claim_date: 2026-01-01}\nwork: []\nasked: 3",
    "facts: {claim_date: 2026-01-01}\nwork: []\ndoubts: [[a, doubt.twice, {}], [a, b, c], 3, [a, fault.required, {}]]",
    "facts: {claim_date: 2026-01-01}\nwork: []\ndoubts: {a: b}\nname: [1, 2]",
    "facts: {claim_date: 2026-01-01, admitted_before: perhaps}\nwork: []",
    "facts: {months_first: x, claim_date: 2026-01-01}\nwork: []",
    "work: [" + "{first_day: 2025-01-01}, " * 500 + "]",
    "work: null",
    "\x00",
    "&a [*a]",
]


@pytest.mark.parametrize("subject", ["days", "end"])
@pytest.mark.parametrize("text", KEPT)
def test_what_the_page_carried_and_somebody_changed(client, subject, text):
    for step in ("facts", "work", "person"):
        said = {"kept": text, "step": step, "person.1": text, "number": "1", "fact.start": "2026-01-01", "end": "1"}
        response = client.post(f"/fr/file/{subject}", said)
        assert response.status_code in (200, 400, 413), (step, response.status_code)
        assert response.content.count(b"<h1") == 1


@pytest.mark.parametrize(
    "name", ["work[0].benefit_paid", "work[99999].days", "work[0].nothing", "nothing", "work", "", "months_first"]
)
@pytest.mark.parametrize("value", ["", "?", "yes", "x" * 5_000, "\x00", "1e400", "-1", "NaN"])
def test_fields_that_no_form_has(client, name, value):
    said = {"kept": "facts: {claim_date: 2026-01-01}\nwork: [{first_day: 2025-01-01, last_day: 2025-01-31, days: 20}]"}
    for more in ({f"fact.{name}": value}, {"change": name}):
        response = client.post("/fr/file/days", said | more | {"step": "facts", "end": "1"})
        assert response.status_code in (200, 400)


def test_an_answer_that_takes_too_long_is_stopped(client, monkeypatch):
    monkeypatch.setattr(pages, "SECONDS", 0)
    walk = Walk(client, "days").send({}, SimpleUploadedFile("a.xml", DMFA.read_bytes()))
    assert walk.response.status_code == 413 and "<h1" in walk.page


def test_nothing_is_written_to_disk(client, monkeypatch):
    """Whatever its size, a file stays in memory: nothing may open one to write."""

    def refuse(*words, **more):
        raise AssertionError("a temporary file")

    monkeypatch.setattr("tempfile._mkstemp_inner", refuse)
    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    table = b"trimestre;code;jours\n" + b"2025Q1;1;64\n" + b";;;;;;;;;;;;;;;;;;;;;;;;;;\n" * 150_000
    walk = Walk(client, "days").send({}, SimpleUploadedFile("large.csv", table))
    assert walk.response.status_code in (200, 413)
    assert site.FILE_UPLOAD_HANDLERS == [f"{InMemory.__module__}.{InMemory.__name__}"]


def test_the_handler_throws_away_what_is_beyond(settings):
    settings.MOST_FILE = 10
    handler = InMemory(HttpRequest())
    handler.new_file("file", "a", "text/plain", None)
    for _ in range(5):
        assert handler.receive_data_chunk(b"1234", 0) is None
    assert handler.file_complete(20).read() == b"" and handler.file_complete(20).size == 20


def test_the_real_server_refuses_and_goes_on(site):
    from tests.web.serving import asked

    body = b"--x\r\n" + b"a" * 8_000_000
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    assert asked(f"{site}/fr/file/days", data=body, method="POST", headers=headers) in (0, 400, 413)
    assert asked(f"{site}/fr/file/days", data=b"a" * 30_000_000, method="POST", headers=headers) in (0, 413)
    assert asked(f"{site}/fr/file/days") == 200


def test_nothing_of_a_file_or_a_fact_is_logged(client, caplog, capfd):
    walk = Walk(client, "days").send(
        {"fact.claim_date": "2026-11-21"}, SimpleUploadedFile("geheim.xml", DMFA.read_bytes())
    )
    walk.answer({"admitted_before": "no"})
    Walk(client, "days").send({}, SimpleUploadedFile("geheim.csv", b"geheim;900514\n"))
    written = caplog.text + "".join(capfd.readouterr())
    assert "request" in written
    assert not [word for word in ("geheim", "900514", "2026-11-21", "Valmarche", "1999000150") if word in written]
