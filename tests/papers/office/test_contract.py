"""The contract, its clause and annex, amendments and conventions: what is given appears, nothing else is invented."""

from dataclasses import replace

import pytest

from tests.papers.office import made
from tests.papers.office.told import whole
from tremplin.engine.kinds import LANGUAGES, day
from tremplin.ground.errors import InputError
from tremplin.ground.sentences import sentence
from tremplin.law import decide
from tremplin.law.article60 import clause
from tremplin.papers.office.amendment import Amendment, amendment_of
from tremplin.papers.office.clause import trace_of
from tremplin.papers.office.contract import Terms, contract_of
from tremplin.papers.office.convention import Lending, Price, convention_of
from tremplin.papers.office.paper import Entries, Signatures, Wording
from tremplin.papers.office.parties import Office, Worker, full_number, masked_number


def blocks(paper, kind):
    return [block for part in paper.parts for block in part.blocks if isinstance(block, kind)]


def blanks(paper):
    return [one.name for block in blocks(paper, Entries) for one in block.entries if one.blank and not one.value]


def test_a_fixed_term_contract_says_its_terms():
    text = whole(made.fixed("fr"))
    for value in (
        "Samira Benali",
        "89.09.14-002.55",
        "14 septembre 1989",
        "CPAS de Valmarche",
        "Odile Renard, présidente",
    ):
        assert value in text
    assert "Il commence le 2 mars 2026 et finit le 6 août 2026, ce jour compris." in text
    assert "à temps plein : 38 heures par semaine" in text
    assert "n° 2026-V-007 du 10 février 2026" in text
    assert "clause" not in text.lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_clause_is_the_circulars_own_french(language):
    paper = made.open_ended(language)
    wordings = blocks(paper, Wording)
    assert [one.language for one in wordings] == (["fr"] if language == "fr" else [language, "fr"])
    assert wordings[-1].words.replace("\xa0", " ") == clause.text(312, "fr")
    text = whole(paper)
    for trigger in clause.TRIGGERS:
        assert sentence(f"clause.trigger_{trigger}", language, days=312) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_annex_tells_how_x_was_found(language):
    paper = made.open_ended(language)
    annex = paper.parts[-1]
    text = whole(annex)
    assert annex.apart and "312" in annex.heading
    assert made.ANSWER.law.fingerprint in text
    assert made.trace(language).steps[0].article in text
    assert sentence("status.confirmed", language) in text
    for _, value in made.trace(language).results:
        assert value.replace("\u202f", " ").replace("\xa0", " ") in text


def test_x_that_is_not_known_is_no_clause():
    facts = {"birth_date": None, "admitted_before": False, "work": [], "claim_date": "2020-01-02"}
    assert trace_of(decide("admission", facts), "fr", made.MADE) is None


def test_what_nobody_gave_is_a_place_to_fill():
    bare = contract_of(Office("CPAS"), Worker("Suharto"), Terms(made.MADE, 1900, 3800, made.MADE), "fr", "1", made.MADE)
    assert blanks(bare) == [
        "Numéro d'entreprise",
        "Représenté par",
        "Numéro national (NISS)",
        "Date de naissance",
        "Adresse",
        "Horaire",
        "Fonction et tâches",
        "Lieu de travail",
        "Barème ou référence de rémunération",
        "Autres mentions",
    ]
    assert "à temps partiel : 19 heures" in whole(bare)


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"born": day("1989-09-01")}, "1er septembre 1989"),
        ({"birth_year": 1989, "birth_month": 9}, "septembre 1989"),
        ({"birth_year": 1989}, "1989"),
    ],
)
def test_a_birth_day_is_said_as_far_as_it_is_known(known, words):
    paper = contract_of(made.OFFICE, Worker("Suharto", **known), made.TERMS, "fr", "1", made.MADE)
    entries = {one.name: one.value for block in blocks(paper, Entries) for one in block.entries}
    assert entries["Date de naissance"].replace("\xa0", " ") == words
    assert entries["Numéro d'entreprise"] == "0999.000.228"


def test_signatures_are_left_empty():
    (signed,) = blocks(made.fixed("fr"), Signatures)
    assert [one.name for one in signed.each] == ["Odile Renard", "Karel Smets", "Samira Benali"]
    (signed,) = blocks(contract_of(Office("CPAS"), made.WORKER, made.TERMS, "fr", "1", made.MADE), Signatures)
    assert [one.name for one in signed.each] == ["", "Samira Benali"]


def test_work_experience_is_its_own_aim():
    text = whole(contract_of(made.OFFICE, made.WORKER, replace(made.TERMS, purpose="experience"), "fr", "1", made.MADE))
    assert "expérience professionnelle" in text and "bénéfice complet" not in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "terms",
    [
        replace(made.TERMS, last_day=None),
        replace(made.TERMS, last_day=made.TERMS.start - 1),
        replace(made.TERMS, weekly_hours=0),
        replace(made.TERMS, full_time_hours=-1),
    ],
)
def test_terms_that_contradict_themselves_are_refused(terms, language):
    with pytest.raises(InputError) as error:
        contract_of(made.OFFICE, made.WORKER, terms, language, "1", made.MADE)
    assert error.value.faults[0].text(language)


def test_an_amendment_says_what_was_and_what_becomes():
    text = whole(made.amended("fr"))
    for value in ("19 h par semaine", "38 h par semaine", "31 août 2026", "31 octobre 2026", "1er juin 2026"):
        assert value in text
    assert "2026-C-014 du 10 février 2026" in text and "Passage à temps plein." in text
    assert "2026-A-001" in text


def test_an_amendment_that_changes_nothing_is_refused():
    with pytest.raises(InputError):
        amendment_of(made.OFFICE, made.WORKER, Amendment(made.CONTRACT, made.MADE, ()), "fr", "1", made.MADE)


def test_an_amendment_may_only_read_the_clause_again():
    amendment = Amendment(made.CONTRACT, made.MADE, (), clause=made.trace("fr"))
    text = whole(amendment_of(made.OFFICE, made.WORKER, amendment, "fr", "1", made.MADE))
    assert "Seule la clause résolutoire change" in text and clause.text(312, "fr") in text


def test_a_convention_leaves_who_insures_and_instructs_to_the_parties():
    paper = made.lent("fr")
    assert {"Qui donne les instructions", "Qui assure, et contre quoi"} <= set(blanks(paper))
    text = whole(paper)
    assert "250,00 € par mois" in text and "Le CPAS reste l'employeur" in text and "servir en salle" in text


@pytest.mark.parametrize(("price", "words"), [(Price(0), "gratuit"), (Price(1250, "hour"), "12,50 € par heure")])
def test_the_price_of_a_convention(price, words):
    lending = Lending(made.CONTRACT, made.MADE, 3800, price=price)
    text = whole(convention_of(made.OFFICE, made.HOST, made.WORKER, lending, "fr", "1", made.MADE))
    assert words in text and "aussi longtemps que dure le contrat" in text


def test_a_convention_that_ends_before_it_starts_is_refused():
    lending = Lending(made.CONTRACT, made.MADE, 3800, last_day=day("2020-01-01"))
    with pytest.raises(InputError):
        convention_of(made.OFFICE, made.HOST, made.WORKER, lending, "fr", "1", made.MADE)


@pytest.mark.parametrize(
    ("given", "full", "masked"),
    [
        ("89091400255", "89.09.14-002.55", "89.09.14-•••.••"),
        ("89.09.14-002.55", "89.09.14-002.55", "89.09.14-•••.••"),
        ("890914", "890914", "•••"),
        ("", "", ""),
    ],
)
def test_national_numbers(given, full, masked):
    assert (full_number(given), masked_number(given)) == (full, masked)
