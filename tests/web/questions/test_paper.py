"""An answer on paper: the page to print and the PDF say the sentence, the figures and the sources; nothing is kept."""

import datetime
import html
import io
import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from tests.papers.letters import pages_of, without_spaces
from tests.web.questions.test_pages import ANSWERS, BROKEN, FORM_OF, whole
from tremplin.engine.kinds import LANGUAGES
from tremplin.law import belgian_law
from tremplin.web import saving
from tremplin.web.questions import paper
from tremplin.web.questions.sheet import sheet_of
from tremplin.web.questions.showing import Told
from tremplin.web.questions.state import read
from tremplin.web.questions.topics import topics

pikepdf = pytest.importorskip("pikepdf")
pytest.importorskip("typst")

USUAL = [(topic, said) for topic, tone, said in ANSWERS if tone != "unsure"]
SAID = USUAL[0][1]
TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def client():
    return Client(SERVER_NAME="localhost")


def address(kind, topic, said, language="fr"):
    return f"/{language}/ask/{topic}/{kind}?{urlencode(FORM_OF.get(topic, {}) | said)}"


def made(topic, said, language="fr"):
    """The sheet of an answer."""
    state = read(belgian_law(), topics()[topic], FORM_OF.get(topic, {}) | said, TODAY)
    return sheet_of(state, [Told(state, part, language) for part in state.parts()], language, "http://localhost")


def words_of(sheet):
    """What the sheet must say, whatever sets it."""
    yield from (sheet.title, sheet.lead, sheet.about, sheet.see, *sheet.bring, sheet.foot)
    yield from (text for pair in sheet.given for text in pair)
    yield from (text for change in sheet.changes for text in (change.label, change.words))
    for part in sheet.parts:
        yield from (part.lead, *(text for figure in part.figures for text in (figure.label, figure.value)))
        yield from (text for ground in part.grounds for text in (ground.label, ground.value, *ground.notes))
    for source in sheet.sources:
        yield from (source.label, source.article, source.status, source.words, f"localhost{source.address}")


def seen(page):
    """The text of a page of HTML without its tags and spaces."""
    return without_spaces(html.unescape(re.sub(r"<[^>]+>", "", page.partition("<main")[2])))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("topic", "said"), USUAL, ids=[topic for topic, _ in USUAL])
def test_two_pages_say_all_of_it(client, topic, said, language):
    response = client.get(address("pdf", topic, said, language))
    told, proved = pages_of(response.content)
    sheet = made(topic, said, language)
    for words in words_of(sheet):
        assert without_spaces(words) in told + proved, words
    assert without_spaces(sheet.lead) in told
    assert all(without_spaces(source.label) in proved for source in sheet.sources)
    for page in (told, proved):
        assert belgian_law().fingerprint in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("topic", "said"), USUAL, ids=[topic for topic, _ in USUAL])
def test_the_page_to_print_says_all_of_it_without_a_click(client, topic, said, language):
    page = client.get(address("print", topic, said, language)).content.decode()
    whole(page)
    assert "<details" not in page
    text = seen(page)
    for words in words_of(made(topic, said, language)):
        assert without_spaces(words) in text, words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_tagged_archived_and_titled(client, language):
    content = client.get(address("pdf", "access", SAID, language)).content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked) and str(pdf.Root.Lang).startswith(language)
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as data:
            assert data["pdfuaid:part"] == "1"
            assert (data["pdfaid:part"], data["pdfaid:conformance"]) == ("2", "A")
            assert data["dc:title"].replace("\u00a0", " ") == topics()["access"].title[language]
        kinds = [str(one.S) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one and "/P" in one]  # fmt: skip  # noqa: E501
        assert kinds.count("/H1") == 1 and "/H2" in kinds and "/Link" in kinds


def test_the_same_answers_give_the_same_bytes(client):
    one = address("pdf", "access", SAID)
    assert client.get(one).content == client.get(one).content
    other = address("pdf", "access", SAID | {"months_registered": "15"})
    assert client.get(one).content != client.get(other).content


def test_the_pdf_is_not_kept_and_its_name_holds_no_answer(client):
    response = client.get(address("pdf", "access", SAID))
    assert response["Content-Type"] == "application/pdf" and response["Cache-Control"] == "no-store"
    assert re.fullmatch(r'inline; filename="tremplin-access-\d{4}-\d\d-\d\d\.pdf"', response["Content-Disposition"])


def test_the_address_on_the_sheet_opens_the_same_answer(client):
    sheet = made("access", {name: text for name, text in SAID.items() if name != "on"})
    assert "on=2026-11-22" in sheet.again
    page = client.get(sheet.again).content.decode()
    assert without_spaces(sheet.lead) in seen(page)


@pytest.mark.parametrize("kind", ["print", "pdf"])
def test_what_is_not_answered_yet_leads_back_to_its_question(client, kind):
    response = client.get(f"/nl/ask/access/{kind}?region=wallonia")
    assert (response.status_code, response["Location"]) == (302, "/nl/ask/access?region=wallonia")
    assert client.get(f"/nl/ask/nothing/{kind}").status_code == 404


@pytest.mark.parametrize("kind", ["print", "pdf"])
@pytest.mark.parametrize("value", BROKEN)
def test_a_broken_value_breaks_nothing(client, kind, value):
    for topic, name in (("access", "region"), ("travel", "km_one_way"), ("job", "year")):
        said = dict(USUAL)[topic] if topic in dict(USUAL) else {"region": "wallonia", "km_one_way": "10"}
        text = urlencode(FORM_OF[topic] | said | {name: value}, errors="surrogatepass")
        assert client.get(f"/fr/ask/{topic}/{kind}?{text}").status_code in (200, 302)


def test_a_sheet_that_takes_too_long_is_refused_in_words(client, monkeypatch):
    monkeypatch.setattr(paper, "SECONDS", -1)
    for kind in ("print", "pdf"):
        response = client.get(address(kind, "access", SAID))
        assert response.status_code == 422
        assert "Cette réponse prend trop de temps" in response.content.decode()


def test_without_typst_there_is_no_pdf_and_no_link_to_it(client, monkeypatch):
    monkeypatch.setattr(saving, "find_spec", lambda name: None)
    response = client.get(address("pdf", "access", SAID))
    assert response.status_code == 404 and "Ce site ne fait pas de PDF" in response.content.decode()
    assert "/access/pdf?" not in client.get(f"/fr/ask/access?{urlencode(SAID)}").content.decode()


def test_each_number_that_is_read_has_its_source():
    for topic, said in USUAL:
        sheet = made(topic, said)
        read_ = {one.number for part in sheet.parts for ground in part.grounds for one in ground.reads} - {0}
        assert read_ == {source.number for source in sheet.sources}
    weighed = [source.address.rpartition("/")[2] for source in made("access", SAID).sources]
    assert weighed == ["walloon_access_applies", "access_forem_months", "pension_age"]


def test_a_way_that_was_not_taken_is_told_in_one_line():
    grounds = [ground for part in made("access", SAID).parts for ground in part.grounds]
    depths = {ground.address.rpartition("/")[2]: (place, ground.depth) for place, ground in enumerate(grounds)}
    place, depth = depths["route_e1"]
    assert grounds[place].mark == "maybe" and not grounds[place].reads and grounds[place + 1].depth <= depth
    place, depth = depths["route_e6a"]
    assert grounds[place].mark == "yes" and grounds[place + 1].depth == depth + 1
