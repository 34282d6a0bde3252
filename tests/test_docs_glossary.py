"""The glossary: four languages in each line, as the dossiers have it, and the law keeps to its words."""

import re
from pathlib import Path

import pytest

from tremplin.engine.kinds import LANGUAGES
from tremplin.ground.sentences import catalogue
from tremplin.law import belgian_law

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
DOSSIER = ROOT.parent / "shared" / "law"
KEPT = ["CPAS", "ONEM", "ONSS", "DmfA", "revenu d'intégration", "organisme de paiement", "période de référence"]
KEPT += ["code prestation", "allocation d'insertion", "demandeur d'emploi inoccupé", "ASBL"]


def rows(text):
    """The terms of tables, one tuple a line."""
    lines = re.findall(r"^\| (?!FR |---)(.*) \|$", text, re.MULTILINE)
    return [tuple(cell.strip() for cell in line.split(" | ")) for line in lines]


def texts(found):
    """Every text that people read, of something the law or the program says."""
    if isinstance(found, dict):
        if all(isinstance(found.get(language), str) for language in LANGUAGES):
            yield found
        else:
            for inner in found.values():
                yield from texts(inner)


def said():
    law = belgian_law()
    things = [*law.rules.values(), *law.facts.values(), *law.parameters.values(), *law.decisions.values()]
    things += [column for table in law.rows.values() for column in table.columns.values()]
    for thing in things:
        yield from texts(dict(thing.texts))
    yield from texts(law.choices)
    yield from texts(catalogue())


SAID = list(said())


def test_each_line_has_four_terms():
    assert len(rows(TEXT)) > 60
    assert [row for row in rows(TEXT) if len(row) != 4 or not all(row)] == []


@pytest.mark.skipif(not DOSSIER.exists(), reason="the dossiers lie in the folder shared beside the repository")
@pytest.mark.parametrize("name", ["ale", "article60"])
def test_it_is_the_vocabulary_of_the_dossier(name):
    vocabulary = re.split(r"^#+ 8\. Vocabulary$", (DOSSIER / f"{name}.md").read_text(encoding="utf-8"), flags=re.M)[1]
    wanted = rows(re.split(r"^---$", vocabulary, flags=re.MULTILINE)[0].replace("*", "\\*"))
    assert wanted and [row for row in wanted if row not in rows(TEXT)] == []


@pytest.mark.parametrize("term", KEPT)
def test_the_law_keeps_to_the_word(term):
    """Where the French text has the term, the Dutch and the German have theirs."""
    row = next(row[:3] for row in rows(TEXT) if re.split(r" [(/]", row[0])[0] == term)
    _, dutch, german = (re.split(r" ?[(/;]", word.replace("\\*", ""))[0] for word in row)
    used = [{language: text.replace("CPAS@ONEM", "") for language, text in of.items()} for of in SAID]
    used = [of for of in used if re.search(rf"\b{term}\b", of["fr"])]
    assert used
    assert [of["nl"] for of in used if dutch.lower() not in of["nl"].lower()] == []
    stem = german.lower()[:-2]  # its ending moves with the case
    assert [of["de"] for of in used if stem not in of["de"].lower()] == []
