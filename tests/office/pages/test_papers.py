"""The page of papers, a paper itself and the pack, for those who may and those next door."""

import pytest
from django.utils import timezone

from tests.office.article60.claimed import file_of
from tests.office.pages.test_claims import at
from tremplin.office.article60.services.papers.packing import moment
from tremplin.office.database.isolation import enter
from tremplin.office.documents.models import Document
from tremplin.office.people.models import Reading

pytestmark = pytest.mark.django_db
PAGE = "/fr/office/files/VAL-60-0147/papers/"
PACK = "/fr/office/files/VAL-60-0147/pack/"


@pytest.fixture
def ours(offices):
    file_of(offices[0]["office"], "VAL-60-0147", signed=False)
    return offices[0]


def test_a_contract_is_made_in_one_click_and_shown(client, ours):
    at(client, ours["social_worker"])
    answer = client.post(PAGE, {"make": "contract"})
    assert answer["Location"] == f"/fr/office/papers/{timezone.localdate().year}/1/"
    again = client.post(PAGE, {"make": "contract", "target": ""})
    assert again["Location"] == answer["Location"]
    paper = client.get(answer["Location"])
    assert paper.content.startswith(b"%PDF") and "contract-VAL-60-0147" in paper["Content-Disposition"]
    enter(ours["office"].pk)
    made = Document.objects.get()
    assert paper["ETag"] == f'"{made.sha256}"' and paper["Cache-Control"] == "no-store"
    assert Reading.objects.filter(what=f"document {made.number}", agent=ours["social_worker"]).count() == 1
    assert made.number in client.get(PAGE).content.decode()


def test_the_page_says_what_lacks_and_offers_what_was_asked(client, ours):
    at(client, ours["manager"])
    text = client.get(f"{PAGE}?make=contract").content.decode()
    assert "Adresse de la personne à remplir" in text and "Signataire à remplir" in text
    assert text.count('class="button"') == 1
    enter(ours["office"].pk)
    assert Reading.objects.filter(what="papers", agent=ours["manager"]).count() == 1


def test_an_auditor_reads_and_makes_nothing(client, ours):
    at(client, ours["auditor"])
    assert "<button" not in client.get(PAGE).content.decode().partition("<main")[2].partition("</main>")[0]
    assert client.post(PAGE, {"make": "contract"}).status_code == 403
    assert client.get(PACK).status_code == 200


@pytest.mark.parametrize("said", [{}, {"make": "x"}, {"make": "contract", "target": "9" * 30}, {"make": "convention"}, {"make": "\0"}, {"make": "contract", "target": "-1"}])  # fmt: skip  # noqa: E501
def test_what_cannot_be_made_is_said(client, ours, said):
    at(client, ours["social_worker"])
    answer = client.post(PAGE, said)
    assert answer.status_code == 422 and 'role="alert"' in answer.content.decode()


def test_the_office_next_door_finds_nothing(client, offices, ours):
    at(client, ours["social_worker"])
    paper = client.post(PAGE, {"make": "contract"})["Location"]
    at(client, offices[1]["manager"])
    for address in (PAGE, PACK, f"{PACK}?as_of={moment(timezone.now()).replace('+', '%2B')}"):
        theirs, nobodys = client.get(address), client.get(address.replace("0147", "9999"))
        assert theirs.status_code == nobodys.status_code == 404
        assert theirs.content.replace(b"0147", b"9999") == nobodys.content  # The foot links to what was asked.
    theirs, nobodys = client.get(paper), client.get(paper.replace("/1/", "/999/"))
    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.content.replace(b"/1/", b"/999/") == nobodys.content
    assert client.post(PAGE, {"make": "contract"}).status_code == 404
    assert client.get("/fr/office/papers/99999999999999999999/99999999999999999999/").status_code == 404


def test_the_pack_of_a_moment_is_the_same_each_time(client, ours):
    at(client, ours["social_worker"])
    client.post(PAGE, {"make": "contract"})
    text = client.get(PACK).content.decode()
    as_of = text.partition('name="as_of" value="')[2].partition('"')[0]
    first, second = (client.get(PACK, {"as_of": as_of}) for _ in range(2))
    assert first.content == second.content and first.content.startswith(b"PK") and first["ETag"] == second["ETag"]
    enter(ours["office"].pk)
    assert Reading.objects.filter(what="pack", reason__startswith="as of").count() == 2


@pytest.mark.parametrize("moment", ["2999-01-01T00:00:00+00:00", "x", "2026-13-01T00:00:00", "0001-01-01T00:00:00", "\0"])  # fmt: skip  # noqa: E501
def test_moments_that_are_none_are_refused(client, ours, moment):
    at(client, ours["manager"])
    assert client.get(PACK, {"as_of": moment}).status_code == 422


def test_every_language(client, ours):
    at(client, ours["social_worker"])
    for language in ("fr", "nl", "de", "en"):
        assert client.get(PAGE.replace("/fr/", f"/{language}/")).status_code == 200
        assert client.get(PACK.replace("/fr/", f"/{language}/")).status_code == 200
