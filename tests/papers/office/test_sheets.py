"""The request sheet, the monthly claim, the letters and the check list."""

from dataclasses import replace

import pytest

from tests.papers.office import made
from tests.papers.office.told import said, whole
from tremplin.engine.kinds import LANGUAGES, day
from tremplin.engine.words import month_of
from tremplin.ground.errors import InputError
from tremplin.ground.sentences import sentence
from tremplin.papers.office.claim import Claim, claim_of
from tremplin.papers.office.handover import Ending, handover_of
from tremplin.papers.office.letters import Reminder, letter_of, motives_of, reminder_of
from tremplin.papers.office.paper import Checks, Entries, Ledger
from tremplin.papers.office.parties import Worker
from tremplin.papers.office.request import Wanted, request_of


def fields_of(paper):
    blocks = [block for part in paper.parts for block in part.blocks if isinstance(block, Entries) and block.copied]
    return {one.number: (one.name, one.value.replace("\xa0", " ")) for block in blocks for one in block.entries}


def test_the_sheet_follows_the_screens():
    paper = made.requested("fr")
    headings = [part.heading for part in paper.parts[:4]]
    assert headings == ["1. Identité", "2. Carrière", "3. Contrat", "4. Absences à faire calculer"]
    found = fields_of(paper)
    assert found["1.1"] == ("Numéro national (NISS)", "89.09.14-002.55")
    assert found["1.2"][1] == "Benali" and found["1.4"][1] == "14/09/1989"
    assert found["2.1"] == ("Déjà admis au chômage", "pas connu")
    assert found["3.3"][1] == "02/03/2026" and found["3.4"][1] == "38 h sur 38"


def test_the_sheet_lists_periods_and_what_is_not_known():
    text = whole(made.requested("fr"))
    assert "déclaré · dmfa-2025-2.xml" in text and "payé, pas encore déclaré · fiches.xlsx" in text
    assert "Périodes incomplètes, n° 3" in text
    assert "l'indemnité de mutuelle de juillet 2025 a-t-elle été payée ?" in text


def test_a_person_of_one_name_whose_birth_year_alone_is_known():
    paper = request_of(made.OFFICE, Worker("Suharto", birth_year=1970), Wanted(None, None, None), "fr", "1", made.MADE)
    found = fields_of(paper)
    assert found["1.3"][1] == "aucun : un seul nom" and found["1.4"][1] == "1970"
    assert found["3.3"][1] == "pas connu"
    assert "Aucune période de travail n'est connue dans le dossier." in whole(paper)


def test_a_sheet_without_gaps_says_so():
    wanted = replace(made.WANTED, admitted=True, admitted_on=day("2020-01-01"), periods=made.PERIODS[:1], unknown=())
    text = whole(request_of(made.OFFICE, made.WORKER, wanted, "fr", "1", made.MADE))
    assert "Rien ne manque" in text and "01/01/2020" in text


def test_the_claim_reconciles_and_leaves_the_undetermined_out():
    claim = Claim(month_of(made.MADE), made.LINES)
    assert (claim.expected, claim.claimed, len(claim.open)) == (231_157, 243_657, 1)
    assert claim.open_bounds == (90_578, 181_157)
    text = whole(made.claimed("fr"))
    assert "2 311,57 €" in text and "2 436,57 €" in text and "indéterminé" in text
    assert "entre 905,78 € et 1 811,57 €" in text
    assert "écart 0,00 €" in text


def test_without_bounds_nothing_is_summed():
    lines = (*made.LINES, replace(made.LINES[2], bounds=None))
    assert Claim(24_000, lines).open_bounds is None
    assert "montant non connu, sans bornes" in whole(made.claimed("fr", lines))


def test_a_gap_with_the_ledger_is_said():
    assert "écart 0,01 €" in whole(made.claimed("fr", booked=243_656))


def test_every_line_adds_up_to_the_cent():
    lines = tuple(replace(made.LINES[0], expected=33_333 + at, claimed=33_333 + 2 * at) for at in range(500))
    paper = made.claimed("fr", lines, booked=None)
    _, ledger = [block for part in paper.parts for block in part.blocks if isinstance(block, Ledger)]

    def cents(cell):
        return int("".join(sign for sign in cell if sign.isdigit()))

    assert sum(cents(row[4]) for row in ledger.rows) == sum(line.expected for line in lines)
    assert sum(cents(row[5]) for row in ledger.rows) == sum(line.claimed for line in lines)
    assert any(cents(text) == sum(line.claimed for line in lines) for text in said(paper) if "€" in text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_month_without_anybody(language):
    text = whole(claim_of(made.OFFICE, Claim(24_313, ()), language, "1", made.MADE))
    assert sentence("office_papers.claim_empty", language) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_gives_each_reason_with_its_article(language):
    motives, nearest = motives_of(made.ANSWER, language)
    assert motives and nearest and all(one.article for one in motives)
    text = whole(made.letter(language))
    for one in motives:
        assert one.words in text and one.article in text
    for one in nearest:
        assert one.replace("\xa0", " ") in text
    assert "Nadia Lhoest" in text


def test_how_to_be_heard_is_left_to_the_office_unless_it_says():
    entries = [block for part in made.letter("fr").parts for block in part.blocks if isinstance(block, Entries)]
    (heard,) = [one for block in entries for one in block.entries if one.name.startswith("Être entendu")]
    assert (heard.value, heard.blank) == ("", "à compléter par le CPAS")
    from tremplin.papers.office.letters import Decided

    said_so = letter_of(made.OFFICE, made.WORKER, Decided("s", "a", heard="Sur rendez-vous."), "fr", "1", made.MADE)
    assert "Sur rendez-vous." in whole(said_so)


@pytest.mark.parametrize("kind", ["declaration", "hours"])
def test_the_reminder_names_what_is_missing_and_why(kind):
    text = whole(made.reminded("fr", kind))
    assert "DmfA 2025/4" in text and "01/10/2025" in text and "31/12/2025" in text
    assert "circulaire du 27 février 2007, § 1" in text
    assert "pas un délai légal" in text and "24 février 2026" in text


def test_a_reminder_of_nothing_is_refused():
    with pytest.raises(InputError):
        reminder_of(made.OFFICE, made.WORKER, Reminder((), "hours", ()), "fr", "1", made.MADE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_check_has_its_article_or_is_called_advice(language):
    paper = made.handed(language)
    checks = [one for part in paper.parts for block in part.blocks if isinstance(block, Checks) for one in block.checks]
    advice = sentence("office_papers.advice", language)
    assert len(checks) == 13
    assert all(bool(one.note) != (one.tag == advice) for one in checks)


def test_the_list_begins_thirty_days_before_the_earliest_end():
    paper = made.handed("fr")
    assert "24 juin 2026" in paper.parts[0].heading.replace("\xa0", " ")
    without = handover_of(made.OFFICE, made.WORKER, Ending(made.END), "fr", "1", made.MADE)
    assert "clause" not in whole(without)
