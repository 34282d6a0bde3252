"""The worker's own page: what it says, and what it does not say as law."""

from dataclasses import replace

import pytest

from tests.papers.made import SAMPLE, matter, row, sample, worked
from tremplin.engine.kinds import LANGUAGES, day
from tremplin.law import decide
from tremplin.law.article60.anchor import Anchor
from tremplin.papers.parts import Picture, Points, Text
from tremplin.papers.worker import worker_of

ADVICE = ("Apportez", "Demandez tout de suite", "Demandez quand", "Demandez au CPAS votre papier")


def points(page):
    for section in page.sections:
        for block in section.blocks:
            if isinstance(block, Points):
                yield from block.points


def words(page):
    return " ".join(point.words for point in points(page))


def said(text):
    return text.replace("\u00a0", " ")


def test_it_says_until_when_and_how_many():
    page = worker_of(matter("fr"))
    assert said(page.lead).startswith("Votre contrat finira probablement entre le 24 juillet et le 6 août 2026.")
    assert [said(value) for _, value in page.figures] == ["202", "110", "312", "24 juillet – 6 août 2026"]
    assert "Vers le 24 juin 2026" in said(words(page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_points(language):
    page = worker_of(matter(language))
    assert len(list(points(page))) == 11 and page.foot[0]
    assert [section.name for section in page.sections] == ["progress", "last-month", "after", "changes"]


def test_what_the_texts_do_not_say_is_called_advice():
    for point in points(worker_of(matter("fr"))):
        assert point.words.startswith(ADVICE) == point.note.startswith("Conseil pratique"), point


def test_sickness_follows_the_law_of_the_claim():
    assert "ne comptent plus" in words(worker_of(matter("fr")))
    before = decide("admission", worked("2025-03-03", (2024, 1)))
    page = worker_of(matter("fr", answer=before, planned=None))
    assert "ne comptent plus" not in words(page) and "par la mutuelle comptent" in words(page)
    assert page.lead == "La fin de votre contrat n'est pas encore connue."


def test_days_in_doubt_are_shown_and_said():
    work = [*SAMPLE["work"], row("2025-04-01", "2025-06-30", 80, 20, employer="x")]
    page = worker_of(matter("fr", answer=decide("admission", SAMPLE | {"work": work})))
    assert "24 au plus" in words(page)
    bar = next(block for block in page.sections[0].blocks if isinstance(block, Picture))
    assert "b-maybe" in bar.wide and "entre 202 et 226" in bar.text


def test_a_right_that_is_open_is_said():
    answer = decide("admission", worked("2026-03-02", *((2025, number) for number in (1, 2, 3, 4))))
    assert "vous avez assez de jours" in worker_of(matter("fr", answer=answer)).lead


def test_nothing_known_makes_a_page_all_the_same():
    answer, _ = sample()
    page = worker_of(matter("fr", planned=None, answer=decide("admission", {"claim_date": "2026-03-02"})))
    assert [value for _, value in page.figures] == ["inconnu", "inconnu", "312"]


def test_a_day_that_is_past_and_an_answer_that_came_are_told_as_such():
    late = worker_of(matter("fr", made_on=day("2026-07-01")))
    assert "Depuis le 24 juin 2026" in said(words(late))
    assert any("prévus, pas déclarés" in block.words for block in late.sections[0].blocks if isinstance(block, Text))
    answered = replace(sample()[1], anchor=Anchor(day("2026-06-20"), 20, (18, 18), day("2026-07-20")))
    page = worker_of(replace(matter("fr"), planned=answered))
    assert "L'ONEM a répondu le 20 juin 2026" in said(words(page)) and "Vers le" not in words(page)
