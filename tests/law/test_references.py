"""Every row of a dossier that the law names has a public title; what people read names no dossier."""

import re
from datetime import date

import pytest

from tremplin.engine.kinds import LANGUAGES
from tremplin.ground.references import references_of
from tremplin.law import belgian_law, decide
from tremplin.reasons.explain import Explanation
from tremplin.reasons.references import cited, public, references
from tremplin.web.readable.worked import cases

law = belgian_law()
book = references_of(law.folder)
DOSSIER = re.compile(r"\.md\b|\.csv\b|vocabulary")
SOURCES = sorted(
    {version.source for of in law.parameters.values() for version in of.versions}
    | {
        str(row["source"])
        for of in law.parameters.values()
        for version in of.versions
        for row in version.given.get("rows") or ()
        if row.get("source")
    }
)
# Sources of parameters alone: an act that is written out, and names no dossier.
ARTICLES = sorted({version.article for rule in law.rules.values() for version in rule.versions})


def test_every_row_that_the_law_names_has_a_title():
    every = [*SOURCES, *(case.source for of in cases(law).values() for case in of)]
    assert {name for source in every for name in cited(source, book["rows"])} - set(book["rows"]) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_dossier_is_named_to_people(language):
    assert [source for source in SOURCES if DOSSIER.search(public(law, source, language))] == []
    assert [source for source in SOURCES if not references(law, source, language)] == []


def test_articles_name_no_dossier():
    assert [article for article in ARTICLES if ".md" in article] == []


def test_every_act_and_page_is_named_by_a_row_and_has_four_languages():
    used = {one.partition(" ")[0] for of in book["rows"].values() for one in of}
    assert used == {*book["acts"], *book["pages"]}
    for act in book["acts"].values():
        assert set(book["kinds"][act["kind"]]) == set(LANGUAGES)
        assert date.fromisoformat(act["day"]) < date(2026, 11, 22)
    for key, page in book["pages"].items():
        assert "name" in page or set(page) == set(LANGUAGES), key


def test_addresses_are_addresses():
    found = [one.address for source in SOURCES for one in references(law, source, "fr") if one.address]
    assert found and all(re.fullmatch(r"https?://[^\s{}]+", address) for address in found)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("texts.md row 40 (R1): AR 21/02/2010", ["texts.md row 40"]),
        ("texts.md rows 44, 74 (repealed)", ["texts.md row 44", "texts.md row 74"]),
        ("texts.md § 2.4, 3° (R1); ale.md § 5.2 (D3, V60)", ["texts.md § 2.4", "ale.md D3"]),
        ("ale.md 5.8 (L16, MU2) and § 12 row 9", ["ale.md L16", "ale.md MU2"]),
        ("ale.md § 5.2 and case 16", ["ale.md § 5.2"]),
        ("article60.md 4.07-4.08 (C4)", ["article60.md 4.07", "article60.md 4.08"]),
        ("article60.md table 4.7: needs ONEM", ["article60.md table 4.7"]),
        ("guide, table of differences", ["guide"]),
        ("the council of our office, 3/2/2026", []),
    ],
)
def test_what_a_source_names(source, names):
    assert list(cited(source, book["rows"])) == names


def test_a_source_without_a_row_stands_as_it_is():
    assert public(law, "the council of our office, 3/2/2026", "fr") == "the council of our office, 3/2/2026"


def test_what_is_not_known_says_where_it_was_looked_for():
    assert public(law, "ale.md § 5.9 (2006 not found)", "en", known=False).startswith("looked for in vain in: Wikifin")


def test_the_reasons_of_an_answer_name_the_act_and_its_article():
    answer = decide("ale_month_pay", {"region": "wallonia", "month": "2026-11", "hours": 45})
    found = [source for node in Explanation(answer, "nl").tree for source in sources(node)]
    assert any("Koninklijk besluit van 25 november 1991, art. 79" in source for source in found)
    assert not any(DOSSIER.search(source) for source in found)


def sources(node):
    yield from node.sources
    for child in node.children:
        yield from sources(child)
