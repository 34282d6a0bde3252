"""Which agency is mine: the dated rows, and what the page makes of an address."""

import datetime
import html
import itertools
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import Client

from tremplin.engine.kinds import LANGUAGES, STATUSES
from tremplin.web.questions.agencies import FIRST, REGIONS, directory
from tremplin.web.questions.agency import read

TODAY = datetime.date(2026, 11, 22)
CIRCULAR = datetime.date(2007, 3, 1)
WHO = [
    ("wallonia", "article60_subsidy", "2007-03-01", "cellule activation, […] pour les CPAS francophones"),
    ("flanders", "article60_subsidy", "2007-03-01", "cellule activation, […] pour les CPAS néerlandophones"),
    ("german_community", "article60_subsidy", "2007-03-01", "ne nomme personne"),
    ("flanders", "article60_subsidy", "2016-12-31", "SPP Intégration sociale"),
    ("flanders", "article60_subsidy", "2017-01-01", "VDAB"),
    ("brussels", "article60_subsidy", "2026-11-22", "Actiris"),
    ("flanders", "ale_access", "2017-12-31", "ALE de la commune"),
    ("flanders", "ale_access", "2018-01-01", "VDAB"),
    ("german_community", "ale_access", "2018-01-01", "ADG"),
    ("wallonia", "ale_cheques", "2022-12-31", "Edenred"),
    ("wallonia", "ale_cheques", "2023-01-01", "Pluxee"),
    ("wallonia", "article60_days", "2023-10-02", "CPAS@ONEM"),
    ("brussels", "unemployment_benefit", "2026-11-22", "ONEM"),
]


@pytest.fixture
def client():
    return Client(SERVER_NAME="localhost")


def page_of(client, language="fr", **said):
    return html.unescape(client.get(f"/{language}/ask/agency?{urlencode(said)}").content.decode())


def heading(page):
    return re.sub(r"<[^>]+>", "", re.search(r"<h1.*?</h1>", page, re.S)[0]).strip()


def test_every_row_is_whole_and_cites_its_source():
    for row in directory().rows:
        assert row.subject in directory().subjects and set(row.regions) <= set(REGIONS) and row.status in STATUSES
        assert row.start < row.end and re.search(r"(ale|article60|texts)\.md (§|row|\d)", row.source), row
        assert all(list(texts) == list(LANGUAGES) for texts in (row.who, *([row.note] if row.note else [])))
    assert all(list(texts) == list(LANGUAGES) for texts in (directory().title, *directory().subjects.values()))


def test_at_most_one_row_holds_on_a_day_unless_the_language_decides():
    for region, subject in itertools.product(REGIONS, directory().subjects):
        rows = directory().history(region, subject)
        assert rows, "something is known of each"
        for one, other in itertools.combinations(rows, 2):
            apart = one.end <= other.start or other.end <= one.start
            assert apart or (one.speaks and other.speaks and one.speaks != other.speaks), (region, subject)


def test_the_contact_of_2007_comes_first_and_is_closed():
    first = directory().rows[0]
    assert first.subject == "article60_subsidy" and first.holds(CIRCULAR) and not first.holds(TODAY)
    assert "Activation/FSE" in first.who["fr"] and "[…]" in first.who["fr"]


def test_no_name_or_number_of_a_person_stands_in_it():
    text = Path(directory.__wrapped__.__globals__["FILE"]).read_text(encoding="utf-8")
    assert not re.search(r"Madame|Monsieur|Mevrouw|\b0\d\.\d{3}\.\d\d|@(?!ONEM|RVA)", text)


@pytest.mark.parametrize(("region", "subject", "on", "who"), WHO)
def test_who_it_is(client, region, subject, on, who):
    page = page_of(client, region=region, subject=subject, on=on)
    assert who in heading(page) and "answer--yes" in page


def test_the_language_is_asked_where_it_matters_only(client):
    said = {"region": "brussels", "subject": "article60_subsidy"}
    assert 'name="speaks"' in page_of(client, **said, on="2007-03-01")
    assert "néerlandophones" in heading(page_of(client, **said, on="2007-03-01", speaks="nl"))
    assert 'name="speaks"' not in page_of(client, **said).replace("hidden", "")
    assert "answer--unsure" in page_of(client, **said, on="2007-03-01", speaks="?")


def test_what_the_sources_do_not_say_is_said_so(client):
    page = page_of(client, region="wallonia", subject="job_seeker", on="2007-03-01")
    assert "answer--unsure" in page and "ne disent pas" in heading(page)
    assert "Forem" in page, "the history stands beneath all the same"
    assert "answer--unsure" in page_of(client, region="?", subject="tax")


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_four_languages(client, language):
    for subject in directory().subjects:
        response = client.get(f"/{language}/ask/agency?region=flanders&subject={subject}")
        page = response.content.decode()
        assert response.status_code == 200 and page.count("<h1") == 1 and len(page.encode()) < 100_000
    home = client.get(f"/{language}/").content.decode().replace("\u00a0", " ")
    assert html.escape(directory().title[language]) in home


@pytest.mark.parametrize("value", ["", "x" * 3000, "\x00", "2026-13-45", "1993-12-31", "2999-12-31", "9999-01-01", "<b>", "？", "20070301", " "])  # fmt: skip  # noqa: E501
@pytest.mark.parametrize("name", ["region", "subject", "speaks", "on", "edit", "former"])
def test_an_old_or_broken_address_opens_with_what_it_still_says(client, name, value):
    said = {"region": "flanders", "subject": "tax"}
    response = client.get(f"/fr/ask/agency?{urlencode(said | {name: value})}")
    page = response.content.decode()
    assert response.status_code in (200, 400) and page.count("<h1") == 1 and len(page.encode()) < 100_000
    if name == "former":
        assert "<code>former</code>" in page
    if response.status_code == 400:
        assert "field__error" in page and f'name="{name}"' in page


def test_the_first_day_and_today():
    assert read({}, TODAY).on == TODAY
    assert read({"on": "1994-01-01"}, TODAY).on == FIRST


@pytest.mark.parametrize("written", ["2007-03-01", "1/3/2007", "01.03.2007"])
def test_a_day_is_read_as_it_is_written_here(client, written):
    page = page_of(client, region="wallonia", subject="article60_subsidy", on=written)
    assert "1er mars 2007" in page.replace("\u00a0", " ") and "field--wrong" not in page
