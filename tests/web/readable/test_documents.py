"""The two source documents as pages: no sentence is left out, each is decided by the law, and opens its decision."""

import hashlib
import re
from html import unescape
from pathlib import Path

import pytest

from tests.test_circular import OFFICIAL_SHA256, OFFICIAL_WORDS, words
from tremplin.engine.kinds import LANGUAGES
from tremplin.law import belgian_law
from tremplin.sources.documents import FOLDER, NAMES, REGIONS, TODAY, document
from tremplin.web.readable.documents import marked, pages_of, places
from tremplin.web.readable.outcomes import outcome

law = belgian_law()
MOST = 100_000
SEED = Path(__file__).parents[4] / "shared" / "seeds" / "000_ab8adb264a84a55a.txt"
HASHES = [line.split("  ")[1] for line in (FOLDER / "guide" / "segments.sha256").read_text("utf-8").splitlines()]


@pytest.fixture
def parts(get):
    """The pages of a document in a language, in their order."""
    return lambda name, language: [get(f"/{language}/sources/{name}/{page}") for page in pages_of(document(name))]


def sentences(pages):
    """Anchor → the words shown, in the order of the pages."""
    shown = r'<section class="panel law-sentence" id="([^"]+)".*?<blockquote[^>]*>(.*?)</blockquote>'
    return [(ident, unescape(text)) for page in pages for ident, text in re.findall(shown, page, re.DOTALL)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_circular_stands_on_its_pages(parts, language):
    found = sentences(parts("circular", language))
    assert [ident for ident, _ in found] == [str(number) for number in range(1, len(found) + 1)]
    text = [word for _, shown in found for word in words(shown)]
    assert len(text) == OFFICIAL_WORDS
    assert hashlib.sha256(" ".join(text).encode()).hexdigest() == OFFICIAL_SHA256


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_segment_of_the_guide_stands_on_its_pages(parts, language):
    found = sentences(parts("guide", language))
    assert [ident for ident, _ in found] == HASHES
    said = {one.ident: one.says[language] for one in document("guide").sentences}
    assert dict(found) == said


@pytest.mark.skipif(not SEED.exists(), reason="the guide lies in the folder shared beside the repository")
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_the_words_of_the_guide(parts, language):
    from tests.test_guide import runs

    guide = runs(SEED.read_text(encoding="utf-8"))
    for page in parts("guide", language):
        inside = re.sub(r"<[^>]*>", " \n", page.partition("<main")[2])
        assert [run for line in unescape(inside).splitlines() for run in guide & runs(line)] == []


@pytest.mark.parametrize("name", NAMES)
def test_pages_are_light_and_their_links_lead_somewhere(get, parts, name):
    whole = get(f"/fr/sources/{name}")
    pages = [whole, *parts(name, "fr")]
    assert [len(page.encode()) for page in pages if len(page.encode()) > MOST or page.count("<h1") != 1] == []
    links = {link for page in pages for link in re.findall(r'href="(/fr/(?:sources|law)/[^"]*)"', page)}
    cases = {link for link in links if "/cases/" in link}
    for address in {link.partition("#")[0] for link in links - cases}:
        get(address)
    anchored = {link for link in links if "#" in link}
    marks = {f"{address}#{mark}" for address, page in on(get, anchored) for mark in re.findall(r' id="([^"]+)"', page)}
    assert anchored <= marks
    assert {int(link.rpartition("/")[2]) for link in cases} == {one.number for one in document(name).examples}


def on(get, links):
    for address in {link.partition("#")[0] for link in links}:
        yield address, get(address)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_no_mark_twice_no_script_and_no_style(parts, name):
    for page in parts(name, "en"):
        marks = re.findall(r' id="([^"]+)"', page)
        assert len(marks) == len(set(marks))
        assert "<script" not in page and " style=" not in page


def test_the_circular_is_quoted_in_french_and_the_guide_is_not(parts):
    assert all('<blockquote class="law-quote" lang="fr">' in page for page in parts("circular", "nl"))
    assert not any('<blockquote class="law-quote" lang' in page for page in parts("guide", "nl"))


def test_then_today_and_a_region(get):
    """Hours in the month: an exception of 45 in 2024, and gone in Wallonia in 2026."""
    place = places(document("guide"))["F1.2"].partition("#")[0]
    every, one = (get(f"/fr/sources/guide/{place}{query}") for query in ("", "?region=wallonia"))
    assert every.count('<option value="wallonia">') == 1 and '<option value="wallonia" selected>' in one
    names = {f">{name}</a>" for name in ("Bruxelles", "Flandre", "Communauté germanophone")}
    row = rows(one)["46 heures pour un organisme sans but lucratif"]
    assert not any(name in row for name in names) and all(name in rows(every)[row_name(row)] for name in names)
    then, today = re.findall(r"<strong>(.*?)</strong>", row)
    assert (then, today) == ("non", "oui")


def rows(page):
    return {row_name(row): row for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", page, re.DOTALL)}


def row_name(row):
    return re.search(r'<th scope="row">([^<]*)', row)[1]


def test_a_case_asked_only_elsewhere_says_where(get):
    place = places(document("guide"))["T3.Brussels.pay"].partition("#")[0]
    row = rows(get(f"/en/sources/guide/{place}?region=flanders"))["7.45 from a household"]
    assert "Asked only for:" in row and "Brussels" in row


def test_each_result_opens_its_case_with_its_decision_rule_and_reasons(get):
    example = next(one for one in document("guide").examples if one.sentence == "G5.1" and one.when == (TODAY,))
    page = get(f"/nl/sources/guide/cases/{example.number}")
    assert f'href="/nl/law/decisions/{example.decision}"' in page
    assert re.search(r'href="/nl/law/rules/\w+"', page) and "184,50" in page
    assert "Koninklijk besluit van 25 november 1991, art. 79" in page and ".md" not in page.partition("<pre")[0]
    assert f'href="/nl/sources/guide/{places(document("guide"))["G5.1"]}"' in page


def test_a_case_opens_the_question_with_its_facts(get, client):
    example = document("guide").examples[4]
    page = get(f"/fr/sources/guide/cases/{example.number}")
    address = unescape(re.search(r'<a class="button" href="(/fr/ask/[^"]+)"', page)[1])
    answered = client.get(address, headers={"host": "localhost"}).content.decode()
    lead = re.search(r'<p class="lead">(.*?)</p>', page)[1]
    assert lead in answered and "answer--yes" in answered


@pytest.mark.parametrize("language", LANGUAGES)
def test_cases_are_shown_as_the_law_decides_them(language):
    """Those of the guide; a plan of the circular by the days that its case names."""
    for example in document("guide").examples[::13]:
        shown = outcome(law, document("guide"), example.number, language)
        assert [of.label for of in shown.results] == [
            law.rules[law.decisions[example.decision].then[name]].texts["label"][language] for name in example.shown
        ]
        assert all(of.value for of in shown.results) and "{" not in shown.brief


def test_a_plan_of_the_circular_names_its_days():
    example = next(one for one in document("circular").examples if one.sentence == "38")
    shown = outcome(law, document("circular"), example.number, "fr")
    assert "27 février 2008" in shown.brief and "27 janvier 2008" in shown.brief


def test_months_in_a_row_with_one_amount_stand_together():
    example = next(one for one in document("circular").examples if one.sentence == "27" and one.region == "wallonia")
    (months,) = (of for of in outcome(law, document("circular"), example.number, "fr").results if "2007" in of.value)
    assert "500,00 €" in months.value and "None" not in months.value


def test_names_in_a_text_lead_to_the_law():
    pieces = marked(law, "`ale_hours` says *so*: `proof: certificate`.", "de")
    assert [(piece.text, piece.kind, piece.address) for piece in pieces if piece.kind] == [
        ("ale_hours", "code", "/de/law/decisions/ale_hours"),
        ("so", "stress", ""),
        ("proof: certificate", "code", ""),
    ]


@pytest.mark.parametrize(
    "odd", ["nothing", "guide/G9", "guide/cases/0", "guide/cases/99999", "circular/T3", "guide/cases/x"]
)
def test_what_is_not_there_is_not_found(get, odd):
    get(f"/fr/sources/{odd}", 404)


@pytest.mark.parametrize("odd", ["atlantis", "%00%ff", "wallonia&region=flanders", "<b>", "x" * 900])
def test_an_odd_region_breaks_nothing(get, odd):
    assert "<b>" not in get(f"/fr/sources/guide/G5?region={odd}")


def test_the_way_in_leads_to_both(get):
    page = get("/de/sources/")
    assert all(f'href="/de/sources/{name}"' in page for name in NAMES)
    assert 'href="/de/sources/"' in get("/de/") and 'href="/de/sources/"' in get("/de/law/")


def test_every_region_is_offered(get):
    assert all(f'value="{region}"' in get("/en/sources/circular/2") for region in REGIONS)
