"""Search over the law: labels, names, articles and sources; accents and capitals do not matter."""

import pytest

from tremplin.engine.kinds import LANGUAGES
from tremplin.law import belgian_law
from tremplin.web.readable.search import folded, found, nearest

law = belgian_law()


def names(asked, language="fr"):
    return [hit.door.name for hit in found(law, language, asked)]


def test_accents_capitals_and_quotes_do_not_matter():
    assert folded("Œuvre à l’ÉTÉ") == "oeuvre a l'ete"
    assert names("CHÈQUE") == names("cheque") == names("chéqué")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_and_number_is_found_by_its_name_and_its_label(language):
    for part in (*law.rules.values(), *law.parameters.values(), *law.decisions.values()):
        assert names(part.name, language)[0] == part.name
        assert part.name in names(part.texts["label"][language], language)


def test_articles_and_sources_are_found():
    assert "integration_income" in names("loi 26/05/2002 art. 14")
    assert "integration_income" in names("cpassivryrance")


def test_all_words_are_asked_and_labels_come_first():
    hits = names("plafond mensuel")
    assert "hours_seasonal" in hits
    assert set(hits) <= set(names("plafond"))
    assert names("") == names("   ") == names("xyzzy plugh") == []


def test_the_nearest_name():
    assert nearest(law, "fr", "admisson").name == "admission"
    assert nearest(law, "fr", "qqqqqqqqqq") is None
